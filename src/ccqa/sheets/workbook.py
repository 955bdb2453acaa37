"""A handout as a workbook: lines to grade on one sheet, the words on another, a link from each to the other."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from ccqa.finding import Verdict
from ccqa.sheets.cells import neutral
from ccqa.sheets.handout import ASKED, GRADED, MACHINE, ROW, SAID

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from ccqa.sheets.handout import Handout

WIDTHS: Final = {"question": 44, "because": 36, "note": 44, "words": 90, "contact": 22, "leg": 5, "turn": 6, ROW: 24}
USUAL: Final = 12
"""Characters of a column that has no width of its own."""
HOW: Final = (
    "Fill in the yellow columns. Leave a verdict empty where you have not looked.",
    "verdict: pass, fail, na (not due in this contact) or unsure (the transcript cannot tell).",
    "turns: numbers of the turns that show it, with spaces between, such as: 3 5.",
    "note: why, in a clause a coach could read aloud. Names nobody.",
    "reviewer: your id, not your name; may stay empty where whoever imports the file gives it.",
    "Leave all other columns as they are.",
)


def workbook(handout: Handout) -> bytes:
    """Return the bytes of a workbook."""
    from openpyxl import Workbook

    book = Workbook()
    places = _words(book.create_sheet("transcripts"), handout)
    lines = book.worksheets[0]
    lines.title = "grades"
    _lines(lines, handout, places)
    about = book.create_sheet("how to")
    about.column_dimensions["A"].width = 110
    for number, text in enumerate(HOW, 1):
        about.cell(number, 1, text)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _words(sheet: Worksheet, handout: Handout) -> dict[tuple[object, ...], int]:
    """Write what was said, and return the row at which each leg begins."""
    _head(sheet, SAID)
    places: dict[tuple[object, ...], int] = {}
    row = 2
    for line in handout.sheet.lines:
        leg = line.question[:4]
        if leg not in places:
            places[leg] = row
            for said in handout.said(line):
                _fill(sheet, row, said.values())
                row += 1
    return places


def _lines(sheet: Worksheet, handout: Handout, places: dict[tuple[object, ...], int]) -> None:
    from openpyxl.styles import Border, Font, Side
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.hyperlink import Hyperlink

    _head(sheet, handout.columns)
    choice = DataValidation(type="list", formula1=f'"{",".join(Verdict)}"', allow_blank=True)
    sheet.add_data_validation(choice)
    last = None
    for number, (line, row) in enumerate(zip(handout.sheet.lines, handout.rows(), strict=True), 2):
        cells = _fill(sheet, number, row.values())
        _colour(cells, handout.columns)
        cells[0].hyperlink = Hyperlink(cells[0].coordinate, location=f"transcripts!A{places[line.question[:4]]}")
        cells[0].font = Font(color="0563C1", underline="single")
        choice.add(cells[handout.columns.index("verdict")])
        if line.question[:4] != last:
            for cell in cells:
                cell.border = Border(top=Side(style="thin"))
        last = line.question[:4]
    sheet.auto_filter.ref = sheet.dimensions


def _colour(cells: list[Cell], columns: tuple[str, ...]) -> None:
    from openpyxl.styles import Font, PatternFill

    for cell, column in zip(cells, columns, strict=True):
        if column in GRADED:
            cell.fill = PatternFill("solid", fgColor="FFF9DB")
        elif column in {*MACHINE, ROW}:
            cell.font = Font(color="808080")


def _head(sheet: Worksheet, columns: tuple[str, ...]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for cell in _fill(sheet, 1, columns):
        cell.font = Font(bold=True)
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(column, USUAL)
    sheet.freeze_panes = sheet.cell(2, len(ASKED) if ROW in columns else 1)


def _fill(sheet: Worksheet, row: int, values: Iterable[str]) -> list[Cell]:
    """Write a row of cells that are text whatever they hold."""
    from openpyxl.styles import Alignment

    cells = []
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column, neutral(value) or None)
        cell.number_format = "@"
        if value:
            cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cells.append(cell)
    return cells
