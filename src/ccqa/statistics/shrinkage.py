"""Agents' shares drawn towards their team's, the more the fewer contacts there are; keeps out who is an agent.

Beta-binomial: agents' true shares scatter around the team's as a beta distribution does. How widely is not known but
weighed over all widths by how well they explain the counts, so that intervals do not pretend to know it: A. Gelman et
al., Bayesian Data Analysis (2013) 5.3, with their prior, flat in the mean
and in the scatter, one over the root of the strength (here up to 1: a team is worth a contact at least).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ccqa.statistics.estimate import Estimate
from ccqa.statistics.shares import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

GRID: Final = 50
"""Steps of the mean and of the scatter that are weighed; four times as many change no figure by a thousandth."""


@dataclass(frozen=True, slots=True)
class Team:
    """What a new agent would be taken for: the team's share from 0 to 1, and how many contacts that is worth."""

    share: float
    strength: float

    def drawn_in(self, met: float, seen: float) -> float:
        """Return an agent's share, drawn towards the team's."""
        return (met + self.share * self.strength) / (seen + self.strength)


def shrunk(met: Sequence[int], seen: Sequence[int], confidence: float = CONFIDENCE) -> tuple[Estimate, ...]:
    """Return each agent's share, drawn towards the team's, in the order given.

    The interval is a credible one, of the beta distribution with the mean and variance of all that were weighed.
    """
    from scipy.stats import beta

    x, n = np.asarray(met, float)[:, None], np.asarray(seen, float)[:, None]
    mean, strength, weight = weighed(x, n)
    a, all_ = x + mean * strength, n + strength
    middle = a / all_
    value = middle @ weight
    variance = (middle * (1 - middle) / (all_ + 1) + middle**2) @ weight - value**2
    worth = value * (1 - value) / variance - 1
    tail = (1 - confidence) / 2
    low, high = (beta.ppf(q, value * worth, (1 - value) * worth) for q in (tail, 1 - tail))
    columns = (value.tolist(), low.tolist(), high.tolist(), seen, worth.tolist())
    return tuple(Estimate(*row) for row in zip(*columns, strict=True))


def team(met: Sequence[int], seen: Sequence[int]) -> Team:
    """Return the team's share and strength, each the likeliest on average: how far one agent's figure is drawn in."""
    mean, strength, weight = weighed(np.asarray(met, float)[:, None], np.asarray(seen, float)[:, None])
    return Team(float(mean @ weight), float(1 / ((1 / strength) @ weight)))


def weighed(
    met: NDArray[np.float64], seen: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return means, strengths and their weights on a grid; `met` and `seen` are columns.

    For each scatter the means stand where they are likely: at quantiles of a beta distribution twice as wide as what
    the counts leave open, which the weights make up for.
    """
    from scipy.special import betaln
    from scipy.stats import beta

    steps = (np.arange(GRID) + 0.5) / GRID
    strength = 1 / np.repeat(steps, GRID) ** 2
    pooled = (met.sum() + 0.5) / (seen.sum() + 1)
    told = (seen * (strength + 1) / (seen + strength)).sum(0) / 4
    near = beta(pooled * told + 0.5, (1 - pooled) * told + 0.5)
    mean = near.ppf(np.tile(steps, GRID))
    a, b = mean * strength, (1 - mean) * strength
    likely = (betaln(met + a, seen - met + b) - betaln(a, b)).sum(0) - near.logpdf(mean)
    weight = np.exp(likely - likely.max())
    return mean, strength, weight / weight.sum()
