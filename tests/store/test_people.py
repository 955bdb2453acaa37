"""What the ledger knows of people, of their erasure, and of its own age; on each kind of database."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from store.making import contact

from ccqa.contact import Event, EventKind, Role, Turn
from ccqa.privacy import Kind
from ccqa.sampling import Pick, Plan
from ccqa.store import Basis, Ledger, Report, Status, Window

DAY = date(2026, 1, 15)
AT = datetime(2026, 1, 15, 9, tzinfo=UTC)
SHOP, CLUB = ("shop", "c1"), ("club", "c1")


@pytest.fixture
def ledger(address):
    one = Ledger(address)
    yield one
    one.close()


def begun(ledger, at=AT):
    run = ledger.begin_run(at, Window(), Basis("iso@1", "e1"), 1)
    ledger.end_run(run, at, Status.DONE, 0, {})
    return run


def test_everyone_whom_a_contact_names_leads_to_it(ledger):
    turns = (Turn(Role.AGENT, "a", agent="kkkk-ana"), Turn(Role.AGENT, "b", agent="kkkk-bo"))
    transfer = (Event(EventKind.TRANSFER, to="kkkk-cy"),)
    ledger.people.record(
        [contact(customer="kkkk-dee", turns=turns, events=transfer), contact("c2", customer=None)], DAY
    )
    for name in ("ana", "bo", "cy", "dee"):
        assert SHOP in ledger.people.contacts_of([f"kkkk-{name}"]), name
    assert ledger.people.contacts_of(["nobody"]) == frozenset()
    assert ledger.people.contacts_of(()) == frozenset()


def test_a_person_keeps_all_contacts_over_revisions_sources_and_keys(ledger):
    for source, customer in (("shop", "kkkk-dee"), ("shop", "kkkk-eve"), ("club", "llll-dee")):
        ledger.people.record([contact(source=source, customer=customer)], DAY)
    assert ledger.people.contacts_of(["kkkk-dee", "llll-dee"]) == {SHOP, CLUB}
    assert ledger.people.contacts_of(["kkkk-eve"]) == {SHOP}
    assert ledger.people.keys() >= {"kkkk", "llll"}


def test_many_contacts_are_noted_once(ledger):
    night = [contact(f"c{k}", customer=f"kkkk-{k % 7}") for k in range(1200)]
    for _ in range(2):
        ledger.people.record(night, DAY)
    assert len(ledger.people.contacts_of(["kkkk-0"])) == 172


def drawn(ledger, run, *contacts, stratum="kkkk-ana / chat"):
    picks = [Pick(source, name, "r1", "sample", stratum, 0.5) for source, name in contacts]
    return ledger.record_sample(run, Plan(), AT, picks)


def test_an_erased_contact_keeps_its_place_under_an_id_that_leads_nowhere(ledger):
    run = begun(ledger)
    sample = drawn(ledger, run, SHOP, CLUB)
    ledger.people.record([contact(customer="kkkk-dee"), contact(source="club", customer="kkkk-eve")], DAY)
    ledger.intake.settle(DAY, AT, [(*SHOP, "r1"), (*CLUB, "r1")], {})
    ledger.register_report(Report("p", "night", run, "d"), [SHOP, CLUB])
    marks = {"m1": Kind.CUSTOMER, "m2": Kind.CONTACT}
    ledger.erasures.begin(marks, AT)
    assert ledger.erasures.marks() == {"m1", "m2"}
    assert ledger.erasures.counted() == (Counter({"customer": 0, "contact": 0}), 2)
    ledger.erasures.end(marks, AT, {SHOP: "erased-1"}, ["kkkk-dee"])
    assert ledger.erasures.counted() == (Counter({"customer": 1, "contact": 1}), 0)
    assert [(p.source, p.contact, p.revision, p.probability) for p in ledger.picks_of(sample)] == [
        ("shop", "erased-1", "", 0.5),
        ("club", "c1", "r1", 0.5),
    ]
    assert ledger.people.contacts_of(["kkkk-dee"]) == frozenset()
    assert ledger.people.contacts_of(["kkkk-eve"]) == {CLUB}
    assert ledger.intake.of_night(DAY) == {(*CLUB, "r1")}
    assert list(ledger.reports().values()) == [frozenset({CLUB})]


def test_an_erased_agent_leaves_the_strata(ledger):
    sample = drawn(ledger, begun(ledger), SHOP)
    ledger.erasures.begin({"m1": Kind.AGENT}, AT)
    ledger.erasures.end(["m1"], AT, {}, ["kkkk-ana", "llll-ana"])
    assert [(p.contact, p.stratum) for p in ledger.picks_of(sample)] == [("c1", "- / chat")]


def test_erasing_again_keeps_when_it_was_first_done(ledger):
    for at in (AT, AT + timedelta(days=1)):
        ledger.erasures.begin({"m1": Kind.AGENT}, at)
        ledger.erasures.end(["m1"], at, {}, ())
    with ledger._database.reading() as connection:
        row = connection.execute(text("SELECT begun_at, ended_at FROM erasures")).one()
    assert [str(moment)[:10] for moment in row] == ["2026-01-15", "2026-01-15"]


def test_old_facts_go_and_what_is_in_force_or_shown_stays(ledger):
    old, shown, latest = begun(ledger), begun(ledger), begun(ledger)
    drawn(ledger, old, SHOP)
    ledger.register_report(Report("p", "night", shown, "d", DAY), [SHOP])
    ledger.people.record([contact(customer="kkkk-dee", turns=())], DAY)
    ledger.intake.settle(DAY, AT, [(*SHOP, "r1")], {})
    assert ledger.ageing.count_before(DAY) == 0
    ledger.ageing.drop_before(DAY)
    assert ledger.ageing.count_before(DAY + timedelta(days=1)) == 3
    ledger.ageing.drop_before(DAY + timedelta(days=1))
    assert ledger.last_run().id == latest
    assert ledger.picks_of(1) == ()
    assert ledger.people.contacts_of(["kkkk-dee"]) == frozenset()
    assert len(ledger.reports()) == 1
    assert ledger.ageing.count_before(DAY + timedelta(days=1)) == 0


def test_who_is_named_again_is_kept(ledger):
    for day in (DAY, DAY + timedelta(days=9), DAY):
        ledger.people.record([contact(customer="kkkk-dee", turns=())], day)
    ledger.ageing.drop_before(DAY + timedelta(days=9))
    assert ledger.people.contacts_of(["kkkk-dee"]) == {SHOP}


def test_a_night_that_is_run_again_tells_what_it_let_go_the_first_time(ledger):
    assert ledger.ageing.told(DAY, {"transcripts": 5, "pages": 0}) == {"transcripts": 5}
    assert ledger.ageing.told(DAY, {"transcripts": 2, "pages": 1}) == {"pages": 1, "transcripts": 5}
    assert ledger.ageing.told(DAY + timedelta(days=1), {}) == {}


def test_a_sound_ledger_has_no_damage(ledger):
    begun(ledger)
    assert ledger.damage() == ()


def test_a_row_that_points_at_nothing_is_damage(tmp_path):
    import sqlite3

    ledger = Ledger(f"sqlite:///{tmp_path}/ledger.sqlite")
    drawn(ledger, begun(ledger), SHOP)
    with sqlite3.connect(tmp_path / "ledger.sqlite") as by_hand:
        by_hand.execute("DELETE FROM runs")
    by_hand.close()
    assert any("points at nothing" in line for line in ledger.damage())


def test_a_ledger_that_another_program_reads_says_that_deleted_rows_may_be_left(tmp_path, monkeypatch):
    from ccqa.errors import StoreError
    from ccqa.store import database

    monkeypatch.setattr(database, "PATIENCE_S", 0.1)
    ledger = Ledger(f"sqlite:///{tmp_path}/ledger.sqlite")
    begun(ledger)
    with ledger._database.reading() as connection:
        connection.execute(text("SELECT * FROM runs")).all()
        with pytest.raises(StoreError, match=r"Another program|locked"):
            ledger.erasures.end((), AT, {}, ())
    ledger.erasures.end((), AT, {}, ())


def test_a_ledger_of_the_version_before_keeps_what_it_has(address):
    ledger = Ledger(address)
    run = begun(ledger)
    with ledger._database.writing() as connection:
        connection.execute(text("INSERT INTO reports (path, kind, run, digest) VALUES ('p', 'night', 1, 'd')"))
        for table in ("reviews", "sheet_lines", "sheets", "skips", "people", "erasures", "let_go"):
            connection.execute(text(f"DROP TABLE {table}"))
        for table, column in (("reports", "day"), ("samples", "since"), ("samples", "until"), ("picks", "double")):
            connection.execute(text(f'ALTER TABLE {table} DROP COLUMN "{column}"'))
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    ledger.close()
    again = Ledger(address)
    assert again.last_run().id == run
    assert list(again.reports()) == [Report("p", "night", run, "d", None)]
    again.close()


def test_what_is_erased_is_in_no_byte_of_the_file(tmp_path):
    ledger = Ledger(f"sqlite:///{tmp_path}/ledger.sqlite")
    names = [f"quetzalfern-{k}" for k in range(500)]
    ledger.people.record([contact(name, customer="kkkk-dee") for name in names], DAY)
    ledger.intake.settle(DAY, AT, [("shop", name, "r1") for name in names], {})
    assert b"quetzalfern" in content(tmp_path)
    ledger.erasures.end((), AT, {("shop", name): "erased-1" for name in names}, ["kkkk-dee"])
    assert b"quetzalfern" not in content(tmp_path)


def content(folder):
    return b"".join(path.read_bytes() for path in folder.iterdir())
