"""What the ledger lets go when its time is over, and how much each night let go; keeps out how long that is."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from ccqa.store.intake_tables import DELIVERIES, QUARANTINE
from ccqa.store.ledger_facts import Status
from ccqa.store.ledger_tables import PICKS, REPORTS, RUNS, SAMPLES
from ccqa.store.people_tables import LET_GO, PEOPLE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Table

    from ccqa.store.database import Database


class Ageing:
    """What the ledger knows of its own age."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count_before(self, day: date) -> int:
        """How many runs, deliveries and names in contacts are older than a day?"""
        with self._database.reading() as connection:
            counts = (select(func.count()).select_from(t).where(old) for t, old in _old(day).items())
            return sum(connection.execute(question).scalar() or 0 for question in counts)

    def drop_before(self, day: date) -> None:
        """Forget the runs of before a day with their samples, and the deliveries and names not seen since.

        The latest run that ended well stays, since it says what is in force, and so does a run with a report on disk.
        """
        with self._database.writing() as connection:
            _drop_samples(connection, day)
            for table, old in _old(day).items():
                connection.execute(delete(table).where(old))

    def told(self, day: date, counts: Mapping[str, int]) -> dict[str, int]:
        """Note how much a night lets go, by kind, and return it; a night that is run again has less to let go."""
        with self._database.writing() as connection:
            known = select(LET_GO.c.kind, LET_GO.c.n).where(LET_GO.c.day == day)
            old = {str(row.kind): int(row.n) for row in connection.execute(known)}
            most = {kind: max(n, old.get(kind, 0)) for kind, n in {**old, **counts}.items()}
            connection.execute(delete(LET_GO).where(LET_GO.c.day == day))
            if most:
                connection.execute(insert(LET_GO), [{"day": day, "kind": kind, "n": n} for kind, n in most.items()])
        return {kind: n for kind, n in sorted(most.items()) if n}


def _old(day: date) -> dict[Table, ColumnElement[bool]]:
    moment = datetime.combine(day, time(), UTC)
    in_force = select(func.max(RUNS.c.id)).where(RUNS.c.status == str(Status.DONE)).scalar_subquery()
    shown = select(REPORTS.c.run)
    return {
        RUNS: (RUNS.c.started_at < moment) & (RUNS.c.id != func.coalesce(in_force, 0)) & RUNS.c.id.not_in(shown),
        DELIVERIES: DELIVERIES.c.last_seen < moment,
        PEOPLE: PEOPLE.c.seen_on < day,
        QUARANTINE: QUARANTINE.c.last_night < day,
    }


def _drop_samples(connection: Connection, day: date) -> None:
    runs = select(RUNS.c.id).where(_old(day)[RUNS])
    samples = select(SAMPLES.c.id).where(SAMPLES.c.run.in_(runs))
    connection.execute(delete(PICKS).where(PICKS.c.sample.in_(samples)))
    connection.execute(delete(SAMPLES).where(SAMPLES.c.run.in_(runs)))
