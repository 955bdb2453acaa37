"""A frame from a CSV file: one contact a row, for planning before any transcript is here; keeps out the plan."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ccqa.errors import Rejected, SourceError
from ccqa.sampling.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Row(BaseModel):
    """A row; columns that strata are not made of are passed over."""

    model_config = ConfigDict(extra="ignore")

    contact: str = Field(min_length=1)
    source: str = ""
    revision: str = ""
    agent: str = ""
    channel: str = ""
    language: str = ""
    queue: str = ""
    reason: str = ""
    team: str = ""
    tenure: str = ""
    risk: float = Field(default=1.0, gt=0, le=1e6)


def read_frames(path: Path) -> Iterator[Frame | Rejected]:
    """Yield each contact of a CSV file with a header, or why a row is none; raises SourceError where it has no column.

    A column `contact` is needed; the other fields of a `Frame` are used where they are there.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            if "contact" not in (rows.fieldnames or ()):
                raise SourceError(f"{path}: there is no column 'contact'. Name the columns in the first line.")
            for row in rows:
                yield _frame(row, f"{path}:{rows.line_num}")
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise SourceError(f"{path}: cannot be read ({type(fault).__name__}). Save it as CSV in UTF-8.") from None


def _frame(row: dict[str, str | None], ref: str) -> Frame | Rejected:
    given = {name: value for name, value in row.items() if name and value}
    try:
        return Frame(**_Row.model_validate(given).model_dump())
    except ValidationError as fault:
        return Rejected(ref, "frame", "not a contact to draw", tuple(str(e["loc"][0]) for e in fault.errors()))
