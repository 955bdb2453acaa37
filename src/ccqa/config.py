"""The configuration of a deployment, `ccqa.toml`: where transcripts come from, where things go, what is drawn.

Paths in the file are relative to the file.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, Field, field_validator

from ccqa import tables
from ccqa.bundled import bundled
from ccqa.sampling import Plan
from ccqa.sections import CLOSED, Keep, Privacy, Retention, Staff, Trial
from ccqa.source import Source

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Keep", "Privacy", "Retention", "Settings", "Source", "Staff", "Trial", "What", "demonstration", "load"]


class What(StrEnum):
    """Which contacts are scored. To score every voice call is not lawful everywhere; a sample is drawn before."""

    ALL = "all"
    SAMPLE = "sample"


class Settings(BaseModel):
    """Everything that a night needs to know."""

    model_config = CLOSED

    sources: tuple[Source, ...] = Field(alias="source", min_length=1)
    store: Keep = Keep()
    retention: Retention = Retention()
    privacy: Privacy = Privacy()
    rubric: str = Field(default="rubrics/iso18295.toml", description="The rubric in force.")
    profile: str = Field(default="profiles/default.toml", description="The limits agreed on.")
    model: str = Field(default="1", description="The classifier: a version that ships, a folder, or 'none' for words.")
    score: What = What.ALL
    sample: Plan = Plan()
    people: Staff | None = None
    gate: Trial = Trial()
    report: str = Field(default="out", description="The folder of the nightly reports.")
    time_zone: str = Field(default="Europe/Brussels", description="Where a day begins and ends.")
    batch: int = Field(default=500, ge=1, le=100_000, description="Contacts that are scored in one task.")

    @field_validator("sources", mode="before")
    @classmethod
    def _are_several(cls, given: object) -> object:
        """Take one `[source]` as well as several `[[source]]`."""
        return given if isinstance(given, list | tuple) else (given,)

    @field_validator("sources")
    @classmethod
    def _have_names_of_their_own(cls, sources: tuple[Source, ...]) -> tuple[Source, ...]:
        names = [source.name for source in sources]
        if len(set(names)) < len(names):
            raise ValueError("each source needs a name of its own: the store tells contacts apart by it")
        return sources

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"there is no time zone '{name}'; one is 'Europe/Brussels'") from None
        return name


def load(path: Path) -> Settings:
    """Read a configuration; raises ConfigError that names every mistake. Paths come back absolute."""
    return _anchored(tables.parse(Settings, tables.read(path), path), path.parent.resolve(), path.parent.resolve())


def demonstration(outputs: Path) -> Settings:
    """Return the configuration that ships with ccqa: the bundled contacts, with all that is made put in `outputs`."""
    path = bundled("configs", "ccqa.toml")
    return _anchored(tables.parse(Settings, tables.read(path), path), path.parent, outputs.resolve())


def _anchored(settings: Settings, inputs: Path, outputs: Path) -> Settings:
    """Make paths absolute; a rubric or profile that is not beside the configuration may be one that ships."""
    sources = tuple(
        source.model_copy(update={"paths": tuple(p if "://" in p else str(inputs / p) for p in source.paths)})
        for source in settings.sources
    )
    staff = settings.people
    if staff and staff.file:
        staff = staff.model_copy(update={"file": str(inputs / staff.file)})
    return settings.model_copy(
        update={
            "sources": sources,
            "people": staff,
            "store": settings.store.model_copy(update={"folder": str(outputs / settings.store.folder)}),
            "rubric": _found(settings.rubric, inputs),
            "profile": _found(settings.profile, inputs),
            "model": str(inputs / settings.model) if (inputs / settings.model).is_dir() else settings.model,
            "report": str(outputs / settings.report),
            "privacy": _with_key(settings.privacy, inputs),
        }
    )


def _found(name: str, inputs: Path) -> str:
    own = inputs / name
    return str(own if own.exists() else bundled("configs", name) if bundled("configs", name).exists() else own)


def _with_key(privacy: Privacy, inputs: Path) -> Privacy:
    return privacy.model_copy(update={"key_file": privacy.key_file and str(inputs / privacy.key_file)})
