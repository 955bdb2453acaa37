"""Damage by hand is found, each kind of it, and a sound store has none."""

from __future__ import annotations

import pytest

from ccqa.run.night import open_store
from ccqa.run.verifying import verify
from run.nights import run, settings
from run.planted import NAMED


def spoil_lake(given, page):
    next(iter((page.parents[2] / "data" / "lake").rglob("*.parquet"))).write_bytes(b"spoilt")


def lose_file(given, page):
    next(iter((page.parents[2] / "data" / "lake").rglob("*.parquet"))).unlink()


def edit_page(given, page):
    page.write_text(page.read_text("utf-8") + "<!-- -->", "utf-8")


def lose_page(given, page):
    page.unlink()


FAULTS = {
    "a file of the lake that was edited": (spoil_lake, "is not what was written"),
    "a file of the lake that is gone": (lose_file, "cannot be read"),
    "a page that was edited": (edit_page, "the page is not what was written"),
    "a page that is gone": (lose_page, "the page is gone"),
}


@pytest.mark.parametrize(("harm", "told"), FAULTS.values(), ids=FAULTS)
def test_damage_is_told(tmp_path, harm, told):
    (tmp_path / "in.jsonl").write_bytes(NAMED["jsonl"]())
    given = settings(tmp_path, [tmp_path / "in.jsonl"])
    page = run(given).page
    with open_store(given) as store:
        sound = verify(given, store)
        assert (sound.files, sound.reports, sound.broken) == (2, 2, ())
        harm(given, page)
        (line,) = verify(given, store).broken
    assert told in line


def test_an_empty_store_is_sound(tmp_path):
    given = settings(tmp_path, ["x"])
    with open_store(given) as store:
        assert verify(given, store).as_json() == {"files": 0, "reports": 0, "erased": {}, "broken": ()}
