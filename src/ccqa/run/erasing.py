"""Erases a person: found, noted to stay away, then taken out of pages, lake and ledger, in this order.

Every step can be repeated, and what leads to the next one goes last: an erasure that was killed is run again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ccqa.errors import UsageError
from ccqa.privacy import Kind
from ccqa.reporting import pages
from ccqa.reporting.naming import name_of
from ccqa.run.people import keys_of
from ccqa.store import cutting
from ccqa.store.people import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from ccqa.config import Settings
    from ccqa.store import Store


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is to be erased, by the id that the source gives them; a contact also by its source."""

    kind: Kind
    id: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """What an erasure reaches: marks to keep out, contacts and pseudonyms, pages, and the rows of the lake."""

    kind: Kind
    marks: dict[str, Kind]
    contacts: frozenset[Ref]
    names: tuple[str, ...]
    pages: tuple[Path, ...]
    rows: dict[str, int]

    def as_json(self) -> dict[str, object]:
        """Return the counts, without saying who."""
        return {"kind": str(self.kind), "contacts": len(self.contacts), "pages": len(self.pages), "rows": self.rows}


def reach(settings: Settings, store: Store, whom: Whom) -> Reach:
    """Find what an erasure reaches, and change nothing; raises UsageError where several contacts could be meant."""
    ring = keys_of(settings, store)
    if whom.kind is Kind.CONTACT:
        names: tuple[str, ...] = ()
        contacts = frozenset({(whom.source or _source_of(settings, store, whom.id), whom.id)})
        marks: dict[str, Kind] = {}
    else:
        names = ring.pseudonyms(whom.kind, whom.id)
        contacts = store.ledger.people.contacts_of(names)
        marks = {ring.marks(whom.kind, whom.id)[0]: whom.kind}
    if whom.kind is not Kind.AGENT:
        marks |= {ring.marks(Kind.CONTACT, *one)[0]: Kind.CONTACT for one in sorted(contacts)}
    found = tuple(_pages(settings, store, contacts, names if whom.kind is Kind.AGENT else ()))
    return Reach(whom.kind, marks, contacts, names, found, cutting.count(store.lake, contacts))


def _source_of(settings: Settings, store: Store, name: str) -> str:
    """Return the source of a contact: the one that has it, or one of the configured where none has."""
    shown = {source for names in store.ledger.reports().values() for source, contact in names if contact == name}
    sources = sorted(shown | cutting.sources_of(store.lake, name)) or [source.name for source in settings.sources]
    if len(sources) > 1:
        raise UsageError(f"The contact is in sources {', '.join(sources)}. Say which one is meant, with --source.")
    return sources[0]


def _pages(settings: Settings, store: Store, contacts: frozenset[Ref], names: tuple[str, ...]) -> list[Path]:
    """Return the pages that show contacts or name an agent: those registered, and what a killed night left."""
    folder = Path(settings.report)
    words = names or tuple(name_of(*one) for one in contacts)
    registered = {folder / report.path for report, shown in store.ledger.reports().items() if shown & contacts}
    return sorted(registered | set(pages.holding(folder, words)))


def erase(settings: Settings, store: Store, found: Reach, at: datetime, salt: bytes) -> None:
    """Erase what was found. `salt` is chance, to be thrown away: it makes the ids that stay lead nowhere."""
    store.ledger.erasures.begin(found.marks, at)
    for path in found.pages:
        _mend(store, path, path.relative_to(settings.report).as_posix(), found)
    if found.kind is Kind.AGENT:
        cutting.cut_agent(store.lake, found.contacts, found.names)
        gone = {}
    else:
        cutting.remove(store.lake, found.contacts)
        gone = {one: _opaque(salt, one) for one in found.contacts}
    store.ledger.erasures.end(found.marks, at, gone, found.names)


def _mend(store: Store, path: Path, registered: str, found: Reach) -> None:
    """Write a page without the person, or take it away where that cannot be; the ledger follows."""
    old = pages.text_of(path)
    if old is None:
        new = None
    elif found.kind is Kind.AGENT:
        new = pages.without_agent(old, found.names)
    else:
        new = pages.without_contacts(old, found.contacts)
    if new is None:
        pages.remove(path)
        store.ledger.forget_report(registered)
    else:
        pages.put(path, new)
        gone = frozenset() if found.kind is Kind.AGENT else found.contacts
        store.ledger.mend_report(registered, hashlib.sha256(path.read_bytes()).hexdigest(), gone)


def _opaque(salt: bytes, one: Ref) -> str:
    return f"erased-{hashlib.blake2b(repr(one).encode(), key=salt, digest_size=8).hexdigest()}"
