"""The reference page says what the program does."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from ccqa.formats import catalogue
from ccqa.formats._columns import Columns

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "formats.md").read_text()


def block(kind):
    return re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)[1]


def test_every_format_has_its_row():
    page = (DOCS / "reference" / "formats.md").read_text()
    assert all(f"| `{one.name}` |" in page for one in catalogue())


@pytest.mark.parametrize(
    "names", [getattr(Columns(), f.name) for f in fields(Columns)], ids=[f.name for f in fields(Columns)]
)
def test_every_column_name_stands_in_its_order(names):
    assert f"| {', '.join(f'`{name}`' for name in names)} |" in PAGE


def test_the_complete_contact_is_read_without_a_remark(one, noted):
    got = one("jsonl", block("json"))
    assert (got.id, len(got.turns), len(got.events), got.hold_s) == ("c-1", 2, 3, 30)
    assert all(getattr(got, f.name) for f in fields(got) if f.name not in {"source", "revision"})
    assert not noted


def test_the_captions_are_read_without_a_remark(one, noted):
    got = one("webvtt", block("text"))
    assert (got.id, got.agent, got.queue, got.customer, got.language) == ("c-1", "a-17", "billing", "p-9", "en-GB")
    assert not noted
