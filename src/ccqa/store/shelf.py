"""One table's folder: its manifest and the files of its days; keeps out what rows mean and who may write."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pyarrow as pa

from ccqa.errors import StoreError
from ccqa.store import disk, manifest
from ccqa.store.manifest import Entry, Manifest
from ccqa.store.partition import packed, unpacked

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ccqa.store.layout import Layout

WAY_OUT = "Restore it from a backup, or drop that day from the lake and run it again."


class Shelf:
    """The folder of a table, `<root>/<table>`. A folder that is not there yet is an empty table."""

    def __init__(self, root: Path, layout: Layout, zone: str) -> None:
        self.folder = root / layout.name
        self.layout = layout
        self.zone = zone

    def manifest(self) -> Manifest:
        """Return what the table holds; raises StoreError where its manifest is damaged, lost or of another zone."""
        path = self.folder / manifest.NAME
        if not path.exists():
            return self._new(path)
        found = manifest.read(path)
        if found.zone != self.zone:
            raise StoreError(
                f"{path}: its days are those of time zone {found.zone}, the configuration says {self.zone}. Likeliest: "
                "the configuration changed. Set the time zone back, or begin a new store and run the days again."
            )
        return found

    def _new(self, path: Path) -> Manifest:
        if any(self.folder.glob("day=*/*.parquet")):
            raise StoreError(
                f"{path}: the manifest is missing, though there are files beside it. Likeliest: it was deleted by hand "
                "or not restored with the rest. Restore it from a backup."
            )
        return Manifest(table=self.layout.name, zone=self.zone)

    def commit(self, state: Manifest) -> None:
        """Make this the state of the table, at once and whole; raises StoreError."""
        disk.make_folder(self.folder)
        disk.write_whole(self.folder / manifest.NAME, state.dump())

    def path(self, day: date, entry: Entry) -> Path:
        """Return where the file of a day lies."""
        return self._home(day) / entry.file

    def _home(self, day: date) -> Path:
        return self.folder / f"day={day.isoformat()}"

    def read(self, day: date, entry: Entry) -> pa.Table:
        """Return the rows of a day; raises StoreError where the file is missing or is not what was written."""
        path = self.path(day, entry)
        try:
            content = path.read_bytes()
        except OSError:
            raise StoreError(
                f"{path}: the file cannot be read, though the manifest lists it. Likeliest: it was deleted by hand or "
                f"not restored with the rest. {WAY_OUT}"
            ) from None
        if hashlib.sha256(content).hexdigest() != entry.digest:
            raise StoreError(
                f"{path}: the file is not what was written. Likeliest: it was edited or the disk is damaged. {WAY_OUT}"
            )
        return self._rows(path, content)

    def _rows(self, path: Path, content: bytes) -> pa.Table:
        try:
            return unpacked(content, self.layout)
        except (pa.ArrowException, ValueError):
            raise StoreError(
                f"{path}: its columns are not those of table {self.layout.name}. Likeliest: another version of ccqa "
                f"wrote it. {WAY_OUT}"
            ) from None

    def write(self, day: date, rows: pa.Table) -> Entry:
        """Put the rows of a day in a file named by its content, and return its entry; raises StoreError."""
        content = packed(rows)
        digest = hashlib.sha256(content).hexdigest()
        entry = Entry(file=f"{digest[:16]}.parquet", digest=digest, rows=rows.num_rows)
        disk.make_folder(self._home(day))
        disk.write_whole(self.path(day, entry), content)
        return entry

    def leftovers(self) -> tuple[Path, ...]:
        """Return the files that a killed or replaced batch left, sorted: those the manifest does not list."""
        listed = {self.path(day, entry) for day, entry in self.manifest().partitions.items()}
        ours = (*self.folder.glob("day=*/*.parquet"), *self.folder.rglob("*" + disk.UNFINISHED))
        return tuple(sorted(path for path in ours if path not in listed))
