"""Puts people's words into Markdown so that they stay words; keeps out what is said."""

from __future__ import annotations

import re
from typing import Final

from ccqa.reporting.escape import visible

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]#|~!])")
_SPACE: Final = re.compile(r"\s+")
_ENTITIES: Final = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("://", "&#58;//"), ("www.", "www&#46;"))
"""Addresses too: some readers make links of them."""


def markdown(text: str) -> str:
    """Return a text on one line in which nothing is markup: no HTML, no links, no emphasis, no new block."""
    plain = _SPECIAL.sub(r"\\\1", _SPACE.sub(" ", visible(text)))
    for sign, entity in _ENTITIES:
        plain = plain.replace(sign, entity)
    return plain
