"""Excel: a row a turn on the first sheet that has the columns."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import UTC, datetime, time, timedelta

import pytest
from openpyxl import Workbook

from ccqa.contact import Role, Turn
from ccqa.formats import HEAD_BYTES, _sheet, excel, recognise
from ccqa.formats._columns import Columns

HEAD = ["contact_id", "role", "text"]
TURN = ["1", "agent", "Hello."]
AT = [datetime(2026, 1, 15, 10, 0, second) for second in (0, 5)]  # noqa: DTZ001 - Excel knows no zones


def book(*sheets, change=lambda _book: None):
    """Return a workbook of sheets, each a list of rows."""
    made = Workbook()
    made.remove(made.active)
    for rows in sheets:
        sheet = made.create_sheet()
        for row in rows:
            sheet.append(row)
    change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(content, part, old, new):
    """Return a workbook in which a piece of one part is another, as no program writes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            text = given.read(name)
            if re.search(part, name):
                assert old in text
                text = text.replace(old, new)
            made.writestr(name, text)
    return out.getvalue()


def test_rows_become_turns(one, noted):
    rows = [[*HEAD, "timestamp", "agent_id", "tone"], [7, "agent", "a", AT[0], "x", 1], [7, "customer", "b", AT[1]]]
    got = one("excel", book(rows))
    assert (got.id, got.started_at) == ("7", AT[0].replace(tzinfo=UTC))
    assert got.turns == (Turn(Role.AGENT, "a", 0.0, None, "x"), Turn(Role.CUSTOMER, "b", 5.0))
    assert noted == {"unknown key: tone": 1, "time without zone taken as UTC": 2, "missing end": 2}


def test_a_workbook_is_told_by_its_parts():
    assert recognise(book([HEAD, TURN])[:HEAD_BYTES]).name == "excel"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        other.writestr("word/document.xml", "<x/>")
    assert recognise(out.getvalue()) is None


def hide(number, state="hidden"):
    def change(made):
        made.worksheets[number].sheet_state = state

    return change


def merge(*ranges):
    def change(made):
        for one in ranges:
            made.worksheets[0].merge_cells(one)

    return change


SHEETS = {
    "a sheet of something else first": (book([["month", "calls"], [1, 2]], [HEAD, TURN]), {}),
    "titles above the header": (book([["Export"], [], ["made", AT[0]], HEAD, TURN]), {}),
    "empty rows and columns": (book([[], [None, *HEAD], [], [None, *TURN], []]), {}),
    "a hidden sheet": (
        book([HEAD, ["9", "agent", "x"]], [HEAD, TURN], change=hide(0)),
        {"hidden sheet not read": 1},
    ),
    "a very hidden sheet": (
        book([HEAD, TURN], [HEAD, ["9", "agent", "x"]], change=hide(1, "veryHidden")),
        {"hidden sheet not read": 1},
    ),
    "two sheets of turns": (book([HEAD, TURN], [HEAD, ["9", "agent", "x"]]), {"further sheet not read": 1}),
    "the size of the sheet told wrongly": (
        changed(book([HEAD, TURN]), "sheet1", b'<dimension ref="A1:C2"', b'<dimension ref="A1"'),
        {},
    ),
}


@pytest.mark.parametrize(("content", "counts"), SHEETS.values(), ids=SHEETS)
def test_the_turns_are_found_wherever_they_stand(content, counts, one, noted):
    assert one("excel", content).turns == (Turn(Role.AGENT, "Hello."),)
    assert noted == counts


def test_cells_that_are_merged_hold_for_each_row_but_no_turn_is_said_twice(one, noted):
    rows = [HEAD, ["1", "agent", "a"], [None, None, "b"], [None, "customer", "c"], [None, "customer", None]]
    got = one("excel", book(rows, change=merge("A2:A5", "B2:B3", "C4:C5")))
    assert [(turn.role, turn.text) for turn in got.turns] == [("agent", "a"), ("agent", "b"), ("customer", "c")]
    assert noted == {"empty turn dropped": 1}


def test_a_cell_that_is_empty_though_not_merged_stays_so(read):
    contacts, (rejected,) = read("excel", book([HEAD, TURN, [None, "agent", "b"]]))
    assert len(contacts[0].turns) == 1
    assert (rejected.ref, rejected.fields) == ("in/file.x:3", ("contact",))


def test_a_formula_counts_by_its_stored_value(one):
    content = changed(book([HEAD, ["1", "agent", "=A9"]]), "sheet1", b"<f>A9</f><v />", b"<f>A9</f><v>5</v>")
    assert one("excel", content).turns[0].text == "5"


def test_line_ends_of_excel_are_line_ends(one):
    content = changed(book([HEAD, ["1", "agent", "a@b"]]), "sheet1", b"a@b", b"a_x000D_\nb")
    assert one("excel", content).turns[0].text == "a\r\nb"


def spoilt(cell, number_format=None):
    def change(made):
        if number_format:
            made.worksheets[0]["D2"].number_format = number_format

    return book([[*HEAD, "start"], [*TURN, cell], ["2", "agent", "x", 0]], change=change)


GAPS = {
    "an error": spoilt("#REF!"),
    "a time of day, which may be one or an offset": spoilt(time(10, 5)),
    "words": spoilt("soon"),
    "a date beyond the calendar": spoilt(1e12, "yyyy-mm-dd"),
}


@pytest.mark.parametrize("content", GAPS.values(), ids=GAPS)
def test_a_contact_with_an_unreadable_cell_is_rejected_whole(content, read):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        contacts, (rejected,) = read("excel", content)
    assert [one.id for one in contacts] == ["2"]
    assert (rejected.ref, rejected.fields) == ("in/file.x:2", ("start_s",))


def test_a_duration_is_read_as_seconds(one):
    got = one("excel", book([[*HEAD, "start"], [*TURN, timedelta(minutes=1, seconds=5)]]))
    assert got.turns[0].start_s == 65.0


BROKEN = "not a whole Excel workbook"
WHOLE = book([HEAD, TURN])
GROWS = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]><worksheet' % b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(ord("b"), ord("z") + 1)
)
WRONG = {
    "empty": (b"", BROKEN),
    "cut off": (WHOLE[: len(WHOLE) // 2], BROKEN),
    "its mark alone": (b"PK\x03\x04", BROKEN),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel file"),
    "without roles": (book([["contact_id", "text"], ["1", "a"]]), "no column"),
    "no sheets that are seen": (book([["x"]], [HEAD, TURN], change=hide(1)), "no column"),
    "a row number beyond measure": (changed(WHOLE, "sheet1", b'<row r="2"', b'<row r="99999999999"'), "no turns"),
    "a cell beyond measure": (changed(WHOLE, "sheet1", b'<c r="A2"', b'<c r="ZZZZZ2"'), BROKEN),
    "a text that is not there": (
        changed(WHOLE, "sheet1", b't="inlineStr"><is><t>Hello.</t></is>', b't="s"><v>99</v>'),
        BROKEN,
    ),
    "XML that grows": (
        changed(changed(WHOLE, "sheet1", b"<worksheet", GROWS), "sheet1", b"Hello.", b"&z;"),
        BROKEN,
    ),
}


@pytest.mark.parametrize(("content", "reason"), WRONG.values(), ids=WRONG)
def test_workbooks_that_cannot_be_read(content, reason, read):
    contacts, rejected = read("excel", content)
    assert contacts == []
    assert all(reason in one.reason for one in rejected)


def test_a_workbook_that_grows_beyond_measure_is_not_unpacked(refusal, monkeypatch):
    monkeypatch.setattr(_sheet, "MOST_BYTES", 2**20)
    assert "grows beyond measure" in refusal("excel", changed(WHOLE, "sheet1", b"Hello.", b" " * 2**20)).reason


def test_other_columns_can_be_named(noted):
    columns = Columns(contact=("Gespräch",), role=("wer",), text=("was",))
    (got,) = excel.with_columns(columns).read(io.BytesIO(book([["Gespräch", "wer", "was"], TURN])), "f", noted)
    assert got.turns == (Turn(Role.AGENT, "Hello."),)


def test_no_word_of_a_row_is_told(read):
    _, rejected = read("excel", book([[*HEAD, "start"], ["4111 1111", "agent", "Jane", "soon"]]))
    assert len(rejected) == 1
    assert "4111" not in repr(rejected)
    assert "Jane" not in repr(rejected)
