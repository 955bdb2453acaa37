"""Lets go of what was kept long enough, kind by kind; how much that is can be told before anything goes.

Pages of contacts go with the transcripts they show, but those of tonight stay for the night's readers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ccqa.reporting import pages
from ccqa.reporting.night import CONTACTS

if TYPE_CHECKING:
    from ccqa.config import Settings
    from ccqa.store import Report, Store


@dataclass(frozen=True, slots=True)
class Limits:
    """The first day that is kept, by kind, on a given night."""

    night: date
    contacts: date
    scorecards: date
    reports: date
    ledger: date


def limits(settings: Settings, night: date) -> Limits:
    """Return the limits of a night. The ledger outlives the rest, since people are found through it."""
    kept = settings.retention
    days = (settings.store.contact_days, kept.scorecard_days, kept.report_days)
    return Limits(night, *(night - timedelta(days=n) for n in (*days, max(kept.ledger_days, *days))))


def due(settings: Settings, store: Store, night: date) -> dict[str, int]:
    """Return how much of each kind is to go tonight, once all of the night is stored."""
    first = limits(settings, night)
    return {
        "transcripts": store.lake.count_before("contacts", first.contacts),
        "scorecards": store.lake.count_before("scorecards", first.scorecards),
        "pages": len(_pages(store, first)),
        "facts of the ledger": store.ledger.ageing.count_before(first.ledger),
    }


def let_go(settings: Settings, store: Store, night: date) -> None:
    """Let go of all that is due; to be repeated where it was interrupted."""
    first = limits(settings, night)
    for report in _pages(store, first):
        pages.remove(Path(settings.report) / report.path)
        store.ledger.forget_report(report.path)
    store.contacts.drop_before(first.contacts)
    store.cards.drop_before(first.scorecards)
    store.ledger.ageing.drop_before(first.ledger)


def _pages(store: Store, first: Limits) -> tuple[Report, ...]:
    """Return the pages that are to go: of a night long ago, or of a contact whose transcript is no longer kept."""
    kept = store.contacts.refs(first.contacts)
    found = []
    for report, named in store.ledger.reports().items():
        day = report.day or first.night
        if day < first.reports or (report.kind == CONTACTS and day < first.night and not named <= kept):
            found.append(report)
    return tuple(found)
