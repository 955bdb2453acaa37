"""The ledger as lines to compare two nights by: without ids that a database hands out, and without clock times.

Marks are left out: they tell where files lie on one machine, and when they were put there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
from sqlalchemy import select

from ccqa.store.intake_tables import DELIVERIES, QUARANTINE
from ccqa.store.ledger_tables import PICKS, REPORT_CONTACTS, REPORTS, RUNS, SAMPLES
from ccqa.store.people_tables import ERASURES, LET_GO, PEOPLE
from ccqa.store.review_tables import REVIEWS, SKIPS

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

PARTS = {
    RUNS: {SAMPLES: "run", REPORTS: "run"},
    SAMPLES: {PICKS: "sample"},
    PICKS: {SKIPS: "pick"},
    REPORTS: {REPORT_CONTACTS: "report"},
}
"""What belongs to a row of a table: rows of which other tables, by which column."""
WHOLE = (DELIVERIES, QUARANTINE, RUNS, REVIEWS, PEOPLE, ERASURES, LET_GO)
"""Tables whose rows belong to no other row."""
UNSTABLE = {"id", "started_at", "begun_at", "ended_at", "drawn_at", "first_seen", "last_seen"} | {
    "at",
    "sheet",
    "pick",
    "replacement",
}


def canonical(connection: Connection) -> bytes:
    """Return one JSON line for each run, with all that belongs to it, and for each other fact, sorted."""
    return b"".join(_line(table.name, row) for table in WHOLE for row in _trees(connection, table))


def _trees(connection: Connection, table: Table, owner: tuple[str, object] | None = None) -> list[dict[str, object]]:
    question = select(table) if owner is None else select(table).where(table.c[owner[0]] == owner[1])
    found = [dict(row) for row in connection.execute(question).mappings()]
    hidden = UNSTABLE | ({owner[0]} if owner else set())
    trees = [{str(k): v for k, v in row.items() if k not in hidden} | _parts(connection, table, row) for row in found]
    return sorted(trees, key=lambda tree: orjson.dumps(tree, option=orjson.OPT_SORT_KEYS))


def _parts(connection: Connection, table: Table, row: dict[str, object]) -> dict[str, object]:
    return {
        str(part.name): _trees(connection, part, (column, row["id"])) for part, column in PARTS.get(table, {}).items()
    }


def _line(table: str, row: dict[str, object]) -> bytes:
    return orjson.dumps({"table": table, **row}, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)
