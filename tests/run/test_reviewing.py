"""From a drawn sample to settled verdicts: sheets out, grades in, nothing twice, nothing for the wrong line."""

import shutil
from datetime import UTC, date, datetime, timedelta

import pytest
from sheets.test_sheets import FORMATS, filled

from ccqa.bundled import bundled
from ccqa.errors import UsageError
from ccqa.finding import Verdict
from ccqa.run.drawable import _tenures, frame, from_file
from ccqa.run.drawing import draw_sample, standing
from ccqa.run.grading import take_in
from ccqa.run.night import open_store, scorer_of
from ccqa.run.planning import outlooks
from ccqa.run.reviewing import Order, Part, export, settle
from ccqa.sampling import Design, Plan
from ccqa.sheets import read
from ccqa.store import Window
from run.nights import run, settings

AT = datetime(2026, 1, 27, 9, tzinfo=UTC)
PLAN = Plan(size=6, strata=("channel",), double=0.5)
ALWAYS = Window(date(2026, 1, 1), date(2026, 2, 1))


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("night")
    given = settings(
        folder, [bundled("examples", "contacts", "en-chat.jsonl"), bundled("examples", "contacts", "en-mail.jsonl")]
    )
    run(given)
    return given


@pytest.fixture
def night(kept, tmp_path):
    """A night of one's own to review."""
    shutil.copytree(kept.store.folder, tmp_path / "data")
    return kept.model_copy(update={"store": kept.store.model_copy(update={"folder": str(tmp_path / "data")})})


@pytest.fixture
def store(night):
    with open_store(night) as opened:
        yield opened


class Sheets:
    """Sheets of one sample, with a token each."""

    def __init__(self, settings, store, folder):
        self.settings, self.store, self.folder = settings, store, folder
        self.sample = draw_sample(store, PLAN, ALWAYS, AT)
        self.made = 0

    def out(self, suffix=".csv", **fields):
        self.made += 1
        path = self.folder / f"{self.made}{suffix}"
        order = Order(path=path, token=f"s{self.sample}x{self.made}", at=AT, sample=self.sample, **fields)
        rejected = []
        assert export(self.settings, self.store, order, rejected)
        assert rejected == []
        return path

    def back(self, path, reviewer="r-1", hours=1):
        rejected = []
        taken = take_in(self.store, path, reviewer, AT + timedelta(hours=hours), rejected)
        return (taken.new, taken.same, len(rejected)), rejected

    def reviews(self, path):
        rows = list(read(path))
        tokens = {row.row.rpartition("-")[0] for row in rows}
        return [one for one in self.store.ledger.reviews.of({r.contact for r in rows}) if one.sheet in tokens]


@pytest.fixture
def sheets(night, store, tmp_path):
    return Sheets(night, store, tmp_path)


def test_the_same_window_and_seed_draw_the_same(night, store):
    one, two = (draw_sample(store, PLAN, ALWAYS, AT) for _ in range(2))
    assert [d.pick for d in store.ledger.samples.drawn(one)] == [d.pick for d in store.ledger.samples.drawn(two)]
    assert store.ledger.samples.sample(one).since == ALWAYS.since


def test_an_empty_window_is_told(night, store):
    with pytest.raises(UsageError, match="no stored contact in this window"):
        draw_sample(store, PLAN, Window(date(2020, 1, 1), date(2020, 2, 1)), AT)


def test_contacts_with_more_fails_carry_more_risk(night, store):
    framed = frame(store, ALWAYS)
    cards = {card.contact: card for card in store.cards.cards_between(ALWAYS.since, ALWAYS.until)}
    for unit in framed.frames:
        fails = [r for r in cards[unit.contact].results if r.verdict is Verdict.FAIL]
        assert unit.risk == 1 + sum(4 if r.suspected else 1 for r in fails)
    drawn = draw_sample(store, Plan(design=Design.RISK, size=3, strata=()), ALWAYS, AT)
    assert len([d for d in store.ledger.samples.drawn(drawn) if d.stands]) == 3


def test_who_is_new_is_told_only_where_the_store_is_older_than_they_are():
    begun = date(2026, 1, 1)
    days = {"ana": begun, "bob": begun + timedelta(days=20), "cas": begun + timedelta(days=40)}
    assert _tenures(days, begun + timedelta(days=60)) == {"cas": "new"}
    assert _tenures(days, begun + timedelta(days=100)) == {"ana": "settled", "cas": "new"}
    assert _tenures(days, begun + timedelta(days=130)) == dict.fromkeys(days, "settled")
    assert _tenures({}, begun) == {}


def test_a_plan_tells_each_group_and_a_bigger_one_is_narrower(night, store):
    framed = frame(store, ALWAYS)
    small, big, whole = (outlooks(framed, Plan(size=n, strata=("channel",)), 0.1, 0.8) for n in (4, 9, 99))
    assert {one.kind for one in small} == {"all", "agent", "queue", "criterion"}
    assert [one.name for one in small] == [one.name for one in big]
    assert all(a.width >= b.width for a, b in zip(small, big, strict=True))
    assert all(one.width == 0 for one in whole)
    assert small[0].picks == pytest.approx(4)
    assert all(one.needed <= one.contacts for one in small)


def test_a_frame_file_is_planned_without_a_store(tmp_path):
    path = tmp_path / "frame.csv"
    path.write_text("contact,agent,queue,risk,colour\nc1,ana,shop,2,red\nc2,bob,shop,,\n,bob,shop,,\nc4,bob,shop,-1,\n")
    rejected = []
    framed = from_file(path, rejected)
    assert [(f.contact, f.risk) for f in framed.frames] == [("c1", 2.0), ("c2", 1.0)]
    assert [(one.ref, one.fields) for one in rejected] == [(f"{path}:4", ("contact",)), (f"{path}:5", ("risk",))]
    found = outlooks(framed, Plan(size=1, design=Design.SIMPLE), 0.1, 0.8)
    assert [(one.kind, one.name, one.contacts) for one in found][1:3] == [("agent", "ana", 1), ("agent", "bob", 1)]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_verdict_that_comes_back_is_a_review_and_settles(sheets, suffix):
    path = sheets.out(suffix)
    row = next(iter(read(path)))
    filled(path, 1, verdict="Fail", turns="0", note="write to me at ada@mail.example.be", reviewer="r-7")
    assert sheets.back(path)[0] == (1, 0, 0)
    (review,) = sheets.reviews(path)
    assert (review.verdict, review.evidence, review.reviewer, review.blind) == (Verdict.FAIL, (0,), "r-7", True)
    assert "ada@" not in review.note
    rubric = scorer_of(sheets.settings).rubric
    (card,) = settle(sheets.store, sheets.store.cards.card(review.line.contact), rubric)
    result = next(r for r in card.results if r.criterion == row.criterion)
    assert (result.verdict, result.confirmed) == (Verdict.FAIL, True)
    assert store_is_marked(sheets, review)


def store_is_marked(sheets, review):
    told = standing(sheets.store, sheets.sample)
    return told.reviewed[review.line.pick] == 1


def test_the_same_file_again_changes_nothing_and_a_changed_verdict_is_a_new_review(sheets):
    path = sheets.out()
    filled(path, 2, verdict="pass")
    assert sheets.back(path)[0] == (1, 0, 0)
    before = sheets.store.ledger.canonical_dump()
    assert sheets.back(path, hours=2)[0] == (0, 1, 0)
    assert sheets.store.ledger.canonical_dump() == before
    filled(path, 2, verdict="unsure")
    assert sheets.back(path, hours=3)[0] == (1, 0, 0)
    assert [one.verdict for one in sheets.reviews(path)] == [Verdict.PASS, Verdict.UNSURE]


WRONG = {
    "a contact that it was not": ({"contact": "swordfish"}, ("contact",)),
    "a criterion that it was not": ({"criterion": "CRT-99"}, ("criterion",)),
    "a verdict there is not": ({"verdict": "swordfish"}, ("verdict",)),
    "a row there is not": ({"row": "swordfish-1"}, ("row",)),
    "a line that the sheet has not": ({"row": "{token}-9999"}, ("row",)),
    "line zero": ({"row": "{token}-0"}, ("row",)),
    "words for turns": ({"turns": "swordfish"}, ("turns",)),
    "a name for an id": ({"reviewer": "Ana Swordfish"}, ("reviewer",)),
    "an address for an id": ({"reviewer": "ana@swordfish.example"}, ("reviewer",)),
    "a note without end": ({"note": "swordfish" * 300}, ("note",)),
}


@pytest.mark.parametrize(("said", "fields"), WRONG.values(), ids=WRONG)
def test_a_row_that_cannot_be_used_is_rejected_by_place_and_field(sheets, said, fields):
    path = sheets.out()
    token = next(iter(read(path))).row.rpartition("-")[0]
    filled(path, 2, verdict="pass")
    filled(path, 1, **({"verdict": "pass"} | {name: text.format(token=token) for name, text in said.items()}))
    counts, (rejected,) = sheets.back(path)
    assert counts == (1, 0, 1)
    assert (rejected.ref, rejected.step, rejected.fields) == (f"{path}:2", "review", fields)
    assert "swordfish" not in repr(rejected).replace(str(path), "").lower()


def test_a_row_without_a_reviewer_needs_one_from_elsewhere(sheets):
    path = sheets.out()
    filled(path, 1, verdict="pass")
    assert sheets.back(path, reviewer="")[0] == (0, 0, 1)


def test_a_row_that_stands_twice_counts_once(sheets):
    path = sheets.out(".jsonl")
    filled(path, 1, verdict="pass")
    first = path.read_bytes().splitlines(keepends=True)[0]
    path.write_bytes(first + first.replace(b'"pass"', b'"fail"'))
    assert sheets.back(path)[0] == (1, 0, 1)


def test_whether_it_was_blind_is_what_the_ledger_says_whatever_the_file_does(sheets):
    path = sheets.out(".jsonl", blind=False)
    filled(path, 1, verdict="pass", blind=True, sheet="other")
    sheets.back(path)
    assert [one.blind for one in sheets.reviews(path)] == [False]


def test_who_saw_the_machines_verdict_is_blind_no_more(sheets):
    seen, blind = sheets.out(blind=False), sheets.out()
    filled(seen, 1, verdict="pass")
    sheets.back(seen)
    filled(blind, 1, verdict="fail")
    sheets.back(blind, reviewer="r-1", hours=2)
    assert [one.blind for one in sheets.reviews(blind)] == [False]
    sheets.back(blind, reviewer="r-2", hours=3)
    assert [one.blind for one in sheets.reviews(blind)] == [False, True]


def test_the_second_grading_comes_from_someone_else_and_settles_nothing(sheets):
    first, second = sheets.out(), sheets.out(part=Part.DOUBLE)
    meant = next(iter(read(second)))
    place = [(r.contact, r.criterion) for r in read(first)].index((meant.contact, meant.criterion)) + 1
    filled(first, place, verdict="pass")
    filled(second, 1, verdict="fail")
    sheets.back(first, reviewer="r-1")
    assert sheets.back(second, reviewer="r-1")[0] == (0, 0, 1)
    assert sheets.back(second, reviewer="r-2")[0] == (1, 0, 0)
    assert sheets.back(first, reviewer="r-2")[0] == (0, 0, 1)
    rubric = scorer_of(sheets.settings).rubric
    (card,) = settle(sheets.store, sheets.store.cards.card(meant.contact), rubric)
    assert next(r.verdict for r in card.results if r.criterion == meant.criterion) is Verdict.PASS


def test_only_what_is_to_be_graded_twice_is_on_the_second_sheet(sheets):
    twice = {r.contact for r in read(sheets.out(part=Part.DOUBLE))}
    assert len(twice) == 3
    assert twice < {r.contact for r in read(sheets.out())}


def test_what_was_skipped_is_on_no_sheet_and_who_stands_in_is(sheets):
    drawn = standing(sheets.store, sheets.sample).drawn[0]
    stand_in = sheets.store.ledger.samples.skip(drawn.id, "cut off", AT)
    contacts = {r.contact for r in read(sheets.out())}
    assert drawn.pick.contact not in contacts
    assert stand_in.pick.contact in contacts


def test_only_what_the_machine_left_open_is_asked_where_that_is_wanted(sheets):
    everything, open_ = list(read(sheets.out())), list(read(sheets.out(open=True)))
    assert 0 < len(open_) < len(everything)
    results = {
        (c.contact, r.criterion): r for row in open_ for c in sheets.store.cards.card(row.contact) for r in c.results
    }
    assert all(results[row.contact, row.criterion].counts_as is Verdict.UNSURE for row in open_)


def test_suspected_criticals_of_a_night_have_a_sheet_of_their_own(night, store, tmp_path):
    sample = store.ledger.samples.sample(1)
    overlay = {d.pick.contact for d in store.ledger.samples.drawn(sample.id) if d.pick.probability is None}
    order = Order(path=tmp_path / "a.csv", token="snight", at=AT, sample=1, part=Part.OVERLAY)
    if not overlay:
        with pytest.raises(UsageError, match="nothing to review"):
            export(night, store, order, [])
    else:
        export(night, store, order, [])
        assert {r.contact for r in read(order.path)} == overlay
