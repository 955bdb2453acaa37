"""Puts the turns of one contact in order and counts what is odd about them; keeps out how they were read."""

from __future__ import annotations

import re
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from ccqa.contact import Role, Turn
from ccqa.formats._refusal import Refused

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

REDACTIONS = {
    "[": re.compile(r"\[[A-Z][A-Z_ ]+(?:-?\d+)?\]"),
    "{{": re.compile(r"\{\{\w+\}\}"),
    "#": re.compile(r"#[A-Z_]{2,}#"),
    "<": re.compile(r"<[A-Z][A-Z_]+(?:-?\d+)?>"),
    "****": re.compile(r"\*{4,}"),
}
"""What redacting systems leave behind ([PII], {{NAME}}, #EMAIL#, <PERSON>, ****), by what it begins with: searching
for a beginning first is five times as fast as searching for all of them at once.
"""


def settle(turns: Sequence[Turn], noted: Counter[str]) -> tuple[Turn, ...]:
    """Return the turns that hold words, by time where all have one; raises Refused where none is left."""
    kept = [turn for turn in turns if turn.text.strip()]
    if not kept:
        raise Refused("no turns")
    tally(noted, "empty turn dropped", len(turns) - len(kept))
    tally(noted, "unknown role", [turn.role for turn in kept].count(Role.UNKNOWN))
    tally(noted, "several agents", _has_several_agents(kept))
    tally(noted, "redaction mark", _redacted("\n".join([turn.text for turn in kept])))
    starts = [turn.start_s for turn in kept]
    if starts.count(None) < len(starts):
        kept = _sound(_in_order(kept, starts, noted), noted)
        _count_times(kept, noted)
    return tuple(kept)


def tally(noted: Counter[str], what: str, count: int) -> None:
    """Count, but leave no trace of what did not occur."""
    if count:
        noted[what] += count


def _has_several_agents(turns: list[Turn]) -> bool:
    if len({turn.agent for turn in turns}) == 1:
        return False
    return len({turn.agent for turn in turns if turn.role is Role.AGENT} - {None}) > 1


def _redacted(text: str) -> int:
    return sum(len(pattern.findall(text)) for begin, pattern in REDACTIONS.items() if begin in text)


def _in_order(turns: list[Turn], starts: list[float | None], noted: Counter[str]) -> list[Turn]:
    known = [start for start in starts if start is not None]
    if len(known) < len(starts) or known == sorted(known):
        return turns
    noted["turns put in order of time"] += 1
    return sorted(turns, key=attrgetter("start_s"))


def _sound(turns: list[Turn], noted: Counter[str]) -> list[Turn]:
    """Drop each end that lies before its beginning."""
    wrong = [k for k, turn in enumerate(turns) if _ends_early(turn.start_s, turn.end_s)]
    for number in wrong:
        turns[number] = replace(turns[number], end_s=None)
    tally(noted, "end before its beginning dropped", len(wrong))
    return turns


def _ends_early(start: float | None, end: float | None) -> bool:
    return start is not None and end is not None and end < start


def _count_times(turns: list[Turn], noted: Counter[str]) -> None:
    """Count turns without end, and those that begin while an earlier one goes on."""
    heard = float("-inf")
    overlaps = missing = 0
    for turn in turns:
        start, end = turn.start_s, turn.end_s
        if start is not None and start < heard:
            overlaps += 1
        if end is None:
            missing += 1
        elif end > heard:
            heard = end
    tally(noted, "overlap", overlaps)
    tally(noted, "missing end", missing)
