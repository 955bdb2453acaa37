"""Reads graded sheets back, workbook, CSV or JSON lines: what stands in each row; keeps out whether it can be."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile

import orjson

from ccqa.errors import Rejected, SourceError, UsageError
from ccqa.sheets.cells import typed
from ccqa.sheets.handout import NEEDED, ROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

CUT = "not valid JSON; perhaps it was cut off"


@dataclass(frozen=True, slots=True)
class Graded:
    """One row as it came back, all of it text, and where it stands."""

    ref: str
    row: str
    contact: str
    criterion: str
    verdict: str
    turns: str
    note: str
    reviewer: str


def read(path: Path) -> Iterator[Graded | Rejected]:
    """Yield each row, empty ones left out; raises SourceError where the file is no review sheet."""
    if (rows_of := READERS.get(path.suffix.lower())) is None:
        raise UsageError(f"{path}: review sheets are {', '.join(READERS)}. Save it as one of these.")
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise SourceError(f"{path}: cannot be read ({type(fault).__name__}). Check its name and rights.") from None
    for number, row in rows_of(path, content):
        if row is None:
            yield Rejected(f"{path}:{number}", "review", CUT)
        elif any(row.values()):
            yield _graded(row, f"{path}:{number}")


def _graded(row: dict[str, str], ref: str) -> Graded:
    names = (ROW, "contact", "criterion", "verdict", "turns", "note", "reviewer")
    return Graded(ref, *(row.get(name, "").strip() for name in names))


def _csv(path: Path, content: bytes) -> Iterator[tuple[int, dict[str, str] | None]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")  # what spreadsheets in the west write where not told otherwise
    head = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    try:
        yield from _named(path, enumerate(rows, 1))
    except csv.Error:
        raise SourceError(f"{path}: is no CSV. Likeliest: a quotation mark is missing. Save it as CSV again.") from None


def _workbook(path: Path, content: bytes) -> Iterator[tuple[int, dict[str, str] | None]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book["grades"] if "grades" in book.sheetnames else book.worksheets[0]
        rows = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError, IndexError):
        raise SourceError(
            f"{path}: is no workbook that can be read. Save it as .xlsx again, without a password."
        ) from None
    yield from _named(path, enumerate(rows, 1))


def _text(value: object) -> str:
    """Return a cell as text; a spreadsheet makes a number of what looks like one."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _named(path: Path, rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, dict[str, str] | None]]:
    rest = iter(rows)
    _, head = next(rest, (0, []))
    columns = [name.strip().lower() for name in head]
    if missing := [name for name in NEEDED if name not in columns]:
        raise SourceError(
            f"{path}: has no column {', '.join(missing)}. Likeliest: it is no sheet of `ccqa review export`, or its "
            "first row was changed. Put the columns back."
        )
    for number, row in rest:
        yield number, dict(zip(columns, map(typed, row), strict=False))


def _jsonl(_path: Path, content: bytes) -> Iterator[tuple[int, dict[str, str] | None]]:
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            yield number, _object(line)


def _object(line: bytes) -> dict[str, str] | None:
    try:
        row: Any = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return {str(name): _text(value) for name, value in row.items()} if isinstance(row, dict) else None


READERS: Final = {".xlsx": _workbook, ".csv": _csv, ".jsonl": _jsonl}
