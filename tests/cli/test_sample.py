"""`ccqa sample` and `ccqa review` as a QA lead runs them, through the real command."""

import csv
import io
import os
import subprocess
import sys

import orjson
import pytest

from ccqa.bundled import bundled
from ccqa.errors import Exit

CONFIG = """
rubric = "{rubric}"
profile = "{profile}"
model = "none"
[source]
paths = ["{paths}"]
[sample]
size = 4
strata = ["channel"]
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    (folder / "ccqa.toml").write_text(
        CONFIG.format(
            rubric=bundled("configs", "rubrics", "iso18295.toml"),
            profile=bundled("configs", "profiles", "default.toml"),
            paths=bundled("examples", "contacts", "en-*.jsonl"),
        )
    )
    from run.nights import run

    from ccqa import config

    run(config.load(folder / "ccqa.toml"))
    return folder


def ccqa(*arguments, cwd, columns=80):
    command = [sys.executable, "-c", "from ccqa.cli import main; main()", *map(str, arguments)]
    done = subprocess.run(
        command, capture_output=True, cwd=cwd, check=False, env=os.environ | {"COLUMNS": str(columns), "NO_COLOR": "1"}
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def answer(*arguments, cwd, code=Exit.ALL_WELL):
    got, said, told = ccqa(*arguments, "--json", cwd=cwd)
    assert got == code, told
    return orjson.loads(said)


def test_a_lead_plans_draws_skips_grades_and_sees_it_settled(kept, tmp_path):
    plan = answer("sample", "plan", "--size", 6, "--width", 0.2, cwd=kept)
    assert plan["plan"]["size"] == 6
    assert plan["groups"][0]["kind"] == "all"
    sheet = tmp_path / "week.csv"
    drawn = answer("sample", "draw", "--since", "2020-01-01", "--double", 0.5, "--out", sheet, cwd=kept)
    picks = [pick for pick in drawn["picks"] if pick["reason"] == "sample"]
    assert len(picks) == 4
    assert sum(pick["double"] for pick in picks) == 2
    skipped = answer("sample", "skip", picks[0]["pick"], "--reason", "cut off", cwd=kept)
    assert skipped["replacement"]["reason"] == "replacement"

    rows = list(csv.DictReader(io.StringIO(sheet.read_text("utf-8-sig"))))
    assert "machine" not in rows[0]
    rows[0]["verdict"], rows[1]["verdict"] = "unsure", "perhaps"
    graded = tmp_path / "graded.csv"
    with graded.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0])
        out.writeheader()
        out.writerows(rows)
    code, said, told = ccqa("review", "import", graded, "--reviewer", "r-1", cwd=kept)
    assert code == Exit.SOME_REJECTED
    assert said.startswith("1 new reviews, 0 known")
    assert f"rejected {graded}:3: a verdict is one of pass, fail, na, unsure verdict" in told
    assert "perhaps" not in told
    again = answer("review", "import", graded, "--reviewer", "r-1", cwd=kept, code=Exit.SOME_REJECTED)
    assert (again["new"], again["same"], again["rejected"]) == (0, 1, 1)

    (card, *_) = answer("explain", rows[0]["contact"], cwd=kept)
    result = next(one for one in card["results"] if one["criterion"] == rows[0]["criterion"])
    assert (result["verdict"], result["confirmed"]) == ("unsure", True)
    code, shown, _ = ccqa("explain", rows[0]["contact"], cwd=kept)
    assert "a person judged so" in shown
    shown = answer("sample", "show", cwd=kept)
    assert [pick["reviewed"] for pick in shown["picks"] if pick["reviewed"]] == [1]


def test_tables_fit_a_terminal_of_80(kept):
    ccqa("sample", "draw", cwd=kept)
    for arguments in (("sample", "plan"), ("sample", "show")):
        code, said, _ = ccqa(*arguments, cwd=kept)
        assert code == Exit.ALL_WELL
        assert "contact" in said
        assert max(map(len, said.splitlines()[2:-6])) <= 80


def test_a_frame_file_is_enough_for_a_plan(tmp_path):
    frame = tmp_path / "frame.csv"
    frame.write_text("contact,agent\n" + "".join(f"c{k},agent-{k % 2}\n" for k in range(100)) + ",agent-1\n")
    told = answer(
        "sample", "plan", "--frame", frame, "--strata", "agent", "--least", 20, "--share", 0.5, cwd=tmp_path,
        code=Exit.SOME_REJECTED,
    )  # fmt: skip
    assert [(g["name"], g["contacts"], g["picks"], g["share"]) for g in told["groups"]][:3] == [
        ("contacts", 100, 40.0, 0.5),
        ("agent-0", 50, 20.0, 0.5),
        ("agent-1", 50, 20.0, 0.5),
    ]


WRONG = {
    "quotas that cannot be kept": (
        ("sample", "plan", "--least", "5", "--most", "2"),
        Exit.WRONG_CONFIG,
        "below 'least'",
    ),
    "a field that strata are not made of": (("sample", "plan", "--strata", "mood"), Exit.WRONG_CONFIG, "strata"),
    "a window without contacts": (("sample", "draw", "--until", "2001-01-01"), Exit.WRONG_USAGE, "no stored contact"),
    "a sample there is not": (("sample", "show", "--sample", "99"), Exit.WRONG_USAGE, "no sample 99"),
    "a pick there is not": (("sample", "skip", "9999", "--reason", "x"), Exit.WRONG_USAGE, "not in the ledger"),
    "a format there is not": (("review", "export", "a.ods"), Exit.WRONG_USAGE, ".xlsx"),
    "a file there is not": (("review", "import", "none.csv"), Exit.UNREADABLE_SOURCE, "cannot be read"),
    "a frame there is not": (("sample", "plan", "--frame", "none.csv"), Exit.UNREADABLE_SOURCE, "cannot be read"),
}


@pytest.mark.parametrize(("arguments", "code", "told"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_with_its_exit_code(kept, arguments, code, told):
    got, said, error = ccqa(*arguments, cwd=kept)
    assert (got, said) == (code, "")
    assert told in error
