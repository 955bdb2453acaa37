"""A machine that a planted rule tilts is set right by blind reviews of a sample, and by nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import orjson
import pytest

from ccqa import rubric as rubrics
from ccqa.errors import UsageError
from ccqa.finding import Verdict
from ccqa.review import Line, Review, Sheet
from ccqa.run.drawing import draw_sample
from ccqa.run.estimating import By, estimate
from ccqa.run.night import open_store
from ccqa.sampling import Plan
from ccqa.statistics.beside import Use
from ccqa.store import Window
from run.nights import run, settings

AT = datetime(2026, 1, 27, 9, tzinfo=UTC)
ALWAYS = Window(date(2026, 1, 1), date(2026, 2, 1))
N, FAILS, TILTED = 200, 40, 40
"""Contacts, those that truly fail, and those that the planted rule fails beside them."""
CRITERION = "CRT-01"


def said(number):
    turns = [{"role": "customer", "text": "My lamp broke."}, {"role": "agent", "text": "I will send a new one."}]
    at = f"2026-01-{20 + number % 5}T10:00:00Z"
    return {"id": f"c{number:03}", "language": "en", "channel": "chat", "queue": "ab"[number % 2], "started_at": at, "turns": turns}  # fmt: skip


def truth(number):
    return Verdict.FAIL if number % 5 == 0 else Verdict.NA if number % 5 == 1 else Verdict.PASS


def machine(number):
    """Right but for a rule that fails every fifth contact which people find well."""
    return Verdict.FAIL if number % 5 == 2 else truth(number)


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    folder = tmp_path_factory.mktemp("night")
    path = folder / "contacts.jsonl"
    path.write_bytes(b"".join(orjson.dumps(said(k)) + b"\n" for k in range(N)))
    given = settings(folder, [path], model="none")
    run(given)
    with open_store(given) as store:
        yield given, store


@pytest.fixture
def store(night, monkeypatch):
    """The store with a machine that judges as planted."""
    _, opened = night
    truly = type(opened.cards).verdicts_between

    def planted(cards, since, until):
        for row in truly(cards, since, until):
            if row["criterion"] == CRITERION:
                yield row | {"verdict": machine(int(row["contact"][1:]))}

    monkeypatch.setattr(type(opened.cards), "verdicts_between", planted)
    return opened


def reviewed(night, store, judge=truth, size=60, left_out=lambda _: False, **fields):
    """Draw a sample, hand two criteria of it out but for what is left out, and add what people judge of the planted."""
    number = draw_sample(store, Plan(size=size, strata=("queue",)), ALWAYS, AT)
    asked = {c.id: c.definition for c in rubrics.load(Path(night[0].rubric)).criteria[:2]}
    assert CRITERION in asked
    lines = tuple(
        Line(**names(one.pick), leg=0, criterion=name, definition=definition, pick=one.id)
        for one in store.ledger.samples.drawn(number)
        if one.stands
        for name, definition in asked.items()
        if not (name == CRITERION and left_out(int(one.pick.contact[1:])))
    )
    sheet = Sheet(f"s{number}", number, "", **({"blind": True, "second": False} | fields), made_at=AT, lines=lines)
    store.ledger.reviews.hand_out(sheet)
    judged = [(line, judge(int(line.contact[1:]))) for line in lines if line.criterion == CRITERION]
    store.ledger.reviews.add(
        [
            Review(line, f"r-{number}", verdict, (), "", sheet.blind, sheet.second, sheet.token, AT)
            for line, verdict in judged
            if verdict
        ]
    )
    return number


def names(pick):
    return dict(zip(("source", "contact", "revision"), pick.key, strict=True))


def row_of(night, store, by=None):
    (row, *others) = estimate(night[0], store, by=by).rows
    assert by or not others
    return row


def test_a_machine_that_a_rule_tilts_is_set_right(night, store):
    reviewed(night, store)
    row = row_of(night, store)
    figures, true = row.figures, FAILS / N
    assert (row.criterion, figures.people.n, figures.machine.n) == (CRITERION, 60, N)
    assert figures.by_machine.value == (FAILS + TILTED) / N
    for one in (figures.by_people, figures.corrected, figures.by_rates):
        assert one.low < true < one.high < figures.by_machine.value + 0.05
    assert abs(figures.corrected.value - true) < 0.06
    assert figures.use is Use.CORRECTED
    assert figures.best is figures.corrected
    assert figures.corrected.width < figures.by_people.width
    assert figures.worth > 60


def test_a_machine_that_is_always_right_buys_more(night, store, monkeypatch):
    reviewed(night, store)
    tilted = row_of(night, store).figures
    monkeypatch.setattr("run.test_estimating.machine", truth)
    assert row_of(night, store).figures.worth > tilted.worth


def test_labels_given_with_the_machine_in_sight_count_for_nothing(night, store):
    reviewed(night, store, blind=False)
    figures = row_of(night, store).figures
    assert (figures.people.n, figures.use, figures.best) == (0, Use.COUNTS, None)


def test_a_sheet_of_what_the_machine_left_open_counts_for_nothing(night, store):
    """Asked only where the machine fails, people's share would be far too high."""
    reviewed(night, store, left_out=lambda number: machine(number) is not Verdict.FAIL)
    assert row_of(night, store).figures.people.n == 0


def test_who_is_unsure_is_left_out_and_what_was_not_due_did_not_fail(night, store):
    reviewed(night, store, judge=lambda k: Verdict.UNSURE if k % 5 == 2 else truth(k))
    row = row_of(night, store)
    assert row.unsure > 0
    assert row.figures.people.n == 60 - row.unsure


def test_too_few_labels_give_counts_and_no_share(night, store):
    reviewed(night, store, size=9)
    figures = row_of(night, store).figures
    assert (figures.people.n, figures.by_people, figures.corrected, figures.worth) == (9, None, None, None)
    assert figures.use is Use.COUNTS


def test_what_is_not_graded_yet_is_no_label(night, store):
    reviewed(night, store, judge=lambda k: truth(k) if k % 2 else None)
    assert 0 < row_of(night, store).figures.people.n < 60


def test_what_was_drawn_and_not_judged_is_not_taken_for_known(night, store):
    """All contacts are drawn and every other one is judged: that is a sample, and leaves a doubt."""
    reviewed(night, store, judge=lambda k: truth(k) if k % 4 in {0, 1} else None, size=N)
    row = row_of(night, store)
    assert (row.drawn, row.figures.people.n) == (N, N / 2)
    assert row.figures.by_people.width > 0.05
    reviewed(night, store, size=N)
    assert row_of(night, store).figures.by_people.width == 0


def test_groups_share_out_contacts_and_labels(night, store):
    reviewed(night, store)
    rows = estimate(night[0], store, by=By.QUEUE).rows
    assert [(row.group, row.figures.machine.n) for row in rows] == [("a", 100), ("b", 100)]
    assert sum(row.figures.people.n for row in rows) == 60


def test_a_second_grading_counts_for_nothing(night, store):
    reviewed(night, store, second=True)
    assert row_of(night, store).figures.people.n == 0


def test_reviews_of_another_sample_count_for_that_alone(night, store):
    first = reviewed(night, store)
    draw_sample(store, Plan(size=40, strata=("queue",), seed=2), ALWAYS, AT)
    assert row_of(night, store).figures.people.n == 0
    assert estimate(night[0], store, first).rows[0].figures.people.n == 60


def test_a_change_of_what_is_asked_leaves_older_reviews_out(night, store, tmp_path):
    reviewed(night, store)
    text = Path(night[0].rubric).read_text("utf-8")
    own = tmp_path / "rubric.toml"
    start = text.index("title", text.index(f'"{CRITERION}"'))
    own.write_text(text[:start] + text[start:].replace(' "', ' "Now ', 1), "utf-8")
    changed = night[0].model_copy(update={"rubric": str(own)})
    assert estimate(changed, store).rows[0].figures.people.n == 0


def test_a_window_that_the_sample_does_not_stand_for_is_refused(night, store, monkeypatch):
    number = reviewed(night, store)
    sample = store.ledger.samples.sample(number)
    narrower = replace(sample, until=date(2026, 1, 22))
    monkeypatch.setattr(type(store.ledger.samples), "sample", lambda *_: narrower)
    with pytest.raises(UsageError, match="stands for 200 contacts"):
        estimate(night[0], store)
