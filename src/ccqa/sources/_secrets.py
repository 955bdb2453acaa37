"""Passwords and keys from the environment: a configuration names the variable, and never holds the secret."""

from __future__ import annotations

import os
from collections.abc import Mapping

from ccqa.errors import SourceError

MARK = "env:"
"""Before the name of a variable whose value is meant."""


def revealed(options: Mapping[str, object]) -> dict[str, object]:
    """Return options with each `env:NAME` in them replaced; raises SourceError where there is no such variable."""
    return {
        str(name): revealed(value) if isinstance(value, Mapping) else secret(value) if isinstance(value, str) else value
        for name, value in options.items()
    }


def secret(told: str) -> str:
    """Return what `env:NAME` stands for, or the text itself; raises SourceError where there is no such variable."""
    if not told.startswith(MARK):
        return told
    name = told.removeprefix(MARK)
    if name not in os.environ:
        raise SourceError(f"the environment has no variable {name}, which the source asks for. Set it, then run again.")
    return os.environ[name]
