"""Writes a handout as a workbook, as CSV or as JSON lines; which one, the file's name says."""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING, Final

import orjson

from ccqa.errors import UsageError
from ccqa.sheets.cells import neutral
from ccqa.sheets.workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ccqa.sheets.handout import Handout

TRANSCRIPT: Final = "transcript"
"""The column of formats that have one sheet alone: filled where a contact's first line stands."""


def write(handout: Handout, path: Path) -> None:
    """Write a handout for its owner alone; raises UsageError where the name tells no format or the file is there."""
    made = writer_of(path)(handout)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(made)
    except FileExistsError:
        raise UsageError(f"{path}: there already. It may hold verdicts: name another file.") from None
    except OSError as fault:
        raise UsageError(f"{path}: cannot be written ({type(fault).__name__}). Name a folder that is there.") from None


def writer_of(path: Path) -> Callable[[Handout], bytes]:
    """Return what writes a file of this name; raises UsageError where the name tells no format."""
    if found := WRITERS.get(path.suffix.lower()):
        return found
    raise UsageError(f"{path}: review sheets are {', '.join(WRITERS)}. Name a file that ends so.")


def _csv(handout: Handout) -> bytes:
    """Return CSV that a spreadsheet opens as text; the mark in front tells it that this is UTF-8."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, quoting=csv.QUOTE_ALL)
    rows.writerow((*handout.columns, TRANSCRIPT))
    rows.writerows([neutral(cell) for cell in row.values()] for row in _with_words(handout))
    return text.getvalue().encode("utf-8-sig", "replace")


def _jsonl(handout: Handout) -> bytes:
    return b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in _with_words(handout))


def _with_words(handout: Handout) -> Iterator[dict[str, str]]:
    last = None
    for line, row in zip(handout.sheet.lines, handout.rows(), strict=True):
        leg = line.question[:4]
        said = () if leg == last else handout.said(line)
        yield row | {TRANSCRIPT: "\n".join(f"{one['turn']} {one['who']}: {one['words']}" for one in said)}
        last = leg


WRITERS: Final = {".xlsx": workbook, ".csv": _csv, ".jsonl": _jsonl}
