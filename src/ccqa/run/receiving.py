"""Receives the contacts of a night: each source is read, what is new is stored; keeps out scoring.

The contacts of a night are those that it was the first to have, whether they came in this run or in one before: a
night that is run again has the same contacts. What a later night brings again is known, and changes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from ccqa.errors import Rejected, SourceError
from ccqa.people import People
from ccqa.run.framing import Framing, framing_of
from ccqa.run.gathering import entrance, gather
from ccqa.run.night import Key, open_store
from ccqa.run.pulling import LoadReport
from ccqa.sampling import Frame
from ccqa.store import Progress, Store, revision_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from ccqa.config import Settings
    from ccqa.contact import Contact
    from ccqa.run.pulling import Entry
    from ccqa.source import Source

COMMIT = 10_000
"""Contacts that are put into the store at once."""


@dataclass(slots=True)
class Pulled:
    """What a night has: by source how it was read, each contact that can be drawn, and every revision that came."""

    loads: dict[str, LoadReport] = field(default_factory=dict)
    progress: dict[str, Progress] = field(default_factory=dict)
    frames: tuple[Frame, ...] = ()
    keys: frozenset[Key] = frozenset()
    people: People = field(default_factory=People)

    @property
    def report(self) -> LoadReport:
        """The load report of all sources together."""
        whole = LoadReport()
        for load in self.loads.values():
            whole.add(load)
        return whole

    @property
    def failed(self) -> dict[str, str]:
        """The sources that failed, and how."""
        return {name: load.failed for name, load in self.loads.items() if load.failed}


def pull_contacts(settings: Settings, day: date) -> Pulled:
    """Read, mask and store what is new in every source, each from where the nights before this one left off.

    A contact that comes in several revisions counts once, as it came last. A source that fails stops no other; raises
    SourceError where all of them fail and nothing could be read.
    """
    with open_store(settings) as store:
        asked = [(source, None) for source in settings.sources]
        framing = framing_of(settings, store)
        pulled, frames = _received(store, day, asked, entrance(settings, store), framing)
        earlier = {key for key in store.ledger.intake.of_night(day) if key[0] in pulled.loads} - frames.keys()
        frames |= {key: framing.frame_of(c) for key, c in store.contacts.revisions(earlier).items()}
        return _whole(store, pulled, frames)


def pull_again(settings: Settings, day: date, places: Mapping[str, frozenset[str]]) -> Pulled:
    """Read these places of sources again, by name, and store what never came before; raises SourceError as above."""
    with open_store(settings) as store:
        known = store.ledger.intake.of_night(day)
        asked = [(source, places[source.name]) for source in settings.sources if source.name in places]
        pulled, frames = _received(store, day, asked, entrance(settings, store), framing_of(settings, store))
        return _whole(store, pulled, {key: frame for key, frame in frames.items() if key not in known})


def _received(
    store: Store,
    day: date,
    asked: Sequence[tuple[Source, frozenset[str] | None]],
    enter: Callable[[Source], Entry],
    framing: Framing,
) -> tuple[Pulled, dict[Key, Frame]]:
    pulled, frames = Pulled(people=framing.people), dict[Key, Frame]()
    for source, only in asked:
        load, progress = LoadReport(), Progress()
        pulled.loads[source.name], pulled.progress[source.name] = load, progress
        before = store.ledger.intake.marks_before(source.name, day if only is None else day + timedelta(days=1))
        records = gather(source, before, (load, progress), enter(source), only)
        frames |= _stored(store, day, (one for one in records if not isinstance(one, Rejected)), load, framing)
    if asked and len(pulled.failed) == len(asked) and not frames:
        raise SourceError("; ".join(f"source '{name}': {why}" for name, why in pulled.failed.items()))
    return pulled, frames


def _stored(store: Store, day: date, found: Iterator[Contact], load: LoadReport, framing: Framing) -> dict[Key, Frame]:
    frames: dict[Key, Frame] = {}
    came: set[tuple[str, str]] = set()
    while batch := tuple(replace(c, revision=revision_of(c)) for c in islice(found, COMMIT)):
        for contact in _kept(store, day, batch, load):
            key = _key(contact)
            load.noted["contact delivered again"] += key[:2] in came
            came.add(key[:2])
            frames[key] = framing.frame_of(contact)
            framing.note(contact, load)
    load.noted += Counter()
    return frames


def _whole(store: Store, pulled: Pulled, frames: Mapping[Key, Frame]) -> Pulled:
    """Return what was pulled with its frames: of each contact the last revision, which the store knows."""
    often = Counter(key[:2] for key in frames)
    several = [key for key in frames if often[key[:2]] > 1]
    last = store.contacts.last(several) if several else frozenset()
    pulled.keys = frozenset(frames)
    pulled.frames = tuple(frames[key] for key in sorted(frames) if often[key[:2]] == 1 or key in last)
    return pulled


def _kept(store: Store, day: date, batch: tuple[Contact, ...], load: LoadReport) -> tuple[Contact, ...]:
    """Store those contacts of a batch that no night before has had, and return them."""
    nights = store.ledger.intake.nights_of((c.source, c.id) for c in batch)
    before = {key[:2] for key, night in nights.items() if night < day}
    fresh = tuple(c for c in batch if nights.get(_key(c), day) == day)
    store.ledger.people.record(fresh, day)
    store.contacts.save(fresh, day)
    changed = sum((c.source, c.id) in before for c in fresh)
    load.new += len(fresh) - changed
    load.changed += changed
    load.known += len(batch) - len(fresh)
    return fresh


def _key(contact: Contact) -> Key:
    return (contact.source, contact.id, contact.revision)
