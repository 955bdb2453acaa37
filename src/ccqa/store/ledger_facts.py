"""What the ledger tells: runs, samples and reports as plain values; keeps out how they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ccqa.errors import Rejected
from ccqa.sampling import Plan


class Status(StrEnum):
    """How a run stands. A run that was killed stays `RUNNING`."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Basis:
    """What judged: a rubric (`id@version`) and an engine, as scorecards name them."""

    rubric: str
    engine: str


@dataclass(frozen=True, slots=True)
class Window:
    """Local days from `since` to before `until`; None: without bound."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run: when, over which window, judged by what, and how it ended. Times are aware UTC."""

    id: int
    started_at: datetime
    ended_at: datetime | None
    since: date | None
    until: date | None
    rubric: str
    engine: str
    seed: int
    status: Status
    exit: int | None
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One draw: for which run, by which plan and seed, over which days, and when."""

    id: int
    run: int
    plan: Plan
    seed: int
    drawn_at: datetime
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report on disk: where, of which kind, of which run, the digest of its bytes, and the day of its night."""

    path: str
    kind: str
    run: int
    digest: str
    day: date | None = None


@dataclass(slots=True)
class Progress:
    """How far a source was read. A place is a file, or a query from a watermark on.

    `marks` has the places that were read to their end, each with what tells whether it has changed, or the next
    watermark. `refused` has what was rejected, by place.
    """

    marks: dict[str, str] = field(default_factory=dict)
    refused: dict[str, list[Rejected]] = field(default_factory=dict)

    def refuse(self, place: str, record: Rejected) -> None:
        """Remember a record that could not be used."""
        self.refused.setdefault(place, []).append(record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A record that waits: where it stands, why it was rejected, since when, and in how many nights."""

    id: int
    source: str
    place: str
    ref: str
    step: str
    reason: str
    fields: tuple[str, ...]
    first_seen: datetime
    last_night: date
    nights: int
