"""Masked contacts in the lake: put in, asked for, and let go after their time; keeps out masking and scores."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import orjson
import pyarrow as pa
from pydantic import TypeAdapter, ValidationError

from ccqa.contact import Contact
from ccqa.errors import StoreError, UsageError
from ccqa.store.filing import Key, asked_for, places
from ccqa.store.partition import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ccqa.store.filing import Place
    from ccqa.store.lake import Lake
    from ccqa.store.partition import Row

EXACTLY = "SELECT source, id, revision, document FROM contacts SEMI JOIN asked USING (source, id, revision)"
LAST = """
    SELECT source, id, arg_max(revision, seen) AS revision
    FROM contacts SEMI JOIN asked USING (source, id, revision) GROUP BY source, id
"""
LATEST = """
    SELECT source, id, revision, document FROM contacts SEMI JOIN (
        SELECT source, id, max(seen) AS seen FROM contacts SEMI JOIN asked USING (id) GROUP BY source, id
    ) AS latest USING (source, id, seen) ORDER BY source, id
"""
BETWEEN = """
    SELECT source, id, revision, document FROM contacts SEMI JOIN (
        SELECT source, id, max(seen) AS seen FROM contacts GROUP BY source, id
    ) AS latest USING (source, id, seen) WHERE day >= $since AND day < $until ORDER BY source, id
"""


@cache
def _reader() -> TypeAdapter[Contact]:
    return TypeAdapter(Contact)


def revision_of(contact: Contact) -> str:
    """Return what tells this delivery of a contact from another: 16 hex digits over all but the revision itself."""
    return blake2b(_document(replace(contact, revision="")), digest_size=8).hexdigest()


def _document(contact: Contact) -> bytes:
    try:
        return orjson.dumps(contact)
    except TypeError:
        raise StoreError(
            f"Contact {contact.source}/{contact.id} cannot be written. Likeliest: broken characters in the export. "
            "Export it again as UTF-8."
        ) from None


def row_of(contact: Contact, place: Place) -> Row:
    """Return a contact as a row of the lake; raises StoreError where it holds broken characters."""
    return {
        "day": place.day,
        "seen": place.seen,
        "source": contact.source,
        "id": contact.id,
        "revision": contact.revision,
        "language": contact.language,
        "channel": str(contact.channel),
        "agents": sorted({leg.agent for leg in contact.legs() if leg.agent}),
        "document": _document(contact).decode(),
    }


def contact_of(row: Row) -> Contact:
    """Return the contact of a row; raises StoreError where its document is of another version."""
    try:
        return _reader().validate_json(str(row["document"]))
    except ValidationError:
        raise StoreError(
            f"Contact {row['source']}/{row['id']} cannot be read from the store. Likeliest: another version of ccqa "
            "wrote it. Install that version, or ingest the contact again."
        ) from None


class Contacts:
    """What the store knows of contacts. Where a contact came more than once, its latest revision is meant."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake

    def save(self, contacts: Iterable[Contact], day: date) -> None:
        """Keep masked contacts, all or none; the same again changes nothing.

        `day` is the day of ingest, for contacts whose start is unknown. Raises StoreError, also where a contact has no
        revision, since then it was not masked.
        """
        kept = tuple(contacts)
        bare = [f"{c.source}/{c.id}" for c in kept if not c.revision]
        if bare:
            raise StoreError(f"Contacts without a revision are not stored: {', '.join(bare[:5])}. Mask them first.")
        with self._lake.writing() as writer:
            found = places(self._lake, ((_key(c), c.started_at) for c in kept), day)
            writer.commit("contacts", (row_of(c, found[_key(c)]) for c in kept))

    def contact(self, name: str, source: str | None = None) -> Contact | None:
        """Which contact has this id? None: none has. Raises UsageError where several sources have one."""
        found = [c for c in self.contacts((name,)) if source in (None, c.source)]
        if len(found) > 1:
            sources = ", ".join(repr(c.source) for c in found)
            raise UsageError(f"Contact {name} is in several sources: {sources}. Say which one is meant.")
        return found[0] if found else None

    def contacts(self, names: Iterable[str]) -> tuple[Contact, ...]:
        """Which contacts have these ids? In order of source and id; those that are not kept are left out."""
        asked = pa.table({"id": pa.array(sorted(set(names)), pa.string())})
        return tuple(map(contact_of, rows_of(self._lake.query(LATEST, asked=asked))))

    def revisions(self, keys: Iterable[Key]) -> dict[Key, Contact]:
        """Find the contacts of these very revisions, by key, to look up what evidence points at."""
        return {_key(c): c for c in map(contact_of, rows_of(self._lake.query(EXACTLY, asked=asked_for(keys))))}

    def last(self, keys: Iterable[Key]) -> frozenset[Key]:
        """Which of these revisions came last, of each contact one?"""
        found = rows_of(self._lake.query(LAST, asked=asked_for(keys)))
        return frozenset((row["source"], row["id"], row["revision"]) for row in found)

    def refs(self, since: date = date.min) -> frozenset[tuple[str, str]]:
        """Which contacts (source, id) have this local day or a later one? All, where no day is given."""
        rows = self._lake.query("SELECT DISTINCT source, id FROM contacts WHERE day >= $day", {"day": since})
        return frozenset(zip(rows["source"].to_pylist(), rows["id"].to_pylist(), strict=True))

    def between(self, since: date, until: date) -> Iterator[Contact]:
        """Yield the contacts of the local days from `since` to before `until`, in order of source and id."""
        yield from map(contact_of, rows_of(self._lake.query(BETWEEN, {"since": since, "until": until})))

    def drop_before(self, day: date) -> int:
        """Remove the contacts of all local days before this one, from disk too, and return how many went."""
        return self._lake.drop("contacts", *(d for d in self._lake.days("contacts") if d < day))


def _key(contact: Contact) -> Key:
    return (contact.source, contact.id, contact.revision)
