"""What settles a verdict: the latest review that asks the same, else the machine."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccqa.finding import Verdict
from ccqa.review import Line, Review, settled
from ccqa.rubric import Criterion
from ccqa.scorecard import CriterionResult, ErrorClass, Gate, Scorecard, Severity

PASS, FAIL = Verdict.PASS, Verdict.FAIL
AT = datetime(2026, 1, 20, 9, tzinfo=UTC)
DEFINITIONS = {"opening": "d1", "respect": "d2"}
CARD = Scorecard(
    contact="c1",
    source="shop",
    revision="r1",
    results=(
        CriterionResult("opening", FAIL, "no greeting", searched=(0, 2)),
        CriterionResult("respect", FAIL, "a rude word", severity=Severity.CRITICAL, error_class=ErrorClass.CUSTOMER),
    ),
)


def review(verdict=PASS, criterion="opening", minutes=0, **fields):
    line = {"source": "shop", "contact": "c1", "revision": "r1", "leg": 0, "criterion": criterion}
    named = {name: fields.pop(name) for name in (*line, "definition") if name in fields}
    line = Line(**{**line, "definition": DEFINITIONS[criterion], **named})
    said = {"reviewer": "r-1", "evidence": (), "note": "", "blind": True, "second": False, "sheet": "s1"}
    return Review(**{"line": line, "verdict": verdict, "at": AT + timedelta(minutes=minutes), **said, **fields})


def verdicts(*reviews):
    return tuple(r.verdict for r in settled(CARD, reviews, DEFINITIONS).results)


def test_without_a_review_the_machine_stands():
    assert settled(CARD, (), DEFINITIONS) == CARD


def test_the_latest_review_stands():
    assert verdicts(review(PASS), review(Verdict.NA)) == (Verdict.NA, FAIL)


OTHERS = {
    "another contact": {"contact": "c2"},
    "another source": {"source": "club"},
    "another revision": {"revision": "r2"},
    "another leg": {"leg": 1},
    "another definition": {"definition": "d9"},
}


@pytest.mark.parametrize("fields", OTHERS.values(), ids=OTHERS)
def test_a_review_of_something_else_settles_nothing(fields):
    assert settled(CARD, [review(**fields)], DEFINITIONS) == CARD


def test_a_second_grading_settles_nothing():
    assert verdicts(review(PASS), review(FAIL, second=True)) == (PASS, FAIL)


def test_a_review_is_carried_to_a_new_version_while_the_criterion_asks_the_same():
    line = {"id": "a", "section": "s", "title": "Greets", "checks": ["courtesy.greeting"], "weight": 5, "basis": []}
    old = Criterion.model_validate(line)
    assert Criterion.model_validate(line | {"weight": 9, "basis": ["x"], "id": "b"}).definition == old.definition
    assert Criterion.model_validate(line | {"title": "Greets warmly"}).definition != old.definition
    assert Criterion.model_validate(line | {"checks": ["courtesy.farewell"]}).definition != old.definition


def test_a_critical_fail_is_suspected_until_a_person_judges_so():
    assert (CARD.gate, CARD.results[1].counts_as, CARD.error_free) == (
        Gate.SUSPECTED,
        Verdict.UNSURE,
        {ErrorClass.CUSTOMER: None},
    )
    confirmed = settled(CARD, [review(FAIL, "respect")], DEFINITIONS)
    assert (confirmed.gate, confirmed.results[1].counts_as) == (Gate.CONFIRMED, FAIL)
    assert confirmed.error_free == {ErrorClass.CUSTOMER: False}
    cleared = settled(CARD, [review(PASS, "respect")], DEFINITIONS)
    assert (cleared.gate, cleared.error_free) == (Gate.CLEAR, {ErrorClass.CUSTOMER: True})


def test_the_reason_is_the_reviewers_where_they_gave_one():
    said = settled(CARD, [review(PASS, note="says good day in turn 0", evidence=(0,))], DEFINITIONS).results[0]
    assert (said.because, said.searched, said.confirmed) == ("says good day in turn 0", (0,), True)
    agreed = settled(CARD, [review(FAIL)], DEFINITIONS).results[0]
    assert replace(agreed, confirmed=False) == CARD.results[0]


@given(st.lists(st.builds(review, st.sampled_from(Verdict), st.sampled_from(["opening", "respect"])), max_size=6))
def test_only_the_last_of_each_criterion_ever_counts(reviews):
    last = {one.line.criterion: one for one in reviews}
    assert settled(CARD, reviews, DEFINITIONS) == settled(CARD, last.values(), DEFINITIONS)
    assert settled(settled(CARD, reviews, DEFINITIONS), reviews, DEFINITIONS).results[0].verdict is (
        last["opening"].verdict if "opening" in last else FAIL
    )
