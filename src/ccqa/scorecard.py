"""A scorecard: one leg of a contact judged by one rubric, and the figures that follow from its results.

The arithmetic of a score is stated here once. Keeps out how verdicts came about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from ccqa.contact import Channel
from ccqa.finding import Detection, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """A critical fail is suspected until a person confirms it."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


class ErrorClass(StrEnum):
    """Whom an error hurts; each class is reported apart."""

    CUSTOMER = "customer"
    BUSINESS = "business"
    COMPLIANCE = "compliance"
    NONE = "none"


class Attribution(StrEnum):
    """Who answers for a criterion; only `AGENT` enters an agent's score."""

    AGENT = "agent"
    CENTRE = "centre"
    CLIENT = "client"


class Gate(StrEnum):
    """Whether a critical fail stands against the contact, and whether a person confirmed one."""

    CLEAR = "clear"
    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """The verdict on one line of the rubric, with what the rubric said of that line at the time."""

    criterion: str
    verdict: Verdict
    because: str
    evidence: tuple[Detection, ...] = ()
    searched: tuple[int, ...] = ()
    section: str = ""
    section_weight: float = 1.0
    weight: float = 1.0
    severity: Severity = Severity.MINOR
    error_class: ErrorClass = ErrorClass.NONE
    attribution: Attribution = Attribution.AGENT
    confirmed: bool = False
    """Whether a person judged so."""

    @property
    def suspected(self) -> bool:
        """A critical fail that no person has confirmed."""
        return self.verdict is Verdict.FAIL and self.severity is Severity.CRITICAL and not self.confirmed

    @property
    def counts_as(self) -> Verdict:
        """The verdict as it enters every figure: a suspected critical fail is *unsure* until confirmed."""
        return Verdict.UNSURE if self.suspected else self.verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """One leg judged. `engine` names the program's version and the digests of words, model and profile."""

    contact: str
    source: str = ""
    revision: str = ""
    leg: int = 0
    agent: str | None = None
    turns: tuple[int, ...] = ()
    channel: Channel = Channel.OTHER
    language: str | None = None
    queue: str | None = None
    client: str | None = None
    started_at: datetime | None = None
    rubric: str = ""
    engine: str = ""
    results: tuple[CriterionResult, ...] = ()

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What tells scorecards of one rubric and engine apart: source, contact, revision, leg."""
        return (self.source, self.contact, self.revision, self.leg)

    @property
    def _agents(self) -> tuple[CriterionResult, ...]:
        return tuple(r for r in self.results if r.attribution is Attribution.AGENT)

    @property
    def section_scores(self) -> dict[str, float]:
        """Share of weight passed, of weight passed or failed, from 0 to 1, for each section that has any."""
        return {name: share for name, (share, _) in self._sections().items()}

    @property
    def score(self) -> float | None:
        """Mean of the section scores, weighted by section, from 0 to 1; None where nothing was scored."""
        sections = self._sections().values()
        total = sum(weight for _, weight in sections)
        return sum(share * weight for share, weight in sections) / total if total else None

    def _sections(self) -> dict[str, tuple[float, float]]:
        """Return (share passed, section weight) of each section that has a pass or a fail with weight."""
        found = {}
        by_section = sorted(self._agents, key=lambda r: r.section)
        for name, group in groupby(by_section, key=lambda r: r.section):
            results = tuple(group)
            scored = _weight(results, Verdict.PASS, Verdict.FAIL)
            if scored:
                found[name] = (_weight(results, Verdict.PASS) / scored, results[0].section_weight)
        return found

    @property
    def coverage(self) -> float | None:
        """Share of the weight that was due and could be told, from 0 to 1; None where nothing was due."""
        due = _weight(self._agents, Verdict.PASS, Verdict.FAIL, Verdict.UNSURE)
        return _weight(self._agents, Verdict.PASS, Verdict.FAIL) / due if due else None

    @property
    def gate(self) -> Gate:
        """Whether any critical fail is confirmed, else whether any is suspected."""
        fails = [r for r in self.results if r.verdict is Verdict.FAIL and r.severity is Severity.CRITICAL]
        if any(r.confirmed for r in fails):
            return Gate.CONFIRMED
        return Gate.SUSPECTED if fails else Gate.CLEAR

    @property
    def error_free(self) -> dict[ErrorClass, bool | None]:
        """For each class that the rubric watches, whether no critical criterion of it fails.

        None where one is unsure or only suspected; False where a person confirmed a fail.
        """
        watched = [r for r in self.results if r.severity is Severity.CRITICAL and r.error_class is not ErrorClass.NONE]
        classes = dict.fromkeys(r.error_class for r in watched)
        unsure = {r.error_class for r in watched if r.counts_as is Verdict.UNSURE}
        failed = {r.error_class for r in watched if r.counts_as is Verdict.FAIL}
        return {kind: False if kind in failed else None if kind in unsure else True for kind in classes}


def _weight(results: Iterable[CriterionResult], *verdicts: Verdict) -> float:
    return sum(r.weight for r in results if r.counts_as in verdicts)
