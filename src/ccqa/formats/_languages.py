"""Which language a contact is in where a file tells it for the whole and for the parts; keeps out hearing it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def language_of(told: str | None, parts: Iterable[str | None], noted: Counter[str]) -> str | None:
    """Return the tag told for the whole, else the commonest of the parts as in BCP 47; several are counted."""
    known = Counter(part.replace("_", "-") for part in parts if part)
    if len({tag.replace("_", "-").partition("-")[0].lower() for tag in (*known, told) if tag}) > 1:
        noted["several languages"] += 1
    return told or next((tag for tag, _ in known.most_common(1)), None)
