"""Chooses what to tell an agent: counts verdicts by criterion, puts them in order and finds the words to quote."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ccqa.contact import Role
from ccqa.finding import Verdict
from ccqa.reporting.quoting import place, quotes
from ccqa.rubric import Criterion
from ccqa.scorecard import Attribution
from ccqa.statistics.shares import interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ccqa.contact import Contact
    from ccqa.reporting.quoting import Quote
    from ccqa.rubric import Rubric
    from ccqa.scorecard import CriterionResult, Scorecard

Judged = tuple["Scorecard", "CriterionResult"]
QUOTED: Final = {Verdict.PASS: 1, Verdict.FAIL: 2}
"""How many contacts are quoted for a point."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one contact, with what stands around them. Where `words` is empty, the turn is where they were due."""

    contact: str
    source: str
    turn: int
    role: str
    before: str
    words: str
    after: str


@dataclass(slots=True)
class Tally:
    """What was found of one criterion: passes and fails, and whether anything waits for a person."""

    line: Criterion
    section_weight: float
    passes: list[Judged] = field(default_factory=list)
    fails: list[Judged] = field(default_factory=list)
    waits: bool = False

    @property
    def worth(self) -> float:
        """Weight of the criterion times that of its section."""
        return self.line.weight * self.section_weight

    def reason(self, verdict: Verdict) -> str:
        """Return the reason given most often, the first in the alphabet among equals."""
        counts = Counter(result.because for _, result in self.of(verdict))
        return min(counts, key=lambda because: (-counts[because], because), default="")

    def of(self, verdict: Verdict) -> list[Judged]:
        """Return the passes or the fails."""
        return self.passes if verdict is Verdict.PASS else self.fails


def tally(cards: Iterable[Scorecard], rubric: Rubric) -> tuple[Tally, ...]:
    """Count the criteria that an agent answers for, the newest contact first; suspected fails are left out."""
    agents = [line for line in rubric.criteria if line.attribution is Attribution.AGENT]
    found = {line.id: Tally(line, rubric.sections[line.section].weight) for line in agents}
    newest = sorted(cards, key=lambda card: card.started_at.timestamp() if card.started_at else 0.0, reverse=True)
    for card in newest:
        for result in card.results:
            if known := found.get(result.criterion):
                _count(known, card, result)
    return tuple(found.values())


def _count(known: Tally, card: Scorecard, result: CriterionResult) -> None:
    known.waits |= result.suspected
    if result.counts_as is Verdict.PASS:
        known.passes.append((card, result))
    elif result.counts_as is Verdict.FAIL:
        known.fails.append((card, result))


def to_work_on(tallies: Iterable[Tally]) -> list[Tally]:
    """Return what failed, in order of weight times section weight times fails, then by id."""
    return sorted((t for t in tallies if t.fails), key=lambda t: (-t.worth * len(t.fails), t.line.id))


def to_praise(tallies: Iterable[Tally]) -> list[Tally]:
    """Return what passed more often than it failed, the surest first; nothing that waits for a person is praised."""
    mostly = (t for t in tallies if len(t.passes) > len(t.fails) and not t.waits)
    return sorted(mostly, key=lambda t: (-_surely(t), -t.worth, t.line.id))


def _surely(found: Tally) -> float:
    return interval(len(found.passes), len(found.passes) + len(found.fails))[0]


def quoted(found: Tally, verdict: Verdict, contacts: Mapping[tuple[str, str, str], Contact]) -> tuple[Said, ...]:
    """Return words from the newest contacts with this verdict; for a fail by absence, the place where they were due."""
    return tuple(said for said, _ in zip(_words(found, verdict, contacts), range(QUOTED[verdict]), strict=False))


def _words(found: Tally, verdict: Verdict, contacts: Mapping[tuple[str, str, str], Contact]) -> Iterator[Said]:
    for card, result in found.of(verdict):
        contact = contacts.get((card.source, card.contact, card.revision))
        chosen = _chosen(contact, result, verdict) if contact else None
        if chosen:
            yield Said(card.contact, card.source, chosen.turn, chosen.role, chosen.before, chosen.words, chosen.after)


def _chosen(contact: Contact, result: CriterionResult, verdict: Verdict) -> Quote | None:
    """Return the agent's own words first: praise without them says nothing."""
    found = quotes(contact, result)
    own = [quote for quote in found if quote.role == Role.AGENT]
    if verdict is Verdict.PASS:
        return own[0] if own else None
    return next(iter(own or found), None) or place(contact, result.searched)
