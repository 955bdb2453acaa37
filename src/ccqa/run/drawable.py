"""Which stored contacts can be drawn, what their strata are made of, and what speaks for a look at them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ccqa.errors import Rejected
from ccqa.finding import Verdict
from ccqa.people import People
from ccqa.run.framing import Framing
from ccqa.sampling import Frame
from ccqa.sampling.frame_file import read_frames
from ccqa.scorecard import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ccqa.store import Store, Window

FAIL, SUSPECTED = 1.0, 4.0
"""What a fail adds to a contact's risk of 1, and what a suspected critical one does."""
NEW: Final = timedelta(days=90)
"""For how long an agent counts as new."""
BEFORE: Final = timedelta(days=30)
"""How long the store must have been kept before an agent's first day tells that they are new to the work, not to us."""
NOBODY: Final = Framing(People())


@dataclass(frozen=True, slots=True)
class Told:
    """A verdict that tells: the contact (source, id), the criterion, and whether it passed."""

    contact: tuple[str, str]
    criterion: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Framed:
    """The contacts of a window that can be drawn, and what the machine told of them so far."""

    frames: tuple[Frame, ...]
    told: tuple[Told, ...] = ()


def frame(store: Store, window: Window, framing: Framing = NOBODY) -> Framed:
    """Return what can be drawn in a window; a contact that was not scored has a risk of 1.

    Where no table tells how long an agent has been there, the store tells who is new.
    """
    since, until = window.since or date.min, window.until or date.max
    told, risks = [], defaultdict[tuple[str, str], float](lambda: 1.0)
    for row in store.cards.verdicts_between(since, until):
        key = (str(row["source"]), str(row["contact"]))
        if row["verdict"] in {Verdict.PASS, Verdict.FAIL}:
            told.append(Told(key, str(row["criterion"]), row["verdict"] == Verdict.PASS))
        if row["verdict"] == Verdict.FAIL:
            risks[key] += SUSPECTED if row["severity"] == Severity.CRITICAL else FAIL
    tenures = _tenures(store.cards.first_days(), min([until, *store.lake.days("contacts")[-1:]]))
    units = (framing.frame_of(contact) for contact in store.contacts.between(since, until))
    return Framed(
        tuple(
            replace(unit, tenure=unit.tenure or tenures.get(unit.agent, ""), risk=risks[unit.source, unit.contact])
            for unit in units
        ),
        tuple(told),
    )


def from_file(path: Path, rejected: list[Rejected]) -> Framed:
    """Return what a frame file holds; rows that are no contact are put into `rejected`."""
    rows = tuple(read_frames(path))
    rejected += [row for row in rows if isinstance(row, Rejected)]
    return Framed(tuple(row for row in rows if isinstance(row, Frame)))


def _tenures(first_days: Mapping[str, date], end: date) -> dict[str, str]:
    """Return who is `new` and who is `settled` at the end of a window; who cannot be told is left out."""
    if not first_days:
        return {}
    opened = min(first_days.values())
    told = {agent: "settled" for agent, day in first_days.items() if end - day >= NEW}
    return told | {agent: "new" for agent, day in first_days.items() if end - day < NEW and day - opened >= BEFORE}
