"""Review sheets: what a grader gets, what comes back, and that no cell can become a formula."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from said import contact

from ccqa.errors import Rejected, SourceError, UsageError
from ccqa.finding import Verdict
from ccqa.review import Line, Sheet
from ccqa.scorecard import CriterionResult
from ccqa.sheets import Graded, Handout, read, write
from ccqa.sheets.cells import STARTS, neutral, typed

FORMATS = (".xlsx", ".csv", ".jsonl")
HOSTILE = "=HYPERLINK(1)"
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


def handout(*, blind=True, name="c1", said="A: Good morning. | C: =1+1 is what I typed."):
    of = replace(contact(said), id=name, source="shop", revision="r1")
    lines = tuple(
        Line(source="shop", contact=name, revision="r1", leg=0, criterion=one, definition="d1")
        for one in ("CRT-01", "RES-01")
    )
    sheet = Sheet("sabc", 1, "iso@1", blind=blind, second=False, made_at=datetime(2026, 1, 20, tzinfo=UTC), lines=lines)
    results = {1: CriterionResult("CRT-01", Verdict.FAIL, "=no greeting")}
    return Handout(sheet, {"CRT-01": "Greets", "RES-01": "-Answers"}, results, {("shop", name, "r1"): of})


def cells(path):
    """Every cell of a file as a spreadsheet sees it."""
    if path.suffix == ".csv":
        return [cell for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"))) for cell in row]
    book = load_workbook(path)
    return [c.value for sheet in book for row in sheet for c in row if c.value is not None]


def filled(path, row, /, **said):
    """Fill in a row as a grader does."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        sheet = book["grades"]
        columns = [c.value for c in sheet[1]]
        for name, value in said.items():
            sheet.cell(row + 1, columns.index(name) + 1, value)
        book.save(path)
    elif path.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
        for name, value in said.items():
            rows[row][rows[0].index(name)] = value
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        path.write_text(text.getvalue(), "utf-8", newline="")
    else:
        rows = [orjson.loads(line) for line in path.read_bytes().splitlines()]
        rows[row - 1] |= said
        path.write_bytes(b"".join(orjson.dumps(one) + b"\n" for one in rows))


@given(st.text(st.sampled_from([*sorted(STARTS), "'", "a"]) | st.characters(), max_size=5))
@example("'=1")
@example("''")
def test_a_cell_comes_back_as_it_was_and_never_begins_a_formula(text):
    assert typed(neutral(text)) == text
    assert neutral(text)[:1] not in STARTS


@pytest.mark.parametrize("text", ["it's fine", "'tis", "a=b", "", "5"])
def test_what_a_grader_types_stays(text):
    assert typed(text) == text


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_is_graded_comes_back(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    write(handout(), path)
    filled(
        path, 2, verdict="pass", turns="0 1", note="=SUM, said so", reviewer="r-1"
    ) if suffix == ".jsonl" else filled(path, 2, verdict="pass", turns="0 1", note="'=SUM, said so", reviewer="r-1")
    first, second = read(path)
    assert (first.row, first.contact, first.criterion, first.verdict) == ("sabc-1", "c1", "CRT-01", "")
    assert second == Graded(second.ref, "sabc-2", "c1", "RES-01", "pass", "0 1", "=SUM, said so", "r-1")
    assert second.ref == f"{path}:{2 if suffix == '.jsonl' else 3}"


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_no_cell_begins_a_formula(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    write(handout(blind=False, name=HOSTILE), path)
    assert not [cell for cell in cells(path) if str(cell)[:1] in STARTS]
    assert next(iter(read(path))).contact == HOSTILE
    if suffix == ".xlsx":
        assert all(c.data_type in {"s", "n"} for sheet in load_workbook(path) for row in sheet for c in row)


@pytest.mark.parametrize(("suffix", "blind"), list(product(FORMATS, (True, False))))
def test_a_blind_sheet_has_nothing_of_the_machine(tmp_path, suffix, blind):
    path = tmp_path / f"a{suffix}"
    write(handout(blind=blind), path)
    content = path.read_text("utf-8-sig") if suffix != ".xlsx" else "\n".join(map(str, cells(path)))
    assert ("no greeting" in content) is not blind
    assert ("machine" in content) is not blind
    assert "Good morning." in content


def test_a_workbook_offers_the_four_verdicts_and_leads_to_the_words(tmp_path):
    path = tmp_path / "a.xlsx"
    write(handout(), path)
    book = load_workbook(path)
    (choice,) = book["grades"].data_validations.dataValidation
    assert choice.formula1 == '"pass,fail,na,unsure"'
    assert book["grades"]["A2"].hyperlink.location == "transcripts!A2"
    assert [c.value for c in book["transcripts"][3]][2:] == ["1", "customer", None, "'=1+1 is what I typed."]


def test_a_file_that_may_hold_verdicts_is_not_overwritten(tmp_path):
    path = tmp_path / "a.csv"
    write(handout(), path)
    with pytest.raises(UsageError, match="there already"):
        write(handout(), path)


def test_only_formats_there_are_can_be_written_and_read(tmp_path):
    with pytest.raises(UsageError, match=r"\.xlsx, \.csv, \.jsonl"):
        write(handout(), tmp_path / "a.ods")
    with pytest.raises(UsageError, match=r"\.xlsx, \.csv, \.jsonl"):
        list(read(tmp_path / "a.ods"))


BROKEN = {
    "no workbook": ("a.xlsx", b"This is no workbook."),
    "half a workbook": ("a.xlsx", b"PK\x03\x04 and then nothing"),
    "no columns": ("a.csv", b"who,what\n1,2\n"),
    "nothing at all": ("a.csv", b""),
}


@pytest.mark.parametrize(("name", "content"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_no_sheet_is_told(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=name):
        list(read(tmp_path / name))


def test_semicolons_and_old_encodings_of_spreadsheets_are_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("row;contact;criterion;verdict;turns;note\nsabc-1;c1;CRT-01;pass;0;déjà vu\n".encode("cp1252"))
    (row,) = read(path)
    assert (row.row, row.verdict, row.note) == ("sabc-1", "pass", "déjà vu")


def test_a_line_that_was_cut_off_is_rejected_by_its_place(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"row": "sabc-1", "verdict": "pass"}\n{"row": "swordfish')
    _, cut = read(path)
    assert isinstance(cut, Rejected)
    assert cut.ref.endswith("a.jsonl:2")
    assert "swordfish" not in repr(cut)


def test_numbers_that_a_spreadsheet_made_are_text_again(tmp_path):
    path = tmp_path / "a.xlsx"
    write(handout(), path)
    filled(path, 1, verdict="fail", turns=3.0)
    assert next(iter(read(path))).turns == "3"


@given(texts, texts)
def test_any_note_and_name_survive_a_round_trip(tmp_path_factory, note, name):
    path = tmp_path_factory.mktemp("sheets") / "a.csv"
    write(handout(name=name or "c"), path)
    filled(path, 1, note=neutral(note), verdict="na")
    row = next(iter(read(path)))
    assert (row.note, row.contact) == (note.strip(), (name or "c").strip())
