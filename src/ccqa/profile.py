"""A profile: the limits that a client and its centre agreed on, such as how long a silence counts as a wait.

Every number of ccqa that is a choice lives in a profile; none is asked for by a standard.
"""

from __future__ import annotations

import hashlib
from difflib import get_close_matches
from typing import TYPE_CHECKING

import orjson
from pydantic import BaseModel, ConfigDict, Field

from ccqa import tables
from ccqa.checks import catalogue
from ccqa.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


class Profile(BaseModel):
    """Limits by check id; a check that is not named keeps its own defaults."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str = ""
    limits: dict[str, dict[str, float | int | str | bool]] = Field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that change with any limit."""
        return hashlib.sha256(orjson.dumps(self.limits, option=orjson.OPT_SORT_KEYS)).hexdigest()[:12]

    def given(self, check: str) -> BaseModel | None:
        """Return what a check is given, or None where the profile leaves it alone."""
        model = catalogue()[check].limits
        values = self.limits.get(check)
        return None if model is None or values is None else model.model_validate(values)


def load(path: Path) -> Profile:
    """Read a profile; raises ConfigError where a check or a limit does not exist."""
    profile = tables.parse(Profile, tables.read(path), path)
    for name, values in profile.limits.items():
        check = catalogue().get(name)
        if check is None or check.limits is None:
            near = get_close_matches(name, [c.id for c in catalogue().values() if c.limits], n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise ConfigError(f"{path}: there is no check '{name}' with limits.{hint}")
        tables.parse(check.limits, values, f"{path}: limits of '{name}'")
    return profile
