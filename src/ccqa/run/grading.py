"""Takes graded sheets in: each row that holds a verdict becomes a review, or is rejected by its place and reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ccqa.contact import Contact, Role, Turn
from ccqa.errors import Rejected
from ccqa.privacy import mask
from ccqa.review import Review
from ccqa.sheets import read
from ccqa.sheets.checking import mismatch, turns_of, unreadable, verdict_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ccqa.review import Line, Sheet
    from ccqa.sheets import Graded
    from ccqa.store import Store


@dataclass(slots=True)
class Taken:
    """What an import brought: new reviews, rows that say nothing new, and rows that nobody has graded yet."""

    new: int = 0
    same: int = 0
    open: int = 0


def take_in(store: Store, path: Path, reviewer: str, at: datetime, rejected: list[Rejected]) -> Taken:
    """Keep the reviews of a graded sheet, all at once; the same file again changes nothing.

    `reviewer` stands where a row names none. Rows that cannot be used are put into `rejected`.
    """
    desk, taken, found = Desk(store, reviewer, at), Taken(), []
    for row in read(path):
        judged = row if isinstance(row, Rejected) else desk.judge(row) if row.verdict else None
        if isinstance(judged, Rejected):
            rejected.append(judged)
        elif judged is None:
            taken.open += 1
        else:
            found.append(judged)
    taken.new = len(store.ledger.reviews.add(found))
    taken.same = len(found) - taken.new
    return taken


class Desk:
    """Where rows are looked at one by one: each against the sheet it was handed out on, none twice."""

    def __init__(self, store: Store, reviewer: str, at: datetime) -> None:
        self._store = store
        self._reviewer = reviewer
        self._at = at
        self._sheets: dict[str, Sheet | None] = {}
        self._before: dict[str, tuple[Review, ...]] = {}
        self._seen: set[tuple[str, str]] = set()

    def judge(self, row: Graded) -> Review | Rejected:
        """Return the review that a row holds, or why it holds none."""
        token, _, number = row.row.rpartition("-")
        sheet = self._sheet(token)
        if sheet is None or not number.isdecimal() or not 0 < int(number) <= len(sheet.lines):
            return _no(row, "no sheet that was handed out has this row; leave the column as it was written", "row")
        line, reviewer = sheet.lines[int(number) - 1], row.reviewer or self._reviewer
        if reason := mismatch(row, line) or self._again(row, reviewer) or unreadable(row, reviewer):
            return _no(row, *reason)
        if any(one.second is not sheet.second for one in self._of(line, reviewer)):
            return _no(row, "the first and the second grading come from two reviewers", "reviewer")
        blind = sheet.blind and not self._saw(line, reviewer)
        note = _masked(row.note)
        return Review(line, reviewer, verdict_of(row), turns_of(row), note, blind, sheet.second, sheet.token, self._at)

    def _sheet(self, token: str) -> Sheet | None:
        if token not in self._sheets:
            self._sheets[token] = self._store.ledger.reviews.sheet(token)
        return self._sheets[token]

    def _again(self, row: Graded, reviewer: str) -> tuple[str, ...] | None:
        key = (row.row, reviewer)
        if key in self._seen:
            return "this row stands twice in the file; keep the one that is meant", "row"
        self._seen.add(key)
        return None

    def _of(self, line: Line, reviewer: str) -> list[Review]:
        if line.contact not in self._before:
            self._before[line.contact] = self._store.ledger.reviews.of([line.contact])
        known = self._before[line.contact]
        return [one for one in known if (one.line.question, one.reviewer) == (line.question, reviewer)]

    def _saw(self, line: Line, reviewer: str) -> bool:
        """Whether this reviewer graded the line before with the machine's verdict in sight."""
        return any(not one.blind for one in self._of(line, reviewer))


def _no(row: Graded, reason: str, *fields: str) -> Rejected:
    return Rejected(row.ref, "review", reason, fields)


def _masked(note: str) -> str:
    """Return a note without what is personal: it is kept longer than the transcript it may quote."""
    return mask(Contact(id="note", turns=(Turn(Role.AGENT, note),)))[0].turns[0].text
