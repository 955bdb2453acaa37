"""What is masked already, by us or before the export, and is never looked into; keeps out what is personal."""

from __future__ import annotations

import re
from typing import Final

MARK: Final = re.compile(
    r"<[A-Z][A-Z_]+(?:-?\d+)?>|\[[A-Z][A-Z_ ]+(?:-?\d+)?\]|\{\{\w+\}\}|#[A-Z_]{2,}#|\*{3,}|https?://\S+|www\.\S+"
)
"""Masks, and links, whose numbers are no person's."""
_OPENER: Final = re.compile(r"[<\[{#*]|www\.|https?:")


def blanked(text: str) -> str:
    """Return a text of the same length in which nothing stands where a mask was."""
    if not _OPENER.search(text):
        return text
    return MARK.sub(lambda mark: "\0" * len(mark[0]), text)
