"""The lake: tables kept as Parquet files by day, read with SQL; keeps out what the rows mean.

What a table holds is what its manifest lists, and a batch counts from the moment its manifest is replaced.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import pyarrow as pa

from ccqa.errors import StoreError
from ccqa.store import disk
from ccqa.store.layout import LAYOUTS, layout_of
from ccqa.store.shelf import Shelf
from ccqa.store.sql import Session, UnansweredError
from ccqa.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from ccqa.store.manifest import Manifest
    from ccqa.store.partition import Row

UTC: Final = ZoneInfo("UTC")


class Lake:
    """The tables `contacts` and `scorecards` under a folder. `zone` says where a day begins and ends."""

    def __init__(self, root: Path, zone: ZoneInfo = UTC) -> None:
        self.root = root
        self.zone = zone

    def day_of(self, moment: datetime) -> date:
        """Return the local day of an aware moment."""
        return moment.astimezone(self.zone).date()

    def _shelf(self, table: str) -> Shelf:
        return Shelf(self.root, layout_of(table), self.zone.key)

    def _state(self) -> dict[str, Manifest]:
        return {table: self._shelf(table).manifest() for table in LAYOUTS}

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Hold the lake for one writer; raises StoreError where another has it."""
        disk.make_folder(self.root)
        with disk.locked(self.root / "lock"):
            yield Writer(self._shelf, tuple(LAYOUTS))

    def commit(self, table: str, rows: Iterable[Row]) -> None:
        """Put rows in a table, all or none: see `Writer.commit`."""
        with self.writing() as writer:
            writer.commit(table, rows)

    def drop(self, table: str, *days: date) -> int:
        """Take days out of a table and off the disk, damaged ones too, and return how many rows went."""
        with self.writing() as writer:
            return writer.drop(table, days)

    def sweep(self) -> int:
        """Remove what killed and replaced batches left on the disk, and return how many files."""
        with self.writing() as writer:
            return writer.sweep()

    def days(self, table: str) -> tuple[date, ...]:
        """Return the days of which a table has rows, in order; raises StoreError."""
        return tuple(self._shelf(table).manifest().partitions)

    def count_before(self, table: str, day: date) -> int:
        """Return how many rows a table has of days before this one; raises StoreError."""
        return sum(entry.rows for d, entry in self._shelf(table).manifest().partitions.items() if d < day)

    def rows(self, table: str, day: date | None = None) -> pa.Table:
        """Return the rows of a day, or of all days, by day and key; raises StoreError where a file is damaged."""
        shelf = self._shelf(table)
        state = shelf.manifest()
        found = [(d, entry) for d, entry in state.partitions.items() if day in (None, d)]
        try:
            return pa.concat_tables([shelf.layout.schema.empty_table(), *(shelf.read(*one) for one in found)])
        except StoreError:
            if state == shelf.manifest():
                raise
        return self.rows(table, day)

    def query(self, sql: str, given: Mapping[str, object] | None = None, **tables: pa.Table) -> pa.Table:
        """Answer one SELECT over the tables of the lake, and over `tables` that are passed by name.

        `given` are the values of `$name` in the SQL. Raises StoreError where a file is damaged or the SQL is wrong. The
        SQL can read no other file and change nothing.
        """
        state = self._state()
        try:
            with Session(self._files(state), tables) as session:
                return session.answer(sql, given)
        except UnansweredError:
            if state == self._state():
                self.verify()
                raise
        return self.query(sql, given, **tables)

    def _files(self, state: Mapping[str, Manifest]) -> dict[str, tuple[Path, ...]]:
        shelves = {table: self._shelf(table) for table in state}
        return {t: tuple(shelves[t].path(*one) for one in m.partitions.items()) for t, m in state.items()}

    def verify(self) -> int:
        """Read every file and compare it with its digest; returns how many, raises StoreError naming all damage."""
        damage, files = [], 0
        for shelf in map(self._shelf, LAYOUTS):
            for day, entry in shelf.manifest().partitions.items():
                files += 1
                try:
                    shelf.read(day, entry)
                except StoreError as error:
                    damage.append(str(error))
        if damage:
            raise StoreError("\n".join(damage))
        return files
