"""Counts the keys and columns that a reader does not know, and drops what we never store about a person's mood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

MOOD = re.compile(r"sentiment|emotion|loudness", re.IGNORECASE)
PLAIN = re.compile(r"[A-Za-z_][A-Za-z_.-]{0,39}")
"""A key that looks like a key. Others may be data, which no report repeats."""

MOST_NAMES = 100
SOME_KEY = "unknown key: (other)"


def count_mood(value: object, noted: Counter[str]) -> None:
    """Count the sentiments, emotions and loudnesses in a JSON value, at whatever depth; a list of them counts each."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting += here
        elif isinstance(here, dict):
            waiting += (inner for key, inner in here.items() if not MOOD.search(key))
            moods = [inner for key, inner in here.items() if MOOD.search(key) and inner is not None]
            if moods:
                noted["sentiment dropped"] += sum(len(mood) if isinstance(mood, list) else 1 for mood in moods)


def count_unknown(keys: Iterable[str], noted: Counter[str]) -> None:
    """Count keys that are dropped: by name where they are few and plain, else under one heading."""
    for key in keys:
        if MOOD.search(key):
            noted["sentiment dropped"] += 1
            continue
        what = f"unknown key: {key}" if PLAIN.fullmatch(key) else SOME_KEY
        noted[what if what in noted or len(noted) < MOST_NAMES else SOME_KEY] += 1
