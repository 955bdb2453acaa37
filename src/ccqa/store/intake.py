"""The intake in the ledger: what was delivered, how far sources were read, what waits in quarantine.

All of a night is noted in one transaction, after its contacts are stored and scored: a night that was killed before is
simply run again. Every method raises StoreError where the database refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.store import deliveries, marks, quarantine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from ccqa.store.database import Database
    from ccqa.store.filing import Key
    from ccqa.store.ledger_facts import Progress, Quarantined


class Intake:
    """What the ledger knows of deliveries. A night is told by its local day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def nights_of(self, contacts: Iterable[tuple[str, str]]) -> dict[Key, date]:
        """Which revisions of these contacts (source, id) came, and in which night first?"""
        with self._database.reading() as connection:
            return deliveries.nights_of(connection, contacts)

    def of_night(self, night: date) -> frozenset[Key]:
        """Which revisions came first in this night?"""
        with self._database.reading() as connection:
            return deliveries.of_night(connection, night)

    def marks_before(self, source: str, night: date) -> tuple[tuple[str, str], ...]:
        """How far was a source read before this night? Each place with its mark, those of later nights last."""
        with self._database.reading() as connection:
            return marks.before(connection, source, night)

    def settle(self, night: date, at: datetime, keys: Iterable[Key], read: Mapping[str, Progress]) -> None:
        """Note that a night's contacts are stored and scored, how far each source was read, and what was rejected."""
        with self._database.writing() as connection:
            deliveries.record(connection, keys, night, at)
            for source, progress in read.items():
                marks.record(connection, source, night, progress.marks)
                quarantine.record(connection, source, night, at, progress)

    def quarantined(self, source: str | None = None, step: str | None = None) -> tuple[Quarantined, ...]:
        """Which records wait, of one source and step where they are named?"""
        with self._database.reading() as connection:
            return quarantine.found(connection, source, step)

    def drop(self, records: Iterable[Quarantined]) -> None:
        """Forget that these records wait."""
        with self._database.writing() as connection:
            quarantine.drop(connection, [record.id for record in records])
