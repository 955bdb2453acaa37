"""Tables of agents, teams and coaches: how much of each section was met; keeps out any order but that of names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from ccqa.scorecard import Attribution
from ccqa.statistics.shares import FEWEST_FOR_PERCENTAGE, interval

if TYPE_CHECKING:
    from ccqa.reporting.night import NightView

TITLES: Final = {"agent": "Agents", "team": "Teams", "coach": "Coaches"}
UNKNOWN: Final = "-"


@dataclass(frozen=True, slots=True)
class Met:
    """How much of a section was met, of what was due and could be told: verdicts, from `n` scorecards.

    The interval counts scorecards, since the verdicts of one contact go together. Suspected criticals are no verdicts.
    """

    passed: int
    told: int
    n: int

    @property
    def enough(self) -> bool:
        """Whether there are enough scorecards for a percentage."""
        return self.n >= FEWEST_FOR_PERCENTAGE

    @property
    def value(self) -> float | None:
        """The share of verdicts that are passes, or None where there is too little for one."""
        return self.passed / self.told if self.enough else None

    @property
    def bounds(self) -> tuple[float, float]:
        """The Wilson interval of the share, as if each scorecard were one verdict."""
        return interval(self.n * self.passed / self.told, self.n) if self.told else (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Member:
    """One agent, team or coach: the contacts, and what was met of each section."""

    name: str
    contacts: int
    sections: tuple[Met, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The members of one kind, in order of name, those of nobody last."""

    name: str
    title: str
    sections: tuple[str, ...]
    members: tuple[Member, ...]


def tables(view: NightView) -> tuple[Table, ...]:
    """Return the tables that have a member; teams and coaches are known from the table of people alone."""
    return tuple(
        Table(name, title, tuple(section.title for section in view.rubric.sections.values()), members)
        for name, title in TITLES.items()
        if (members := _members(view, name))
    )


def _members(view: NightView, name: str) -> tuple[Member, ...]:
    found = [_member(view, (name, value)) for value, _ in view.figures.groups(name) if value != UNKNOWN]
    nobody = [_member(view, (name, UNKNOWN))] if view.figures.contacts((name, UNKNOWN)) else []
    return (*sorted(found, key=lambda member: _in_order(member.name)), *nobody)


def _in_order(name: str) -> tuple[str, str]:
    """Return what puts a name where people look for it, whatever accents it bears."""
    return normalize("NFKD", name).encode("ascii", "ignore").decode().casefold(), name


def _member(view: NightView, group: tuple[str, str]) -> Member:
    name = "unknown" if group[1] == UNKNOWN else view.people.name(group[1])
    return Member(name, view.figures.contacts(group), tuple(_met(view, s, group) for s in view.rubric.sections))


def _met(view: NightView, section: str, group: tuple[str, str]) -> Met:
    lines = (c.id for c in view.rubric.criteria if c.section == section and c.attribution is Attribution.AGENT)
    share = view.figures.over(lines, group)
    return Met(share.passed, share.n, view.figures.told(section, group))
