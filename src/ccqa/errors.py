"""What can go wrong and with which exit code the program then ends; keeps out who raises it.

A message tells where, what, the likeliest cause and the next step, and carries ids, never people's words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """How a command ended. 1 is left to Python: a fault of ccqa itself."""

    ALL_WELL = 0
    WRONG_USAGE = 2
    SOME_REJECTED = 3
    NOTHING_USABLE = 4
    WRONG_CONFIG = 10
    UNREADABLE_SOURCE = 11
    STORE = 12
    MISSING_PART = 13


class CcqaError(Exception):
    """The root of every error that ccqa raises on purpose."""

    exit: Exit = Exit.WRONG_USAGE


class UsageError(CcqaError):
    """The command was asked for something that cannot be."""


class ConfigError(CcqaError):
    """A configuration, rubric, profile or lexicon is wrong; the message names every mistake of the file."""

    exit = Exit.WRONG_CONFIG


class SourceError(CcqaError):
    """A source cannot be reached or opened at all."""

    exit = Exit.UNREADABLE_SOURCE


class StoreError(CcqaError):
    """The store is missing, locked, damaged or of another version."""

    exit = Exit.STORE


class MissingPartError(CcqaError):
    """An optional part of ccqa is not installed."""

    exit = Exit.MISSING_PART


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that could not be used: where it stands, at which step it fell, why, and which fields were wrong.

    `ref` is a file with a line, or an id. No part of it ever holds the record's own words.
    """

    ref: str
    step: str
    reason: str
    fields: tuple[str, ...] = ()
