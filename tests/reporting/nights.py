"""Nights for tests: contacts said by hand, scorecards made by hand, so that no lexicon has a say."""

from collections import Counter
from datetime import UTC, date, datetime

from ccqa import rubric as rubrics
from ccqa.bundled import bundled
from ccqa.config import What
from ccqa.contact import Channel, Contact, Role, Span, Turn
from ccqa.finding import Detection, Verdict
from ccqa.reporting.figures import Figures
from ccqa.reporting.night import NightView
from ccqa.run.pulling import LoadReport
from ccqa.sampling import OVERLAY, Pick, Plan
from ccqa.scorecard import CriterionResult, Scorecard

RUBRIC = rubrics.load(bundled("configs", "rubrics", "iso18295.toml"))
ENGINE = "ccqa-test"
ROLES = {"A": Role.AGENT, "C": Role.CUSTOMER, "B": Role.BOT}
EVIL = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">{{7*7}}{% raw %}\x1b[31m\u202eevil"
EVIL_ID = "../../x<script>document.title='owned'</script>"


def contact(said, name="c-1", **fields):
    turns = [Turn(ROLES[line[0]], line[3:], start_s=float(12 * n)) for n, line in enumerate(said.split(" | "))]
    given = {"language": "en", "channel": Channel.CHAT, "agent": "agent-01", "source": "shop", "revision": "r1"}
    return Contact(id=name, turns=tuple(turns), **(given | fields))


def seen(of, turn, words, act="greeting"):
    """Return a detection of these words in a turn."""
    start = of.turns[turn].text.index(words)
    return Detection(act, Span(turn, start, start + len(words)), "lexicon", 1.0)


def result(criterion, verdict=Verdict.PASS, because="the reason", evidence=(), searched=()):
    line = RUBRIC.criterion(criterion)
    return CriterionResult(criterion, verdict, because, tuple(evidence), tuple(searched), line.section,
                           RUBRIC.sections[line.section].weight, line.weight, line.severity, line.error_class)  # fmt: skip


def card(of, *results, **fields):
    given = {
        "agent": "agent-01",
        "turns": tuple(range(len(of.turns))),
        "started_at": datetime(2026, 1, 12, 9, tzinfo=UTC),
    }
    return Scorecard(contact=of.id, source=of.source, revision=of.revision, channel=of.channel, language=of.language,
                     rubric=RUBRIC.key, engine=ENGINE, results=results, **(given | fields))  # fmt: skip


def view(judged, scored=What.ALL, **fields):
    """Return the night of (contact, cards) pairs, all of them drawn, the suspected overlaid."""
    figures = Figures()
    for _, cards in judged:
        for one in cards:
            figures.add(one)
    sample = [Pick(c.source, c.id, c.revision, "sample", "chat / en", 0.5) for c, _ in judged]
    suspects = [c for c, cards in judged if any(r.suspected for one in cards for r in one.results)]
    over = [Pick(c.source, c.id, c.revision, OVERLAY, "", None) for c in suspects]
    load = LoadReport(contacts=len(judged), turns=9, masked=Counter({"<CARD>": 1})).as_json()
    load["sources"] = {"shop": load}
    given = {
        "picks": (*sample, *over),
        "cards": {(c.source, c.id): cards for c, cards in judged},
        "contacts": {(c.source, c.id, c.revision): c for c, _ in judged},
        "load": load,
        "figures": figures,
    }
    return NightView(day=date(2026, 1, 12), rubric=RUBRIC, engine=ENGINE, scored=scored, plan=Plan(),
                     **(given | fields))  # fmt: skip


def hostile():
    """Return a contact whose every word and id wants to be run, with evidence in the middle of it."""
    of = contact(
        f"A: Hello {EVIL} | C: {EVIL}{'w' * 4000}", EVIL_ID, queue=EVIL, language=EVIL, agent=EVIL, source=EVIL
    )
    half = Detection(EVIL, Span(0, 3, 20), "lexicon", 1.0)
    return of, (card(of, result("CRT-01", Verdict.PASS, EVIL, [seen(of, 0, EVIL, EVIL), half]),
                     result("IDN-02", Verdict.FAIL, EVIL, [half]),
                     result("CMP-01", Verdict.FAIL, EVIL, searched=[0]), agent=EVIL),)  # fmt: skip
