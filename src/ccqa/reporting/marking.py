"""Cuts a turn into pieces where evidence begins and ends, overlaps included; keeps out how a piece is shown."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ccqa.finding import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ccqa.scorecard import Scorecard

LOUDEST = (Verdict.FAIL, Verdict.UNSURE, Verdict.PASS, Verdict.NA)
"""Which verdict a piece shows that is evidence for several."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in one turn that is evidence: characters `start` to `end`, the criterion, its leg, verdict and act."""

    start: int
    end: int
    criterion: str
    leg: int
    verdict: Verdict
    act: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive characters that the same marks cover; `ending` are those marks that stop here."""

    text: str
    marks: tuple[Mark, ...] = ()
    opening: tuple[Mark, ...] = ()
    ending: tuple[Mark, ...] = ()

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that speaks loudest, or None where nothing is marked."""
        return min((mark.verdict for mark in self.marks), key=LOUDEST.index, default=None)

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts seen here, each once."""
        return tuple(dict.fromkeys(mark.act for mark in self.marks))

    @property
    def cited(self) -> tuple[tuple[str, int], ...]:
        """Criterion and leg of the marks that stop here, each once."""
        return tuple(dict.fromkeys((mark.criterion, mark.leg) for mark in self.ending))


def marks_of(cards: Iterable[Scorecard]) -> dict[int, tuple[Mark, ...]]:
    """Return the evidence of scorecards by turn, in order of place."""
    found: dict[int, set[Mark]] = {}
    for card in cards:
        for result in card.results:
            for seen in result.evidence:
                at = seen.span
                mark = Mark(at.start, at.end, result.criterion, card.leg, result.verdict, seen.act)
                found.setdefault(at.turn, set()).add(mark)
    return {turn: tuple(sorted(marks)) for turn, marks in found.items()}


def pieces(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Cut a text where marks begin and end; joined, the pieces are the text. Places outside it mark nothing."""
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    cuts = sorted({0, len(text), *(m.start for m in inside), *(m.end for m in inside)})
    return tuple(_piece(text, start, end, inside) for start, end in pairwise(cuts))


def _piece(text: str, start: int, end: int, marks: Sequence[Mark]) -> Piece:
    over = tuple(mark for mark in marks if mark.start <= start and end <= mark.end)
    opening = tuple(mark for mark in over if mark.start == start)
    return Piece(text[start:end], over, opening, tuple(mark for mark in over if mark.end == end))
