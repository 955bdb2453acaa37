"""What a night counts on its way: figures, who is suspected, what could not be scored; keeps out the pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from ccqa.finding import Verdict
from ccqa.reporting.figures import Figures
from ccqa.run import night
from ccqa.run.peopling import groups_of
from ccqa.run.receiving import Pulled
from ccqa.sampling import Pick

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ccqa.config import Settings
    from ccqa.sampling import Frame
    from ccqa.scorecard import Scorecard

AT_ONCE = 5_000
"""Contacts whose scorecards are read at once."""


@dataclass(slots=True)
class Tally:
    """What a night counts: its run, what was pulled and drawn, the figures, and who is suspected."""

    run: int
    pulled: Pulled = field(default_factory=Pulled)
    drawn: tuple[Pick, ...] | None = None
    figures: Figures = field(default_factory=Figures)
    suspected: set[night.Key] = field(default_factory=set)

    def add(self, cards: Iterable[Scorecard]) -> None:
        """Count scorecards."""
        several = len(self.pulled.loads) > 1
        for card in cards:
            self.figures.add(card, groups_of(card, self.pulled.people, several=several))
            if any(result.suspected for result in card.results):
                self.suspected.add((card.source, card.contact, card.revision))
            if card.score is None and card.source in self.pulled.loads:
                self.pulled.loads[card.source].unscored[_why(card)] += 1


def recall(settings: Settings, tally: Tally, frames: Iterable[Frame]) -> tuple[Frame, ...]:
    """Count the scorecards that an earlier run made, and return the contacts that still have to be scored."""
    waiting: list[Frame] = []
    rest, basis = iter(frames), night.basis_of(settings)
    with night.open_store(settings) as store:
        while some := list(islice(rest, AT_ONCE)):
            judged = store.cards.judged(map(night.key_of, some), basis)
            tally.add(store.cards.revisions(judged, basis))
            waiting += [frame for frame in some if night.key_of(frame) not in judged]
    return tuple(waiting)


def _why(card: Scorecard) -> str:
    """Return the reason that most criteria give."""
    told = Counter(result.because for result in card.results if result.verdict is Verdict.UNSURE)
    return min(told, key=lambda reason: (-told[reason], reason), default="nothing was due")
