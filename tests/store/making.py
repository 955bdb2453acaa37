"""Contacts, scorecards and rows to store: by hand, and by Hypothesis."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from ccqa.contact import (
    Case,
    Channel,
    Contact,
    Direction,
    Event,
    EventKind,
    Flags,
    Role,
    Span,
    Survey,
    Turn,
)
from ccqa.finding import Detection, Verdict
from ccqa.scorecard import Attribution, CriterionResult, ErrorClass, Scorecard, Severity
from ccqa.store import revision_of
from ccqa.store.filing import Place

DAY = date(2026, 1, 15)
NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
PLACE = Place(DAY, 1)


def contact(name: str = "c1", **fields: object) -> Contact:
    turns = (Turn(Role.AGENT, "Good morning.", agent="ana"), Turn(Role.CUSTOMER, "Hello."))
    made = Contact(**{"id": name, "source": "shop", "started_at": NOON, "turns": turns, **fields})
    return made if made.revision else replace(made, revision=revision_of(made))


def card(name: str = "c1", **fields: object) -> Scorecard:
    seen = Detection("greeting", Span(0, 0, 12), "lexicon", 1.0)
    results = (
        CriterionResult("opening", Verdict.PASS, "the agent opens with a greeting", (seen,)),
        CriterionResult("ending", Verdict.FAIL, "no farewell", searched=(0, 1)),
    )
    given = {
        "contact": name,
        "source": "shop",
        "revision": "r1",
        "agent": "ana",
        "started_at": NOON,
        "results": results,
    }
    return Scorecard(**{**given, "rubric": "iso@1", "engine": "e1", **fields})


texts = st.text(max_size=12)
maybe = st.none() | texts
seconds = st.none() | st.floats(allow_nan=False, allow_infinity=False)
moments = st.none() | st.datetimes(timezones=st.just(UTC))
bools = st.sampled_from((None, True, False))
numbers = st.integers(0, 2**31 - 1)
shares = st.floats(0, 1)

turns = st.builds(Turn, st.sampled_from(Role), texts, seconds, seconds, maybe)
events = st.builds(Event, st.sampled_from(EventKind), seconds, seconds, maybe, maybe)
flags = st.builds(Flags, bools, bools, bools, st.none() | st.sampled_from(Role))
surveys = st.builds(Survey, st.floats(allow_nan=False, allow_infinity=False), seconds)
contacts = st.builds(
    Contact,
    id=texts,
    source=texts,
    revision=texts,
    channel=st.sampled_from(Channel),
    direction=st.none() | st.sampled_from(Direction),
    language=maybe,
    client=maybe,
    queue=maybe,
    customer=maybe,
    agent=maybe,
    reason=maybe,
    started_at=moments,
    ended_at=moments,
    wait_s=seconds,
    events=st.lists(events, max_size=2).map(tuple),
    flags=flags,
    survey=st.none() | surveys,
    case=st.none() | st.builds(Case, texts, moments, moments),
    turns=st.lists(turns, max_size=4).map(tuple),
)

detections = st.builds(Detection, texts, st.builds(Span, numbers, numbers, numbers), texts, shares)
results = st.builds(
    CriterionResult,
    texts,
    st.sampled_from(Verdict),
    texts,
    st.lists(detections, max_size=2).map(tuple),
    st.lists(numbers, max_size=3).map(tuple),
    texts,
    st.floats(0, 100),
    st.floats(0, 100),
    st.sampled_from(Severity),
    st.sampled_from(ErrorClass),
    st.sampled_from(Attribution),
)
cards = st.builds(
    Scorecard,
    contact=texts,
    source=texts,
    revision=texts,
    leg=numbers,
    agent=maybe,
    turns=st.lists(numbers, max_size=3).map(tuple),
    channel=st.sampled_from(Channel),
    language=maybe,
    queue=maybe,
    client=maybe,
    started_at=moments,
    rubric=texts,
    engine=texts,
    results=st.lists(results, max_size=4).map(tuple),
)


def rounded(one: Scorecard) -> Scorecard:
    return replace(one, results=tuple(_rounded(r) for r in one.results))


def _rounded(result: CriterionResult) -> CriterionResult:
    return replace(result, evidence=tuple(replace(d, confidence=round(d.confidence, 4)) for d in result.evidence))
