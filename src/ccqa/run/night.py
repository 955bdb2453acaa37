"""A night in steps that a scheduler can call and repeat: begin, score, keep; keeps out the intake and the report.

The same settings, day and transcripts give the same files. A step that is repeated changes nothing.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ccqa.config import What
from ccqa.run import retaining
from ccqa.run.judging import scorer as judge
from ccqa.run.people import pseudonym_of
from ccqa.run.peopling import people_of
from ccqa.sampling import draw
from ccqa.store import Basis, Status, Store, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from ccqa.config import Settings
    from ccqa.run.receiving import Pulled
    from ccqa.sampling import Frame, Pick
    from ccqa.scorecard import Scorecard
    from ccqa.scoring import Scorer

Key = tuple[str, str, str]
"""Source, contact and revision."""


def open_store(settings: Settings) -> Store:
    """Open the store of a deployment."""
    return Store.open(Path(settings.store.folder), settings.store.ledger, ZoneInfo(settings.time_zone))


def scorer_of(settings: Settings) -> Scorer:
    """Return what judges in a deployment; raises ConfigError where its rubric, profile or model is wrong."""
    return judge(settings.rubric, settings.profile, settings.model)


def basis_of(settings: Settings) -> Basis:
    """Return by what a deployment judges."""
    scorer = scorer_of(settings)
    return Basis(scorer.rubric.key, scorer.engine)


def begin(settings: Settings, at: datetime) -> int:
    """Note that a night began, and return its run; a wrong configuration is told before anything is read."""
    basis = basis_of(settings)
    with open_store(settings) as store:
        people_of(settings, pseudonym_of(settings, store))
        return store.ledger.begin_run(at, Window(), basis, settings.sample.seed)


def give_up(settings: Settings, run: int, at: datetime) -> None:
    """Note that a night failed."""
    with open_store(settings) as store:
        store.ledger.end_run(run, at, Status.FAILED, 1, {})


def to_score(settings: Settings, pulled: Pulled, day: date) -> tuple[tuple[Frame, ...], tuple[Pick, ...] | None]:
    """Return the contacts to score, and the sample where it is drawn before scoring (None: all are scored)."""
    if settings.score is What.ALL:
        return pulled.frames, None
    picks = draw(pulled.frames, settings.sample, day.isoformat())
    drawn = {(p.source, p.contact, p.revision) for p in picks}
    return tuple(f for f in pulled.frames if key_of(f) in drawn), picks


def key_of(frame: Frame) -> Key:
    """Return the key of a contact that can be drawn."""
    return (frame.source, frame.contact, frame.revision)


def batches(frames: Iterable[Frame], size: int) -> Iterator[tuple[Key, ...]]:
    """Yield the keys of contacts in batches of at most `size`."""
    keys = (key_of(frame) for frame in frames)
    while batch := tuple(islice(keys, size)):
        yield batch


def score_batch(settings: Settings, keys: Iterable[Key]) -> tuple[Scorecard, ...]:
    """Score stored contacts; safe to repeat, since a scorecard depends on nothing but its inputs."""
    scorer = scorer_of(settings)
    with open_store(settings) as store:
        contacts = store.contacts.revisions(keys)
    return tuple(scorer.score_all(contacts[key] for key in sorted(contacts)))


def keep(settings: Settings, cards: Iterable[Scorecard], day: date) -> None:
    """Put scorecards into the store, all or none."""
    with open_store(settings) as store:
        store.cards.save(cards, day)


def let_go(settings: Settings, day: date) -> None:
    """Let go of what was kept long enough."""
    with open_store(settings) as store:
        retaining.let_go(settings, store, day)
