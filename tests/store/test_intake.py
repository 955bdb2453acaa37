"""What was delivered, how far sources were read, and what waits: noted in one transaction, on SQLite and PostgreSQL."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ccqa.errors import Rejected, StoreError
from ccqa.store import Ledger, Progress
from ccqa.store.marks import name_of

NIGHT, NEXT = date(2026, 1, 15), date(2026, 1, 16)
AT = datetime(2026, 1, 16, 2, tzinfo=UTC)
LATER = AT + timedelta(days=1)
CUT = Rejected("a.jsonl:3", "read", "not valid JSON", ())
WRONG = Rejected("a.jsonl:5", "read", "fields are missing", ("id: missing",))


@pytest.fixture
def intake(address):
    ledger = Ledger(address)
    yield ledger.intake
    ledger.close()


def test_a_revision_keeps_the_night_that_first_had_it(intake):
    keys = [("shop", f"c{k}", "r1") for k in range(1200)]
    intake.settle(NIGHT, AT, keys, {})
    intake.settle(NEXT, LATER, [*keys[:3], ("shop", "c3", "r2"), ("club", "c1", "r1")], {})
    assert intake.nights_of([("shop", "c3"), ("shop", "new")]) == {
        ("shop", "c3", "r1"): NIGHT,
        ("shop", "c3", "r2"): NEXT,
    }
    assert len(intake.nights_of(key[:2] for key in keys)) == 1201
    assert intake.of_night(NEXT) == {("shop", "c3", "r2"), ("club", "c1", "r1")}
    assert intake.nights_of([]) == {}


def test_a_night_sees_the_marks_of_those_before_it_the_latest_last(intake):
    intake.settle(NEXT, LATER, [], {"shop": Progress({"a": "a2"})})
    intake.settle(NIGHT, AT, [], {"shop": Progress({"a": "a1", "b": "b1"}), "club": Progress({"a": "x"})})
    assert intake.marks_before("shop", NIGHT) == ()
    assert set(intake.marks_before("shop", NEXT)) == {(name_of("a"), "a1"), (name_of("b"), "b1")}
    assert dict(intake.marks_before("shop", NEXT + timedelta(days=1))) == {name_of("a"): "a2", name_of("b"): "b1"}


def test_a_night_again_replaces_the_marks_of_what_it_read_again(intake):
    intake.settle(NIGHT, AT, [], {"shop": Progress({"a": "a1", "b": "b1"})})
    intake.settle(NIGHT, LATER, [], {"shop": Progress({"a": "a2"})})
    assert dict(intake.marks_before("shop", NEXT)) == {name_of("a"): "a2", name_of("b"): "b1"}


def settled(intake, *refused, night=NIGHT, whole=True, place="a.jsonl"):
    intake.settle(night, AT, [], {"shop": Progress({place: "m"} if whole else {}, {place: list(refused)})})
    return [(one.ref, one.nights) for one in intake.quarantined()]


def test_a_rejected_record_waits_with_its_reason_and_without_a_word_of_it(intake):
    settled(intake, CUT, WRONG)
    first, second = intake.quarantined()
    assert (first.source, first.place, first.ref, first.step) == ("shop", "a.jsonl", "a.jsonl:3", "read")
    assert (second.reason, second.fields) == ("fields are missing", ("id: missing",))
    assert (second.first_seen, second.last_night, second.nights) == (AT, NIGHT, 1)


def test_nights_are_counted_not_runs(intake):
    assert settled(intake, CUT) == [(CUT.ref, 1)]
    assert settled(intake, CUT) == [(CUT.ref, 1)]
    assert settled(intake, CUT, night=NEXT) == [(CUT.ref, 2)]
    assert settled(intake, CUT, night=NIGHT) == [(CUT.ref, 2)]


def test_what_is_not_rejected_again_waits_no_longer_if_its_place_was_read_to_the_end(intake):
    settled(intake, CUT, WRONG)
    assert settled(intake, whole=False) == [(CUT.ref, 1), (WRONG.ref, 1)]
    assert settled(intake, place="b.jsonl", night=NEXT) == [(CUT.ref, 1), (WRONG.ref, 1)]
    assert settled(intake, WRONG) == [(WRONG.ref, 1)]
    assert settled(intake) == []


def test_what_is_rejected_in_two_places_waits_in_the_first(intake):
    settled(intake, CUT)
    assert settled(intake, CUT, place="b.jsonl", night=NEXT) == [(CUT.ref, 2)]
    assert intake.quarantined()[0].place == "a.jsonl"
    assert settled(intake, place="b.jsonl") == [(CUT.ref, 2)]


def test_what_waits_is_found_by_source_and_step_and_can_be_dropped(intake):
    closed = Rejected("b.jsonl", "open", "no right to read it")
    intake.settle(
        NIGHT, AT, [], {"shop": Progress({}, {"a": [CUT], "b.jsonl": [closed]}), "club": Progress({}, {"a": [CUT]})}
    )
    assert [one.ref for one in intake.quarantined("shop")] == [CUT.ref, "b.jsonl"]
    assert [(one.source, one.ref) for one in intake.quarantined(step="read")] == [("club", CUT.ref), ("shop", CUT.ref)]
    intake.drop(intake.quarantined("shop", "open"))
    assert len(intake.quarantined()) == 2


def test_a_night_is_settled_whole_or_not_at_all(intake):
    with pytest.raises(StoreError):
        intake.settle(NIGHT, AT, [("shop", "c1", "r1")], {"shop": Progress({"a": "m"}), "club": Progress({"a": None})})
    assert intake.of_night(NIGHT) == frozenset()
    assert intake.marks_before("shop", NEXT) == ()
