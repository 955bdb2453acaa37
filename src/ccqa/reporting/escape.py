"""Makes hostile characters visible and harmless, for the terminal and for pages; keeps the words as they are."""

from __future__ import annotations

import re
from typing import Final

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_PICTURES: Final = 0x2400
"""Unicode's block of pictures of the control characters."""


def visible(text: str) -> str:
    """Return a text in which control and direction characters are shown as symbols; line ends and tabs stay."""
    return _CONTROLS.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(_PICTURES + code) if code < ord(" ") else f"[U+{code:04X}]"
