"""Folds scorecards into the figures that people see, one at a time: counters only, so memory stays flat.

A suspected critical fail counts as *unsure* in every share; how many there are is told apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ccqa.finding import Verdict
from ccqa.scorecard import Attribution, ErrorClass
from ccqa.statistics.shares import FEWEST_FOR_PERCENTAGE, interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ccqa.scorecard import Scorecard

ALL = ("all", "all")
GROUPS = ("language", "channel", "agent")
"""The fields of a scorecard by which figures are also kept."""
TOLD = (Verdict.PASS, Verdict.FAIL)


@dataclass(frozen=True, slots=True)
class Share:
    """How often a criterion was met: counts, and the pass share with its 95 % interval from 0 to 1."""

    passed: int = 0
    failed: int = 0
    na: int = 0
    unsure: int = 0
    suspected: int = 0

    @property
    def n(self) -> int:
        """Legs that could be told: passed or failed."""
        return self.passed + self.failed

    @property
    def legs(self) -> int:
        """All legs."""
        return self.n + self.na + self.unsure

    @property
    def enough(self) -> bool:
        """Whether there are enough for a percentage."""
        return self.n >= FEWEST_FOR_PERCENTAGE

    @property
    def value(self) -> float | None:
        """The pass share, or None where there is too little for one."""
        return self.passed / self.n if self.enough else None

    @property
    def bounds(self) -> tuple[float, float]:
        """The Wilson interval of the pass share."""
        return interval(self.passed, self.n)


@dataclass(slots=True)
class Figures:
    """The figures of many scorecards, kept by adding them; every question can be asked at any time."""

    cards: int = 0
    _verdicts: dict[tuple[str, str], dict[str, Counter[Verdict]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )
    _suspected: Counter[tuple[tuple[str, str], str]] = field(default_factory=Counter)
    _legs: Counter[tuple[str, str]] = field(default_factory=Counter)
    _contacts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _latest: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    _told: Counter[tuple[tuple[str, str], str]] = field(default_factory=Counter)
    _free: dict[ErrorClass, Counter[bool | None]] = field(default_factory=lambda: defaultdict(Counter))
    _sums: dict[str, float] = field(default_factory=lambda: {"score": 0.0, "coverage": 0.0})
    _seen: Counter[str] = field(default_factory=Counter)

    def add(self, card: Scorecard, beside: Mapping[str, str] | None = None) -> None:
        """Count a scorecard; those of one contact come together.

        `beside` are values of more fields, such as a team, or of `agent` where the person is known.
        """
        self.cards += 1
        fields = {name: str(getattr(card, name) or "-") for name in GROUPS} | dict(beside or {})
        groups = [ALL, *fields.items()]
        self._count(groups, card)
        for result in card.results:
            for group in groups:
                self._verdicts[group][result.criterion][result.counts_as] += 1
                self._suspected[group, result.criterion] += result.suspected
        for kind, free in card.error_free.items():
            self._free[kind][free] += 1
        for name, value in (("score", card.score), ("coverage", card.coverage)):
            if value is not None:
                self._sums[name] += value
                self._seen[name] += 1

    def _count(self, groups: list[tuple[str, str]], card: Scorecard) -> None:
        """Count leg and contact, and the sections in which anything that the agent answers for could be told."""
        self._legs.update(groups)
        told = {r.section for r in card.results if r.attribution is Attribution.AGENT and r.counts_as in TOLD}
        self._told.update((group, section) for group in groups for section in told)
        self._contacts.update(group for group in groups if self._latest.get(group) != card.key[:3])
        self._latest.update(dict.fromkeys(groups, card.key[:3]))

    def contacts(self, group: tuple[str, str]) -> int:
        """Return the contacts of a group: two of its legs in one contact are one."""
        return self._contacts[group]

    def told(self, section: str, group: tuple[str, str]) -> int:
        """Return the scorecards of a group in which anything of a section could be told."""
        return self._told[group, section]

    def share(self, criterion: str, group: tuple[str, str] = ALL) -> Share:
        """Return how often a criterion was met, in all or in one group such as `("language", "fr")`."""
        counts = self._verdicts.get(group, {}).get(criterion, Counter())
        return Share(
            counts[Verdict.PASS],
            counts[Verdict.FAIL],
            counts[Verdict.NA],
            counts[Verdict.UNSURE],
            self._suspected[group, criterion],
        )

    def groups(self, name: str) -> tuple[tuple[str, int], ...]:
        """Return the values of a field with their legs, such as `(("fr", 12), ("nl", 9))`, by value."""
        return tuple(sorted((value, n) for (kind, value), n in self._legs.items() if kind == name))

    def over(self, criteria: Iterable[str], group: tuple[str, str]) -> Share:
        """Return the verdicts of several criteria of a group taken together."""
        shares = [self.share(criterion, group) for criterion in criteria]
        return Share(
            *(sum(getattr(s, name) for s in shares) for name in ("passed", "failed", "na", "unsure", "suspected"))
        )

    def mean(self, name: str) -> tuple[float | None, int]:
        """Return the mean `score` or `coverage` from 0 to 1 with the scorecards that have one; None below ten."""
        n = self._seen[name]
        return (self._sums[name] / n if n >= FEWEST_FOR_PERCENTAGE else None, n)

    def error_free(self, kind: ErrorClass) -> tuple[int, int]:
        """Return (legs known to be free of critical errors of a class, legs where that cannot be told)."""
        return self._free[kind][True], self._free[kind][None]

    @property
    def suspected(self) -> int:
        """How many critical fails are suspected."""
        return sum(n for (group, _), n in self._suspected.items() if group == ALL)
