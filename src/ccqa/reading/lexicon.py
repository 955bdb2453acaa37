"""Lexicons: what words each act is known by in one language, read from TOML tables that a QA analyst can edit.

Keeps out how words are matched.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from ccqa.contact import Role
from ccqa.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

Model = TypeVar("Model", bound=BaseModel)
Guard = Literal["negation", "reported", "hypothetical"]


class Entry(BaseModel):
    """The words of one act. `hits` mark the place in square brackets; `misses` are near-misses.

    `doubtful` words may be the act and may not: they never count as seen, but a failure for want of the act becomes
    *unsure*. `unless` lists look-alikes. `asked`: only (true) or never (false) in a question.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: str
    side: tuple[Role, ...] = (Role.AGENT,)
    phrases: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()
    asked: bool | None = None
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()


class Lexicon(BaseModel):
    """All the words of one language: entries by act or signal, and the words of the guards."""

    model_config = ConfigDict(frozen=True)

    language: str
    entries: dict[str, Entry]
    guards: dict[Guard, tuple[str, ...]]


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have lexicons, sorted."""
    return tuple(
        sorted(folder.name for folder in _root().iterdir() if folder.is_dir() and not folder.name.startswith("_"))
    )


def _root() -> Traversable:
    return files("ccqa.reading") / "lexicons"


def _pages(language: str) -> list[Traversable]:
    return sorted((p for p in (_root() / language).iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)


@cache
def digest() -> str:
    """Return twelve hexadecimal digits that change with any word of any language."""
    pages = (page.read_bytes() for language in languages() for page in _pages(language))
    return hashlib.sha256(b"\0".join(pages)).hexdigest()[:12]


@cache
def load(language: str) -> Lexicon:
    """Read the lexicon of a language; raises ConfigError that names every mistake of the file."""
    entries: dict[str, Entry] = {}
    guards: Mapping[str, object] = {}
    for page in _pages(language):
        table = _parsed(page)
        if page.name == "guards.toml":
            guards = table
        else:
            entries |= {act: _checked(Entry, fields, f"{page}: act '{act}'") for act, fields in table.items()}
    return _checked(Lexicon, {"language": language, "entries": entries, "guards": guards}, language)


def _parsed(page: Traversable) -> dict[str, dict[str, object]]:
    try:
        return tomllib.loads(page.read_bytes().decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ConfigError(f"{page}: not a TOML file: {fault}.") from None


def _checked(model: type[Model], fields: Mapping[str, object], where: str) -> Model:
    try:
        return model.model_validate(fields)
    except ValidationError as fault:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in fault.errors())
        raise ConfigError(f"{where}: {wrong}.") from None
