"""What ccqa keeps: masked contacts and scorecards in the lake, runs and samples in the ledger.

No other module imports a database. Keeps out checks, reports and the clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from sqlalchemy import URL

from ccqa.store.contacts import Contacts, revision_of
from ccqa.store.lake import UTC, Lake
from ccqa.store.ledger import Ledger
from ccqa.store.ledger_facts import Basis, Progress, Quarantined, Report, Run, Sample, Status, Window
from ccqa.store.scorecards import Cards

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from zoneinfo import ZoneInfo

__all__ = [
    "Basis",
    "Cards",
    "Contacts",
    "Lake",
    "Ledger",
    "Progress",
    "Quarantined",
    "Report",
    "Run",
    "Sample",
    "Status",
    "Store",
    "Window",
    "revision_of",
]


@dataclass(frozen=True, slots=True)
class Store:
    """A store, opened: ask `.contacts`, `.cards` and `.ledger`; use it in a `with`, or close it."""

    contacts: Contacts
    cards: Cards
    ledger: Ledger
    lake: Lake

    @classmethod
    def open(cls, folder: Path, ledger_url: str | None = None, zone: ZoneInfo = UTC) -> Store:
        """Open the store in a folder, made where it is missing; `zone` says where a day begins and ends.

        The ledger is at an SQLAlchemy URL, or in `ledger.sqlite` in the folder. Raises StoreError where it is damaged,
        newer than the program or cannot be reached, and MissingPartError where the database's driver is missing.
        """
        own = URL.create("sqlite", database=str(folder / "ledger.sqlite"))
        ledger = Ledger(ledger_url or own.render_as_string(hide_password=False))
        lake = Lake(folder / "lake", zone)
        return cls(Contacts(lake), Cards(lake, ledger), ledger, lake)

    def close(self) -> None:
        """Let go of the ledger's database."""
        self.ledger.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
