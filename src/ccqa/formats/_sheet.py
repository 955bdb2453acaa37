"""The sheets of an Excel workbook as rows of plain cells, within bounds; keeps out what a row means."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.etree.ElementTree import iterparse

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 512 * 1024 * 1024
"""A workbook is a zip archive. No more than this is unpacked from it."""

MOST_ROWS = 1_048_576
MOST_COLUMNS = 256
"""Excel has 16,384; no table of turns has so many."""

HEADER_ROWS = 20
"""People put titles above a table; its header stands among the first rows."""

FAULTY = object()
"""Stands for a cell such as #REF!, which no column can use."""

MERGED = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"
LINE_END = "_x000D_"
"""How Excel files write a carriage return, which openpyxl leaves as it stands."""

Numbered = tuple[int, list[object]]


class TooLarge(Exception):  # noqa: N818 - named for what the workbook is
    """The workbook holds more than is unpacked."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook that is open."""

    inner: Any
    """openpyxl has no types."""

    @property
    def hidden(self) -> bool:
        """Tell whether people who open the workbook do not see this sheet."""
        return bool(self.inner.sheet_state != "visible")

    def top(self) -> list[Numbered]:
        """Return the first rows."""
        return list(islice(self._filled(MOST_COLUMNS), HEADER_ROWS))

    def below(self, header: int, width: int, but: int | None = None) -> Iterator[Numbered]:
        """Yield the rows below the header, as wide as it is.

        Cells that are merged downwards are filled in, but for those of one column: a turn is not said twice.
        """
        ends = {place: last for place, last in self._merges().items() if place[0] != but}
        held: dict[int, tuple[object, int]] = {}
        for number, cells in self._filled(width):
            for column, cell in enumerate(cells):
                if (column, number) in ends:
                    held[column] = (cell, ends[column, number])
                elif cell is None and column in held and number <= held[column][1]:
                    cells[column] = held[column][0]
            if number > header:
                yield number, cells

    def _filled(self, width: int) -> Iterator[Numbered]:
        """Yield the rows that hold anything. The size that a sheet claims to have is not believed."""
        self.inner.reset_dimensions()
        before = None
        for number, row in enumerate(self.inner.iter_rows(max_row=MOST_ROWS, max_col=width), 1):
            if row is before:  # openpyxl fills a gap with one and the same row, perhaps a million times
                continue
            before = row
            cells = [_plain(cell) for cell in row]
            if any(cell is not None for cell in cells):
                yield number, cells

    def _merges(self) -> dict[tuple[int, int], int]:
        """Return the last row of each range of merged cells, by column from 0 and first row."""
        from openpyxl.utils import range_boundaries

        found: dict[tuple[int, int], int] = {}
        with self.inner._get_source() as xml:  # noqa: SLF001 - a sheet that is read by row tells its merges nowhere else
            for _, element in iterparse(xml):  # noqa: S314 - expat bounds how much entities may grow
                if element.tag == MERGED:
                    left, first, _, last = range_boundaries(element.get("ref"))
                    found[left - 1, first] = last
                element.clear()
        return found


def sheets(stream: BinaryIO) -> list[Sheet]:
    """Open a workbook; raises TooLarge, or whatever openpyxl makes of a damaged one."""
    from openpyxl import load_workbook

    with zipfile.ZipFile(stream) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
            raise TooLarge
    stream.seek(0)
    return [Sheet(one) for one in load_workbook(stream, read_only=True, data_only=True, keep_links=False).worksheets]


def _plain(cell: Any) -> object:  # noqa: ANN401 - openpyxl has no types
    value: object = cell.value
    if cell.data_type == "e":
        return FAULTY
    return value.replace(LINE_END, "\r") if isinstance(value, str) else value
