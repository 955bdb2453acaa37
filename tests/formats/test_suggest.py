"""What the columns of an unknown table may hold."""

from __future__ import annotations

import tomllib

import pytest

from ccqa.formats import named, suggested

SAID = "Good morning, how can I help?"
ROWS = [["7", "agent", SAID, "2026-01-15T10:00:00Z"], ["7", "customer", "My bill is wrong.", "2026-01-15T10:00:05Z"]]

TABLES = {
    "names of its own": (
        [["Ticket", "Who", "Sentence", "When"], *ROWS],
        ['contact = "Ticket"', 'role = "Who"', 'text = "Sentence"', 'at = "When"'],
    ),
    "names that say nothing": (
        [["k1", "k2", "k3", "k4"], *ROWS],
        [
            'contact = "k1"',
            'role = "k2"',
            'text = "k3"',
            '# at = "k4"   # holds times: of each turn, or of the whole contact?',
        ],
    ),
    "known and unknown": (
        [["contact_id", "role", "sentence"], *(row[:3] for row in ROWS)],
        ['text = "sentence"'],
    ),
    "two columns of words": (
        [["contact_id", "role", "sentence one", "sentence two"], *([*row[:3], row[2]] for row in ROWS)],
        ['# text: ambiguous, one of "sentence one", "sentence two"'],
    ),
    "nobody who speaks": (
        [["ticket", "sentence"], *([row[0], row[2]] for row in ROWS)],
        ['contact = "ticket"', "# role: missing, and no column looks like it", 'text = "sentence"'],
    ),
    "a header alone": (
        [["ticket", "who", "sentence"]],
        ['contact = "ticket"', 'role = "who"', 'text = "sentence"'],
    ),
    "a name with quotation marks": (
        [["contact_id", "role", 'the "text"\n'], *(row[:3] for row in ROWS)],
        ['text = "the \\"text\\""'],
    ),
}


@pytest.mark.parametrize(("rows", "lines"), TABLES.values(), ids=TABLES)
def test_columns_are_suggested_by_name_and_shape(rows, lines):
    block = suggested(rows)
    assert block.splitlines() == ["[source.columns]", *lines]
    named(tomllib.loads(block)["source"].get("columns", {}))


def test_a_table_whose_columns_are_known_says_so():
    block = suggested([["contact_id", "role", "text"], *(row[:3] for row in ROWS)])
    assert "no [source.columns] is needed" in block
    assert not tomllib.loads(block)


DOUBTS = {
    "words that are no roles": (
        ["contact_id", "role", "text"],
        [["7", "K", SAID]] * 9,
        "some of its words are not known",
    ),
    "numbers where words should be": (
        ["contact_id", "role", "text"],
        [["7", "agent", "5"]],
        '"text" does not look like it',
    ),
}


@pytest.mark.parametrize(("header", "rows", "remark"), DOUBTS.values(), ids=DOUBTS)
def test_a_known_column_with_strange_cells_is_doubted(header, rows, remark):
    assert remark in suggested([header, *rows])


NO_HEADERS = {
    "a row of data": ["1", "agent", "hello"],
    "a sentence": ["contact", "role", "I would like to know when it comes"],
    "a time": ["contact", "2026-01-15", "text"],
    "nothing": [],
    "blanks": ["", None],
    "signs": ["contact", "---"],
    "what has no end": ["contact", "x" * 61],
}


@pytest.mark.parametrize("header", NO_HEADERS.values(), ids=NO_HEADERS)
def test_a_first_row_that_names_no_columns_is_not_shown(header):
    assert suggested([header, *ROWS]).startswith("# The first row does not look like names")


def test_no_cell_is_ever_shown():
    rows = [["swordfish1", f"swordfish {n}", "swordfish swordfish swordfish", "swordfish"] for n in range(20)]
    assert "swordfish" not in suggested([["a", "b", "c", "d"], *rows])
    assert "swordfish" not in suggested([["contact_id", "role", "text", "time"], *rows])
