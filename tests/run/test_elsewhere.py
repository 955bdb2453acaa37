"""Nights over transcripts that lie elsewhere: an object store and a database, with secrets that are left nowhere."""

import orjson
import pytest

from ccqa import config
from ccqa.errors import Exit
from ccqa.run.night import open_store
from run.nights import DAY, run, settings
from run.test_incremental import calls  # noqa: F401 - a fixture
from run.test_night import contact

SECRET = "swordfish"


def left_below(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def configured(tmp_path, text):
    (tmp_path / "ccqa.toml").write_text(text)
    return config.load(tmp_path / "ccqa.toml")


def test_a_night_over_an_object_store_reads_each_object_once(s3, tmp_path, monkeypatch):
    import fsspec

    monkeypatch.setenv("CCQA_TEST_SECRET", SECRET)
    store = fsspec.filesystem("s3", **s3)
    store.mkdir("nightly")
    store.pipe("nightly/a.jsonl", orjson.dumps(contact(1)))
    given = configured(
        tmp_path,
        f"""
        [source]
        paths = ["s3://nightly/"]
        options = {{ endpoint_url = "{s3["endpoint_url"]}", key = "someone", secret = "env:CCQA_TEST_SECRET" }}
        """,
    )
    assert run(given).contacts == 1
    store.pipe("nightly/b.jsonl", orjson.dumps(contact(2)) + b'\n{"id": "cut off"')
    outcome = run(given, DAY.replace(day=26))
    assert (outcome.contacts, outcome.load["unchanged"], outcome.exit) == (1, 1, Exit.SOME_REJECTED)
    with open_store(given) as opened:
        assert [one.ref for one in opened.ledger.intake.quarantined()] == ["s3://nightly/b.jsonl:2"]
    (tmp_path / "ccqa.toml").unlink()
    assert SECRET.encode() not in left_below(tmp_path)


def test_the_password_of_a_database_is_left_nowhere(calls, tmp_path, monkeypatch):  # noqa: F811
    if "sqlite" in calls:
        pytest.skip("SQLite has no passwords")
    monkeypatch.setenv("CCQA_TEST_SECRET", SECRET)
    query = "SELECT * FROM turns WHERE updated_at > :since ORDER BY n"
    given = configured(
        tmp_path,
        f"""
        [source]
        url = "{calls}"
        password = "env:CCQA_TEST_SECRET"
        query = "{query}"
        watermark = "updated_at"
        """,
    )
    assert run(given).contacts == 2
    assert SECRET.encode() not in left_below(tmp_path / "data") + left_below(tmp_path / "out")


BREAKS = """
SELECT *, CASE WHEN n < 3 THEN 1 ELSE 1 / (n - 3) END AS broken FROM papers WHERE n > :since
"""


def test_a_database_that_breaks_off_keeps_what_it_gave_and_resumes(database, tmp_path):
    from sqlalchemy import create_engine, text

    engine = create_engine(database)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE papers (id TEXT, paper TEXT, n INTEGER)"))
        rows = [{"id": f"c{n:03}", "paper": orjson.dumps(contact(n)).decode(), "n": n} for n in range(1, 3000)]
        connection.execute(text("INSERT INTO papers VALUES (:id, :paper, :n)"), rows)
    source = {"name": "calls", "url": database, "watermark": "n", "since": 0, "document": "paper"}
    given = settings(tmp_path, ["x"])
    broken = given.model_copy(update={"sources": (config.Source(query=BREAKS.replace("3", "1500"), **source),)})
    outcome = run(broken)
    assert outcome.exit is Exit.UNREADABLE_SOURCE
    assert 0 < outcome.contacts < 1500
    whole = given.model_copy(
        update={"sources": (config.Source(query="SELECT * FROM papers WHERE n > :since", **source),)}
    )
    later = run(whole, DAY.replace(day=26))
    assert later.contacts + outcome.contacts == 2999
    assert later.load["known"] == outcome.contacts
    engine.dispose()
