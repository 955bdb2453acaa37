"""Samples pick by pick, sheets and reviews in the ledger, on each kind of database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, text

from ccqa.errors import StoreError, UsageError
from ccqa.finding import Verdict
from ccqa.review import Line, Review, Sheet
from ccqa.sampling import REPLACEMENT, RESERVE, Pick, Plan
from ccqa.store import Basis, Ledger, Window
from ccqa.store.ledger_tables import PICKS
from ccqa.store.review_tables import SKIPS

AT = datetime(2026, 1, 20, 9, tzinfo=UTC)
PICKED = (
    Pick("shop", "c1", "r1", "sample", "ana", 0.5, double=True),
    Pick("shop", "c2", "r1", "sample", "bob", 0.5),
    Pick("shop", "c9", "r1", "suspected critical", "", None),
    Pick("shop", "c3", "r1", RESERVE, "ana", 0.5),
    Pick("shop", "c4", "r1", RESERVE, "ana", 0.25),
)
LINE = Line(source="shop", contact="c1", revision="r1", leg=0, criterion="CRT-01", definition="d1", pick=1)
REVIEW = Review(LINE, "r-1", Verdict.PASS, (0, 2), "greets", blind=True, second=False, sheet="s1", at=AT)


@pytest.fixture
def ledger(address):
    one = Ledger(address)
    one.begin_run(AT, Window(), Basis("iso@1", "e1"), 1)
    yield one
    one.close()


@pytest.fixture
def sample(ledger):
    return ledger.record_sample(1, Plan(), AT, PICKED, Window(AT.date(), None))


def test_a_sample_is_told_pick_by_pick_with_its_window(ledger, sample):
    told = ledger.samples.sample()
    assert (told.id, told.since, told.until) == (sample, AT.date(), None)
    assert [one.pick for one in ledger.samples.drawn(sample)] == list(PICKED)
    assert [one.stands for one in ledger.samples.drawn(sample)] == [True, True, True, False, False]
    assert ledger.picks_of(sample) == PICKED[:3]


def test_a_sample_that_is_not_there_is_named(ledger):
    with pytest.raises(UsageError, match="no sample 7"):
        ledger.samples.sample(7)


def test_the_next_reserve_of_the_stratum_stands_in_and_both_stay(ledger, sample):
    first = ledger.samples.skip(1, "cut off", AT)
    assert first.pick == Pick("shop", "c3", "r1", REPLACEMENT, "ana", 0.5, double=True)
    second = ledger.samples.skip(first.id, "in another language", AT)
    assert second.pick == Pick("shop", "c4", "r1", REPLACEMENT, "ana", 0.25, double=True)
    assert ledger.samples.skip(second.id, "cut off", AT) is None
    told = {one.id: one for one in ledger.samples.drawn(sample)}
    assert (told[1].skipped, told[1].replacement) == ("cut off", first.id)
    assert (told[second.id].skipped, told[second.id].replacement) == ("cut off", None)
    assert [one.pick.contact for one in told.values() if one.stands] == ["c2", "c9"]


def test_nobody_stands_in_for_another_stratum_or_for_what_chance_did_not_draw(ledger, sample):
    assert ledger.samples.skip(2, "cut off", AT) is None
    assert ledger.samples.skip(3, "looked at before", AT) is None


def test_a_reserve_that_is_suspected_as_well_still_stands_in(ledger):
    drawn = (PICKED[0], replace(PICKED[2], contact="c3"), PICKED[3])
    ledger.record_sample(1, Plan(), AT, drawn)
    assert ledger.samples.skip(1, "cut off", AT).pick.contact == "c3"


WRONG = {"a reserve": (4, "held in reserve"), "one that is not there": (99, "not in the ledger")}


@pytest.mark.parametrize(("pick", "told"), WRONG.values(), ids=WRONG)
def test_what_is_no_pick_cannot_be_skipped(ledger, sample, pick, told):
    with pytest.raises(UsageError, match=told):
        ledger.samples.skip(pick, "cut off", AT)


def test_a_pick_is_skipped_once(ledger, sample):
    ledger.samples.skip(2, "cut off", AT)
    with pytest.raises(UsageError, match="skipped before"):
        ledger.samples.skip(2, "again", AT)


def test_picks_that_are_let_go_take_their_skips_along(ledger, sample):
    ledger.samples.skip(1, "cut off", AT)
    with ledger._database.writing() as connection:
        connection.execute(delete(PICKS))
        assert connection.execute(select(func.count()).select_from(SKIPS)).scalar() == 0


def test_a_sheet_is_told_as_it_was_handed_out(ledger):
    sheet = Sheet("s1", 1, "iso@1", blind=False, second=True, made_at=AT, lines=(LINE, replace(LINE, leg=1)))
    ledger.reviews.hand_out(sheet)
    assert ledger.reviews.sheet("s1") == sheet
    assert ledger.reviews.sheet("s2") is None


def test_a_token_names_one_sheet(ledger):
    sheet = Sheet("s1", None, "iso@1", blind=True, second=False, made_at=AT, lines=(LINE,))
    ledger.reviews.hand_out(sheet)
    with pytest.raises(StoreError):
        ledger.reviews.hand_out(replace(sheet, blind=False))
    assert ledger.reviews.sheet("s1") == sheet


def test_reviews_are_told_in_the_order_in_which_they_were_made(ledger):
    again = replace(REVIEW, verdict=Verdict.FAIL, at=AT + timedelta(hours=1))
    other = replace(REVIEW, line=replace(LINE, contact="c2"))
    assert ledger.reviews.add([REVIEW, other]) == (REVIEW, other)
    assert ledger.reviews.add([again]) == (again,)
    assert ledger.reviews.of(["c1"]) == (REVIEW, again)
    assert ledger.reviews.of(["c1", "c2"]) == (REVIEW, other, again)
    assert ledger.reviews.of([]) == ()


def test_what_was_said_before_is_not_said_again(ledger):
    ledger.reviews.add([REVIEW])
    later = replace(REVIEW, at=AT + timedelta(hours=1), sheet="s2", blind=False)
    assert ledger.reviews.add([later, later]) == ()
    assert ledger.reviews.of(["c1"]) == (REVIEW,)


DIFFERENT = {
    "another verdict": {"verdict": Verdict.NA},
    "other turns": {"evidence": (1,)},
    "another note": {"note": ""},
    "another reviewer": {"reviewer": "r-2"},
    "a second grading": {"second": True},
    "a new definition": {"line": replace(LINE, definition="d2")},
}


@pytest.mark.parametrize("fields", DIFFERENT.values(), ids=DIFFERENT)
def test_what_is_new_is_a_review_of_its_own(ledger, fields):
    ledger.reviews.add([REVIEW])
    assert len(ledger.reviews.add([replace(REVIEW, **fields)])) == 1
    assert len(ledger.reviews.of(["c1"])) == 2


def test_the_dump_shows_reviews_and_skips_but_no_clock_and_no_number(ledger, sample):
    before = ledger.canonical_dump()
    ledger.samples.skip(1, "cut off", AT)
    skipped = ledger.canonical_dump()
    ledger.reviews.add([REVIEW])
    assert len({before, skipped, ledger.canonical_dump()}) == 3
    assert b"2026-01-20T" not in ledger.canonical_dump()


def test_a_ledger_of_the_version_before_keeps_its_picks(tmp_path, monkeypatch):
    """The first tables are made alone, and filled as that version filled them."""
    from alembic import command

    from ccqa.store import upgrade

    address = f"sqlite:///{tmp_path}/ledger.sqlite"
    with monkeypatch.context() as patched:
        patched.setattr("ccqa.store.database.HEAD", "0001")
        real = command.upgrade
        patched.setattr(command, "upgrade", lambda settings, _: real(settings, "0001"))
        old = Ledger(address)
        with old._database.writing() as connection:
            connection.execute(
                text("INSERT INTO runs VALUES (1, '2026-01-16', NULL, NULL, NULL, 'r', 'e', 1, '{}', 'done', 0)")
            )
            connection.execute(text("INSERT INTO samples VALUES (1, 1, '{}', 1, '2026-01-16 00:00:00')"))
            connection.execute(text("INSERT INTO picks VALUES (1, 1, 's', 'c1', 'r1', NULL, 'sample', 'ana', 0.5)"))
        old.close()
    assert upgrade.MIGRATIONS.exists()
    new = Ledger(address)
    assert new.picks_of(1) == (Pick("s", "c1", "r1", "sample", "ana", 0.5),)
    new.close()
