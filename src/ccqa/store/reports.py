"""Reports on disk and whom they name, in the ledger, so that erasure and retention can find them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from ccqa.store.ledger_facts import Report
from ccqa.store.ledger_tables import REPORT_CONTACTS, REPORTS, insert_all, insert_one

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

FIELDS = tuple(Report.__dataclass_fields__)


def register(connection: Connection, report: Report, contacts: Iterable[tuple[str, str]]) -> None:
    """Note a report and the contacts (source, id) it names, in place of what was noted of its path."""
    forget(connection, report.path)
    number = insert_one(connection, REPORTS, {name: getattr(report, name) for name in FIELDS})
    named = [{"report": number, "source": source, "contact": contact} for source, contact in sorted(set(contacts))]
    insert_all(connection, REPORT_CONTACTS, named)


def forget(connection: Connection, path: str) -> None:
    """Remove what was noted of a path."""
    numbers = select(REPORTS.c.id).where(REPORTS.c.path == path).scalar_subquery()
    connection.execute(delete(REPORT_CONTACTS).where(REPORT_CONTACTS.c.report == numbers))
    connection.execute(delete(REPORTS).where(REPORTS.c.path == path))


def mend(connection: Connection, path: str, digest: str, gone: Iterable[tuple[str, str]]) -> None:
    """Note that a report no longer names these contacts, and what its bytes are now."""
    number = connection.execute(select(REPORTS.c.id).where(REPORTS.c.path == path)).scalar()
    connection.execute(update(REPORTS).where(REPORTS.c.path == path).values(digest=digest))
    for source, contact in gone:
        theirs = (REPORT_CONTACTS.c.source == source) & (REPORT_CONTACTS.c.contact == contact)
        connection.execute(delete(REPORT_CONTACTS).where(REPORT_CONTACTS.c.report == number, theirs))


def naming(connection: Connection, contact: str, source: str | None) -> tuple[Report, ...]:
    """Return the reports that name a contact, of any source where none is given, by path."""
    named = select(REPORT_CONTACTS.c.report).where(REPORT_CONTACTS.c.contact == contact)
    if source is not None:
        named = named.where(REPORT_CONTACTS.c.source == source)
    question = select(*(REPORTS.c[name] for name in FIELDS)).where(REPORTS.c.id.in_(named)).order_by(REPORTS.c.path)
    return tuple(Report(**row) for row in connection.execute(question).mappings())


def registered(connection: Connection) -> dict[Report, frozenset[tuple[str, str]]]:
    """Return all reports, by path, with the contacts each names."""
    names: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for number, source, contact in connection.execute(select(REPORT_CONTACTS)):
        names[number].add((source, contact))
    rows = connection.execute(select(REPORTS).order_by(REPORTS.c.path)).mappings()
    return {Report(**{name: row[name] for name in FIELDS}): frozenset(names[row["id"]]) for row in rows}
