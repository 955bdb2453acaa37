"""The ledger: which runs there were, what was drawn, which reports name whom; `intake` has what was delivered.

Keeps out how its database is reached. Clock times come in as arguments, aware; every method raises StoreError where the
database refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from ccqa.errors import StoreError
from ccqa.store import dump, reports, samples
from ccqa.store.ageing import Ageing
from ccqa.store.database import Database
from ccqa.store.erasures import Erasures
from ccqa.store.intake import Intake
from ccqa.store.ledger_facts import Run, Sample, Status, Window
from ccqa.store.ledger_tables import RUNS, insert_one
from ccqa.store.people import People
from ccqa.store.reviews import Reviews
from ccqa.store.samples import Samples

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from ccqa.sampling import Pick, Plan
    from ccqa.store.ledger_facts import Basis, Report
    from ccqa.store.people import Ref


class Ledger:
    """The ledger at an SQLAlchemy URL; a new one is made, an older one brought up to date."""

    def __init__(self, url: str) -> None:
        self._database = Database(url)
        self.intake = Intake(self._database)
        self.people = People(self._database)
        self.erasures = Erasures(self._database)
        self.ageing = Ageing(self._database)
        self.samples = Samples(self._database)
        self.reviews = Reviews(self._database)

    def begin_run(self, at: datetime, window: Window, basis: Basis, seed: int) -> int:
        """Note that a run began, and return its id."""
        asked = {
            "since": window.since,
            "until": window.until,
            "rubric": basis.rubric,
            "engine": basis.engine,
            "seed": seed,
        }
        with self._database.writing() as connection:
            return insert_one(
                connection, RUNS, {**asked, "started_at": at, "counts": {}, "status": str(Status.RUNNING)}
            )

    def end_run(self, run: int, at: datetime, status: Status, exit_code: int, counts: Mapping[str, int]) -> None:
        """Note how a run ended; raises StoreError where there is no such run."""
        ending = {"ended_at": at, "status": str(status), "exit": exit_code, "counts": dict(counts)}
        with self._database.writing() as connection:
            changed = connection.execute(update(RUNS).where(RUNS.c.id == run).values(ending)).rowcount
        if not changed:
            raise StoreError(f"The ledger has no run {run}. Likeliest: it is the ledger of another store.")

    def last_run(self, status: Status | None = Status.DONE) -> Run | None:
        """Which run of this status (None: of any) began last? None: there is none."""
        question = select(RUNS).order_by(RUNS.c.id.desc()).limit(1)
        if status is not None:
            question = question.where(RUNS.c.status == str(status))
        with self._database.reading() as connection:
            found = connection.execute(question).mappings().first()
        return Run(**{**found, "status": Status(found["status"])}) if found else None

    def record_sample(
        self, run: int, plan: Plan, at: datetime, picks: Iterable[Pick], window: Window | None = None
    ) -> int:
        """Note a sample with all its picks, and return its id: of a run, or of a window beside the run in force."""
        days = window or Window()
        made = Sample(id=0, run=run, plan=plan, seed=plan.seed, drawn_at=at, since=days.since, until=days.until)
        with self._database.writing() as connection:
            return samples.record(connection, made, picks)

    def last_sample(self) -> Sample | None:
        """Which sample was drawn last? None: none was."""
        with self._database.reading() as connection:
            return samples.last(connection)

    def picks_of(self, sample: int) -> tuple[Pick, ...]:
        """Which contacts were drawn? In the order in which they were recorded, reserves left out."""
        with self._database.reading() as connection:
            return samples.picks_of(connection, sample)

    def register_report(self, report: Report, contacts: Iterable[tuple[str, str]]) -> None:
        """Note a report on disk and the contacts (source, id) named in it, in place of what was noted of its path."""
        with self._database.writing() as connection:
            reports.register(connection, report, contacts)

    def forget_report(self, path: str) -> None:
        """Note that a report is gone from disk."""
        with self._database.writing() as connection:
            reports.forget(connection, path)

    def mend_report(self, path: str, digest: str, gone: Iterable[Ref]) -> None:
        """Note that a report was written anew without these contacts; one that was never registered is left alone."""
        with self._database.writing() as connection:
            reports.mend(connection, path, digest, gone)

    def reports_naming(self, contact: str, source: str | None = None) -> tuple[Report, ...]:
        """Which reports name this contact, of any source where none is given? By path."""
        with self._database.reading() as connection:
            return reports.naming(connection, contact, source)

    def reports(self) -> dict[Report, frozenset[Ref]]:
        """Which reports are on disk, by path, and which contacts does each name?"""
        with self._database.reading() as connection:
            return reports.registered(connection)

    def canonical_dump(self) -> bytes:
        """Return all rows as sorted JSON lines without ids and clock times: two equal nights give the same bytes."""
        with self._database.reading() as connection:
            return dump.canonical(connection)

    def damage(self) -> tuple[str, ...]:
        """What is wrong with the database's file? One line a finding."""
        return self._database.damage()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()
