"""A night in steps that a scheduler can call and repeat: pull and store, score, keep; keeps out the report.

The same settings, day and transcripts give the same files. A step that is repeated changes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ccqa.config import What
from ccqa.errors import Rejected
from ccqa.reading.speakers import Speakers
from ccqa.run.judging import scorer as judge
from ccqa.run.pulling import LoadReport, masked
from ccqa.sampling import Frame, draw
from ccqa.sources import read_all
from ccqa.store import Basis, Status, Store, Window, revision_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from ccqa.config import Settings
    from ccqa.contact import Contact
    from ccqa.sampling import Pick
    from ccqa.scorecard import Scorecard
    from ccqa.scoring import Scorer

COMMIT = 10_000
"""Contacts that are put into the store at once."""
Key = tuple[str, str, str]
"""Source, contact and revision."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull brought: the load report, each contact that can be drawn, and the keys in batches to score."""

    report: LoadReport
    frames: tuple[Frame, ...]


def open_store(settings: Settings) -> Store:
    """Open the store of a deployment."""
    return Store.open(Path(settings.store.folder), settings.store.ledger, ZoneInfo(settings.time_zone))


def scorer_of(settings: Settings) -> Scorer:
    """Return what judges in a deployment; raises ConfigError where its rubric, profile or model is wrong."""
    return judge(settings.rubric, settings.profile, settings.model, settings.source.language)


def begin(settings: Settings, at: datetime) -> int:
    """Note that a night began, and return its run; a wrong configuration is told before anything is read."""
    scorer = scorer_of(settings)
    with open_store(settings) as store:
        return store.ledger.begin_run(at, Window(), Basis(scorer.rubric.key, scorer.engine), settings.sample.seed)


def give_up(settings: Settings, run: int, at: datetime) -> None:
    """Note that a night failed."""
    with open_store(settings) as store:
        store.ledger.end_run(run, at, Status.FAILED, 1, {})


def pull_contacts(settings: Settings, day: date) -> Pulled:
    """Read, mask and store every contact of the source; contacts that were stored before change nothing.

    A contact that comes twice in a night counts once, as it came last.
    """
    report = LoadReport()
    frames: dict[tuple[str, str], Frame] = {}
    source = settings.source
    speakers = Speakers(scorer_of(settings).reader, source.roles)
    records = read_all(source.paths, source.format, report.noted, source.name, source.columns)
    found = (one for one in masked(records, report, speakers) if not isinstance(one, Rejected))
    with open_store(settings) as store:
        while contacts := tuple(replace(c, revision=revision_of(c)) for c in islice(found, COMMIT)):
            store.contacts.save(contacts, day)
            for contact in contacts:
                key = (contact.source, contact.id)
                report.noted["contact delivered again"] += key in frames
                frames[key] = frame_of(contact, source.language)
    report.noted += Counter()
    return Pulled(report, tuple(frames.values()))


def frame_of(contact: Contact, language: str | None) -> Frame:
    """Return what a contact's stratum is made of; of several agents, the first stands for the contact."""
    return Frame(
        contact.source,
        contact.id,
        contact.revision,
        contact.legs()[0].agent or "",
        contact.channel,
        contact.language or language or "",
        contact.queue or "",
        contact.reason or "",
    )


def to_score(settings: Settings, pulled: Pulled, day: date) -> tuple[tuple[Frame, ...], tuple[Pick, ...] | None]:
    """Return the contacts to score, and the sample where it is drawn before scoring (None: all are scored)."""
    if settings.score is What.ALL:
        return pulled.frames, None
    picks = draw(pulled.frames, settings.sample, day.isoformat())
    drawn = {(p.source, p.contact, p.revision) for p in picks}
    return tuple(f for f in pulled.frames if _key(f) in drawn), picks


def _key(frame: Frame) -> Key:
    return (frame.source, frame.contact, frame.revision)


def batches(frames: Iterable[Frame], size: int) -> Iterator[tuple[Key, ...]]:
    """Yield the keys of contacts in batches of at most `size`."""
    keys = (_key(frame) for frame in frames)
    while batch := tuple(islice(keys, size)):
        yield batch


def score_batch(settings: Settings, keys: Iterable[Key]) -> tuple[Scorecard, ...]:
    """Score stored contacts; safe to repeat, since a scorecard depends on nothing but its inputs."""
    scorer = scorer_of(settings)
    with open_store(settings) as store:
        contacts = store.contacts.revisions(keys)
    return tuple(card for key in sorted(contacts) for card in scorer.score(contacts[key]))


def keep(settings: Settings, cards: Iterable[Scorecard], day: date) -> None:
    """Put scorecards into the store, all or none."""
    with open_store(settings) as store:
        store.cards.save(cards, day)
