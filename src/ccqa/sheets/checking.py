"""Whether a row that came back can be understood, and what it says; keeps out whether it was handed out at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ccqa.finding import Verdict
from ccqa.reporting.escape import visible

if TYPE_CHECKING:
    from ccqa.review import Line
    from ccqa.sheets.reading import Graded

ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
"""What a reviewer is known by: no name with a space, no address."""
TURNS: Final = re.compile(r"\d{1,5}(?:[\s,;]+\d{1,5})*", re.ASCII)
LONGEST: Final = 2000
"""Characters of a note."""
SPOKEN: Final = {"n/a": "na", "not due": "na", "passed": "pass", "failed": "fail"}
"""What people write for a verdict."""


def mismatch(row: Graded, line: Line) -> tuple[str, ...] | None:
    """Return why a row is not its line's, and which columns tell; None: it is."""
    said = {"contact": (row.contact, visible(line.contact)), "criterion": (row.criterion, line.criterion)}
    wrong = [name for name, (found, meant) in said.items() if found != meant.strip()]
    told = "not what this row was handed out for; a spreadsheet or a sorted column may have changed it"
    return (told, *wrong) if wrong else None


def unreadable(row: Graded, reviewer: str) -> tuple[str, ...] | None:
    """Return what in a row cannot be understood, and in which column; None: nothing."""
    if _said(row) not in set(Verdict):
        return f"a verdict is one of {', '.join(Verdict)}", "verdict"
    if row.turns and not TURNS.fullmatch(row.turns):
        return "turns are numbers with spaces between", "turns"
    if not ID.fullmatch(reviewer):
        return "a reviewer is an id of letters, digits, dots and dashes, in the row or by --reviewer", "reviewer"
    return (f"a note has at most {LONGEST} characters", "note") if len(row.note) > LONGEST else None


def verdict_of(row: Graded) -> Verdict:
    """Return the verdict of a row that can be understood."""
    return Verdict(_said(row))


def _said(row: Graded) -> str:
    said = row.verdict.casefold()
    return SPOKEN.get(said, said)


def turns_of(row: Graded) -> tuple[int, ...]:
    """Return the turns that a row cites, each once, in order."""
    return tuple(sorted({int(turn) for turn in re.findall(r"\d+", row.turns)}))
