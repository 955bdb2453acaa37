"""Samples in the ledger, with every pick, its reason and its probability; keeps out how they are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from ccqa.errors import UsageError
from ccqa.sampling import REPLACEMENT, RESERVE, Drawn, Pick, Plan
from ccqa.store.ledger_facts import Sample
from ccqa.store.ledger_tables import PICKS, SAMPLES, insert_all, insert_one
from ccqa.store.review_tables import SKIPS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection, RowMapping

    from ccqa.store.database import Database

FIELDS = tuple(Pick.__dataclass_fields__)


def record(connection: Connection, sample: Sample, picks: Iterable[Pick]) -> int:
    """Note a sample and its picks, and return its id; the id it comes with does not count."""
    row = {name: getattr(sample, name) for name in ("run", "since", "until", "drawn_at")}
    given = {"plan": sample.plan.model_dump(mode="json"), "seed": sample.plan.seed}
    number = insert_one(connection, SAMPLES, row | given)
    insert_all(connection, PICKS, [_row(p, number) for p in picks])
    return number


def _row(pick: Pick, sample: int) -> dict[str, object]:
    return {name: getattr(pick, name) for name in FIELDS} | {"sample": sample}


def last(connection: Connection, number: int | None = None) -> Sample | None:
    """Return the sample that was recorded last, or the one of a number."""
    question = select(SAMPLES).order_by(SAMPLES.c.id.desc()).limit(1)
    if number is not None:
        question = question.where(SAMPLES.c.id == number)
    found = connection.execute(question).mappings().first()
    return Sample(**{**found, "plan": Plan.model_validate(found["plan"])}) if found else None


def picks_of(connection: Connection, sample: int) -> tuple[Pick, ...]:
    """Return the picks of a sample, reserves left out, in the order in which they were recorded."""
    return tuple(one.pick for one in _drawn(connection, sample) if one.pick.reason != RESERVE)


def _drawn(connection: Connection, sample: int) -> tuple[Drawn, ...]:
    question = (
        select(PICKS, SKIPS.c.reason.label("skipped"), SKIPS.c.replacement)
        .join(SKIPS, SKIPS.c.pick == PICKS.c.id, isouter=True)
        .where(PICKS.c.sample == sample)
        .order_by(PICKS.c.id)
    )
    return tuple(map(_told, connection.execute(question).mappings()))


def _told(row: RowMapping) -> Drawn:
    return Drawn(row["id"], Pick(**{name: row[name] for name in FIELDS}), row["skipped"], row["replacement"])


class Samples:
    """What the ledger knows of samples, pick by pick."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sample(self, number: int | None = None) -> Sample:
        """Which sample has this number (None: which was drawn last)? Raises UsageError where there is none."""
        with self._database.reading() as connection:
            found = last(connection, number)
        if found is None:
            which = "no sample" if number is None else f"no sample {number}"
            raise UsageError(f"the ledger has {which}. `ccqa run` and `ccqa sample draw` draw them.")
        return found

    def drawn(self, sample: int) -> tuple[Drawn, ...]:
        """What was drawn, reserves and what stands in for others too? In the order in which it was recorded."""
        with self._database.reading() as connection:
            return _drawn(connection, sample)

    def skip(self, pick: int, reason: str, at: datetime) -> Drawn | None:
        """Note that a pick cannot be reviewed, and return who stands in: the next reserve of its stratum, or nobody.

        Both stay on record. Raises UsageError where there is no such pick to skip.
        """
        with self._database.writing() as connection:
            sample = connection.execute(select(PICKS.c.sample).where(PICKS.c.id == pick)).scalar()
            drawn = _drawn(connection, sample) if sample else ()
            meant = next((one for one in drawn if one.id == pick), None)
            if meant is None or not meant.stands:
                raise UsageError(f"pick {pick} {_why(meant)}. `ccqa sample show` lists the picks.")
            stand_in = _next(drawn, meant.pick)
            new = stand_in and insert_one(connection, PICKS, _row(stand_in, sample or 0))
            connection.execute(insert(SKIPS).values(pick=pick, reason=reason, replacement=new, at=at))
        return Drawn(new, stand_in) if new and stand_in else None


def _why(meant: Drawn | None) -> str:
    if meant is None:
        return "is not in the ledger"
    return "is held in reserve" if meant.skipped is None else "was skipped before"


def _next(drawn: Iterable[Drawn], pick: Pick) -> Pick | None:
    """Return the first reserve of the stratum that has not stepped in yet, to be graded as the pick would have been."""
    if pick.probability is None:
        return None
    used = {one.pick.key for one in drawn if one.pick.reason != RESERVE and one.pick.probability is not None}
    held = (o.pick for o in drawn if o.pick.reason == RESERVE and o.pick.stratum == pick.stratum)
    found = next((one for one in held if one.key not in used), None)
    return found and Pick(*found.key, REPLACEMENT, found.stratum, found.probability, pick.double)
