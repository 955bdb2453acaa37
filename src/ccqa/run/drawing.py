"""Draws a sample from the contacts of a window and keeps it; skips a pick that cannot be reviewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ccqa.errors import UsageError
from ccqa.run.drawable import NOBODY, frame
from ccqa.sampling import Drawn, draw, reserves
from ccqa.store import Sample

if TYPE_CHECKING:
    from datetime import datetime

    from ccqa.run.framing import Framing
    from ccqa.sampling import Plan
    from ccqa.store import Store, Window


@dataclass(frozen=True, slots=True)
class Standing:
    """A sample with its picks, reserves too, and how many criteria of each were reviewed, by the pick's number."""

    sample: Sample
    drawn: tuple[Drawn, ...]
    reviewed: Mapping[int, int]


def draw_sample(store: Store, plan: Plan, window: Window, at: datetime, framing: Framing = NOBODY) -> int:
    """Draw a sample with its reserves from a window, keep it beside the run in force, and return its id.

    The window goes with the seed, so that two windows do not draw the same places.
    """
    run = store.ledger.last_run()
    frames = frame(store, window, framing).frames
    if run is None or not frames:
        raise UsageError(
            "there is no stored contact in this window. `ccqa run` stores them; check --since and --until."
        )
    label = f"{window.since} {window.until}"
    picks = draw(frames, plan, label)
    return store.ledger.record_sample(run.id, plan, at, (*picks, *reserves(frames, plan, picks, label)), window)


def standing(store: Store, number: int | None) -> Standing:
    """Return a sample, the last where no number is given, with what became of its picks."""
    sample = store.ledger.samples.sample(number)
    drawn = store.ledger.samples.drawn(sample.id)
    reviews = store.ledger.reviews.of(one.pick.contact for one in drawn)
    judged = Counter(question[:3] for question in {review.line.question for review in reviews})
    return Standing(sample, drawn, {one.id: judged[one.pick.key] for one in drawn})
