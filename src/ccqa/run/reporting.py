"""The last step of a night: draw the sample, write the pages, register them, and close the run."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ccqa.errors import Exit
from ccqa.reporting.figures import Figures
from ccqa.reporting.night import CONTACTS, NightView, write_night
from ccqa.rubric import Rubric
from ccqa.run import night, retaining
from ccqa.sampling import draw, overlay, reserves
from ccqa.store import Report, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from ccqa.config import Settings
    from ccqa.reporting.night import Named
    from ccqa.run.receiving import Pulled
    from ccqa.run.tallying import Tally
    from ccqa.sampling import Pick
    from ccqa.scorecard import Scorecard
    from ccqa.store import Store


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a night ended: counts, figures, and the page to open."""

    contacts: int
    scorecards: int
    rejected: int
    sampled: int
    suspected: int
    figures: Figures
    rubric: Rubric
    load: dict[str, Any]
    failed: dict[str, str]
    exit: Exit
    page: Path

    def as_json(self) -> dict[str, Any]:
        """Return what machines want to know."""
        counts = {name: getattr(self, name) for name in ("contacts", "scorecards", "rejected", "sampled", "suspected")}
        return {**counts, "rubric": self.rubric.key, "failed": self.failed, "load": self.load, "page": str(self.page)}


def local_day(settings: Settings, moment: datetime) -> date:
    """Return the day of a moment where the deployment is."""
    return moment.astimezone(ZoneInfo(settings.time_zone)).date()


def finish(settings: Settings, tally: Tally, day: date, at: datetime) -> Outcome:
    """Draw the sample, write and register the pages, tell what is to be let go, settle the intake, close the run."""
    pulled, load = tally.pulled, tally.pulled.report
    counts = {"contacts": len(pulled.frames), "scorecards": tally.figures.cards, "rejected": load.rejections}
    with night.open_store(settings) as store:
        picks = _picks(settings, tally, day)
        store.ledger.record_sample(tally.run, settings.sample, at, (*picks, *_reserves(settings, tally, picks, day)))
        view = _view(settings, tally, picks, store, day)
        written = write_night(view, Path(settings.report) / day.isoformat())
        _register(settings, store, tally.run, day, written)
        store.ledger.intake.settle(day, at, pulled.keys, pulled.progress)
        store.ledger.end_run(tally.run, at, Status.DONE, _exit(pulled), counts)
    return Outcome(
        **counts,
        sampled=sum(pick.probability is not None for pick in picks),
        suspected=tally.figures.suspected,
        figures=tally.figures,
        rubric=view.rubric,
        load=dict(view.load),
        failed=pulled.failed,
        exit=_exit(pulled),
        page=next(iter(written)),
    )


def _picks(settings: Settings, tally: Tally, day: date) -> tuple[Pick, ...]:
    """Return the sample, and the suspected criticals as an overlay that enters no average."""
    frames = tally.pulled.frames
    sample = draw(frames, settings.sample, day.isoformat()) if tally.drawn is None else tally.drawn
    return (*sample, *overlay(f for f in frames if night.key_of(f) in tally.suspected))


def _reserves(settings: Settings, tally: Tally, picks: tuple[Pick, ...], day: date) -> tuple[Pick, ...]:
    sample = [pick for pick in picks if pick.probability is not None]
    return reserves(tally.pulled.frames, settings.sample, sample, day.isoformat())


def _view(settings: Settings, tally: Tally, picks: tuple[Pick, ...], store: Store, day: date) -> NightView:
    scorer = night.scorer_of(settings)
    keys = {(p.source, p.contact, p.revision) for p in picks}
    cards: dict[tuple[str, str], tuple[Scorecard, ...]] = {}
    for card in store.cards.revisions(keys, night.basis_of(settings)):
        cards[card.source, card.contact] = (*cards.get((card.source, card.contact), ()), card)
    return NightView(
        day=day,
        rubric=scorer.rubric,
        engine=scorer.engine,
        scored=settings.score,
        plan=settings.sample,
        figures=tally.figures,
        load=_load(tally.pulled),
        picks=picks,
        cards=cards,
        contacts=store.contacts.revisions(keys),
        let_go=store.ledger.ageing.told(day, retaining.due(settings, store, day)),
        people=tally.pulled.people,
    )


def _load(pulled: Pulled) -> dict[str, Any]:
    """Return the load report of the night, and that of each source."""
    return pulled.report.as_json() | {"sources": {name: load.as_json() for name, load in pulled.loads.items()}}


def _register(settings: Settings, store: Store, run: int, day: date, written: Mapping[Path, Named]) -> None:
    """Note the pages; one of a contact is of a kind of its own, since it goes with the transcript."""
    for path, named in written.items():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        kind = CONTACTS if path.parent.name == CONTACTS else "night"
        store.ledger.register_report(Report(str(path.relative_to(settings.report)), kind, run, digest, day), named)


def _exit(pulled: Pulled) -> Exit:
    """Tell how much could be used; a night that brings nothing new is well."""
    load = pulled.report
    if pulled.failed:
        return Exit.UNREADABLE_SOURCE
    if load.rejections:
        return Exit.SOME_REJECTED if load.contacts or load.unchanged else Exit.NOTHING_USABLE
    return Exit.ALL_WELL
