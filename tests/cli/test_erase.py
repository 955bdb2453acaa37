"""`ccqa erase` and `ccqa verify` through the real command: asked, dry, done; nothing of the person is told."""

import os
import subprocess
import sys

import orjson
import pytest
from run.nights import run, settings
from run.planted import AGENT, CUSTOMER, NAMED, WORDS, kept

from ccqa.errors import Exit

CONFIG = """report = "{out}"
[source]
paths = ["{paths}"]
[store]
folder = "{data}"
"""


@pytest.fixture
def deployment(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(NAMED["jsonl"]())
    run(settings(tmp_path / "kept", [tmp_path / "in.jsonl"]))
    out, data = tmp_path / "kept" / "out", tmp_path / "kept" / "data"
    (tmp_path / "ccqa.toml").write_text(CONFIG.format(out=out, paths=tmp_path / "in.jsonl", data=data))
    return tmp_path


def ccqa(folder, *arguments, answer=b"", **environment):
    command = [sys.executable, "-c", "from ccqa.cli import main; main()", *arguments]
    done = subprocess.run(
        command, input=answer, capture_output=True, cwd=folder, check=False, env={**os.environ, **environment}
    )
    said = done.stdout.decode() + done.stderr.decode()
    assert "Traceback" not in said
    assert CUSTOMER not in said
    assert AGENT not in said
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_dry_run_shows_counts_and_changes_nothing(deployment):
    before = kept(deployment / "kept")
    code, said, _ = ccqa(deployment, "erase", "--customer", CUSTOMER, "--dry-run")
    assert code == 0
    assert said == "would erase: 1 customer, 1 contacts: 1 rows of scorecards, 1 rows of contacts, 2 pages\n"
    code, said, _ = ccqa(deployment, "erase", "--agent", AGENT, "--dry-run", "--json")
    counts = {"contacts": 1, "pages": 2, "rows": {"scorecards": 1, "contacts": 1}}
    assert orjson.loads(said) == {"kind": "agent", **counts, "erased": False}
    assert kept(deployment / "kept") == before


def test_it_asks_before_it_erases(deployment):
    for answer in (b"n\n", b""):
        code, _, asked = ccqa(deployment, "erase", "--customer", CUSTOMER, answer=answer)
        assert code == 1
        assert "cannot be undone" in asked
        assert WORDS.encode() in kept(deployment / "kept")
    code, _, _ = ccqa(deployment, "erase", "--customer", CUSTOMER, answer=b"y\n")
    assert code == 0
    assert WORDS.encode() not in kept(deployment / "kept")


def test_erased_is_not_broken(deployment):
    assert ccqa(deployment, "verify")[1] == "2 files and 2 reports are as they were written\n"
    assert ccqa(deployment, "erase", "--customer", f" {CUSTOMER} ", "--yes")[0] == 0
    code, said, _ = ccqa(deployment, "verify")
    assert code == 0
    assert said.splitlines()[1:] == ["erased: 1 contact", "erased: 1 customer"]
    code, said, _ = ccqa(deployment, "verify", "--json")
    assert orjson.loads(said) == {"files": 0, "reports": 1, "erased": {"contact": 1, "customer": 1}, "broken": []}


def test_broken_is_told_by_the_exit_code(deployment):
    next((deployment / "kept" / "out").rglob("index.html")).unlink()
    code, said, told = ccqa(deployment, "verify")
    assert code == Exit.STORE
    assert "broken: " in told
    assert "as they were written" not in said


WRONG = {
    "nobody is named": (),
    "two are named": ("--customer", "a", "--agent", "b"),
    "an empty id": ("--customer", " "),
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_it_must_be_said_who(deployment, arguments):
    code, _, told = ccqa(deployment, "erase", *arguments)
    assert code == Exit.WRONG_USAGE
    assert "one of --customer, --agent and --contact" in told


def test_without_the_key_nobody_can_be_found(deployment):
    (deployment / "kept" / "data" / "key").unlink()
    code, _, told = ccqa(deployment, "erase", "--customer", CUSTOMER, "--yes")
    assert code == Exit.STORE
    assert "not at hand" in told


def test_a_night_that_has_not_ended_is_told(deployment):
    from datetime import UTC, datetime

    from ccqa.run.night import begin

    begin(settings(deployment / "kept", [deployment / "in.jsonl"]), datetime(2026, 1, 27, tzinfo=UTC))
    assert "A night has not ended" in ccqa(deployment, "erase", "--customer", CUSTOMER, "--yes")[2]


def test_an_agent_is_asked_for_by_their_own_id(deployment):
    command = [sys.executable, "-c", "from ccqa.cli import main; main()", "feedback", "--agent", AGENT]
    done = subprocess.run(command, capture_output=True, cwd=deployment, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().startswith(f"# Feedback for {AGENT}")
