"""Reviews beside verdicts in force: who is put beside whom, what is left out, and that blind and anchored stay apart."""

from dataclasses import replace

import pytest
from sheets.test_sheets import filled
from sqlalchemy import update

from ccqa.errors import UsageError
from ccqa.finding import Verdict
from ccqa.run.agreeing import agreements, gate_of, judged
from ccqa.run.reviewing import Part
from ccqa.sections import Trial
from ccqa.sheets import read
from ccqa.statistics.gates import Gate, Measure, Status
from ccqa.statistics.judged import By
from ccqa.store.ledger_tables import PICKS
from run.test_reviewing import ALWAYS

SEED = 7


def told(sheets, *by):
    return agreements(sheets.settings, sheets.store, by, SEED)


def graded(sheets, verdict, reviewer="r-1", hours=1, **order):
    """Grade a whole sheet with one verdict, and return its rows."""
    path = sheets.out(".jsonl", **order)
    rows = list(read(path))
    for number in range(1, len(rows) + 1):
        filled(path, number, verdict=verdict)
    assert sheets.back(path, reviewer, hours)[0][0] == len(rows)
    return rows


def machine(sheets, rows):
    cards = {(c.contact, r.criterion): r.verdict for c in all_cards(sheets) for r in c.results}
    return [cards[row.contact, row.criterion] for row in rows]


def all_cards(sheets):
    return sheets.store.cards.cards_between(ALWAYS.since, ALWAYS.until)


def test_without_a_review_it_says_what_to_do(sheets):
    with pytest.raises(UsageError, match="ccqa review export"):
        told(sheets)


def test_each_blind_review_stands_beside_the_verdict_in_force(sheets):
    rows = graded(sheets, "fail")
    said = machine(sheets, rows)
    found = told(sheets)
    assert (found.anchored, found.reviews, found.left_out) == ((), len(rows), 0)
    assert [g.criterion for g in found.blind] == sorted({row.criterion for row in rows})
    for group in found.blind:
        of_it = [verdict for verdict, row in zip(said, rows, strict=True) if row.criterion == group.criterion]
        assert group.machine.n == len(of_it) == 6
        assert group.machine.sensitivity.value == pytest.approx(of_it.count(Verdict.FAIL) / 6)
        assert group.machine.specificity is None
        assert group.people.n == 0


def test_blind_and_anchored_are_two_tables(sheets):
    graded(sheets, "fail", "r-1", blind=False)
    graded(sheets, "pass", "r-2", hours=2)
    found = told(sheets)
    assert all(g.machine.n == 6 for g in (*found.blind, *found.anchored))
    assert {g.machine.fails.value for g in found.blind} == {0.0}
    assert {g.machine.fails.value for g in found.anchored} == {1.0}


def test_a_second_grading_stands_beside_the_first_alone(sheets):
    graded(sheets, "fail", "r-1")
    graded(sheets, "pass", "r-2", hours=2, part=Part.DOUBLE)
    for group in told(sheets).blind:
        assert (group.machine.n, group.machine.fails.value) == (6, 1.0)
        assert (group.people.n, group.people.raw.value) == (3, 0.0)


def test_two_people_are_blind_only_where_both_are(sheets):
    graded(sheets, "fail", "r-1", blind=False)
    graded(sheets, "fail", "r-2", hours=2, part=Part.DOUBLE)
    found = told(sheets)
    assert found.blind == ()
    assert {(g.machine.n, g.people.n) for g in found.anchored} == {(6, 3)}


def test_the_latest_of_a_kind_counts(sheets):
    path = sheets.out(".jsonl")
    filled(path, 1, verdict="pass")
    sheets.back(path)
    filled(path, 1, verdict="fail")
    sheets.back(path, hours=2)
    (group,) = told(sheets).blind
    assert (group.machine.n, group.machine.fails.value) == (1, 1.0)


def test_groups_are_told_apart_by_channel_and_language(sheets):
    graded(sheets, "pass")
    found = told(sheets, By.CHANNEL, By.LANGUAGE)
    assert {g.where for g in found.blind} == {("chat", "en"), ("email", "en")}
    whole = {g.criterion: g.machine.n for g in told(sheets).blind}
    for criterion, n in whole.items():
        assert sum(g.machine.n for g in found.blind if g.criterion == criterion) == n


def test_the_same_seed_tells_the_same(sheets):
    graded(sheets, "unsure")
    assert told(sheets) == told(sheets)


def test_what_a_criterion_asked_before_or_an_engine_no_longer_in_force_is_left_out(sheets):
    rows = graded(sheets, "pass")
    reviews, cards = sheets.store.ledger.reviews.by_chance(), all_cards(sheets)
    definitions = {one.line.criterion: one.line.definition for one in reviews}
    assert len(list(judged(reviews, cards, definitions))) == len(rows)
    changed = definitions | {rows[0].criterion: "asks something else"}
    assert {one.criterion for one in judged(reviews, cards, changed)} == set(definitions) - {rows[0].criterion}
    other = [replace(card, revision="another") for card in cards]
    assert list(judged(reviews, other, definitions)) == []


def test_reviews_of_what_the_machine_suspected_are_left_out(sheets):
    rows = graded(sheets, "fail")
    contact = rows[0].contact
    with sheets.store.ledger.reviews._database.writing() as connection:
        connection.execute(update(PICKS).where(PICKS.c.contact == contact).values(probability=None))
    assert contact not in {one.line.contact for one in sheets.store.ledger.reviews.by_chance()}
    assert {g.machine.n for g in told(sheets).blind} == {5}


def test_what_nobody_reviewed_blind_is_not_validated_and_a_gate_is_proved_by_its_lower_bound(sheets):
    rows = graded(sheets, "pass", blind=False)
    standing = told(sheets).standings
    assert {one.status for one in standing} == {Status.NOT_VALIDATED}
    assert {(one.channel, one.language) for one in standing} >= {("chat", "en"), ("email", "en")}
    assert {one.criterion for one in standing} == {row.criterion for row in rows}
    graded(sheets, "pass", "r-2", hours=2)
    assert Status.COUNTS not in {one.status for one in told(sheets).standings}
    easy = Trial(sensitivity=0, specificity=0.3)
    sheets.settings = sheets.settings.model_copy(update={"gate": easy})
    by_place = {(one.criterion, one.channel, one.language): one.status for one in told(sheets).standings}
    for group in told(sheets, By.CHANNEL, By.LANGUAGE).blind:
        proved = group.machine.specificity is not None and group.machine.specificity.low >= 0.3
        assert (by_place[group.criterion, *group.where] is Status.COUNTS) is proved
    assert Status.COUNTS in by_place.values()


def test_a_gate_asks_for_what_the_configuration_names():
    assert gate_of(Trial()) == Gate()
    assert gate_of(Trial(sensitivity=0, specificity=0, ac1=0.8, attainable=50)) == Gate(((Measure.AC1, 0.8),), 50)
    with pytest.raises(ValueError, match="at least one measure"):
        Trial(sensitivity=0, specificity=0)
