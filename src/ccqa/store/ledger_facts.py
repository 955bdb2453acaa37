"""What the ledger tells: runs, samples and reports as plain values; keeps out how they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

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
    """One draw: for which run, by which plan and seed, and when."""

    id: int
    run: int
    plan: Plan
    seed: int
    drawn_at: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """A report on disk: where, of which kind, of which run, and the digest of its bytes."""

    path: str
    kind: str
    run: int
    digest: str
