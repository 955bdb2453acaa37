"""Sheets handed out and reviews that came back, in the ledger; keeps out what settles a verdict.

Rows are added, never changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from ccqa.finding import Verdict
from ccqa.review import Line, Review, Sheet
from ccqa.store.deliveries import chunks
from ccqa.store.ledger_tables import PICKS, insert_all, insert_one
from ccqa.store.review_tables import REVIEWS, SHEET_LINES, SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, RowMapping

    from ccqa.store.database import Database

LINE = tuple(Line.__dataclass_fields__)
SAID = ("reviewer", "note", "blind", "second", "sheet", "at")
HEAD = ("token", "sample", "rubric", "blind", "second", "made_at")


class Reviews:
    """What the ledger knows of reviews."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def hand_out(self, sheet: Sheet) -> None:
        """Note a sheet before it is written, with every line on it."""
        lines = [_line_row(line) | {"sheet": sheet.token, "number": n} for n, line in enumerate(sheet.lines, 1)]
        with self._database.writing() as connection:
            insert_all(connection, SHEETS, [{name: getattr(sheet, name) for name in HEAD}])
            insert_all(connection, SHEET_LINES, lines)

    def sheet(self, token: str) -> Sheet | None:
        """Which sheet has this token? None: none was handed out."""
        with self._database.reading() as connection:
            head = connection.execute(select(SHEETS).where(SHEETS.c.token == token)).mappings().first()
            question = select(SHEET_LINES).where(SHEET_LINES.c.sheet == token).order_by(SHEET_LINES.c.number)
            lines = tuple(map(_line, connection.execute(question).mappings()))
        return Sheet(**head, lines=lines) if head else None

    def add(self, reviews: Sequence[Review]) -> tuple[Review, ...]:
        """Note reviews, all or none, and return those that say something new.

        One that repeats what its reviewer said last of the line is left out, so that a file may come twice.
        """
        with self._database.writing() as connection:
            known = {_who(one): one for one in _of(connection, {review.line.contact for review in reviews})}
            new = []
            for review in reviews:
                before = known.get(_who(review))
                if before is None or not review.same_as(before):
                    known[_who(review)] = review
                    new.append(review)
                    insert_one(connection, REVIEWS, _row(review))
        return tuple(new)

    def of(self, contacts: Iterable[str]) -> tuple[Review, ...]:
        """What was judged of contacts with these ids? In the order in which it was judged."""
        with self._database.reading() as connection:
            return tuple(_of(connection, set(contacts)))

    def by_chance(self) -> tuple[Review, ...]:
        """What was judged of all that was drawn by chance? In the order in which it was judged.

        What the machine suspected and had drawn for that tells nothing of how often it is right.
        """
        suspected = select(PICKS.c.id).where(PICKS.c.probability.is_(None))
        drawn = or_(REVIEWS.c.pick.is_(None), REVIEWS.c.pick.not_in(suspected))
        with self._database.reading() as connection:
            question = select(REVIEWS).where(drawn).order_by(REVIEWS.c.id)
            return tuple(map(_review, connection.execute(question).mappings()))


def _of(connection: Connection, contacts: set[str]) -> list[Review]:
    question = select(REVIEWS).order_by(REVIEWS.c.id)
    found = (
        row
        for ids in chunks(contacts)
        for row in connection.execute(question.where(REVIEWS.c.contact.in_(ids))).mappings()
    )
    return [_review(row) for row in found]


def _who(review: Review) -> tuple[object, ...]:
    return (*review.line.question, review.reviewer)


def _line_row(line: Line) -> dict[str, object]:
    return {name: getattr(line, name) for name in LINE}


def _line(row: RowMapping) -> Line:
    return Line(**{name: row[name] for name in LINE})


def _row(review: Review) -> dict[str, object]:
    said = {name: getattr(review, name) for name in SAID}
    return _line_row(review.line) | said | {"verdict": str(review.verdict), "evidence": list(review.evidence)}


def _review(row: RowMapping) -> Review:
    said = {name: row[name] for name in SAID}
    return Review(line=_line(row), verdict=Verdict(row["verdict"]), evidence=tuple(row["evidence"]), **said)
