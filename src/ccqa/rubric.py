"""A rubric: which checks make which criterion, what it weighs, and whence it derives. Keeps out how a check works."""

from __future__ import annotations

import hashlib
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from ccqa import tables
from ccqa.checks import catalogue
from ccqa.errors import ConfigError
from ccqa.scorecard import Attribution, ErrorClass, Severity

if TYPE_CHECKING:
    from pathlib import Path

Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=80)]


class Section(BaseModel):
    """A part of the rubric, with its share of the contact's score."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    weight: float = Field(ge=0, le=100, description="Points, relative to the other sections that were scored.")


class Criterion(BaseModel):
    """One line of a rubric."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Slug
    section: Slug
    title: str
    checks: tuple[Slug, ...] = Field(min_length=1)
    weight: float = Field(ge=0, le=100, description="Points, relative to the other criteria of the section.")
    severity: Severity = Severity.MINOR
    error_class: ErrorClass = ErrorClass.NONE
    attribution: Attribution = Attribution.AGENT
    basis: tuple[str, ...] = Field(description="Clauses it derives from, such as '18295-1 4.4 [A]'.")

    @property
    def definition(self) -> str:
        """Digest of what people judge by, its title and checks: a review holds only while it stays the same."""
        return hashlib.sha256("\0".join((self.title, *self.checks)).encode()).hexdigest()[:16]


class Rubric(BaseModel):
    """A scoring form: sections, criteria and what they derive from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Slug
    version: str = Field(pattern=r"^[0-9A-Za-z.\-]+$")
    title: str
    basis: str
    grades: dict[str, str] = Field(default_factory=dict, description="What the letters behind a clause mean.")
    sections: dict[Slug, Section] = Field(min_length=1)
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    @property
    def key(self) -> str:
        """The name under which scorecards cite it: `id@version`."""
        return f"{self.id}@{self.version}"

    @property
    def definitions(self) -> dict[str, str]:
        """The digest of each criterion's definition, by id."""
        return {c.id: c.definition for c in self.criteria}

    def criterion(self, name: str) -> Criterion | None:
        """Return a criterion by id, or None."""
        return next((c for c in self.criteria if c.id == name), None)


def load(path: Path) -> Rubric:
    """Read a rubric; raises ConfigError that names every mistake, with the closest name for an unknown check."""
    rubric = tables.parse(Rubric, tables.read(path), path)
    if mistakes := [*_unknown_checks(rubric), *_unknown_sections(rubric), *_repeats(rubric)]:
        raise ConfigError(f"{path}: {' '.join(mistakes)}")
    return rubric


def _unknown_checks(rubric: Rubric) -> list[str]:
    known = catalogue()
    return [
        f"criterion '{c.id}' names check '{name}', which does not exist."
        f"{_closest(name, known)} `ccqa checks` lists them all."
        for c in rubric.criteria
        for name in c.checks
        if name not in known
    ]


def _closest(name: str, known: Any) -> str:  # noqa: ANN401 - any collection of names
    near = get_close_matches(name, list(known), n=1)
    return f" Did you mean '{near[0]}'?" if near else ""


def _unknown_sections(rubric: Rubric) -> list[str]:
    return [
        f"criterion '{c.id}' is in section '{c.section}', which does not exist.{_closest(c.section, rubric.sections)}"
        for c in rubric.criteria
        if c.section not in rubric.sections
    ]


def _repeats(rubric: Rubric) -> list[str]:
    ids = [c.id for c in rubric.criteria]
    return [f"criterion '{name}' stands more than once." for name in sorted({i for i in ids if ids.count(i) > 1})]
