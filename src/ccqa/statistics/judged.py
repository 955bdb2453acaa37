"""Lines that two judged, and how far the two agree on each criterion, channel and language; keeps out where from.

Two are a person and the machine, or two people. Blind labels and anchored ones are never in one group.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ccqa.statistics.calibration import Agreement, Pair, agreed
from ccqa.statistics.gates import Gate, Status, status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class By(StrEnum):
    """What lines can be told apart by, besides their criterion."""

    CHANNEL = "channel"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Judged:
    """A line that two judged. `people`: both are people, and the second grading stands in the machine's place."""

    criterion: str
    channel: str
    language: str
    people: bool
    pair: Pair


@dataclass(frozen=True, slots=True)
class Group:
    """Machine beside person, and person beside person, on a criterion; `where` has what else the group is told by."""

    criterion: str
    where: tuple[str, ...]
    machine: Agreement
    people: Agreement


@dataclass(frozen=True, slots=True)
class Standing:
    """What the machine's verdicts are good for on one criterion, on one channel, in one language."""

    criterion: str
    channel: str
    language: str
    status: Status


@dataclass(frozen=True, slots=True)
class Agreements:
    """Groups of blind labels, and of anchored ones, and what the machine's verdicts are good for by `gate`.

    Of `reviews`, `left_out` have no verdict in force beside them.
    """

    by: tuple[By, ...]
    blind: tuple[Group, ...]
    anchored: tuple[Group, ...]
    gate: Gate
    standings: tuple[Standing, ...]
    reviews: int
    left_out: int


def grouped(found: Iterable[Judged], by: Sequence[By], seed: int) -> tuple[Group, ...]:
    """Return the agreement of each group, in order of criterion; all labels are blind or none is."""
    groups = defaultdict[tuple[str, tuple[str, ...]], list[Judged]](list)
    for one in found:
        groups[one.criterion, tuple(getattr(one, field) for field in by)].append(one)
    return tuple(
        Group(*key, *(agreed([one.pair for one in members if one.people is people], seed) for people in (False, True)))
        for key, members in sorted(groups.items())
    )


def standings(
    found: Iterable[Judged], places: Iterable[tuple[str, str, str]], gate: Gate, seed: int
) -> tuple[Standing, ...]:
    """Return how each criterion, channel and language stands, of those named and those that people judged, in order."""
    pairs = {place: list[Pair]() for place in places}
    for one in found:
        if not one.people:
            pairs.setdefault((one.criterion, one.channel, one.language), []).append(one.pair)
    return tuple(Standing(*place, status(members, gate, seed)) for place, members in sorted(pairs.items()))
