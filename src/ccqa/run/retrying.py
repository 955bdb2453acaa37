"""Tries records in quarantine again: what works now is stored, scored and settled at once; keeps out the report.

Only the places where those records stand are read, and only what never came before is scored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ccqa.config import What
from ccqa.run import night
from ccqa.run.receiving import pull_again
from ccqa.store.marks import QUERY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from ccqa.config import Settings
    from ccqa.run.receiving import Pulled
    from ccqa.store import Quarantined


@dataclass(frozen=True, slots=True)
class Retried:
    """What a retry brought: contacts that can be used now, their scorecards, and how many records wait."""

    contacts: int
    scorecards: int
    waiting: int
    failed: dict[str, str]


def retry(settings: Settings, records: Iterable[Quarantined], day: date, at: datetime) -> Retried:
    """Read the places of these records again; raises SourceError where none of their sources can be reached.

    Where a sample is drawn before scoring nothing is scored here: the night of this day draws from them, too.
    """
    tried = tuple(records)
    names = {record.source for record in tried}
    places = {name: frozenset(r.place for r in tried if r.source == name) for name in names}
    pulled = pull_again(settings, day, places)
    cards = 0
    for keys in night.batches(pulled.frames, settings.batch) if settings.score is What.ALL else ():
        scored = night.score_batch(settings, keys)
        night.keep(settings, scored, day)
        cards += len(scored)
    _forget_others(pulled, {(r.source, r.ref) for r in tried})
    with night.open_store(settings) as store:
        store.ledger.intake.settle(day, at, pulled.keys, pulled.progress)
        waiting = len(store.ledger.intake.quarantined())
    return Retried(len(pulled.frames), cards, waiting, pulled.failed)


def _forget_others(pulled: Pulled, tried: set[tuple[str, str]]) -> None:
    """Leave what a query rejects from later watermarks to the places where it waits already."""
    for source, progress in pulled.progress.items():
        for place, refused in progress.refused.items():
            if place.startswith(QUERY):
                progress.refused[place] = [one for one in refused if (source, one.ref) in tried]
