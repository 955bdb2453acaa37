"""Which hits of a lexicon stand: look-alikes, negation, quotation, reports and suppositions take a hit away.

A hit for which a guard stands is no act: "I am not saying it is your fault" blames nobody.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from ccqa.reading.marks import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ccqa.reading.lexicon import Entry
    from ccqa.reading.page import Page

QUESTION: Final = "question"
"""The signal by which an unpunctuated turn shows that it asks."""
NEGATION_REACH: Final = 3
"""Tokens between a negation and what it denies."""
_CLOSES: Final = {'"': '"', "“": "”", "„": "“", "«": "»"}


class Hit(NamedTuple):
    """A phrase found: tokens `start` to `end` of a turn. `kind` is sure, doubtful, unless or guard."""

    act: str
    kind: str
    turn: int
    start: int
    end: int


def vetoes(hits: Iterable[Hit]) -> dict[int, frozenset[str]]:
    """Return the acts that look-alikes speak against, by the turn in which they do."""
    found: dict[int, set[str]] = defaultdict(set)
    for hit in hits:
        if hit.kind == "unless":
            found[hit.turn].add(hit.act)
    return {turn: frozenset(acts) for turn, acts in found.items()}


def survivors(page: Page, hits: Sequence[Hit], entries: Mapping[str, Entry]) -> list[Hit]:
    """Return the hits that no guard takes away, one for each place, in order of place."""
    unless, guards = _sorted_out(hits)
    asked = {hit.turn for hit in hits if hit.act == QUESTION and hit.kind == "sure"}
    quoting = set(map(page.turn_at, page.quotes))
    standing = []
    for hit in hits:
        if hit.kind in {"unless", "guard"}:
            continue
        entry = entries[hit.act]
        alike = unless.get((hit.act, hit.turn))
        if alike and any(_overlap(hit, other) for other in alike):
            continue
        if entry.asked is not None and _asks(page, hit, asked) is not entry.asked:
            continue
        near = guards.get(hit.turn) if entry.guards else None
        if near and any(_guarded(page, hit, g) for g in near if g.act in entry.guards):
            continue
        if hit.turn not in quoting or not _quoted(page, hit):
            standing.append(hit)
    return _widest(standing)


def _sorted_out(hits: Iterable[Hit]) -> tuple[dict[tuple[str, int], list[Hit]], dict[int, list[Hit]]]:
    unless: dict[tuple[str, int], list[Hit]] = defaultdict(list)
    guards: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.kind == "unless":
            unless[hit.act, hit.turn].append(hit)
        elif hit.kind == "guard":
            guards[hit.turn].append(hit)
    return unless, guards


def _asks(page: Page, hit: Hit, asked: AbstractSet[int]) -> bool:
    """Tell whether a hit stands in a question, by its mark, or by its words where nothing is punctuated."""
    return page.asks(hit.turn, hit.start) or (hit.turn in asked and not page.punctuated(hit.turn))


def _guarded(page: Page, hit: Hit, guard: Hit) -> bool:
    """A negation reaches three tokens, a report or supposition to the end of its sentence; a comma stops both."""
    if guard.end > hit.start or any(form & Form.CLAUSE for form in page.forms[guard.end : hit.start]):
        return False
    reach = NEGATION_REACH if guard.act == "negation" else len(page.norms)
    begin, _ = page.sentence(hit.turn, hit.start)
    return guard.start >= begin and hit.start - guard.end < reach


def _quoted(page: Page, hit: Hit) -> bool:
    """Tell whether the hit lies between quotation marks that do not enclose the whole turn."""
    marks = page.quoted(hit.turn)
    closing, opened = None, -1
    for index in marks:
        if index >= hit.start:
            break
        mark = page.word(index)
        if closing is None:
            closing, opened = _CLOSES.get(mark), index
        elif mark == closing:
            closing = None
    if closing is None or opened == page.bounds(hit.turn)[0]:
        return False
    return any(page.word(index) == closing for index in marks if index >= hit.end)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _widest(hits: Iterable[Hit]) -> list[Hit]:
    """Keep, of hits of one act that overlap, the sure before the doubtful, then the longest, then the first."""
    places: dict[tuple[str, int], list[Hit]] = defaultdict(list)
    for hit in hits:
        places[hit.act, hit.turn].append(hit)
    kept: list[Hit] = []
    for rivals in places.values():
        kept += rivals if len(rivals) == 1 else _apart(rivals)
    return sorted(kept, key=lambda h: (h.turn, h.start, h.end, h.act))


def _apart(rivals: Iterable[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(rivals, key=lambda h: (h.kind != "sure", h.start - h.end, h.start)):
        if not any(_overlap(hit, other) for other in kept):
            kept.append(hit)
    return kept
