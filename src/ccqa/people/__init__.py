"""Who the agents are: whose an agent's id was at a moment, in which team, with which coach and for how long.

Names live here and on pages alone: neither scorecards nor the store hold them. Keeps out where the table comes from.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime, tzinfo

MONTHS: Final = 12
"""Of a year."""


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of a person at one time. `key` tells persons apart; `name` is for pages alone."""

    key: str
    name: str = ""
    team: str = ""
    coach: str = ""
    started: date | None = None

    def tenure(self, day: date | None, bands: tuple[int, ...]) -> str:
        """Return how long the person had been there on a day, as a band of whole months; empty where unknown."""
        if self.started is None or day is None or day < self.started:
            return ""
        months = (day.year - self.started.year) * MONTHS + day.month - self.started.month
        months -= day.day < self.started.day
        low = max((bound for bound in bands if bound <= months), default=0)
        high = min((bound for bound in bands if bound > months), default=None)
        return f"{low} months or more" if high is None else f"{low} to {high - 1} months"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: whose an agent's id is, from `since` to `until`, both included.

    An empty source stands for every source.
    """

    number: int
    source: str
    agent: str
    person: Person
    since: date = date.min
    until: date = date.max

    def meets(self, other: Line) -> bool:
        """Tell whether two lines have a day in common."""
        return self.since <= other.until and other.since <= self.until


class People:
    """The table of agents, to be asked; `zone` is where a moment becomes a day. Without lines nobody is known."""

    def __init__(self, lines: Iterable[Line] = (), zone: tzinfo = UTC) -> None:
        self._zone = zone
        self._lines: dict[tuple[str, str], list[Line]] = defaultdict(list)
        for line in lines:
            self._lines[line.source, line.agent].append(line)
        self._names = {line.person.key: line.person.name for line in self._all() if line.person.name}

    def __bool__(self) -> bool:
        """Tell whether there is a table."""
        return bool(self._lines)

    def at(self, source: str, agent: str | None, moment: datetime | None) -> Person | None:
        """Return whose an agent's id was at a moment; None where the table does not tell.

        Without a moment it is told only where every line of the id says the same.
        """
        if agent is None:
            return None
        lines = (*self._lines.get((source, agent), ()), *self._lines.get(("", agent), ()))
        day = self.day(moment)
        if day is not None:
            return next((line.person for line in lines if line.since <= day <= line.until), None)
        return lines[0].person if len({line.person for line in lines}) == 1 else None

    def day(self, moment: datetime | None) -> date | None:
        """Return the day of a moment where the deployment is."""
        return None if moment is None else moment.astimezone(self._zone).date()

    def ids_of(self, key: str) -> tuple[str, ...]:
        """Return the agent's ids that a person has or had, in whatever source."""
        return tuple(sorted({line.agent for line in self._all() if line.person.key == key}))

    def name(self, key: str) -> str:
        """Return a person's name, or the key itself where the table gives none or knows no such person."""
        return self._names.get(key, key)

    def _all(self) -> Iterator[Line]:
        return (line for lines in self._lines.values() for line in lines)
