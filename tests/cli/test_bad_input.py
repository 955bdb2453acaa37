"""Bad input through the real command: a clear message, nothing lost, the right exit code, never a traceback."""

import gzip
import os
import subprocess
import sys

import orjson
import pytest

from ccqa.errors import Exit

GOOD = {
    "id": "good",
    "language": "en",
    "turns": [{"role": "agent", "text": "Good morning"}, {"role": "customer", "text": "Hi"}],
}
SECRET = "swordfish"
"""Stands in every bad record, and must stand in no message."""


def line(**fields):
    return orjson.dumps({**GOOD, **fields}) + b"\n"


CAPABILITIES = "-dac_override,-dac_read_search"
WITHOUT_PRIVILEGES = (
    ["setpriv", "--bounding-set", CAPABILITIES, "--inh-caps", CAPABILITIES] if os.geteuid() == 0 else []
)
"""Root may read everything, unless it gives that up."""


def ccqa(*arguments, cwd=None, prefix=()):
    """Run the installed command and return it finished."""
    command = [*prefix, sys.executable, "-c", "from ccqa.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, cwd=cwd, check=False)


def score(path):
    done = ccqa("score", "--json", path)
    said = done.stderr.decode()
    assert "Traceback" not in said
    assert SECRET not in said
    return done.returncode, [orjson.loads(card) for card in done.stdout.splitlines()], said


FILES = {
    "an empty file": (b"", Exit.NOTHING_USABLE, 0, "empty"),
    "a truncated line": (line() + line(id=SECRET)[:40], Exit.SOME_REJECTED, 1, "cut off"),
    "a line that is not UTF-8": (
        line() + line(id="b").replace(b"Hi", b"\xff" + SECRET.encode()),
        Exit.SOME_REJECTED,
        1,
        "rejected 1",
    ),
    "a contact without an id": (
        line() + b'{"turns": [{"role": "agent", "text": "swordfish"}]}\n',
        Exit.SOME_REJECTED,
        1,
        "rejected 1",
    ),
    "a text that is a list": (
        line() + line(id="b", turns=[{"role": "agent", "text": [SECRET]}]),
        Exit.SOME_REJECTED,
        1,
        "rejected 1",
    ),
    "no turns at all": (line() + line(id="b", turns=[]), Exit.SOME_REJECTED, 1, "no turns"),
    "no format that we know": (b"%PDF-1.7 swordfish", Exit.NOTHING_USABLE, 0, "format"),
    "deep nesting": (
        line() + b'{"id": "b", "turns": ' + b"[" * 5000 + b"]" * 5000 + b"}\n",
        Exit.SOME_REJECTED,
        1,
        "rejected 1",
    ),
}


@pytest.mark.parametrize(("content", "code", "cards", "word"), FILES.values(), ids=FILES)
def test_a_bad_file_costs_its_record_alone(tmp_path, content, code, cards, word):
    path = tmp_path / "contacts.jsonl"
    path.write_bytes(content)
    done, found, said = score(path)
    assert done == code
    assert len(found) == cards
    assert word in said


def test_a_line_of_200_megabytes_is_skipped(tmp_path):
    path = tmp_path / "contacts.jsonl"
    with path.open("wb") as out:
        out.write(line(id="before"))
        out.write(b'{"id": "long", "turns": [{"role": "agent", "text": "')
        for _ in range(200):
            out.write(b"x" * 1_000_000)
        out.write(b'"}]}\n')
        out.write(line(id="after"))
    code, cards, said = score(path)
    assert code == Exit.SOME_REJECTED
    assert [card["contact"] for card in cards] == ["before", "after"]
    assert "longer" in said


def test_a_gzip_bomb_is_rejected(tmp_path):
    path = tmp_path / "contacts.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=9) as out:
        out.write(line())
        for _ in range(300):
            out.write(b" " * 10_000_000)
    code, _, said = score(path)
    assert code in {Exit.SOME_REJECTED, Exit.NOTHING_USABLE}
    assert "rejected 1" in said


def test_a_folder_without_rights_is_told(tmp_path):
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "open.jsonl").write_bytes(line())
    done = ccqa("score", "--json", tmp_path, prefix=WITHOUT_PRIVILEGES)
    assert done.returncode == Exit.SOME_REJECTED
    assert len(done.stdout.splitlines()) == 1
    assert "no right to read it" in done.stderr.decode()
    assert "closed" in done.stderr.decode()


def test_a_path_that_is_not_there(tmp_path):
    code, _, said = score(tmp_path / "nothing.jsonl")
    assert code == Exit.UNREADABLE_SOURCE
    assert "nothing.jsonl" in said


def test_a_contact_without_an_agent_is_no_bad_input(tmp_path):
    path = tmp_path / "contacts.jsonl"
    path.write_bytes(line(turns=[{"role": "customer", "text": "Anyone?"}]))
    code, (card,), _ = score(path)
    assert code == Exit.ALL_WELL
    assert {result["verdict"] for result in card["results"]} == {"unsure"}
    assert card["score"] is None


def test_a_rubric_with_an_unknown_check(tmp_path):
    rubric = tmp_path / "shop.toml"
    rubric.write_text(
        'id = "shop"\nversion = "1"\ntitle = "t"\nbasis = "b"\n[sections]\na = { title = "A", weight = 1 }\n'
        '[[criteria]]\nid = "opening"\nsection = "a"\ntitle = "t"\nchecks = ["courtesy.greting"]\nweight = 1\nbasis = []\n'
    )
    done = ccqa("rubric", "lint", rubric)
    assert done.returncode == Exit.WRONG_CONFIG
    assert "criterion 'opening' names check 'courtesy.greting', which does not exist" in done.stderr.decode()
    assert "Did you mean 'courtesy.greeting'?" in done.stderr.decode()


def test_every_mistake_of_a_rubric_is_told_at_once(tmp_path):
    rubric = tmp_path / "shop.toml"
    rubric.write_text('id = "shop"\nversion = 1\ncolour = "red"\n')
    said = ccqa("rubric", "lint", rubric).stderr.decode()
    assert all(field in said for field in ("version", "colour", "sections", "criteria", "title"))


def test_a_configuration_with_a_mistake(tmp_path):
    config = tmp_path / "ccqa.toml"
    config.write_text('time_zone = "Europe/Brusels"\nscore = "some"\n[source]\npaths = []\n')
    done = ccqa("explain", "x", "--config", config)
    assert done.returncode == Exit.WRONG_CONFIG
    assert all(field in done.stderr.decode() for field in ("time_zone", "score", "paths"))


def test_wrong_usage(tmp_path):
    assert ccqa("score").returncode == Exit.WRONG_USAGE
    assert ccqa("nonsense").returncode == Exit.WRONG_USAGE
    (tmp_path / "a.jsonl").write_bytes(line())
    assert ccqa("score", tmp_path / "a.jsonl", "--format", "nonsense").returncode == Exit.WRONG_USAGE


def test_init_writes_a_configuration_that_loads_and_overwrites_nothing(tmp_path):
    from ccqa.config import load

    assert ccqa("init", tmp_path / "quality").returncode == 0
    assert load(tmp_path / "quality" / "ccqa.toml").batch == 500
    again = ccqa("init", tmp_path / "quality")
    assert again.returncode == Exit.WRONG_USAGE
    assert "there already" in again.stderr.decode()
