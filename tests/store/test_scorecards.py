from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from store.making import DAY, NOON, PLACE, card, cards, rounded

from ccqa.errors import StoreError
from ccqa.store import Basis, Status, Window
from ccqa.store.layout import SCORECARDS
from ccqa.store.partition import packed, table_of, unpacked
from ccqa.store.scorecard_rows import cache_of, card_of, row_of

NEXT = date(2026, 1, 16)
LATER = datetime(2026, 1, 16, 9, tzinfo=UTC)
FIRST = Basis("iso@1", "e1")
SECOND = Basis("iso@1", "e2")


def through_the_lake(row):
    return unpacked(packed(table_of(SCORECARDS, [row])), SCORECARDS).to_pylist()[0]


@settings(deadline=None)
@given(cards)
def test_a_scorecard_comes_back_as_it_was(one):
    assert card_of(through_the_lake(row_of(one, PLACE))) == rounded(one)


@settings(deadline=None)
@given(cards)
def test_the_cache_can_be_rebuilt_from_the_row(one):
    row = through_the_lake(row_of(one, PLACE))
    assert cache_of(card_of(row)) == {name: row[name] for name in ("score", "coverage", "gate")}


def run(store, basis, status=Status.DONE):
    number = store.ledger.begin_run(NOON, Window(DAY, NEXT), basis, 7)
    store.ledger.end_run(number, NOON, status, 0, {})


def test_a_window_holds_its_first_day_and_not_its_last(store):
    store.cards.save([card("a"), card("b", started_at=LATER)], DAY)
    assert [c.contact for c in store.cards.cards_between(DAY, NEXT, FIRST)] == ["a"]
    assert [c.contact for c in store.cards.cards_between(DAY, date(2026, 1, 17), FIRST)] == ["a", "b"]
    assert store.cards.cards_between(NEXT, NEXT, FIRST) == ()


def test_the_cards_of_an_agent(store):
    store.cards.save([card("a"), card("b", agent="bo"), card("c", started_at=LATER)], DAY)
    assert [c.contact for c in store.cards.cards_of("ana", DAY, FIRST)] == ["a", "c"]
    assert [c.contact for c in store.cards.cards_of("ana", NEXT, FIRST)] == ["c"]
    assert store.cards.cards_of("x' OR 1=1 --", DAY, FIRST) == ()


def test_the_card_of_a_contact_is_one_a_leg(store):
    store.cards.save([card("a", leg=1, agent="bo"), card("a"), card("b")], DAY)
    assert [c.leg for c in store.cards.card("a", basis=FIRST)] == [0, 1]
    assert store.cards.card("a", "club", FIRST) == ()
    assert store.cards.card("a", "shop", FIRST)[0] == card("a")


def test_the_latest_revision_is_meant_wherever_it_lies(store):
    store.cards.save([card("a", revision="r1", started_at=LATER)], DAY)
    store.cards.save([card("a", revision="r2")], DAY)
    assert [c.revision for c in store.cards.card("a", basis=FIRST)] == ["r2"]
    assert store.cards.cards_between(NEXT, date(2026, 1, 17), FIRST) == ()


def test_the_latest_runs_rubric_and_engine_are_meant(store):
    store.cards.save([card("a"), card("b")], DAY)
    run(store, FIRST)
    store.cards.save([card("a", engine="e2")], DAY)
    assert {c.engine for c in store.cards.card("a")} == {"e1"}
    run(store, SECOND)
    assert [(c.contact, c.engine) for c in store.cards.cards_between(DAY, NEXT)] == [("a", "e2")]
    assert len(store.cards.cards_between(DAY, NEXT, FIRST)) == 2


@pytest.mark.parametrize("status", [Status.FAILED, Status.RUNNING])
def test_a_run_that_did_not_end_well_changes_nothing_of_what_is_shown(store, status):
    store.cards.save([card("a")], DAY)
    run(store, FIRST)
    run(store, SECOND, status)
    assert {c.engine for c in store.cards.card("a")} == {"e1"}


def test_without_a_run_the_question_needs_a_basis(store):
    with pytest.raises(StoreError, match="Run once, or say which"):
        store.cards.card("a")


def test_an_older_revision_judged_by_a_newer_engine_still_shows(store):
    store.cards.save([card("a", revision="r1", engine="e2")], DAY)
    store.cards.save([card("a", revision="r2", engine="e1")], DAY)
    assert [c.revision for c in store.cards.card("a", basis=SECOND)] == ["r1"]


def test_scorecards_go_after_their_time(store):
    store.cards.save([card("a"), card("b", started_at=LATER)], DAY)
    assert store.cards.drop_before(NEXT) == 1
    assert store.lake.days("scorecards") == (NEXT,)


def test_saving_nothing_is_well(store):
    store.cards.save([], DAY)
    assert store.cards.cards_between(DAY, NEXT, FIRST) == ()


def test_a_very_revision_is_found_by_what_it_was_judged_by(store):
    old, new = card("c1", revision="r1", engine="e1"), card("c1", revision="r2", engine="e1")
    store.cards.save([old], DAY)
    store.cards.save([new, card("c2", revision="r1", engine="e2")], DAY)
    keys = [("shop", "c1", "r1"), ("shop", "c2", "r1"), ("shop", "c3", "r1")]
    assert store.cards.judged(keys, FIRST) == {keys[0]}
    assert store.cards.revisions(keys, FIRST) == (rounded(old),)
    assert store.cards.revisions([], FIRST) == ()
