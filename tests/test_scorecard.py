"""The arithmetic of a score, as laws."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccqa.finding import Verdict
from ccqa.scorecard import Attribution, CriterionResult, ErrorClass, Gate, Scorecard, Severity

SECTIONS = {"courtesy": 20.0, "identification": 15.0, "resolution": 35.0}
VERDICTS, SEVERITIES = st.sampled_from(Verdict), st.sampled_from(Severity)
ids = st.text("ABC123", min_size=1, max_size=5)


@st.composite
def result_of(draw, verdicts=VERDICTS, severity=SEVERITIES):
    section = draw(st.sampled_from(sorted(SECTIONS)))
    return CriterionResult(
        draw(ids),
        draw(verdicts),
        "because",
        section=section,
        section_weight=SECTIONS[section],
        weight=draw(st.floats(0, 10)),
        severity=draw(severity),
        error_class=draw(st.sampled_from(ErrorClass)),
    )


cards = st.builds(lambda rs: Scorecard(contact="c", results=tuple(rs)), st.lists(result_of(), max_size=12))


@given(cards, result_of(st.sampled_from([Verdict.NA, Verdict.UNSURE])))
def test_what_was_not_due_or_cannot_be_told_never_moves_the_score(card, extra):
    assert replace(card, results=(*card.results, extra)).score == pytest.approx(card.score) or card.score is None


@given(cards, result_of(st.just(Verdict.FAIL), st.just(Severity.CRITICAL)))
def test_a_suspected_critical_moves_the_coverage_but_not_the_score(card, extra):
    more = replace(card, results=(*card.results, extra))
    assert more.score == pytest.approx(card.score) or card.score is None
    assert more.gate is Gate.SUSPECTED
    assert (more.coverage or 0) <= (card.coverage or 1)


@given(cards)
def test_shares_are_shares(card):
    for share in (card.score, card.coverage, *card.section_scores.values()):
        assert share is None or 0 <= share <= 1


@given(cards, result_of(st.just(Verdict.PASS)))
def test_a_criterion_of_the_centre_never_enters_the_agents_score(card, extra):
    extra = replace(extra, attribution=Attribution.CENTRE)
    assert replace(card, results=(*card.results, extra)).score == card.score


@given(cards, st.randoms())
def test_the_order_of_criteria_does_not_matter(card, chance):
    shuffled = list(card.results)
    chance.shuffle(shuffled)
    assert replace(card, results=tuple(shuffled)).score == pytest.approx(card.score)


def test_a_worked_example():
    def line(section, weight, verdict):
        return CriterionResult("X", verdict, "", section=section, section_weight=SECTIONS[section], weight=weight)

    card = Scorecard(
        contact="c",
        results=(
            line("courtesy", 1, Verdict.PASS),
            line("courtesy", 3, Verdict.FAIL),
            line("resolution", 2, Verdict.PASS),
            line("identification", 2, Verdict.NA),
            line("resolution", 1, Verdict.UNSURE),
        ),
    )
    assert card.section_scores == {"courtesy": 0.25, "resolution": 1.0}
    assert card.score == pytest.approx((0.25 * 20 + 1.0 * 35) / 55)
    assert card.coverage == pytest.approx(6 / 7)


def test_error_free_is_unknown_while_a_critical_is_only_suspected():
    critical = CriterionResult("X", Verdict.FAIL, "", severity=Severity.CRITICAL, error_class=ErrorClass.CUSTOMER)
    assert Scorecard(contact="c", results=(critical,)).error_free[ErrorClass.CUSTOMER] is None
    assert (
        Scorecard(contact="c", results=(replace(critical, verdict=Verdict.PASS),)).error_free[ErrorClass.CUSTOMER]
        is True
    )
