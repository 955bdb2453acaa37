"""Changes the lake while holding its lock: files first, then the manifest that names them; keeps out reading."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from ccqa.store import disk
from ccqa.store.partition import merged, table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    import pyarrow as pa

    from ccqa.store.manifest import Entry
    from ccqa.store.partition import Row
    from ccqa.store.shelf import Shelf


class Writer:
    """The one writer of a lake, as `Lake.writing()` hands it out."""

    def __init__(self, shelf: Callable[[str], Shelf], tables: Collection[str]) -> None:
        self._shelf = shelf
        self._tables = tables

    def commit(self, table: str, rows: Iterable[Row]) -> None:
        """Put rows in a table by key, each under its `day`, all of them or none; raises StoreError.

        The same rows again change no byte. Each day that is touched is read and written anew, so a night is best
        committed in few batches.
        """
        shelf = self._shelf(table)
        state = shelf.manifest()
        if not state.partitions:
            shelf.commit(state)
        new = table_of(shelf.layout, rows)
        changed: dict[date, Entry | None] = {
            day: _written(shelf, day, state.partitions.get(day), new.filter(pc.equal(new["day"], day)))
            for day in pc.unique(new["day"]).to_pylist()
        }
        shelf.commit(state.with_days(changed))

    def drop(self, table: str, days: Collection[date]) -> int:
        """Take days out of a table and off the disk, and return how many rows went; raises StoreError."""
        shelf = self._shelf(table)
        state = shelf.manifest()
        gone = {day: entry for day, entry in state.partitions.items() if day in days}
        if gone:
            shelf.commit(state.with_days(dict.fromkeys(gone)))
        self.sweep()
        return sum(entry.rows for entry in gone.values())

    def rewrite(self, table: str, days: Collection[date], change: Callable[[pa.Table], pa.Table]) -> None:
        """Put what `change` makes of a day's rows in their place, the old ones off the disk; raises StoreError."""
        shelf = self._shelf(table)
        state = shelf.manifest()
        changed: dict[date, Entry | None] = {}
        for day in days:
            rows = change(shelf.read(day, state.partitions[day]))
            changed[day] = shelf.write(day, rows) if rows.num_rows else None
        shelf.commit(state.with_days(changed))
        self.sweep()

    def sweep(self) -> int:
        """Remove what killed and replaced batches left on the disk, and return how many files; raises StoreError."""
        shelves = [self._shelf(table) for table in self._tables]
        leftovers = [path for shelf in shelves for path in shelf.leftovers()]
        for path in leftovers:
            with disk.speaking_of(path):
                path.unlink(missing_ok=True)
            with suppress(OSError):
                path.parent.rmdir()
        return len(leftovers)


def _written(shelf: Shelf, day: date, entry: Entry | None, new: pa.Table) -> Entry:
    old = shelf.read(day, entry) if entry else shelf.layout.schema.empty_table()
    return shelf.write(day, merged(shelf.layout, old, new))
