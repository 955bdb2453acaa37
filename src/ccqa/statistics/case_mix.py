"""Agents' shares as if all had the same kinds of contacts, beside the raw ones; keeps out which kinds matter.

Indirect standardisation: what an agent failed is set against what the whole team fails on contacts such as theirs.
Sources: N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research II (1987) 2; D. J. Spiegelhalter, Statistics
in Medicine 24 (2005) 1185-1202. Two adjusted agents are comparable to the team rather than to each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ccqa.statistics.estimate import Estimate
from ccqa.statistics.shares import CONFIDENCE, FEWEST_FOR_PERCENTAGE, interval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ccqa.statistics.comparability import Judged


@dataclass(frozen=True, slots=True)
class Mixed:
    """An agent's share of fails, raw and adjusted, from 0 to 1; None below the fewest contacts for a percentage."""

    agent: str
    n: int
    raw: Estimate | None = None
    adjusted: Estimate | None = None


def adjusted(rows: Iterable[Judged], confidence: float = CONFIDENCE) -> tuple[Mixed, ...]:
    """Return each agent, by name, with the share of fails as it is and as the team's mix of contacts would make it."""
    mix: dict[str, Counter[tuple[tuple[str, str], ...]]] = defaultdict(Counter)
    seen, fails, failed = Counter[object](), Counter[object](), Counter[str]()
    for row in rows:
        mix[row.agent][row.traits] += 1
        seen[row.traits] += 1
        fails[row.traits] += row.failed
        failed[row.agent] += row.failed
    overall = fails.total() / max(1, seen.total())
    expected = {a: sum(n * fails[kind] / seen[kind] for kind, n in kinds.items()) for a, kinds in mix.items()}
    return tuple(
        _mixed(agent, failed[agent], mix[agent].total(), (overall, expected[agent]), confidence)
        for agent in sorted(mix)
    )


def _mixed(agent: str, failed: int, n: int, team: tuple[float, float], confidence: float) -> Mixed:
    """Scale the raw share by what the team fails overall, over what it fails on contacts such as the agent's."""
    if n < FEWEST_FOR_PERCENTAGE:
        return Mixed(agent, n)
    share, (low, high) = failed / n, interval(failed, n, confidence)
    overall, expected = team
    scale = overall * n / expected if expected else 1.0
    fair = Estimate(min(1.0, share * scale), min(1.0, low * scale), min(1.0, high * scale), n, n)
    return Mixed(agent, n, Estimate(share, low, high, n, n), fair)
