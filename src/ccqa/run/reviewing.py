"""Hands out what was drawn as a review sheet, and applies what people judged; keeps out how sheets come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ccqa import rubric as rubrics
from ccqa.errors import Rejected, UsageError
from ccqa.review import Line, Sheet, settled
from ccqa.sampling import OVERLAY
from ccqa.sheets import Handout, write
from ccqa.sheets.writing import writer_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ccqa.config import Settings
    from ccqa.contact import Contact
    from ccqa.rubric import Rubric
    from ccqa.sampling import Drawn
    from ccqa.scorecard import CriterionResult, Scorecard
    from ccqa.store import Store

Found = tuple[Line, "CriterionResult | None"]


class Part(StrEnum):
    """Which picks: those drawn by chance, those to be graded twice by another reviewer, or the suspected criticals."""

    SAMPLE = "sample"
    DOUBLE = "double"
    OVERLAY = "overlay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which sheet is wanted: where to, of which sample and part, and whether blind; `open` leaves out what is told.

    `token` is what nobody can guess, and names the sheet from now on.
    """

    path: Path
    token: str
    at: datetime
    sample: int | None = None
    part: Part = Part.SAMPLE
    blind: bool = True
    open: bool = False


def export(settings: Settings, store: Store, order: Order, rejected: list[Rejected]) -> int:
    """Write a review sheet, noted in the ledger first, and return its lines; what is not kept goes to `rejected`."""
    writer_of(order.path)
    sample = store.ledger.samples.sample(order.sample)
    picks = [one for one in store.ledger.samples.drawn(sample.id) if one.stands and _is_of(one, order.part)]
    contacts = store.contacts.revisions(one.pick.key for one in picks)
    gone = [one for one in picks if one.pick.key not in contacts]
    rejected += [Rejected(f"pick {one.id}", "export", "its transcript is no longer kept; skip it") for one in gone]
    rubric = rubrics.load(Path(settings.rubric))
    found = [
        line
        for one in picks
        if (contact := contacts.get(one.pick.key))
        for line in _lines(contact, one.id, store.cards.card(contact.id, contact.source), rubric)
        if not order.open or _is_open(line[1])
    ]
    if not found:
        raise UsageError(
            f"sample {sample.id} has nothing to review here. `ccqa sample show` tells how its picks stand."
        )
    lines = tuple(line for line, _ in found)
    sheet = Sheet(order.token, sample.id, rubric.key, order.blind, order.part is Part.DOUBLE, order.at, lines)
    results = {number: result for number, (_, result) in enumerate(found, 1) if result}
    store.ledger.reviews.hand_out(sheet)
    write(Handout(sheet, {c.id: c.title for c in rubric.criteria}, results, contacts), order.path)
    return len(lines)


def _is_of(one: Drawn, part: Part) -> bool:
    if part is Part.OVERLAY:
        return one.pick.reason == OVERLAY
    return one.pick.probability is not None and (part is Part.SAMPLE or one.pick.double)


def _lines(contact: Contact, pick: int, cards: Iterable[Scorecard], rubric: Rubric) -> Iterator[Found]:
    """Yield each criterion of each leg, with what the machine found where it judged this revision."""
    known = {(c.key, r.criterion): r for c in cards for r in c.results}
    for leg in contact.legs():
        key = (contact.source, contact.id, contact.revision, leg.number)
        for one in rubric.criteria:
            names = dict(zip(("source", "contact", "revision"), key[:3], strict=True))
            line = Line(**names, leg=leg.number, criterion=one.id, definition=one.definition, pick=pick)
            yield line, known.get((key, one.id))


def _is_open(result: CriterionResult | None) -> bool:
    """Whether the machine left it to people: unsure, a suspected critical fail, or never judged."""
    return result is None or result.counts_as == "unsure"


def settle(store: Store, cards: Iterable[Scorecard], rubric: Rubric) -> tuple[Scorecard, ...]:
    """Return scorecards with what people judged in place of what the machine did."""
    given = tuple(cards)
    reviews = store.ledger.reviews.of({card.contact for card in given})
    return tuple(settled(card, reviews, rubric.definitions) for card in given)
