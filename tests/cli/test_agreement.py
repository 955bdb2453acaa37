"""`ccqa agreement` as a QA lead runs it, through the real command: a sheet is graded, and the machine stands beside."""

import pytest
from cli.test_sample import answer, ccqa, kept
from sheets.test_sheets import filled

from ccqa.errors import Exit
from ccqa.sheets import read

__all__ = ["kept"]


@pytest.fixture(scope="module")
def graded(kept, tmp_path_factory):
    """Blind passes by one reviewer, anchored fails by another."""
    sheets = tmp_path_factory.mktemp("sheets")
    answer("sample", "draw", "--since", "2020-01-01", "--size", 12, cwd=kept)
    for name, verdict, way in (("r-1", "pass", "--blind"), ("r-2", "fail", "--seen")):
        path = sheets / f"{name}.jsonl"
        answer("review", "export", path, way, cwd=kept)
        for number in range(1, len(list(read(path))) + 1):
            filled(path, number, verdict=verdict)
        answer("review", "import", path, "--reviewer", name, cwd=kept)
    return kept


def test_without_reviews_it_says_what_to_do(tmp_path):
    code, said, told = ccqa("agreement", cwd=tmp_path)
    assert (code, said) == (Exit.WRONG_USAGE, "")
    assert "ccqa review export" in told


def test_machines_get_every_figure_with_blind_and_anchored_apart(graded):
    told = answer("agreement", "--by", "channel", cwd=graded)
    assert told["by"] == ["channel"]
    assert {one["machine"]["fails"]["value"] for one in told["blind"]} == {0.0}
    assert {one["machine"]["fails"]["value"] for one in told["anchored"]} == {1.0}
    one = told["blind"][0]
    assert one["channel"] in {"chat", "email", "voice"}
    assert one["machine"]["raw"].keys() == {"value", "low", "high", "n", "effective"}
    assert told["gate"] == {"sensitivity": 0.7, "specificity": 0.9}
    assert told["standings"][0].keys() == {"criterion", "channel", "language", "status"}
    assert answer("agreement", "--by", "channel", cwd=graded) == told


def test_the_table_fits_a_terminal_of_100_and_says_what_is_anchored(graded):
    code, said, _ = ccqa("agreement", "--by", "channel", "--by", "language", cwd=graded, columns=100)
    assert code == Exit.ALL_WELL
    assert said.index("Blind:") < said.index("Anchored:")
    assert "CRT-04 chat en" in said
    assert "To count: proved sensitivity of 0.7, specificity of 0.9" in said
    assert "…" not in said
    assert max(map(len, said.splitlines())) <= 100
