"""Night after night: only what is new is scored, nothing is lost, and one source does not stop another."""

from datetime import datetime, timedelta
from pathlib import Path

import orjson
import pytest

from ccqa.config import Source, What
from ccqa.errors import Exit, SourceError
from ccqa.run import night, reporting
from ccqa.run.night import open_store
from ccqa.scoring import Scorer
from ccqa.store.intake import Intake
from run.nights import DAY, run, settings
from run.test_night import bytes_below, contact, written

NEXT = DAY + timedelta(days=1)


@pytest.fixture
def scored(monkeypatch):
    """The ids of the contacts that are scored, in order."""
    ids = []
    real = Scorer.score_all
    seen = lambda self, contacts: real(self, (ids.append(of.id) or of for of in contacts))  # noqa: E731
    monkeypatch.setattr(Scorer, "score_all", seen)
    return ids


def several(tmp_path, **sources):
    """Return the settings of a deployment with sources of these paths, by name."""
    given = settings(tmp_path, ["x"])
    return given.model_copy(
        update={"sources": tuple(Source(name=name, paths=(str(path),)) for name, path in sources.items())}
    )


def test_the_next_night_scores_what_is_new_and_reads_no_file_twice(tmp_path, scored):
    given = settings(tmp_path, [tmp_path / "in"])
    written(tmp_path / "in", [contact(k) for k in range(3)])
    run(given)
    (tmp_path / "in" / "more.jsonl").write_bytes(orjson.dumps(contact(7)))
    scored.clear()
    outcome = run(given, NEXT)
    assert scored == ["c007"]
    assert (outcome.contacts, outcome.scorecards) == (1, 1)
    assert (outcome.load["contacts"], outcome.load["unchanged"]) == (1, 1)


def test_a_night_without_anything_new_is_well(tmp_path, scored):
    given = settings(tmp_path, [written(tmp_path, [contact(k) for k in range(3)])])
    run(given)
    before = bytes_below(tmp_path / "data")
    scored.clear()
    outcome = run(given, NEXT)
    assert (outcome.contacts, outcome.scorecards, outcome.exit, scored) == (0, 0, Exit.ALL_WELL, [])
    assert outcome.page.exists()
    assert bytes_below(tmp_path / "data") == before


def test_the_same_night_again_scores_nothing_and_tells_the_same(tmp_path, scored):
    given = settings(tmp_path, [written(tmp_path, [contact(k) for k in range(12)])])
    first = run(given)
    scored.clear()
    again = run(given)
    assert scored == []
    assert again.as_json() == first.as_json()
    assert again.figures.cards == 12


def test_a_file_that_grew_brings_what_is_new_in_it(tmp_path, scored):
    given = settings(tmp_path, [tmp_path / "in"])
    written(tmp_path / "in", [contact(k) for k in range(3)])
    run(given)
    changed = contact(1)
    changed["turns"] = changed["turns"][:2]
    written(tmp_path / "in", [contact(0), changed, contact(2), contact(3)])
    scored.clear()
    outcome = run(given, NEXT)
    assert scored == ["c001", "c003"]
    load = outcome.load
    assert (load["contacts"], load["new"], load["changed"], load["known"]) == (4, 1, 1, 2)


def test_a_late_delivery_of_old_words_changes_nothing(tmp_path, scored):
    old, new = contact(0), contact(0) | {"turns": contact(0)["turns"][:2]}
    given = settings(tmp_path, [tmp_path / "in"])
    for number, words in enumerate([old, new, old]):
        written(tmp_path / "in", [words, contact(number + 1)])
        outcome = run(given, DAY + timedelta(days=number))
    assert scored == ["c000", "c001", "c000", "c002", "c003"]
    assert outcome.load["known"] == 1
    with open_store(given) as store:
        assert len(store.contacts.contact("c000").turns) == 2


def test_a_night_has_what_every_run_of_it_brought(tmp_path):
    given = settings(tmp_path, [tmp_path / "in"])
    for number in range(3):
        written(tmp_path / "in", [contact(number)])
        outcome = run(given)
    assert (outcome.contacts, outcome.scorecards, outcome.sampled) == (3, 3, 3)
    assert outcome.load["contacts"] == 1


def test_of_a_contact_that_changes_within_a_night_its_last_words_count(tmp_path):
    given = settings(tmp_path, [tmp_path / "in"])
    for turns in (5, 2):
        written(tmp_path / "in", [contact(0) | {"turns": contact(0)["turns"][:turns]}])
        outcome = run(given)
    assert (outcome.contacts, outcome.scorecards) == (1, 1)
    with open_store(given) as store:
        (pick,) = store.ledger.picks_of(store.ledger.last_sample().id)
        assert len(store.contacts.revisions([(pick.source, pick.contact, pick.revision)]).popitem()[1].turns) == 2


def test_another_rubric_judges_the_same_night_again(tmp_path, scored):
    given = settings(tmp_path, [written(tmp_path, [contact(k) for k in range(3)])])
    run(given)
    other = tmp_path / "rubric.toml"
    other.write_text(Path(given.rubric).read_text().replace('version = "', 'version = "9', 1))
    scored.clear()
    outcome = run(given.model_copy(update={"rubric": str(other)}))
    assert len(scored) == outcome.scorecards == 3


@pytest.fixture(autouse=True)
def key(monkeypatch):
    """Two stores are compared, which name people alike only by one key."""
    monkeypatch.setenv("CCQA_KEY", "a-key-that-all-have")


STOPS = {
    "after the contacts were stored": (night, "score_batch"),
    "after scoring, before the scorecards were stored": (night, "keep"),
    "before the report": (reporting, "write_night"),
    "before the intake was settled": (Intake, "settle"),
}


@pytest.mark.parametrize(("module", "name"), STOPS.values(), ids=STOPS)
@pytest.mark.parametrize("resumed", [DAY, NEXT], ids=["the same night", "the next night"])
def test_a_night_that_stops_loses_nothing_and_doubles_nothing(module, name, resumed, tmp_path, monkeypatch):
    given = settings(tmp_path, [written(tmp_path, [contact(k) for k in range(12)])], batch=5)
    with monkeypatch.context() as patched:
        patched.setattr(module, name, lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run(given)
    outcome = run(given, resumed)
    assert (outcome.contacts, outcome.scorecards) == (12, 12)
    whole = settings(tmp_path / "whole", [written(tmp_path, [contact(k) for k in range(12)])])
    run(whole)
    assert bytes_below(tmp_path / "data") == bytes_below(tmp_path / "whole" / "data")


def test_what_was_scored_before_a_stop_is_not_scored_again(tmp_path, scored, monkeypatch):
    given = settings(tmp_path, [written(tmp_path, [contact(k) for k in range(12)])], batch=5)
    kept, real = [], night.keep
    with monkeypatch.context() as patched:
        patched.setattr(night, "keep", lambda *a: real(*a) if not kept.append(1) and len(kept) < 3 else 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run(given)
    scored.clear()
    assert run(given, NEXT).scorecards == 12
    assert len(scored) == 2


def test_a_source_that_fails_stops_no_other_and_resumes(tmp_path):
    given = several(tmp_path, chats=tmp_path / "chats", calls=tmp_path / "calls")
    written(tmp_path / "calls", [contact(k) for k in range(3)])
    outcome = run(given)
    assert (outcome.contacts, outcome.exit) == (3, Exit.UNREADABLE_SOURCE)
    assert list(outcome.failed) == ["chats"]
    assert "no file found" in outcome.load["sources"]["chats"]["failed"]
    written(tmp_path / "chats", [contact(k) for k in range(5, 7)])
    outcome = run(given, NEXT)
    assert (outcome.contacts, outcome.exit, outcome.failed) == (2, Exit.ALL_WELL, {})


def test_where_every_source_fails_the_night_fails(tmp_path):
    with pytest.raises(SourceError, match=r"source 'chats': .*source 'calls': "):
        run(several(tmp_path, chats=tmp_path / "chats", calls=tmp_path / "calls"))


def test_a_file_that_could_not_be_opened_is_read_by_the_next_night(tmp_path):
    given = settings(tmp_path, [tmp_path / "in"])
    written(tmp_path / "in", [contact(0)])
    (tmp_path / "in" / "more.jsonl").symlink_to(tmp_path / "late")
    outcome = run(given)
    assert (outcome.contacts, outcome.exit) == (1, Exit.SOME_REJECTED)
    with open_store(given) as store:
        assert [one.step for one in store.ledger.intake.quarantined()] == ["open"]
    (tmp_path / "late").write_bytes(orjson.dumps(contact(7)))
    outcome = run(given, NEXT)
    assert (outcome.contacts, outcome.exit) == (1, Exit.ALL_WELL)
    with open_store(given) as store:
        assert store.ledger.intake.quarantined() == ()


def test_two_sources_may_have_a_contact_of_one_name(tmp_path):
    for name in ("chats", "calls"):
        written(tmp_path / name, [contact(0)])
    outcome = run(several(tmp_path, chats=tmp_path / "chats", calls=tmp_path / "calls"))
    assert (outcome.contacts, outcome.scorecards) == (2, 2)
    assert {name: load["new"] for name, load in outcome.load["sources"].items()} == {"chats": 1, "calls": 1}


def test_the_language_of_a_source_is_that_of_its_contacts(tmp_path):
    bare = contact(0)
    del bare["language"]
    written(tmp_path / "in", [bare])
    given = settings(tmp_path, ["x"]).model_copy(
        update={"sources": (Source(paths=(str(tmp_path / "in"),), language="fr"),)}
    )
    assert run(given).load["languages"] == {"fr": 1}


def test_what_could_not_be_scored_is_told_with_its_reason(tmp_path):
    mute = contact(1) | {"turns": [{"role": "customer", "text": "Hello?"}]}
    given = settings(tmp_path, [written(tmp_path, [contact(0), mute])])
    first = run(given)
    assert first.load["sources"]["files"]["unscored"] == {"the agent has no turns in this transcript": 1}
    assert run(given).load == first.load


def test_a_sample_drawn_before_scoring_stays_the_same_when_the_night_is_run_again(tmp_path, scored):
    given = settings(tmp_path, [written(tmp_path, [contact(k) for k in range(20)])], score=What.SAMPLE)
    first = run(given)
    scored.clear()
    assert run(given).as_json() == first.as_json()
    assert scored == []


CALLS = """
CREATE TABLE turns (n INTEGER, contact_id TEXT, role TEXT, text TEXT, language TEXT, channel TEXT, updated_at TIMESTAMP)
"""
QUERY = """
SELECT * FROM turns WHERE contact_id IN (SELECT contact_id FROM turns WHERE updated_at >= :since) ORDER BY n
"""


def say(address, *turns, at):
    from sqlalchemy import create_engine, text

    engine = create_engine(address)
    with engine.begin() as connection:
        rows = [{"n": n, "c": c, "r": r, "t": t, "at": datetime.fromisoformat(at)} for n, c, r, t in turns]
        connection.execute(text("INSERT INTO turns VALUES (:n, :c, :r, :t, 'en', 'chat', :at)"), rows)
    engine.dispose()


@pytest.fixture
def calls(address):
    from sqlalchemy import create_engine, text

    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text(CALLS))
    engine.dispose()
    say(
        address,
        (1, "c1", "agent", "Good morning"),
        (2, "c1", "customer", "Hi"),
        (3, "c2", "agent", "Hello"),
        at="2026-01-12 09:00",
    )
    return address


def test_a_database_is_read_from_its_watermark_on(calls, tmp_path, scored):
    source = Source(name="calls", url=calls, query=QUERY, watermark="updated_at")
    given = settings(tmp_path, ["x"]).model_copy(update={"sources": (source,)})
    first = run(given)
    assert (first.contacts, sorted(scored)) == (2, ["c1", "c2"])
    assert run(given).as_json() == first.as_json()
    say(calls, (4, "c2", "customer", "Thank you"), (5, "c3", "agent", "Good evening"), at="2026-01-13 09:00")
    scored.clear()
    outcome = run(given, NEXT)
    assert (sorted(scored), outcome.load["changed"], outcome.load["new"], outcome.load["known"]) == (
        ["c2", "c3"],
        1,
        1,
        1,
    )
    scored.clear()
    assert run(given, NEXT + timedelta(days=1)).load["known"] == 2
    assert scored == []
    with open_store(given) as store:
        assert [len(store.contacts.contact(name).turns) for name in ("c1", "c2", "c3")] == [2, 2, 1]
