"""Rows in, lines out, with every mistake of a table told at once, by its line and never by what stands there."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ccqa.errors import ConfigError
from ccqa.people import Line, Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

MOST_TOLD: Final = 50
"""Mistakes that one message lists."""


class Row(BaseModel):
    """One line of the table of agents. `from` and `to` are days, both included; `started` is the first day at work."""

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)

    agent: str = Field(min_length=1)
    person: str = Field(min_length=1)
    source: str = ""
    name: str = ""
    team: str = ""
    coach: str = ""
    started: date | None = None
    since: date = Field(default=date.min, alias="from")
    until: date = Field(default=date.max, alias="to")

    @field_validator("*", mode="before")
    @classmethod
    def _is_text_or_day(cls, value: object) -> object:
        return str(value) if isinstance(value, int) else value


COLUMNS: Final = tuple(field.alias or name for name, field in Row.model_fields.items())


def lines(
    rows: Iterable[tuple[int, Mapping[str, Any]]], where: str, pseudonym: Callable[[str], str]
) -> tuple[Line, ...]:
    """Return the lines of numbered rows, ids and persons pseudonymised; raises ConfigError that lists every mistake."""
    found: list[Line] = []
    wrong: list[str] = []
    for number, row in rows:
        try:
            found.append(_line(number, Row.model_validate({k: v for k, v in row.items() if v not in {"", None}})))
        except ValidationError as fault:
            fields = sorted({str(error["loc"][0]) for error in fault.errors()})
            wrong.append(f"line {number}: {', '.join(fields)} missing or unreadable; days are written as 2026-01-31")
    wrong += [*_backwards(found), *_at_once(found), *_contradictions(found)]
    if wrong:
        raise ConfigError(f"{where}: {len(wrong)} mistake(s):\n" + "\n".join(f"  {w}" for w in wrong[:MOST_TOLD]))
    persons = {line.person.key: pseudonym(line.person.key) for line in found}
    return tuple(_hidden(line, persons, pseudonym) for line in found)


def _line(number: int, row: Row) -> Line:
    person = Person(row.person, row.name, row.team, row.coach, row.started)
    return Line(number, row.source, row.agent, person, row.since, row.until)


def _hidden(line: Line, persons: Mapping[str, str], pseudonym: Callable[[str], str]) -> Line:
    """Return a line that bears pseudonyms; a coach who is a person of the table goes by that person's."""
    one = line.person
    person = Person(persons[one.key], one.name, one.team, persons.get(one.coach, one.coach), one.started)
    return Line(line.number, line.source, pseudonym(line.agent), person, line.since, line.until)


def _backwards(found: Iterable[Line]) -> Iterator[str]:
    return (f"line {line.number}: ends before it begins" for line in found if line.until < line.since)


def _at_once(found: Iterable[Line]) -> Iterator[str]:
    """Tell where an agent's id is given twice on one day."""
    for one, other in _pairs(found, lambda line: line.agent):
        if one.meets(other) and (one.source == other.source or not one.source or not other.source):
            yield f"lines {one.number} and {other.number}: the same agent's id on the same days"


def _contradictions(found: Iterable[Line]) -> Iterator[str]:
    """Tell where a person is two things that nobody can be."""
    for one, other in _pairs(found, lambda line: line.person.key):
        for field in ("name", "started", *(("team", "coach") if one.meets(other) else ())):
            values = {getattr(line.person, field) for line in (one, other)} - {"", None}
            if len(values) > 1:
                yield f"lines {one.number} and {other.number}: one person with two values of {field}"


def _pairs(found: Iterable[Line], of: Callable[[Line], str]) -> Iterator[tuple[Line, Line]]:
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in found:
        groups[of(line)].append(line)
    return (pair for group in groups.values() for pair in combinations(group, 2))
