"""Samples in the ledger, with every pick, its reason and its probability; keeps out how they are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from ccqa.sampling import Pick, Plan
from ccqa.store.ledger_facts import Sample
from ccqa.store.ledger_tables import PICKS, SAMPLES, insert_all, insert_one

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

FIELDS = tuple(Pick.__dataclass_fields__)


def record(connection: Connection, sample: Sample, picks: Iterable[Pick]) -> int:
    """Note a sample and its picks, and return its id; the id it comes with does not count."""
    plan = sample.plan.model_dump(mode="json")
    row = {"run": sample.run, "plan": plan, "seed": sample.plan.seed, "drawn_at": sample.drawn_at}
    number = insert_one(connection, SAMPLES, row)
    insert_all(connection, PICKS, [{name: getattr(p, name) for name in FIELDS} | {"sample": number} for p in picks])
    return number


def last(connection: Connection) -> Sample | None:
    """Return the sample that was recorded last."""
    found = connection.execute(select(SAMPLES).order_by(SAMPLES.c.id.desc()).limit(1)).mappings().first()
    return Sample(**{**found, "plan": Plan.model_validate(found["plan"])}) if found else None


def picks_of(connection: Connection, sample: int) -> tuple[Pick, ...]:
    """Return the picks of a sample in the order in which they were recorded."""
    question = select(*(PICKS.c[name] for name in FIELDS)).where(PICKS.c.sample == sample).order_by(PICKS.c.id)
    return tuple(Pick(**row) for row in connection.execute(question).mappings())
