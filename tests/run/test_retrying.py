"""Records in quarantine: tried again by the place where they stand, and only what is new is scored."""

from datetime import UTC, datetime, timedelta

import orjson
import pytest

from ccqa.config import Source, What
from ccqa.run.night import open_store
from ccqa.run.retrying import retry
from run.nights import DAY, run, settings
from run.test_incremental import calls, say, scored  # noqa: F401 - fixtures
from run.test_night import contact, written

LATER = DAY + timedelta(days=3)
AT = datetime(2026, 1, 28, 12, tzinfo=UTC)
SECRET = "swordfish"


def waiting(given, **asked):
    with open_store(given) as store:
        return store.ledger.intake.quarantined(**asked)


def broken(tmp_path):
    """Return a deployment after a night of which one record was cut off."""
    path = written(tmp_path / "in", [contact(k) for k in range(3)])
    path.write_bytes(path.read_bytes() + b'{"id": "swordfish"\n')
    (tmp_path / "in" / "good.jsonl").write_bytes(orjson.dumps(contact(8)))
    given = settings(tmp_path, [tmp_path / "in"])
    run(given)
    return given, path


def mended(path):
    path.write_bytes(path.read_bytes().replace(b'{"id": "swordfish"', orjson.dumps(contact(5))))


def test_a_rejected_record_waits_without_a_word_of_it(tmp_path):
    given, path = broken(tmp_path)
    (one,) = waiting(given)
    assert (one.source, one.place, one.ref, one.step, one.nights) == ("files", str(path), f"{path}:4", "read", 1)
    assert SECRET not in str(one)
    assert SECRET.encode() not in (tmp_path / "data" / "ledger.sqlite").read_bytes()


def test_what_works_now_is_stored_and_scored_and_nothing_else_is(tmp_path, scored):  # noqa: F811
    given, path = broken(tmp_path)
    mended(path)
    scored.clear()
    done = retry(given, waiting(given), LATER, AT)
    assert (done.contacts, done.scorecards, done.waiting, scored) == (1, 1, 0, ["c005"])
    assert waiting(given) == ()
    scored.clear()
    assert run(given, LATER).contacts == 1
    assert run(given, LATER + timedelta(days=1)).contacts == 0
    assert scored == []


def test_what_still_cannot_be_used_waits_on(tmp_path, scored):  # noqa: F811
    given, _ = broken(tmp_path)
    scored.clear()
    done = retry(given, waiting(given), LATER, AT)
    assert (done.contacts, done.scorecards, done.waiting, scored) == (0, 0, 1, [])
    (one,) = waiting(given)
    assert one.nights == 2


def test_a_retry_on_the_day_of_the_night_scores_only_what_it_mends(tmp_path, scored):  # noqa: F811
    given, path = broken(tmp_path)
    mended(path)
    scored.clear()
    assert retry(given, waiting(given), DAY, AT).contacts == 1
    assert scored == ["c005"]
    assert run(given).contacts == 5


def test_no_other_place_is_read(tmp_path):
    given, path = broken(tmp_path)
    mended(path)
    (tmp_path / "in" / "new.jsonl").write_bytes(orjson.dumps(contact(9)))
    assert retry(given, waiting(given), LATER, AT).contacts == 1


def test_where_a_sample_is_drawn_first_a_retry_scores_nothing(tmp_path, scored):  # noqa: F811
    given, path = broken(tmp_path)
    mended(path)
    scored.clear()
    done = retry(given.model_copy(update={"score": What.SAMPLE}), waiting(given), LATER, AT)
    assert (done.contacts, done.scorecards, scored) == (1, 0, [])


def test_a_record_of_a_database_is_asked_for_from_its_own_watermark(tmp_path, scored, calls):  # noqa: F811
    from sqlalchemy import create_engine, text

    query = "SELECT * FROM turns WHERE updated_at >= :since ORDER BY n"
    source = Source(name="calls", url=calls, query=query, watermark="updated_at")
    given = settings(tmp_path, ["x"]).model_copy(update={"sources": (source,)})
    say(calls, (9, "c9", "agent", " "), at="2026-01-12 10:00")
    run(given)
    (one,) = waiting(given)
    assert (one.ref, one.reason) == ("calls/c9", "no turns")
    say(calls, (10, "c10", "agent", "Hello again"), at="2026-01-14 10:00")
    run(given, DAY + timedelta(days=1))
    (one,) = waiting(given)
    assert (one.place, one.nights) == ("query moment 1970-01-01T00:00:00", 2)
    say(calls, (11, "c11", "agent", " "), at="2026-01-15 10:00")
    engine = create_engine(calls)
    with engine.begin() as connection:
        connection.execute(text("UPDATE turns SET text = 'Hello' WHERE contact_id = 'c9'"))
    engine.dispose()
    scored.clear()
    done = retry(given, waiting(given), LATER, AT)
    assert (done.contacts, scored, waiting(given)) == (1, ["c9"], ())
    with open_store(given) as store:
        marks = store.ledger.intake.marks_before("calls", LATER + timedelta(days=1))
    assert "2026-01-14" in marks[-1][1]
    scored.clear()
    load = run(given, LATER + timedelta(days=1)).load
    assert (load["known"], scored) == (1, [])
    assert [one.ref for one in waiting(given)] == ["calls/c11"]


def test_records_of_a_source_that_is_configured_no_more_wait_on(tmp_path):
    given, _ = broken(tmp_path)
    other = given.model_copy(update={"sources": (Source(name="other", paths=("x",)),)})
    assert retry(other, waiting(given), LATER, AT).waiting == 1


@pytest.mark.parametrize("name", ["files", "none"])
def test_records_are_found_by_source(tmp_path, name):
    given, _ = broken(tmp_path)
    assert len(waiting(given, source=name)) == (name == "files")
