"""Names the page of a contact so that no id, however hostile, can lead out of the folder; keeps out what it shows."""

from __future__ import annotations

import hashlib
import re
from typing import Final

_OTHERS: Final = re.compile(r"[^a-z0-9]+")
LONGEST = 40
"""Characters of an id that are kept in a name, for people; the digest tells names apart."""


def name_of(source: str, contact: str) -> str:
    """Return a file name: what is plain in the id, then twelve digits that only this source and id have."""
    plain = _OTHERS.sub("-", contact.lower())[:LONGEST].strip("-")
    digest = hashlib.sha256(f"{source}\0{contact}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{plain}-{digest}.html" if plain else f"{digest}.html"
