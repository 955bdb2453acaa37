"""Pulls contacts: found, read by the format that their content shows, and masked before anything else sees them."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ccqa.contact import Contact
from ccqa.errors import Rejected
from ccqa.privacy import mask
from ccqa.reading.speakers import Speakers
from ccqa.sources import read_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


STAYS_AWAY = "erased before, not stored"
"""What is noted of a contact that a delivery brings back."""
SHOWN = 3
"""Places that are named for each kind of rejection."""
NUMBERS = ("contacts", "turns", "new", "changed", "known", "unchanged")
COUNTERS = ("noted", "masked", "languages", "unscored")
log = logging.getLogger(__name__)


@dataclass(slots=True)
class LoadReport:
    """What was read and what could not be: the honest account of a pull, in counts and places.

    Of the contacts read, `new` never came before, `changed` came in other words, and `known` came in a night before.
    `unchanged` are files that were not read again. `unscored` counts legs of which nothing could be told, by reason.
    """

    contacts: int = 0
    turns: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    unchanged: int = 0
    failed: str | None = None
    rejected: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    noted: Counter[str] = field(default_factory=Counter)
    masked: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    unscored: Counter[str] = field(default_factory=Counter)

    @property
    def rejections(self) -> int:
        """How many records could not be used."""
        return self.rejected.total()

    def reject(self, record: Rejected) -> None:
        """Count a record that could not be used, and remember where the first of a kind stand."""
        key = (record.step, record.reason)
        self.rejected[key] += 1
        places = self.first.setdefault(key, [])
        if len(places) < SHOWN:
            places.append(record.ref)

    def add(self, other: LoadReport) -> None:
        """Count what another report counted, too."""
        for name in (*NUMBERS, *COUNTERS, "rejected"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for key, places in other.first.items():
            self.first[key] = [*self.first.get(key, ()), *places][:SHOWN]

    def as_json(self) -> dict[str, Any]:
        """Return the report with sorted keys, for machines."""
        return {
            **{name: getattr(self, name) for name in (*NUMBERS, "failed")},
            "rejected": [
                {"step": key[0], "reason": key[1], "n": n, "first": self.first[key]}
                for key, n in sorted(self.rejected.items())
            ],
            **{name: dict(sorted(getattr(self, name).items())) for name in COUNTERS},
        }


@dataclass(frozen=True, slots=True)
class Entry:
    """How contacts are let in.

    `speakers` gives roles where the export has none; `admit` gives people their pseudonyms, and None for a contact that
    was erased. Without it nobody is renamed.
    """

    speakers: Speakers = field(default_factory=Speakers)
    admit: Callable[[Contact], Contact | None] | None = None


OPEN = Entry()


def pull(paths: Iterable[str], name: str, format_: str, report: LoadReport) -> Iterator[Contact | Rejected]:
    """Yield each contact, masked, with its source's name, or why a record is none; `report` is kept on the way.

    Raises SourceError where there is no file at all, and UsageError for an unknown format.
    """
    return masked(read_all(paths, format_, report.noted, name), report)


def masked(
    records: Iterable[Contact | Rejected], report: LoadReport, entry: Entry = OPEN
) -> Iterator[Contact | Rejected]:
    """Yield each contact, masked and let in, or why a record is none; `report` is kept on the way."""
    for found in records:
        if isinstance(found, Rejected):
            report.reject(found)
            log.info("rejected %s at %s: %s %s", found.ref, found.step, found.reason, ",".join(found.fields))
            yield found
            continue
        contact, counts = mask(found)
        named = entry.admit(replace(contact, customer=found.customer)) if entry.admit else contact
        if named is None:
            report.noted[STAYS_AWAY] += 1
            continue
        report.masked += counts
        report.contacts += 1
        report.turns += len(found.turns)
        report.languages[found.language or "not told"] += 1
        if nobodys := len(found.unattributed):
            report.noted["agent turn without agent"] += nobodys
        yield entry.speakers.assigned(named, report.noted)
