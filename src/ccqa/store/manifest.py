"""A table's manifest: which file holds each day. What it lists is the table, whatever else lies in the folder."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ccqa.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "manifest.json"
VERSION: Final = 1
"""Raised when a table written by this program can no longer be read by the one before."""


class Entry(BaseModel):
    """The file of one day, the SHA-256 of its bytes, and its rows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: Annotated[str, Field(pattern=r"^[0-9a-f]{16}\.parquet$")]
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    rows: Annotated[int, Field(ge=1)]


class Manifest(BaseModel):
    """The state of a table. `zone` is the time zone in which a day begins and ends."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    table: str
    zone: str
    version: int = VERSION
    partitions: dict[date, Entry] = {}

    def with_days(self, days: dict[date, Entry | None]) -> Manifest:
        """Return the manifest with these days replaced; None takes a day out."""
        found = {**self.partitions, **days}
        return self.model_copy(update={"partitions": {day: entry for day in sorted(found) if (entry := found[day])}})

    def dump(self) -> bytes:
        """Return its bytes: the same state gives the same bytes."""
        return self.model_dump_json(indent=2).encode() + b"\n"


def read(path: Path) -> Manifest:
    """Read a manifest; raises StoreError where it is damaged or of a newer program."""
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise StoreError(
            f"{path}: the manifest cannot be read. Likeliest: it was edited by hand or the disk is damaged. "
            "Restore it from a backup; the Parquet files beside it are untouched."
        ) from None
    if manifest.version > VERSION:
        raise StoreError(
            f"{path}: the manifest has version {manifest.version}, this program knows up to {VERSION}. Likeliest: a "
            "newer ccqa wrote it. Install that version or a later one."
        )
    return manifest
