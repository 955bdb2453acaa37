"""Shares a sample out among strata, within bounds for each; keeps out what the strata are."""

from __future__ import annotations

from ccqa.sampling.plan import Allocation


def allocate(
    counts: dict[str, int],
    size: int,
    how: Allocation = Allocation.PROPORTIONAL,
    least: int = 1,
    most: int | None = None,
) -> dict[str, int]:
    """Share out a sample, in proportion or equally, from `least` to `most` each, never more than there are.

    What rounding leaves goes to the largest remainders, and the first name among equals. Bounds outrank the size: where
    there are more strata than contacts to draw, each still gets one, since an empty one could not be spoken for.
    """
    total = sum(counts.values())
    floor = {name: min(least, n) for name, n in counts.items()}
    top = {name: n if most is None else min(most, n) for name, n in counts.items()}
    wanted = {name: _wanted(n, min(size, total), counts, how) for name, n in counts.items()}
    given = {name: min(max(floor[name], int(share)), top[name]) for name, share in wanted.items()}
    by_rest = sorted(counts, key=lambda name: (given[name] - wanted[name], name))
    spare = min(size, total) - sum(given.values())
    while spare > 0 and any(given[n] < top[n] for n in by_rest):
        for name in by_rest:
            if spare and given[name] < top[name]:
                given[name] += 1
                spare -= 1
    return _trimmed(given, -spare, floor)


def _wanted(n: int, size: int, counts: dict[str, int], how: Allocation) -> float:
    return size / len(counts) if how is Allocation.EQUAL else n * size / sum(counts.values())


def _trimmed(given: dict[str, int], excess: int, floor: dict[str, int]) -> dict[str, int]:
    """Take back what the minimum gave too much, from the largest strata first."""
    while excess > 0 and (open_ := [name for name in sorted(given) if given[name] > floor[name]]):
        given[max(open_, key=lambda name: given[name])] -= 1
        excess -= 1
    return given
