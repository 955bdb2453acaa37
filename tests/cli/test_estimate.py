"""`ccqa estimate` as a QA lead runs it, through the real command: table, JSON, picture and mistakes."""

import csv
import io

import orjson
import pytest
from cli.test_sample import CONFIG, answer, ccqa
from run.nights import run

from ccqa import config
from ccqa.bundled import bundled
from ccqa.errors import Exit

CONTACTS = 50


def said(number):
    turns = [
        {"role": "agent", "text": "Good morning, shop, this is Bo." if number % 3 else "Yes?"},
        {"role": "customer", "text": "Where is my lamp?"},
        {"role": "agent", "text": "It comes on Friday."},
    ]
    return {
        "id": f"c{number:02}",
        "language": "en",
        "channel": ("chat", "voice")[number % 2],
        "agent": f"a{number % 8}",
        "turns": turns,
    }


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    (folder / "all.jsonl").write_bytes(b"".join(orjson.dumps(said(k)) + b"\n" for k in range(CONTACTS)))
    (folder / "ccqa.toml").write_text(
        CONFIG.format(
            rubric=bundled("configs", "rubrics", "iso18295.toml"),
            profile=bundled("configs", "profiles", "default.toml"),
            paths=folder / "all.jsonl",
        )
    )
    run(config.load(folder / "ccqa.toml"))
    return folder


@pytest.fixture(scope="module")
def reviewed(kept, tmp_path_factory):
    """A store with a sample of twenty, of which people judged every criterion blind."""
    folder = tmp_path_factory.mktemp("sheets")
    sheet = folder / "out.csv"
    answer("sample", "draw", "--size", 20, "--out", sheet, cwd=kept)
    rows = list(csv.DictReader(io.StringIO(sheet.read_text("utf-8-sig"))))
    contacts = list(dict.fromkeys(row["contact"] for row in rows))
    for row in rows:
        row["verdict"] = "fail" if contacts.index(row["contact"]) % 4 == 0 else "pass"
    with (folder / "back.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0])
        out.writeheader()
        out.writerows(rows)
    answer("review", "import", folder / "back.csv", "--reviewer", "r-1", cwd=kept)
    return kept


def test_the_figures_stand_beside_each_other(reviewed, tmp_path):
    told = answer("estimate", "--plot", tmp_path / "p.png", cwd=reviewed)
    for row in told["rows"]:
        assert row["counted"]["people"] == {"fails": 5, "labels": 20, "unsure": 0, "drawn": 20}
        assert row["counted"]["machine"]["contacts"] == told["contacts"]
        assert row["use"] in {"people", "corrected"}
        best = row["corrected"] if row["use"] == "corrected" else row["by_people"]
        assert best["low"] < 0.25 < best["high"]
        assert row["worth"] >= 20
    assert (tmp_path / "p.png").read_bytes().startswith(b"\x89PNG")


def test_the_table_fits_a_terminal_of_100_and_marks_what_to_use(reviewed, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    for arguments in ((), ("--by", "channel")):
        code, said, _ = ccqa("estimate", *arguments, cwd=reviewed)
        assert code == Exit.ALL_WELL
        lines = [line for line in said.splitlines()[2:] if "(" in line or " of " in line]
        assert any("*" in line for line in lines)
        assert max(map(len, said.split("\n\n")[1].splitlines())) <= 100


def test_a_group_with_too_few_labels_has_counts_and_no_share(reviewed):
    rows = answer("estimate", "--by", "agent", cwd=reviewed)["rows"]
    few = [row for row in rows if row["counted"]["people"]["labels"] < 10]
    assert few
    assert all(row["use"] == "counts" and row["by_people"] is row["corrected"] is row["worth"] is None for row in few)


WRONG = {
    "a sample there is not": (("--sample", "99"), Exit.WRONG_USAGE, "no sample 99"),
    "a group there is not": (("--by", "mood"), Exit.WRONG_USAGE, "mood"),
    "a folder there is not": (("--plot", "none/p.png"), Exit.WRONG_USAGE, "cannot be written"),
}


@pytest.mark.parametrize(("arguments", "code", "told"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_with_its_exit_code(reviewed, arguments, code, told):
    got, said, error = ccqa("estimate", *arguments, cwd=reviewed)
    assert (got, said) == (code, "")
    assert told in error


def test_a_sample_that_nobody_judged_says_what_to_do(reviewed):
    code, said, _ = ccqa("estimate", "--sample", 1, cwd=reviewed)
    assert code == Exit.NOTHING_USABLE
    assert "ccqa review export" in said
