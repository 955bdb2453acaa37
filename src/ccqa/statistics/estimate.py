"""An estimate: a value with its interval, and how much it rests on; keeps out what it is an estimate of."""

from __future__ import annotations

from dataclasses import dataclass

from ccqa.statistics.shares import FEWEST_FOR_PERCENTAGE


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval (of 95 % if not asked otherwise), from `n` contacts that tell as much as `effective`.

    `effective` are contacts drawn evenly out of endlessly many. `value` and bounds are in the unit of what was
    measured: a share from 0 to 1, a score, seconds. Sampling error alone: whether the verdicts are right is another
    question.
    """

    value: float
    low: float
    high: float
    n: int
    effective: float

    @property
    def enough(self) -> bool:
        """Whether there are enough contacts for a percentage."""
        return self.n >= FEWEST_FOR_PERCENTAGE

    @property
    def width(self) -> float:
        """From the lower bound to the upper."""
        return self.high - self.low
