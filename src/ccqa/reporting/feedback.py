"""What a coach can tell an agent: what went well, and a few things to work on; keeps out what no person has confirmed.

A suspected critical fail never appears here, and what was not due or could not be told counts for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ccqa.finding import Verdict
from ccqa.reporting.coaching import Said, Tally, quoted, tally, to_praise, to_work_on
from ccqa.reporting.figures import Share
from ccqa.reporting.rendering import page, sentence
from ccqa.reporting.writing import markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ccqa.contact import Contact
    from ccqa.rubric import Rubric
    from ccqa.scorecard import Scorecard

MOST: Final = 3
"""Points of each kind: more is not remembered."""
CAUTION: Final = (
    "Machine verdicts, not yet validated by people: read the contact with the agent before you draw on it. "
    "Nothing critical is here that no person has confirmed."
)
PLACES: Final = 4
"""Decimals of shares."""


@dataclass(frozen=True, slots=True)
class Point:
    """One criterion: in how many of n contacts it was met, the share with its 95 % interval, and the agent's words.

    Shares run from 0 to 1, and are None under ten contacts. `because` is the reason given most often.
    """

    criterion: str
    title: str
    because: str
    passed: int
    n: int
    share: float | None
    low: float | None
    high: float | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a coach can tell one agent; days are ISO dates, or None where no contact has one."""

    agent: str
    rubric: str
    contacts: int
    since: str | None
    until: str | None
    well: tuple[Point, ...]
    work_on: tuple[Point, ...]


def agent_feedback(
    agent: str, cards: Iterable[Scorecard], contacts: Mapping[tuple[str, str, str], Contact], rubric: Rubric
) -> Feedback:
    """Return what went well and what to work on, from an agent's scorecards; `contacts` by source, id and revision.

    The cards of other agents are left out. A contact whose transcript is no longer kept counts, and is not quoted.
    """
    own = sorted((card for card in cards if card.agent == agent), key=lambda card: card.key)
    tallies = tally(own, rubric)
    worst = to_work_on(tallies)[:MOST]
    best = [t for t in to_praise(tallies) if t not in worst and quoted(t, Verdict.PASS, contacts)][:MOST]
    days = sorted(card.started_at.date().isoformat() for card in own if card.started_at)
    return Feedback(
        agent,
        rubric.key,
        len({card.key[:3] for card in own}),
        days[0] if days else None,
        days[-1] if days else None,
        tuple(_point(t, Verdict.PASS, contacts) for t in best),
        tuple(_point(t, Verdict.FAIL, contacts) for t in worst),
    )


def _point(found: Tally, verdict: Verdict, contacts: Mapping[tuple[str, str, str], Contact]) -> Point:
    share = Share(len(found.passes), len(found.fails))
    low, high = (round(bound, PLACES) for bound in share.bounds) if share.enough else (None, None)
    value = None if share.value is None else round(share.value, PLACES)
    said = quoted(found, verdict, contacts)
    because = found.reason(verdict)
    return Point(found.line.id, found.line.title, because, share.passed, share.n, value, low, high, said)


def counted(point: Point) -> str:
    """Return how often a criterion was met, with a percentage and its interval where there are enough for one."""
    plain = f"met in {point.passed} of {point.n} contact{'s' if point.n != 1 else ''} where it was due"
    if point.share is None or point.low is None or point.high is None:
        return plain
    return f"{plain} ({point.share:.0%}; 95% interval {point.low:.0%} to {point.high:.0%})"


def to_markdown(found: Feedback) -> str:
    """Return feedback as Markdown in which nobody's words can become markup."""
    return "\n".join([*_head(found), *_points(found.well, "well"), *_points(found.work_on, "work on"), ""])


def to_html(found: Feedback) -> str:
    """Return feedback as a page that stands alone."""
    return page("feedback.html", found=found, counted=counted)


def _head(found: Feedback) -> list[str]:
    days = f", {found.since} to {found.until}" if found.since else ""
    return [
        f"# Feedback for {markdown(found.agent)}",
        "",
        f"From {found.contacts} contacts{days}. Rubric {markdown(found.rubric)}.",
        CAUTION,
    ]


def _points(points: Sequence[Point], kind: str) -> list[str]:
    title, none = {
        "well": ("What went well", "Nothing can be quoted yet: start with a contact that you both remember."),
        "work on": ("What you could work on together", "Nothing stands out in these contacts."),
    }[kind]
    lines = ["", f"## {title}", "", *([] if points else [none])]
    for number, point in enumerate(points, 1):
        lines += [f"{number}. **{markdown(point.title)}** ({point.criterion}): {counted(point)}."]
        lines += [f"   {markdown(sentence(point.because))}"] if kind == "work on" else []
        lines += [line for said in point.said for line in ("", f"   > {_said(said)}")] + [""]
    return lines


def _said(said: Said) -> str:
    where = f"{markdown(said.contact)}, turn {said.turn}"
    if not said.words:
        return f"{where}, a place for it: {markdown(said.before)}"
    return f"{where}: {markdown(said.before)}**{markdown(said.words)}**{markdown(said.after)}"
