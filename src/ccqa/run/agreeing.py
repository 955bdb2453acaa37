"""Puts what people judged beside what the machine found, and a first grading beside the second; keeps out the figures.

Only what the words, rules and model in force judged counts, and only reviews of what a criterion asks today.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from ccqa import rubric as rubrics
from ccqa.errors import UsageError
from ccqa.statistics.calibration import Pair
from ccqa.statistics.gates import Gate, Measure
from ccqa.statistics.judged import Agreements, By, Judged, grouped, standings
from ccqa.store import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ccqa.config import Settings
    from ccqa.review import Review
    from ccqa.scorecard import Scorecard
    from ccqa.sections import Trial
    from ccqa.store import Store

Given = dict[tuple[bool, bool], "Review"]
"""The latest review of a line by whether it is a second grading, and whether it was blind."""


def agreements(settings: Settings, store: Store, by: Sequence[By], seed: int) -> Agreements:
    """Return how far reviews of what was drawn by chance agree with the verdicts in force; UsageError if none is."""
    reviews, run = store.ledger.reviews.by_chance(), store.ledger.last_run()
    if not reviews or run is None:
        raise UsageError(
            "there is no review of a drawn contact yet. `ccqa review export` writes a sheet to grade, "
            "`ccqa review import` takes it in."
        )
    definitions = rubrics.load(Path(settings.rubric)).definitions
    basis = Basis(run.rubric, run.engine)
    cards = store.cards.revisions(((one.line.source, one.line.contact, one.line.revision) for one in reviews), basis)
    asked = {(*card.key, r.criterion, definitions.get(r.criterion)) for card in cards for r in card.results}
    found = tuple(judged(reviews, cards, definitions))
    places = ((criterion, *place) for criterion in definitions for place in store.cards.strata(basis))
    gate = gate_of(settings.gate)
    return Agreements(
        by=tuple(by),
        blind=grouped([one for one in found if one.pair.blind], by, seed),
        anchored=grouped([one for one in found if not one.pair.blind], by, seed),
        gate=gate,
        standings=standings(found, places, gate, seed),
        reviews=len(reviews),
        left_out=sum(one.line.question not in asked for one in reviews),
    )


def gate_of(trial: Trial) -> Gate:
    """Return the gate that a configuration describes; a measure of 0 is not asked for."""
    asked = ((measure, float(getattr(trial, measure))) for measure in Measure)
    return Gate(tuple((measure, least) for measure, least in asked if least), trial.attainable)


def judged(reviews: Iterable[Review], cards: Iterable[Scorecard], definitions: Mapping[str, str]) -> Iterator[Judged]:
    """Yield each line that two judged, by the latest review of each kind; reviews come in the order they were made."""
    given = defaultdict[object, Given](dict)
    for review in reviews:
        given[review.line.question][review.second, review.blind] = review
    for card in cards:
        for result in card.results:
            said = given.get((*card.key, result.criterion, definitions.get(result.criterion)), {})
            where = (result.criterion, str(card.channel), card.language or "")
            contact = f"{card.source} {card.contact}"
            for blind in (True, False):
                if one := said.get((False, blind)):
                    yield Judged(*where, people=False, pair=Pair(contact, one.verdict, result.verdict, blind))
            if both := _two_people(contact, said):
                yield Judged(*where, people=True, pair=both)


def _two_people(contact: str, said: Given) -> Pair | None:
    """Return first and second grading: blind where each has a blind one, else anchored by who saw the verdict."""
    one, two = (said.get((second, True)) or said.get((second, False)) for second in (False, True))
    return Pair(contact, one.verdict, two.verdict, one.blind and two.blind) if one and two else None
