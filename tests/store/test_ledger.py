import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from ccqa.errors import MissingPartError, Rejected, StoreError
from ccqa.sampling import Pick, Plan
from ccqa.store import Basis, Ledger, Progress, Report, Status, Window
from ccqa.store.ledger_tables import HEAD, SCHEMA
from ccqa.store.upgrade import MIGRATIONS

AT = datetime(2026, 1, 16, 2, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
WINDOW = Window(date(2026, 1, 15), date(2026, 1, 16))
BASIS = Basis("iso@1", "e1")
PICKS = (
    Pick("shop", "c2", "r1", "sample", "ana / chat", 0.5),
    Pick("shop", "c1", "r1", "sample", "ana / chat", 1 / 3),
    Pick("shop", "c1", "r1", "suspected critical", "", None),
)
REJECTED = Rejected("a:1", "read", "not valid JSON")
REPORT = Report("2026-01-15/report.html", "nightly", 1, "abc")


@pytest.fixture
def ledger(address):
    one = Ledger(address)
    yield one
    one.close()


def begun(ledger, at=AT, window=WINDOW):
    return ledger.begin_run(at, window, BASIS, 2**40)


def test_a_new_ledger_knows_nothing(ledger):
    assert ledger.last_run(None) is None
    assert ledger.last_sample() is None
    assert ledger.picks_of(1) == ()
    assert ledger.reports_naming("c1") == ()
    assert ledger.canonical_dump() == b""


def test_a_run_is_told_as_it_was_noted(ledger):
    number = begun(ledger)
    ledger.end_run(number, LATER, Status.DONE, 3, {"scored": 7, "rejected": 1})
    run = ledger.last_run()
    assert (run.id, run.started_at, run.ended_at) == (number, AT, LATER)
    assert (run.since, run.until, run.rubric, run.engine) == (WINDOW.since, WINDOW.until, "iso@1", "e1")
    assert (run.seed, run.status, run.exit, run.counts) == (2**40, Status.DONE, 3, {"scored": 7, "rejected": 1})


def test_the_last_run_is_one_that_ended_well_unless_told_otherwise(ledger):
    done, failed, running = begun(ledger), begun(ledger), begun(ledger, window=Window())
    ledger.end_run(done, LATER, Status.DONE, 0, {})
    ledger.end_run(failed, LATER, Status.FAILED, 12, {})
    assert [ledger.last_run(s).id for s in (Status.DONE, Status.FAILED, Status.RUNNING, None)] == [
        done,
        failed,
        running,
        running,
    ]


def test_times_come_back_in_utc_and_a_naive_time_is_refused(ledger):
    begun(ledger, AT.astimezone(timezone(timedelta(hours=5))))
    assert ledger.last_run(None).started_at == AT
    assert ledger.last_run(None).started_at.tzinfo is UTC
    with pytest.raises(StoreError):
        begun(ledger, AT.replace(tzinfo=None))


def test_a_run_that_is_not_there_cannot_end(ledger):
    with pytest.raises(StoreError, match="no run 9"):
        ledger.end_run(9, AT, Status.DONE, 0, {})


def test_a_sample_keeps_every_pick_in_its_order(ledger):
    plan = Plan(size=3, seed=5)
    number = ledger.record_sample(begun(ledger), plan, AT, PICKS)
    assert ledger.picks_of(number) == PICKS
    sample = ledger.last_sample()
    assert (sample.id, sample.plan, sample.seed, sample.drawn_at) == (number, plan, 5, AT)


def test_a_sample_without_picks_is_a_sample(ledger):
    number = ledger.record_sample(begun(ledger), Plan(), AT, ())
    assert ledger.picks_of(number) == ()


def test_a_sample_of_no_run_is_refused_whole(ledger):
    with pytest.raises(StoreError):
        ledger.record_sample(99, Plan(), AT, PICKS)
    assert ledger.last_sample() is None


def test_reports_are_found_by_whom_they_name(ledger):
    run = begun(ledger)
    nightly, team = replace(REPORT, run=run), Report("2026-01-15/a-team.html", "team", run, "def")
    ledger.register_report(nightly, [("shop", "c1"), ("shop", "c2"), ("shop", "c1")])
    ledger.register_report(team, [("club", "c1")])
    assert ledger.reports_naming("c1") == (team, nightly)
    assert ledger.reports_naming("c1", "shop") == (nightly,)
    assert ledger.reports_naming("c3") == ()


def test_a_report_written_again_replaces_the_note(ledger):
    run = begun(ledger)
    ledger.register_report(replace(REPORT, run=run), [("shop", "c1")])
    ledger.register_report(replace(REPORT, run=run, digest="new"), [("shop", "c2")])
    assert ledger.reports_naming("c1") == ()
    assert ledger.reports_naming("c2")[0].digest == "new"
    ledger.forget_report(REPORT.path)
    ledger.forget_report(REPORT.path)
    assert ledger.reports_naming("c2") == ()


def night(ledger, at):
    run = begun(ledger, at)
    ledger.record_sample(run, Plan(seed=5), at, PICKS)
    ledger.register_report(replace(REPORT, run=run), [("shop", "c2"), ("shop", "c1")])
    ledger.intake.settle(date(2026, 1, 15), at, [("shop", "c1", "r1")], {"shop": Progress(refused={"a": [REJECTED]})})
    ledger.end_run(run, at + timedelta(minutes=5), Status.DONE, 0, {"scored": 2})


def test_two_equal_nights_have_one_dump_whatever_the_clock_and_the_database(ledger, tmp_path):
    begun(other := Ledger(f"sqlite:///{tmp_path}/other.sqlite"))
    other_dump = other.canonical_dump()
    begun(ledger, LATER)
    assert ledger.canonical_dump() == other_dump
    night(ledger, AT)
    night(other, LATER)
    assert ledger.canonical_dump() == other.canonical_dump()
    assert b"2026-01-16T" not in ledger.canonical_dump()
    other.close()


CHANGES = {
    "a run more": begun,
    "a sample more": lambda one: one.record_sample(1, Plan(), AT, ()),
    "a report naming someone else": lambda one: one.register_report(REPORT, [("shop", "c9")]),
    "a delivery more": lambda one: one.intake.settle(date(2026, 1, 15), AT, [("shop", "c1", "r2")], {}),
    "a record less in quarantine": lambda one: one.intake.drop(one.intake.quarantined()),
    "other counts": lambda one: one.end_run(1, AT, Status.DONE, 0, {"scored": 3}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_dump_shows_every_difference(change, tmp_path):
    one = Ledger(f"sqlite:///{tmp_path}/ledger.sqlite")
    night(one, AT)
    before = one.canonical_dump()
    change(one)
    assert one.canonical_dump() != before


def test_the_migrations_make_the_tables_the_program_knows(ledger):
    with ledger._database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SCHEMA) == []
        assert context.get_current_revision() == HEAD


def test_the_head_is_the_last_migration():
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]
    assert Config()


def test_opening_again_keeps_what_is_there(ledger, address):
    begun(ledger)
    again = Ledger(address)
    assert again.last_run(None) is not None
    again.close()


def test_a_newer_ledger_is_left_alone(ledger, address):
    with ledger._database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"version 9999.*newer ccqa.*Install"):
        Ledger(address)


OPENED = "import sys; from ccqa.store import Ledger; Ledger(sys.argv[1]).close()"


def test_programs_that_open_a_new_ledger_at_once_all_get_it(address):
    programs = [subprocess.Popen([sys.executable, "-c", OPENED, address]) for _ in range(4)]
    assert [program.wait(60) for program in programs] == [0, 0, 0, 0]


def test_a_migration_that_stops_leaves_no_table(tmp_path, monkeypatch):
    import alembic.op

    address = f"sqlite:///{tmp_path}/ledger.sqlite"
    with monkeypatch.context() as patched:
        real = alembic.op.create_table
        patched.setattr(alembic.op, "create_table", lambda name, *a: real(name, *a) if name != "reports" else 1 / 0)
        with pytest.raises(ZeroDivisionError):
            Ledger(address)
    assert Ledger(address).last_run(None) is None


def test_sqlite_is_private_and_lets_readers_in_while_one_writes(tmp_path):
    ledger = Ledger(f"sqlite:///{tmp_path}/new/ledger.sqlite")
    begun(ledger)
    with ledger._database.writing() as connection:
        connection.execute(text("UPDATE runs SET seed = 1"))
        kept = [tmp_path / "new", *(tmp_path / "new").iterdir()]
        assert {stat.S_IMODE(p.stat().st_mode) for p in kept} == {0o700, 0o600}
        assert len(kept) == 4
        assert ledger.last_run(None).seed == 2**40
    assert ledger.last_run(None).seed == 1
    found = sqlite3.connect(tmp_path / "new" / "ledger.sqlite")
    assert found.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    found.close()


def test_a_damaged_file_is_named(tmp_path):
    (tmp_path / "ledger.sqlite").write_bytes(b"This is no database. " * 100)
    with pytest.raises(StoreError, match=r"ledger\.sqlite.*damaged"):
        Ledger(f"sqlite:///{tmp_path}/ledger.sqlite")


def test_an_error_keeps_the_password_secret():
    with pytest.raises(StoreError, match=r"postgresql.*refused") as told:
        Ledger("postgresql+psycopg://ana:hunter2@127.0.0.1:1/ccqa?password=hunter2")
    assert "hunter2" not in str(told.value)
    assert told.value.__suppress_context__


@pytest.mark.parametrize("address", ["oracle+none://x", "mysql+pymysql://x/y"])
def test_a_missing_driver_is_named(address):
    with pytest.raises(MissingPartError, match=r"ccqa\[postgres\]"):
        Ledger(address)


def test_an_address_that_is_none_is_told_without_repeating_it():
    with pytest.raises(StoreError, match=r"postgresql\+psycopg://") as told:
        Ledger("hunter2")
    assert "hunter2" not in str(told.value)
