"""`ccqa quarantine` as people use it: what it shows, its exit codes, and that no word of a record is told."""

import subprocess
import sys

import orjson
import pytest
from run.nights import run

from ccqa import config
from ccqa.errors import Exit

SECRET = "swordfish"
GOOD = {"turns": [{"role": "agent", "text": "Good morning"}, {"role": "customer", "text": "Hi"}], "language": "en"}


@pytest.fixture
def deployment(tmp_path):
    """A deployment with two sources after a night: each has one record that waits."""
    for name in ("chats", "calls"):
        (tmp_path / name).mkdir()
        lines = orjson.dumps({"id": "good"} | GOOD) + b'\n{"id": "swordfish"\n'
        (tmp_path / name / "a.jsonl").write_bytes(lines)
    (tmp_path / "ccqa.toml").write_text(
        '[[source]]\nname = "chats"\npaths = ["chats"]\n[[source]]\nname = "calls"\npaths = ["calls"]\n'
    )
    run(config.load(tmp_path / "ccqa.toml"))
    return tmp_path


def quarantine(deployment, *arguments):
    command = [sys.executable, "-c", "from ccqa.cli import main; main()", "quarantine", *arguments]
    done = subprocess.run(command, capture_output=True, cwd=deployment, check=False)
    said = (done.stdout + done.stderr).decode()
    assert "Traceback" not in said, said
    assert SECRET not in said
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_records_are_listed_by_source(deployment):
    code, said, _ = quarantine(deployment, "list")
    assert code == Exit.ALL_WELL
    assert said.count("a.jsonl:2") == 2
    code, said, _ = quarantine(deployment, "list", "--source", "calls", "--json")
    (row,) = orjson.loads(said)
    assert (row["source"], row["step"], row["nights"]) == ("calls", "read", 1)
    assert quarantine(deployment, "list", "--step", "open")[1] == "nothing waits\n"


def test_a_record_that_was_mended_is_retried(deployment):
    path = deployment / "calls" / "a.jsonl"
    path.write_bytes(path.read_bytes().replace(b'{"id": "swordfish"', orjson.dumps({"id": "late"} | GOOD)))
    code, said, _ = quarantine(deployment, "retry", "--source", "calls", "--json")
    assert code == Exit.SOME_REJECTED
    assert orjson.loads(said) == {"contacts": 1, "scorecards": 1, "waiting": 1, "failed": {}}
    assert quarantine(deployment, "retry", "--source", "calls")[0] == Exit.WRONG_USAGE


def test_a_source_that_cannot_be_reached_is_told(deployment):
    (deployment / "calls" / "a.jsonl").unlink()
    code, _, said = quarantine(deployment, "retry", "--source", "calls")
    assert code == Exit.UNREADABLE_SOURCE
    assert "calls" in said


def test_records_are_dropped_only_where_it_is_said_which(deployment):
    assert quarantine(deployment, "drop")[0] == Exit.WRONG_USAGE
    assert quarantine(deployment, "drop", "--source", "chats")[1] == "1 records dropped\n"
    assert quarantine(deployment, "drop", "--all", "--json")[1] == '{"dropped":1}\n'
    assert quarantine(deployment, "list", "--json")[1] == "[]\n"
