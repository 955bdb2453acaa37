"""The first page of a night: how much was read, what people should look at first, and the figures with their doubt."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ccqa.config import What
from ccqa.finding import Verdict
from ccqa.reporting.calling import called
from ccqa.reporting.contact_page import counted
from ccqa.reporting.figures import GROUPS
from ccqa.reporting.people_tables import tables
from ccqa.reporting.quoting import Quote, place, quotes
from ccqa.reporting.rendering import page
from ccqa.sampling import OVERLAY, Pick
from ccqa.scorecard import CriterionResult, ErrorClass, Scorecard, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccqa.reporting.night import NightView
    from ccqa.rubric import Criterion, Rubric

FIRST = 6
"""Suspected fails of one criterion that are shown at once; the others open on demand."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A critical fail that a person has to look at: where it is, and the words, or the place where words were due."""

    card: Scorecard
    result: CriterionResult
    page: str | None
    quotes: tuple[Quote, ...]
    due: Quote | None


@dataclass(frozen=True, slots=True)
class Row:
    """A pick as it is shown, one row a leg; no card where the contact was not scored, no page where it is not kept."""

    pick: Pick
    page: str | None
    card: Scorecard | None
    counts: Counter[Verdict] | None


def index_page(view: NightView, pages: dict[tuple[str, str], str]) -> str:
    """Return the first page; `pages` are the addresses of contacts' pages by source and id."""
    overlaid = tuple(pick for pick in view.picks if pick.reason == OVERLAY)
    return page(
        "index.html",
        view=view,
        first=FIRST,
        sampled_only=view.scored is What.SAMPLE,
        suspicions=_suspicions(view, pages),
        missing=tuple(pick for pick in overlaid if (pick.source, pick.contact) not in pages),
        sections=_sections(view),
        groups={name: view.figures.groups(name) for name in GROUPS if name != "agent"},
        teams=tables(view),
        classes=_classes(view.rubric),
        rows=tuple(row for pick in view.picks if pick.reason != OVERLAY for row in _rows(view, pick, pages)),
    )


def _classes(rubric: Rubric) -> tuple[ErrorClass, ...]:
    """Return the classes that a critical criterion can hurt: of the others, freedom from errors would say nothing."""
    asked = {line.error_class for line in rubric.criteria if line.severity is Severity.CRITICAL}
    return tuple(kind for kind in ErrorClass if kind in asked and kind is not ErrorClass.NONE)


def _sections(view: NightView) -> tuple[tuple[str, tuple[Criterion, ...]], ...]:
    lines: dict[str, list[Criterion]] = defaultdict(list)
    for line in view.rubric.criteria:
        lines[line.section].append(line)
    return tuple((section.title, tuple(lines[name])) for name, section in view.rubric.sections.items() if lines[name])


def _suspicions(view: NightView, pages: dict[tuple[str, str], str]) -> dict[str, tuple[Suspicion, ...]]:
    """Return the suspected fails by criterion, in the rubric's order."""
    found: dict[str, list[Suspicion]] = {line.id: [] for line in view.rubric.criteria}
    for key in dict.fromkeys((pick.source, pick.contact) for pick in view.picks):
        for suspicion in _of_contact(view, key, pages.get(key)):
            found.setdefault(suspicion.result.criterion, []).append(suspicion)
    return {name: tuple(suspicions) for name, suspicions in found.items() if suspicions}


def _of_contact(view: NightView, key: tuple[str, str], address: str | None) -> Iterator[Suspicion]:
    for card in view.cards.get(key, ()):
        contact = view.contacts.get((*key, card.revision))
        for result in card.results:
            if result.suspected:
                said = quotes(contact, result) if contact else ()
                due = place(contact, result.searched) if contact and not said else None
                yield Suspicion(called(card, view.people), result, address, said, due)


def _rows(view: NightView, pick: Pick, pages: dict[tuple[str, str], str]) -> Iterator[Row]:
    key = (pick.source, pick.contact)
    for card in view.cards.get(key, ()):
        yield Row(pick, pages.get(key), called(card, view.people), counted(card))
    if not view.cards.get(key):
        yield Row(pick, pages.get(key), None, None)
