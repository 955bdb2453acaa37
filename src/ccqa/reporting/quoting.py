"""Looks up the words that evidence points at, with a little of what stands around them; keeps out verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ccqa.contact import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccqa.contact import Contact, Span
    from ccqa.scorecard import CriterionResult

REACH: Final = 80
"""Characters shown on each side of the words."""
LONGEST: Final = 240
"""Characters of the words themselves."""
OPENING: Final = 2
"""Agent turns; where no more were searched, it was the opening that was meant."""
GAP: Final = "…"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words at a place: the turn and who spoke, the words, and what stands before and after. No words: only a place."""

    turn: int
    role: str
    before: str
    words: str
    after: str


def quotes(contact: Contact, result: CriterionResult) -> tuple[Quote, ...]:
    """Return the words of a result's evidence, in order, each place once; places the contact lacks are left out."""
    spans = dict.fromkeys(seen.span for seen in result.evidence)
    return tuple(quote(contact, span) for span in spans if _inside(contact, span))


def quote(contact: Contact, span: Span) -> Quote:
    """Return the words at a place with what stands around them, cut between words."""
    turn = contact.turns[span.turn]
    before, after = turn.text[: span.start], turn.text[span.end :]
    return Quote(
        span.turn, turn.role.value, _tail(before), clipped(contact.quote(span), LONGEST), clipped(after, REACH)
    )


def place(contact: Contact, searched: Sequence[int]) -> Quote | None:
    """Return a turn in which what was searched for could have stood; None where nothing was searched.

    It is the agent's first turn among them, or their last where all the agent's turns were searched.
    """
    agents = [n for n, turn in enumerate(contact.turns) if turn.role is Role.AGENT]
    within = [n for n in agents if n in searched] or [n for n in searched if n < len(contact.turns)]
    if not within:
        return None
    number = within[-1] if len(within) > OPENING and within == agents else within[0]
    turn = contact.turns[number]
    return Quote(number, turn.role.value, clipped(turn.text, 2 * REACH), "", "")


def clipped(text: str, most: int) -> str:
    """Return at most so many characters of a text, cut between words where there is a gap near the end."""
    if len(text) <= most:
        return text
    cut = text[:most]
    return (cut.rsplit(None, 1)[0] if any(c.isspace() for c in cut[most // 2 :]) else cut) + GAP


def _tail(text: str) -> str:
    if len(text) <= REACH:
        return text
    cut = text[-REACH:]
    return GAP + (cut.split(None, 1)[-1] if any(c.isspace() for c in cut[: REACH // 2].strip()) else cut)


def _inside(contact: Contact, span: Span) -> bool:
    return 0 <= span.turn < len(contact.turns) and 0 <= span.start < span.end <= len(contact.turns[span.turn].text)
