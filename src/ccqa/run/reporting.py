"""The last step of a night: draw the sample, write the pages, register them, and close the run."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ccqa.errors import Exit
from ccqa.reporting.figures import Figures
from ccqa.reporting.night import NightView, write_night
from ccqa.rubric import Rubric
from ccqa.run import night
from ccqa.sampling import Pick, draw, overlay
from ccqa.store import Basis, Report, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from ccqa.config import Settings
    from ccqa.run.pulling import LoadReport
    from ccqa.scorecard import Scorecard
    from ccqa.store import Store


@dataclass(slots=True)
class Tally:
    """What a night counts on its way: its run, what was pulled and drawn, the figures, and who is suspected."""

    run: int
    pulled: night.Pulled | None = None
    drawn: tuple[Pick, ...] | None = None
    figures: Figures = field(default_factory=Figures)
    suspected: set[night.Key] = field(default_factory=set)

    def add(self, cards: Iterable[Scorecard]) -> None:
        """Count scorecards."""
        for card in cards:
            self.figures.add(card)
            if any(result.suspected for result in card.results):
                self.suspected.add((card.source, card.contact, card.revision))


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
    page: Path

    def as_json(self) -> dict[str, Any]:
        """Return what machines want to know."""
        counts = {name: getattr(self, name) for name in ("contacts", "scorecards", "rejected", "sampled", "suspected")}
        return {**counts, "rubric": self.rubric.key, "load": self.load, "page": str(self.page)}


def local_day(settings: Settings, moment: datetime) -> date:
    """Return the day of a moment where the deployment is."""
    return moment.astimezone(ZoneInfo(settings.time_zone)).date()


def finish(settings: Settings, tally: Tally, day: date, at: datetime) -> Outcome:
    """Draw the sample, write and register the pages, drop old transcripts, and close the run."""
    assert tally.pulled is not None
    load = tally.pulled.report
    counts = {"contacts": load.contacts, "scorecards": tally.figures.cards, "rejected": load.rejections}
    with night.open_store(settings) as store:
        picks = _picks(settings, tally, tally.pulled, day)
        store.ledger.record_sample(tally.run, settings.sample, at, picks)
        view = _view(settings, tally, picks, store, day)
        written = write_night(view, Path(settings.report) / day.isoformat())
        _register(settings, store, tally.run, written)
        store.contacts.drop_before(day - timedelta(days=settings.store.contact_days))
        store.ledger.end_run(tally.run, at, Status.DONE, _exit(load), counts)
    return Outcome(
        **counts,
        sampled=sum(pick.probability is not None for pick in picks),
        suspected=tally.figures.suspected,
        figures=tally.figures,
        rubric=view.rubric,
        load=load.as_json(),
        page=next(iter(written)),
    )


def _picks(settings: Settings, tally: Tally, pulled: night.Pulled, day: date) -> tuple[Pick, ...]:
    """Return the sample, and the suspected criticals as an overlay that enters no average."""
    sample = draw(pulled.frames, settings.sample, day.isoformat()) if tally.drawn is None else tally.drawn
    return (*sample, *overlay(f for f in pulled.frames if (f.source, f.contact, f.revision) in tally.suspected))


def _view(settings: Settings, tally: Tally, picks: tuple[Pick, ...], store: Store, day: date) -> NightView:
    scorer = night.scorer_of(settings)
    basis = Basis(scorer.rubric.key, scorer.engine)
    assert tally.pulled is not None
    return NightView(
        day=day,
        rubric=scorer.rubric,
        engine=scorer.engine,
        scored=settings.score,
        plan=settings.sample,
        figures=tally.figures,
        load=tally.pulled.report.as_json(),
        picks=picks,
        cards={(p.source, p.contact): store.cards.card(p.contact, p.source, basis) for p in picks},
        contacts=store.contacts.revisions((p.source, p.contact, p.revision) for p in picks),
    )


def _register(settings: Settings, store: Store, run: int, written: dict[Path, tuple[tuple[str, str], ...]]) -> None:
    for path, named in written.items():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        place = path.relative_to(settings.report)
        store.ledger.register_report(Report(str(place), "night", run, digest), named)


def _exit(load: LoadReport) -> Exit:
    if not load.contacts:
        return Exit.NOTHING_USABLE
    return Exit.SOME_REJECTED if load.rejections else Exit.ALL_WELL
