"""The page of one contact: what was said, with the evidence marked in place, and every verdict with its reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from ccqa.contact import Turn
from ccqa.finding import Verdict
from ccqa.reporting.marking import Piece, marks_of, pieces
from ccqa.reporting.quoting import Quote, quotes
from ccqa.reporting.rendering import page
from ccqa.rubric import Criterion
from ccqa.scorecard import CriterionResult, Scorecard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccqa.contact import Contact
    from ccqa.rubric import Rubric


@dataclass(frozen=True, slots=True)
class SaidTurn:
    """A turn as it is shown: its number, who spoke, its pieces, and the leg that begins with it, if one does."""

    number: int
    turn: Turn
    agent: str | None
    pieces: tuple[Piece, ...]
    begins: Scorecard | None


@dataclass(frozen=True, slots=True)
class Line:
    """A verdict as it is shown; `criterion` is None where the rubric no longer has it."""

    result: CriterionResult
    criterion: Criterion | None
    quotes: tuple[Quote, ...]

    @property
    def title(self) -> str:
        """What the rubric calls it, or its id."""
        return self.criterion.title if self.criterion else self.result.criterion


@dataclass(frozen=True, slots=True)
class JudgedLeg:
    """A scorecard as it is shown: its lines by section, and how many of each verdict."""

    card: Scorecard
    sections: tuple[tuple[str, tuple[Line, ...]], ...]
    counts: Counter[Verdict]


def contact_page(contact: Contact, cards: Sequence[Scorecard], rubric: Rubric) -> str:
    """Return the page of a contact with one card for each leg."""
    legs = tuple(_leg(card, contact, rubric) for card in cards)
    return page(
        "contact.html", contact=contact, turns=_turns(contact, cards), legs=legs, rubric=rubric, several=len(legs) > 1
    )


def counted(card: Scorecard) -> Counter[Verdict]:
    """Return how many criteria of a scorecard count as each verdict; a suspected critical counts as unsure."""
    return Counter(result.counts_as for result in card.results)


def _turns(contact: Contact, cards: Sequence[Scorecard]) -> tuple[SaidTurn, ...]:
    marks = marks_of(cards)
    begins = {card.turns[0]: card for card in cards if card.turns} if len(cards) > 1 else {}
    return tuple(
        SaidTurn(n, turn, contact.agent_of(n), pieces(turn.text, marks.get(n, ())), begins.get(n))
        for n, turn in enumerate(contact.turns)
    )


def _leg(card: Scorecard, contact: Contact, rubric: Rubric) -> JudgedLeg:
    lines = [Line(r, rubric.criterion(r.criterion), quotes(contact, r)) for r in card.results]
    order = {name: k for k, name in enumerate(rubric.sections)}
    lines.sort(key=lambda line: order.get(line.result.section, len(order)))
    sections = tuple(
        (_title(rubric, name), tuple(g)) for name, g in groupby(lines, key=lambda line: line.result.section)
    )
    return JudgedLeg(card, sections, counted(card))


def _title(rubric: Rubric, section: str) -> str:
    return rubric.sections[section].title if section in rubric.sections else section or "Other"
