"""`ccqa formats` through the real command."""

import subprocess
import sys

import orjson
import pytest

from ccqa.errors import Exit
from ccqa.formats import catalogue
from ccqa.formats.jsonl import FORMAT

TABLE = "ticket,who,what,when\n1,agent,Mind the swordfish please,2026-01-15T10:00:00Z\n1,customer,Call 0031 20 123 4567,2026-01-15T10:00:05Z\n1,customer,x,soon\n"
SOUND = TABLE.replace("1,customer,x,soon\n", "")
MAP = ("--column", "contact=ticket", "--column", "role=who", "--column", "text=what", "--column", "at=when")


def formats(*arguments, cwd=None):
    command = [sys.executable, "-c", "from ccqa.cli import main; main()", "formats", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, cwd=cwd, check=False, text=True)
    assert "Traceback" not in done.stderr
    assert "swordfish" not in done.stdout + done.stderr
    return done


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(SOUND)
    return path


def test_every_format_is_listed_with_what_it_was_tried_on():
    rows = orjson.loads(formats("--json").stdout)
    assert [(row["name"], row["tried"]) for row in rows] == [(one.name, one.tried.value) for one in catalogue()]
    assert all(one.name in formats().stdout for one in catalogue())


def test_check_counts_what_would_be_read(table):
    done = formats("check", table, *MAP, "--json")
    seen = orjson.loads(done.stdout)
    assert done.returncode == Exit.ALL_WELL
    assert (seen["format"], seen["contacts"], seen["turns"]) == ("csv", 1, 2)
    assert seen["roles"] == {"agent": 1, "customer": 1}
    assert seen["languages"] == {"not told": 1}
    assert seen["times"]["turns_with_start"] == 2
    assert seen["noted"] == {"missing end": 2}
    assert "turns by role: agent 1, customer 1" in formats("check", table, *MAP).stdout


def test_check_says_what_would_not_be_read_and_why(table):
    table.write_text(TABLE)
    done = formats("check", table, *MAP, "--json")
    seen = orjson.loads(done.stdout)
    assert done.returncode == Exit.NOTHING_USABLE
    assert seen["fields"] == {"at": 1}
    assert seen["rejected"][0]["first"] == [f"{table}:4"]
    assert "would not read 1" in formats("check", table, *MAP).stdout


def test_check_of_what_is_no_format(table):
    done = formats("check", table, "--json")
    assert done.returncode == Exit.NOTHING_USABLE
    assert orjson.loads(done.stdout)["format"] is None


def test_check_shows_no_language_that_may_be_words(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("contact_id,role,text,language\n1,agent,Hello,the swordfish please\n")
    assert orjson.loads(formats("check", path, "--json").stdout)["languages"] == {"no language tag": 1}


def test_a_map_can_be_pasted_into_a_configuration_and_reaches_the_reader(table, tmp_path):
    from ccqa.config import load
    from ccqa.errors import Rejected
    from ccqa.sources import read_all

    block = formats("map", table).stdout
    config = tmp_path / "ccqa.toml"
    config.write_text(f'[source]\npaths = ["table.csv"]\n{block}')
    source = load(config).sources[0]
    (found,) = read_all(source.paths, source.format, None, source.name, source.columns)
    assert not isinstance(found, Rejected)
    assert [turn.role for turn in found.turns] == ["agent", "customer"]


def test_a_map_with_a_mistake_is_told_with_the_others_of_the_file(tmp_path):
    from ccqa.config import load
    from ccqa.errors import ConfigError

    config = tmp_path / "ccqa.toml"
    config.write_text('batch = 0\n[source]\npaths = ["x"]\n[source.columns]\ntxt = "what"\n')
    with pytest.raises(ConfigError, match=r"(?s)Did you mean 'text'.*batch"):
        load(config)


def test_a_map_of_what_is_no_table(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "1", "turns": []}\n')
    (tmp_path / "a.bin").write_bytes(b"\0swordfish")
    assert "jsonl, which needs no column map" in formats("map", tmp_path / "a.jsonl").stderr
    assert "no table" in formats("map", tmp_path / "a.bin").stderr
    assert formats("map", tmp_path / "none").returncode == Exit.UNREADABLE_SOURCE


def test_convert_writes_masked_contacts_that_read_back(table, tmp_path):
    from collections import Counter

    out = tmp_path / "contacts.jsonl"
    assert formats("convert", table, *MAP, "--out", out).returncode == Exit.ALL_WELL
    with out.open("rb") as stream:
        (contact,) = FORMAT.read(stream, "f", Counter())
    assert [turn.start_s for turn in contact.turns] == [0.0, 5.0]
    assert "4567" not in out.read_text()
