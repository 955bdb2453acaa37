"""Text that a spreadsheet takes for text: nothing in a cell can become a formula, and all comes back as typed.

Source: OWASP, CSV Injection: cells must not begin with = + - @ (nor their wide forms), a tab or a line end.
"""

from __future__ import annotations

from typing import Final

GUARD: Final = "'"
STARTS: Final = frozenset("=+-@\t\r\n＝＋－＠")


def neutral(text: str) -> str:
    """Return a text for a cell, behind an apostrophe where it could be a formula."""
    return GUARD + text if text and text[0] in STARTS | {GUARD} else text


def typed(cell: str) -> str:
    """Return what was typed into a cell, or what `neutral` was given."""
    return cell[1:] if len(cell) > 1 and cell[0] == GUARD and cell[1] in STARTS | {GUARD} else cell
