"""A query with a watermark, on SQLite and on a real PostgreSQL: rows of turns, and documents of contacts."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import create_engine, text

from ccqa.errors import MissingPartError, Rejected, SourceError
from ccqa.sources._watermark import mark_of, value_of
from ccqa.sources.sql import Query, read

TURNS = (
    "SELECT * FROM turns WHERE contact_id IN (SELECT contact_id FROM turns WHERE updated_at >= :since) ORDER BY number"
)
START = "moment 1970-01-01T00:00:00"
SECRET = "swordfish"


@pytest.fixture
def calls(address):
    """The address of a database with two contacts."""
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(
            text(
                "CREATE TABLE turns (number INTEGER, contact_id TEXT, role TEXT, text TEXT, wait NUMERIC(6, 2), updated_at TIMESTAMP)"
            )
        )
        connection.execute(text("CREATE TABLE papers (id TEXT, paper TEXT, version INTEGER)"))
    engine.dispose()
    add(address, ("1", "c1", "agent", "Good morning"), ("2", "c2", "agent", "Hello"), ("3", "c1", "customer", "Hi"))
    return address


def add(address, *rows, at="2026-01-12 09:00:00"):
    run(
        address,
        "INSERT INTO turns VALUES (:n, :c, :r, :t, 1.5, :at)",
        *({"n": int(n), "c": c, "r": r, "t": t, "at": datetime.fromisoformat(at)} for n, c, r, t in rows),
    )


def run(address, sql, *rows):
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text(sql), list(rows) or None)
    engine.dispose()


def pulled(query, since=START, chosen=None, noted=None):
    """Return what came, and the new watermark."""
    reading = read(query, since, chosen, Counter() if noted is None else noted, "calls")
    found = []
    while True:
        try:
            found.append(next(reading))
        except StopIteration as end:
            return found, end.value


def test_a_row_is_a_turn_and_rows_may_be_interleaved(calls):
    noted = Counter()
    found, mark = pulled(Query(calls, TURNS, "updated_at"), noted=noted)
    assert [(one.id, one.source, [t.text for t in one.turns]) for one in found] == [
        ("c1", "calls", ["Good morning", "Hi"]),
        ("c2", "calls", ["Hello"]),
    ]
    assert mark.startswith(("moment 2026-01-12T09:00:00", "text 2026-01-12 09:00:00"))
    assert noted["unknown key: wait"] == 1


def test_what_was_read_before_comes_no_more_and_a_changed_contact_comes_whole(calls):
    _, mark = pulled(Query(calls, TURNS, "updated_at"))
    later = TURNS.replace(">=", ">")
    assert pulled(Query(calls, later, "updated_at"), mark) == ([], mark)
    add(calls, ("4", "c2", "customer", "Thanks"), at="2026-01-13 10:00:00")
    (found,), newer = pulled(Query(calls, later, "updated_at"), mark)
    assert [turn.text for turn in found.turns] == ["Hello", "Thanks"]
    assert value_of(newer) > value_of(mark)


def test_a_column_may_hold_the_documents_of_contacts(calls):
    own = '{"id": "c9", "turns": [{"role": "agent", "text": "Good morning"}]}'
    run(calls, "INSERT INTO papers VALUES ('c9', :own, 7), ('c8', 'swordfish', 8), ('c7', NULL, 5)", {"own": own})
    query = Query(
        calls,
        "SELECT * FROM papers WHERE version > :since ORDER BY version DESC",
        "version",
        document="paper",
    )
    found, mark = pulled(query, "whole 0")
    unknown = "the document is of no known format"
    assert found[0] == Rejected("calls/c8", "read", unknown)
    assert (found[1].id, found[1].source) == ("c9", "calls")
    assert found[2] == Rejected("calls/c7", "read", unknown)
    assert mark == "whole 8"


def test_a_json_column_of_postgresql_is_a_document(database):
    run(database, "CREATE TABLE papers (contact_id UUID, paper JSONB, at NUMERIC)")
    run(
        database,
        'INSERT INTO papers VALUES (\'6d4d1b2c-0000-4000-8000-000000000001\', \'{"id": 1, "turns": [{"role": "agent", "text": "hi"}]}\', 3.5)',
    )
    (found,), mark = pulled(
        Query(database, "SELECT * FROM papers WHERE at > :since", "at", document="paper"), "whole 0"
    )
    assert (found.id, mark) == ("1", "number 3.5")


def test_nothing_new_leaves_the_watermark(calls):
    query = Query(calls, "SELECT * FROM turns WHERE updated_at > :since", "updated_at")
    assert pulled(query, "moment 2030-01-01T00:00:00") == ([], "moment 2030-01-01T00:00:00")


WRONG = {
    "no such table": ("SELECT * FROM nothing WHERE 'swordfish' > :since", "refused or broke off"),
    "no watermark": ("SELECT contact_id, role, text FROM turns WHERE updated_at > :since", "no column for: updated_at"),
    "no text": ("SELECT contact_id, role, updated_at FROM turns WHERE updated_at > :since", "no column for: text"),
}


@pytest.mark.parametrize(("sql", "words"), WRONG.values(), ids=WRONG)
def test_a_query_that_cannot_be_used_is_told_before_a_row_is_lost(sql, words, calls):
    with pytest.raises(SourceError, match=words) as told:
        pulled(Query(calls, sql, "updated_at"))
    assert SECRET not in str(told.value)
    assert "Good morning" not in str(told.value)


def test_a_row_without_a_watermark_moves_none(calls):
    run(calls, "INSERT INTO papers VALUES ('a', 'x', 1), ('b', 'y', 2)")
    mixed = "SELECT id, paper, CASE version WHEN 1 THEN NULL ELSE paper END AS at FROM papers WHERE 0 = :since"
    assert pulled(Query(calls, mixed, "at", document="paper"), "whole 0")[1] == "text y"


def test_watermarks_of_several_kinds_are_refused(tmp_path):
    run(f"sqlite:///{tmp_path}/x.db", "CREATE TABLE papers (id, paper, at)")
    run(f"sqlite:///{tmp_path}/x.db", "INSERT INTO papers VALUES ('a', 'x', 1), ('b', 'y', 'swordfish')")
    query = Query(f"sqlite:///{tmp_path}/x.db", "SELECT * FROM papers WHERE 0 = :since", "at", document="paper")
    with pytest.raises(SourceError, match="cannot be put in order"):
        pulled(query, "whole 0")


@pytest.mark.parametrize("address", ["oracle+none://x", "mysql+pymysql://x/y"])
def test_a_missing_driver_is_named(address):
    with pytest.raises(MissingPartError, match=r"ccqa\[postgres\]"):
        pulled(Query(address, "SELECT :since", "at"))


BAD = {
    "no address": "swordfish",
    "no such file": "sqlite:////none/swordfish.db",
    "no server": "postgresql+psycopg://ana@127.0.0.1:1/calls?connect_timeout=1",
}


@pytest.mark.parametrize("address", BAD.values(), ids=BAD)
def test_a_database_that_cannot_be_reached_is_told_without_its_password(address, monkeypatch):
    monkeypatch.setenv("CCQA_TEST_SECRET", SECRET)
    with pytest.raises(SourceError) as told:
        pulled(Query(address, "SELECT :since", "at", password="env:CCQA_TEST_SECRET"))
    assert SECRET not in str(told.value)
    assert told.value.__suppress_context__ or told.value.__context__ is None


VALUES = (
    datetime(2026, 1, 12, 9, tzinfo=UTC),
    date(2026, 1, 12),
    Decimal("3.50"),
    42,
    0.5,
    "2026-01-12 09:00",
)


@pytest.mark.parametrize("value", VALUES, ids=lambda v: type(v).__name__)
def test_a_watermark_is_kept_as_text(value):
    assert value_of(mark_of(value)) == value
    assert type(value_of(mark_of(value))) is type(value)
