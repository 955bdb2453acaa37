"""Takes people out of the lake: contacts with their scorecards go whole, an agent's id is cut from both."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.compute as pc

from ccqa.privacy.pseudonyms import with_agents
from ccqa.store.contacts import contact_of, row_of
from ccqa.store.filing import ASKED, Place
from ccqa.store.layout import CONTACTS
from ccqa.store.partition import rows_of, table_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from ccqa.store.lake import Lake
    from ccqa.store.people import Ref

IDS: Final = {"scorecards": "contact", "contacts": "id"}
"""The tables, and the column of each that holds the contact's id."""


def count(lake: Lake, contacts: Collection[Ref]) -> dict[str, int]:
    """Return how many rows of each table belong to these contacts."""
    return {table: sum(days.values()) for table, days in _days(lake, contacts).items()}


def sources_of(lake: Lake, contact: str) -> frozenset[str]:
    """Return the sources that have a contact of this id."""
    question = "SELECT source FROM contacts WHERE id = $id UNION SELECT source FROM scorecards WHERE contact = $id"
    return frozenset(lake.query(question, {"id": contact})["source"].to_pylist())


def remove(lake: Lake, contacts: Collection[Ref]) -> None:
    """Take contacts and their scorecards out, from disk too; what a killed batch left goes as well."""
    refs = frozenset(contacts)
    with lake.writing() as writer:
        for table, days in _days(lake, refs).items():
            writer.rewrite(table, tuple(days), partial(_without, refs, IDS[table]))


def cut_agent(lake: Lake, contacts: Collection[Ref], names: Collection[str]) -> None:
    """Make an agent unknown, under each of these pseudonyms, in the contacts that name them."""
    change = {"scorecards": _nameless_cards, "contacts": _nameless_contacts}
    with lake.writing() as writer:
        for table, days in _days(lake, contacts).items():
            writer.rewrite(table, tuple(days), partial(change[table], frozenset(names)))


def _days(lake: Lake, contacts: Collection[Ref]) -> dict[str, dict[date, int]]:
    """Return the days on which these contacts have rows, with how many, by table."""
    asked = pa.table({"source": [s for s, _ in contacts], "id": [c for _, c in contacts]}, schema=ASKED)
    question = (
        "SELECT day, count(*) AS n FROM {0} JOIN asked ON {0}.source = asked.source AND {0}.{1} = asked.id GROUP BY day"
    )
    found = {table: lake.query(question.format(table, column), asked=asked) for table, column in IDS.items()}
    return {table: {row["day"]: row["n"] for row in rows.to_pylist()} for table, rows in found.items()}


def _without(refs: frozenset[Ref], column: str, rows: pa.Table) -> pa.Table:
    keys = zip(rows["source"].to_pylist(), rows[column].to_pylist(), strict=True)
    return rows.filter(pa.array([key not in refs for key in keys], pa.bool_()))


def _nameless_cards(names: frozenset[str], rows: pa.Table) -> pa.Table:
    agents = rows["agent"]
    cut = pc.if_else(pc.is_in(agents, pa.array(sorted(names), pa.string())), pa.scalar(None, pa.string()), agents)
    return rows.set_column(rows.schema.get_field_index("agent"), rows.schema.field("agent"), cut)


def _nameless_contacts(names: frozenset[str], rows: pa.Table) -> pa.Table:
    made = (
        row_of(
            with_agents(contact_of(row), lambda name: None if name in names else name), Place(row["day"], row["seen"])
        )
        for row in rows_of(rows)
    )
    return table_of(CONTACTS, made)
