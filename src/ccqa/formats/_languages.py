"""Which language a contact is in where a file tells it for the whole and for the parts; keeps out hearing it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def language_of(told: str | None, parts: Iterable[str | None], noted: Counter[str]) -> str | None:
    """Return the language told for the whole, else the commonest of the parts. Several are counted."""
    known = Counter(part for part in parts if part)
    if len({language.lower() for language in (*known, told) if language}) > 1:
        noted["several languages"] += 1
    return told or next((language for language, _ in known.most_common(1)), None)
