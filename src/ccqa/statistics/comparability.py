"""Gaps between kinds of contacts, such as short ones, a channel, a language; keeps out why there is a gap.

Each kind is compared with all others within each agent, so that who takes which contacts makes no gap; all
comparisons are judged together by Holm's method. A gap is a question, not a proof: a rule that is unfair to short
chats and short chats that truly go worse look alike here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from ccqa.statistics import within
from ccqa.statistics.design import codes
from ccqa.statistics.differences import LEVEL, holm
from ccqa.statistics.estimate import Estimate
from ccqa.statistics.shares import CONFIDENCE, FEWEST_FOR_RANKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Judged:
    """A contact with its verdict on one criterion: failed or passed, by whom, and what kind it is.

    `traits` such as `(("channel", "chat"), ("length", "short"))`: fields in one order, each with its value.
    """

    failed: bool
    agent: str
    traits: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A kind of contacts beside all others, named such as `OPN-01: channel chat and length short`.

    `more`: by how much more it fails, from -1 to 1, agents being equal; None where a side has too few contacts or
    fails to speak of. `found`: it stands with all comparisons considered.
    """

    name: str
    n: int
    others: int
    more: Estimate | None = None
    p: float = 1.0
    found: bool = False


def gaps(criteria: Iterable[tuple[str, Sequence[Judged]]], level: float = LEVEL) -> tuple[Gap, ...]:
    """Return every criterion's gaps by each trait and each two together, those found first, the surest first."""
    all_ = [gap for name, rows in criteria for gap in _gaps(name, rows)]
    compared = [gap for gap in all_ if gap.more]
    stand = holm(np.array([gap.p for gap in compared]), level) if compared else ()
    found = [replace(gap, found=k in stand) for k, gap in enumerate(compared)]
    refused = [gap for gap in all_ if not gap.more]
    return (*sorted(found, key=lambda g: (not g.found, g.p, g.name)), *refused)


def _kinds(rows: Sequence[Judged]) -> dict[str, NDArray[np.bool_]]:
    """Return which contacts are of each kind; of a trait with two values the second would say the same again."""
    members: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, row in enumerate(rows):
        for some in (*((t,) for t in row.traits), *combinations(row.traits, 2)):
            members[tuple(f for f, _ in some)][" and ".join(f"{f} {v}" for f, v in some)].append(number)
    kinds = {}
    for values in members.values():
        names = sorted(values)
        for name in names[: 1 if len(names) == 2 else None]:  # noqa: PLR2004
            kinds[name] = np.zeros(len(rows), bool)
            kinds[name][values[name]] = True
    return kinds


def _gaps(criterion: str, rows: Sequence[Judged]) -> Iterable[Gap]:
    failed, agents = np.array([row.failed for row in rows]), codes([row.agent for row in rows], len(rows))
    for kind, members in _kinds(rows).items():
        yield _gap(f"{criterion}: {kind}", members, within.strata(failed, members, agents))


def _gap(name: str, members: NDArray[np.bool_], counts: within.Strata) -> Gap:
    n, others = int(members.sum()), int((~members).sum())
    told = min(counts.n.sum(), counts.other_n.sum())
    if told < FEWEST_FOR_RANKING or not counts.enough:
        return Gap(name, n, others)
    more = Estimate(*within.more(counts, CONFIDENCE), n + others, float(told))
    return Gap(name, n, others, more, within.p_value(counts))
