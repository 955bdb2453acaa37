"""What can be drawn and what was drawn, a contact each; keeps out how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLE: Final = "sample"
OVERLAY: Final = "suspected critical"
"""The reason of picks that enter no average."""
RESERVE: Final = "reserve"
"""The reason of what is drawn beside the sample, to stand in for picks that cannot be reviewed."""
REPLACEMENT: Final = "replacement"
"""The reason of a pick that stands in for another."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A contact drawn: why, from which stratum, and with which probability (None where chance had no part).

    `double`: a second reviewer grades it too, for agreement.
    """

    source: str
    contact: str
    revision: str
    reason: str
    stratum: str
    probability: float | None
    double: bool = False

    @property
    def weight(self) -> float | None:
        """How many contacts this one stands for; None where it stands for itself alone."""
        return None if self.probability is None else 1 / self.probability

    @property
    def key(self) -> tuple[str, str, str]:
        """Source, contact and revision."""
        return (self.source, self.contact, self.revision)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A pick on record: its number, why it could not be reviewed (None: it can), and who stands in."""

    id: int
    pick: Pick
    skipped: str | None = None
    replacement: int | None = None

    @property
    def stands(self) -> bool:
        """Whether people are to review it: it was drawn or stands in, and was not skipped."""
        return self.skipped is None and self.pick.reason != RESERVE


@dataclass(frozen=True, slots=True)
class Frame:
    """One contact that could be drawn: its key, what strata are made of, and how much speaks for a look at it.

    `risk` counts in proportion: a contact of risk 4 is four times as likely to be drawn as one of risk 1, where the
    plan asks for that.
    """

    source: str
    contact: str
    revision: str
    agent: str = ""
    channel: str = ""
    language: str = ""
    queue: str = ""
    reason: str = ""
    team: str = ""
    tenure: str = ""
    risk: float = 1.0

    @property
    def key(self) -> tuple[str, str, str]:
        """Source, contact and revision."""
        return (self.source, self.contact, self.revision)

    def stratum(self, fields: Sequence[str]) -> str:
        """Return the stratum's name, such as `agent-03 / chat / fr`; a dash stands for what is unknown."""
        return " / ".join(str(getattr(self, field)) or "-" for field in fields)

    def pick(self, reason: str, stratum: str, probability: float | None) -> Pick:
        """Return this contact as drawn."""
        return Pick(*self.key, reason, stratum, probability)
