"""How wide an interval will be, before anybody looks, and how many contacts a width costs; keeps out who is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from ccqa.statistics.shares import CONFIDENCE, around

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Outlook:
    """What to expect of a group: the contacts it has, how many are picked on average, and the interval of a share.

    `kind` is `all`, `agent`, `queue` or `criterion`. `needed` are the contacts that the asked width costs, drawn evenly
    from the group.
    """

    kind: str
    name: str
    contacts: int
    picks: float
    share: float
    low: float
    high: float
    needed: int

    @property
    def width(self) -> float:
        """From the lower bound to the upper, from 0 to 1."""
        return self.high - self.low

    def as_json(self) -> dict[str, str | float]:
        """Return it for machines, shares from 0 to 1."""
        shares = {name: round(getattr(self, name), 4) for name in ("picks", "share", "low", "high", "width")}
        return {"kind": self.kind, "name": self.name, "contacts": self.contacts, **shares, "needed": self.needed}


def effective(probabilities: Iterable[float]) -> float:
    """Return how many contacts, drawn evenly out of endlessly many, the sample of a group is expected to be worth.

    `probabilities` are those of all contacts of the group. Drawn evenly this is n / (1 - n / N); a group that is drawn
    whole leaves no doubt. After the variance of Horvitz's and Thompson's estimator, each contact drawn by itself
    (Särndal, Swensson, Wretman, Model Assisted Survey Sampling, 1992, 3.5), so that unequal weights cost what they do.
    """
    known = tuple(probabilities)
    doubt = sum(1 / p - 1 for p in known)
    return len(known) ** 2 / doubt if doubt else inf if known else 0.0


def bounds(share: float, worth: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the interval to expect of a share, from 0 to 1, that is worth so many contacts."""
    return (share, share) if worth == inf else around(share, worth, confidence)


def needed(width: float, share: float, among: int, confidence: float = CONFIDENCE) -> int:
    """Return the fewest contacts, drawn evenly among so many, whose interval is no wider than `width`, from 0 to 1.

    All of them leave no doubt, so there is always an answer.
    """
    few, enough = 0, among
    while few < enough:
        n = (few + enough) // 2
        low, high = bounds(share, _even(n, among), confidence)
        few, enough = (few, n) if high - low <= width else (n + 1, enough)
    return enough


def _even(n: int, among: int) -> float:
    return inf if n == among else n / (1 - n / among)
