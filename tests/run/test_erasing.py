"""Who is erased is nowhere, does not come back, and leaves the rest as it was; killed anywhere, run again, it is done."""

from __future__ import annotations

import logging
import shutil
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from sqlalchemy import text

from ccqa.config import Keep
from ccqa.errors import UsageError
from ccqa.privacy import Kind
from ccqa.run.erasing import Whom, erase, reach
from ccqa.run.night import open_store
from ccqa.run.people import keys_of
from ccqa.run.pulling import STAYS_AWAY
from ccqa.run.verifying import verify
from ccqa.sampling import Plan
from run.nights import DAY, run, settings
from run.planted import AGENT, CUSTOMER, NAMED, SAID, UNNAMED, WORDS, kept

AT = datetime(2026, 1, 26, 9, tzinfo=UTC)
SALT = b"sixteen of chance"
CUSTOMERS = Whom(Kind.CUSTOMER, CUSTOMER)
AGENTS = Whom(Kind.AGENT, AGENT)


def other(number):
    turns = [{"role": "agent", "text": "Good morning.", "agent": AGENT}, {"role": "customer", "text": "Hello there."}]
    return orjson.dumps({"id": f"o{number}", "language": "en", "customer": f"other-{number}", "turns": turns})


def deployed(tmp_path, files, ledger=None):
    """A night over these files, with all that it keeps below `kept`."""
    inbox = tmp_path / "in"
    inbox.mkdir(exist_ok=True)
    for name, content in files.items():
        (inbox / name).write_bytes(content)
    given = settings(tmp_path / "kept", [inbox], sample=Plan(size=50))
    given = given.model_copy(update={"store": Keep(folder=str(tmp_path / "kept" / "data"), ledger=ledger)})
    return given, run(given)


def erased(given, whom):
    with open_store(given) as store:
        found = reach(given, store, whom)
        erase(given, store, found, AT, SALT)
        return found


def checked(given):
    with open_store(given) as store:
        return verify(given, store)


def rows(given):
    """Return all that the ledger's tables say."""
    with open_store(given) as store, store.ledger._database.reading() as connection:
        tables = store.ledger._database._engine.dialect.get_table_names(connection)
        return "\n".join(str(row) for table in tables for row in connection.execute(text(f"SELECT * FROM {table}")))


def files_of_server(given, postgres):
    """Return the bytes in which PostgreSQL keeps its tables; its log of changes is overwritten in its own time."""
    with open_store(given) as store, store.ledger._database.reading() as connection:
        connection.execute(text("CHECKPOINT"))
        number = connection.execute(text("SELECT oid FROM pg_database WHERE datname = current_database()")).scalar()
    return b"".join(path.read_bytes() for path in (postgres / "data" / "base" / str(number)).iterdir())


@pytest.mark.parametrize("name", NAMED)
def test_a_customer_of_any_format_is_nowhere_and_does_not_come_back(tmp_path, address, name, request, caplog):
    caplog.set_level(logging.DEBUG)
    given, first = deployed(tmp_path, {f"x.{name}": NAMED[name](), "others.jsonl": other(1)}, address)
    assert first.contacts == 2
    before = kept(tmp_path / "kept")
    assert CUSTOMER.encode() not in before
    assert WORDS.encode() in before
    with open_store(given) as store:
        pseudonym = keys_of(given, store).pseudonym(Kind.CUSTOMER, CUSTOMER)
        ((_, contact),) = store.ledger.people.contacts_of([pseudonym])
    found = erased(given, CUSTOMERS)
    assert found.rows == {"scorecards": 1, "contacts": 1}
    assert checked(given).broken == ()
    assert checked(given).erased == {"customer": 1, "contact": 1}
    second = run(given)
    assert second.contacts == 1
    assert second.load["noted"][STAYS_AWAY] == 1
    after = kept(tmp_path / "kept") + rows(given).encode() + caplog.text.encode()
    if "postgresql" in address:
        after += files_of_server(given, request.getfixturevalue("postgres"))
    for gone in (CUSTOMER, SAID, WORDS, pseudonym, contact):
        assert gone.encode() not in after, gone
    assert b"o1" in after
    assert checked(given).broken == ()


@pytest.mark.parametrize("name", UNNAMED)
def test_a_contact_of_a_format_without_customers_is_erased_by_its_id(tmp_path, name):
    made, contact = UNNAMED[name]
    given, _ = deployed(tmp_path, {f"{contact}.json": made(), "others.jsonl": other(1)})
    assert WORDS.encode() in kept(tmp_path / "kept")
    erased(given, Whom(Kind.CONTACT, contact))
    assert run(given).load["noted"][STAYS_AWAY] == 1
    after = kept(tmp_path / "kept")
    assert WORDS.encode() not in after
    assert contact.encode() not in after
    assert checked(given).erased == {"contact": 1}


def test_an_agent_becomes_unknown_and_the_customers_contact_stays(tmp_path, address):
    given, _ = deployed(tmp_path, {"x.jsonl": NAMED["jsonl"](), "o.jsonl": other(1)}, address)
    with open_store(given) as store:
        pseudonym = keys_of(given, store).pseudonym(Kind.AGENT, AGENT)
    assert pseudonym.encode() in kept(tmp_path / "kept")
    found = erased(given, AGENTS)
    assert len(found.contacts) == 2
    for night in range(2):
        after = kept(tmp_path / "kept") + rows(given).encode()
        assert pseudonym.encode() not in after, night
        assert AGENT.encode() not in after
        assert WORDS.encode() in after
        assert checked(given).broken == ()
        assert checked(given).erased == {"agent": 1}
        run(given)


def test_the_others_pages_and_picks_stay(tmp_path):
    given, outcome = deployed(tmp_path, {"x.jsonl": NAMED["jsonl"](), **{f"o{k}.jsonl": other(k) for k in range(5)}})
    with open_store(given) as store:
        before = store.ledger.picks_of(1)
    erased(given, CUSTOMERS)
    page = outcome.page.read_text("utf-8")
    assert "p-jsonl" not in page
    assert all(f">o{k}<" in page for k in range(5))
    assert len(list((outcome.page.parent / "contacts").iterdir())) == 5
    with open_store(given) as store:
        after = store.ledger.picks_of(1)
        assert store.cards.card("o1")
    assert [p.probability for p in after] == [p.probability for p in before]
    (opaque,) = {p.contact for p in after} - {p.contact for p in before}
    assert opaque.startswith("erased-")


def test_a_dry_run_changes_nothing(tmp_path):
    given, _ = deployed(tmp_path, {"x.jsonl": NAMED["jsonl"]()})
    before = kept(tmp_path / "kept")
    with open_store(given) as store:
        found = reach(given, store, CUSTOMERS)
    assert found.as_json() == {
        "kind": "customer",
        "contacts": 1,
        "pages": 2,
        "rows": {"scorecards": 1, "contacts": 1},
    }
    assert kept(tmp_path / "kept") == before


def test_who_was_never_there_is_kept_out_all_the_same(tmp_path):
    given, _ = deployed(tmp_path, {"o.jsonl": other(1)})
    assert not erased(given, CUSTOMERS).contacts
    (tmp_path / "in" / "late.jsonl").write_bytes(NAMED["jsonl"]())
    assert run(given).load["noted"][STAYS_AWAY] == 1


def test_a_contact_of_two_sources_is_asked_back(tmp_path):
    given, _ = deployed(tmp_path, {"o.jsonl": other(1)})
    run(given.model_copy(update={"sources": (given.sources[0].model_copy(update={"name": "second"}),)}))
    with pytest.raises(UsageError, match="files, second"):
        erased(given, Whom(Kind.CONTACT, "o1"))
    assert len(erased(given, Whom(Kind.CONTACT, "o1", "second")).contacts) == 1


def test_a_page_that_a_killed_night_left_unregistered_goes_too(tmp_path):
    given, outcome = deployed(tmp_path, {"x.jsonl": NAMED["jsonl"](), "o.jsonl": other(1)})
    stray = outcome.page.parent.parent / "2026-01-01"
    shutil.copytree(outcome.page.parent, stray)
    (stray / "index.html").rename(stray / "index.html.tmp")
    erased(given, CUSTOMERS)
    assert WORDS.encode() not in kept(tmp_path / "kept")
    assert not (stray / "index.html.tmp").exists()


def test_a_report_of_another_kind_that_names_the_contact_is_deleted(tmp_path):
    from ccqa.store import Report

    given, _ = deployed(tmp_path, {"x.jsonl": NAMED["jsonl"]()})
    sheet = Path(given.report) / "sheet.csv"
    sheet.write_text(SAID)
    with open_store(given) as store:
        store.ledger.register_report(Report("sheet.csv", "sheet", 1, "d", DAY), [("files", "p-jsonl")])
    erased(given, CUSTOMERS)
    assert not sheet.exists()
    assert checked(given).broken == ()


class Killed(BaseException):
    """Stands for a kill: nothing catches it."""


def dying(monkeypatch, after):
    """Die at the n-th touch of disk or ledger; the touches counted so far are told by the list."""
    from ccqa.reporting import pages
    from ccqa.store import disk
    from ccqa.store.database import Database

    touched = []

    def watched(real):
        def touch(*given, **more):
            touched.append(real)
            if len(touched) > after:
                raise Killed
            return real(*given, **more)

        return touch

    for owner, name in ((pages, "put"), (pages, "remove"), (disk, "write_whole"), (Path, "unlink")):
        monkeypatch.setattr(owner, name, watched(getattr(owner, name)))
    for name in ("writing", "compact"):
        monkeypatch.setattr(Database, name, watched(getattr(Database, name)))
    return touched


@pytest.mark.parametrize(
    "whom",
    [
        CUSTOMERS,
        pytest.param(AGENTS, marks=pytest.mark.long),
        pytest.param(Whom(Kind.CONTACT, "p-jsonl"), marks=pytest.mark.long),
    ],
    ids=lambda whom: whom.kind,
)
def test_killed_at_any_step_and_run_again_it_is_done(tmp_path, monkeypatch, whom):
    given, _ = deployed(tmp_path, {"x.jsonl": NAMED["jsonl"](), "o.jsonl": other(1)})
    with open_store(given) as store:
        name = keys_of(given, store).pseudonym(whom.kind, whom.id) if whom.kind is not Kind.CONTACT else whom.id
    whole = tmp_path / "whole"
    shutil.copytree(tmp_path / "kept", whole)
    for after in range(100):
        shutil.rmtree(tmp_path / "kept")
        shutil.copytree(whole, tmp_path / "kept")
        with monkeypatch.context() as patched:
            dying(patched, after)
            try:
                erased(given, whom)
            except Killed:
                pass
            else:
                break
        erased(given, whom)
        everything = kept(tmp_path / "kept")
        assert name.encode() not in everything, after
        assert (WORDS.encode() in everything) == (whom is AGENTS), after
        assert checked(given).broken == (), after
    assert after > 8


def test_an_erasure_that_did_not_end_is_told(tmp_path, monkeypatch):
    given, _ = deployed(tmp_path, {"x.jsonl": NAMED["jsonl"]()})
    with monkeypatch.context() as patched:
        dying(patched, 1)
        with pytest.raises(Killed):
            erased(given, CUSTOMERS)
    assert any("did not end" in line for line in checked(given).broken)
    erased(given, CUSTOMERS)
    assert checked(given).broken == ()


def test_a_restored_backup_that_brings_someone_back_is_told(tmp_path):
    given, _ = deployed(tmp_path, {"x.jsonl": NAMED["jsonl"]()})
    lake = tmp_path / "kept" / "data" / "lake"
    shutil.copytree(lake, tmp_path / "backup")
    erased(given, CUSTOMERS)
    shutil.rmtree(lake)
    shutil.copytree(tmp_path / "backup", lake)
    (line,) = checked(given).broken
    assert "was erased and is there again" in line
    erased(given, Whom(Kind.CONTACT, "p-jsonl"))
    assert checked(given).broken == ()


def test_after_a_change_of_key_a_person_is_still_found_and_kept_out(tmp_path, monkeypatch):
    old, new = "first-key-of-a-centre", "second-key-of-a-centre"
    monkeypatch.setenv("CCQA_KEY", old)
    files = {"x.jsonl": NAMED["jsonl"](), "v.vtt": NAMED["webvtt"]()}
    given, _ = deployed(tmp_path, files | {"o.jsonl": other(1)})
    erased(given, Whom(Kind.CONTACT, "p-vtt"))
    monkeypatch.setenv("CCQA_KEY", f"{new} {old}")
    assert run(given).load["noted"][STAYS_AWAY] == 1
    assert erased(given, CUSTOMERS).rows == {"scorecards": 2, "contacts": 2}
    assert run(given).load["noted"][STAYS_AWAY] == 2
    assert WORDS.encode() not in kept(tmp_path / "kept")


def test_hostile_ids_do_no_harm(tmp_path):
    evil = "x'); DROP TABLE runs;-- <b>\u202e/../"
    turns = [{"role": "customer", "text": SAID}, {"role": "agent", "text": "Hello.", "agent": evil}]
    line = orjson.dumps({"id": evil, "customer": evil, "language": "en", "turns": turns})
    given, _ = deployed(tmp_path, {"x.jsonl": line, "o.jsonl": other(1)})
    erased(given, Whom(Kind.CUSTOMER, evil))
    assert WORDS.encode() not in kept(tmp_path / "kept")
    assert checked(given).broken == ()
