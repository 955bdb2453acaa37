"""What the machine's verdicts of a window and people's blind reviews of its sample tell together.

Keeps out how the figures are worked out and shown. A contact is one unit: where it has several legs, it fails if one
of them does.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ccqa import rubric as rubrics
from ccqa.errors import UsageError
from ccqa.finding import DECIDES, Verdict
from ccqa.run.labelling import said_of
from ccqa.sampling import SAMPLE, Design
from ccqa.statistics.beside import Label, Row, beside
from ccqa.statistics.misclassified import Rate
from ccqa.store import Sample

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ccqa.config import Settings
    from ccqa.rubric import Rubric
    from ccqa.sampling import Drawn
    from ccqa.store import Store

Key = tuple[str, str, str]
Legs = dict[int, Verdict]
Asked = tuple[str, str]
"""A criterion, and the group; no name where groups are not asked for."""
APART: Final = 0.05
"""How far, as a share, a window may differ from what its sample stands for: contacts that came late."""


class By(StrEnum):
    """What contacts can be grouped by."""

    AGENT = "agent"
    QUEUE = "queue"
    CHANNEL = "channel"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Estimated:
    """The figures of a sample, by criterion and group, and the contacts of its window."""

    sample: Sample
    contacts: int
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _Tally:
    fails: int = 0
    contacts: int = 0
    drawn: int = 0
    unsure: int = 0
    stood: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    labels: list[Label] = field(default_factory=list)


def estimate(settings: Settings, store: Store, number: int | None = None, by: By | None = None) -> Estimated:
    """Return the figures of a sample, the last where no number is given.

    Raises UsageError where its window is not what it was drawn from.
    """
    sample = store.ledger.samples.sample(number)
    drawn = [one for one in store.ledger.samples.drawn(sample.id) if one.pick.probability is not None]
    picks = {one.pick.key: one for one in drawn if one.stands}
    rubric = rubrics.load(Path(settings.rubric))
    said = said_of(store, picks, rubric)
    tallies: dict[Asked, _Tally] = defaultdict(_Tally)
    contacts = 0
    for key, judged in _judged(store, sample, by):
        contacts += 1
        for asked, legs in judged.items():
            _count(tallies[asked], legs, picks.get(key), [said.get((*key, leg, asked[0])) for leg in legs])
    _check(sample, drawn, contacts)
    return Estimated(sample, contacts, tuple(_rows(tallies, rubric)))


def _judged(store: Store, sample: Sample, by: By | None) -> Iterator[tuple[Key, dict[Asked, Legs]]]:
    """Yield each contact of the window with the machine's verdicts by criterion, group and leg."""
    rows = store.cards.verdicts_between(sample.since or date.min, sample.until or date.max)
    for key, group in groupby(rows, key=_key):
        found: dict[Asked, Legs] = defaultdict(dict)
        for row in group:
            name, leg = str(row[by] or "-") if by else "", row["leg"]
            assert isinstance(leg, int)
            found[str(row["criterion"]), name][leg] = Verdict(str(row["verdict"]))
        yield key, found


def _key(row: Mapping[str, object]) -> Key:
    return (str(row["source"]), str(row["contact"]), str(row["revision"]))


def _count(tally: _Tally, legs: Legs, drawn: Drawn | None, said: Iterable[Verdict | None]) -> None:
    """Count a contact, and its label where people judged every leg and could tell."""
    failed = _folded(legs.values()) is Verdict.FAIL
    tally.contacts += 1
    tally.fails += failed
    if drawn is None:
        return
    weight, stratum = drawn.pick.weight or 1, drawn.pick.stratum
    tally.drawn += 1
    tally.stood[stratum] += weight
    told = [verdict for verdict in said if verdict]
    if len(told) < len(legs):
        return
    if (person := _folded(told)) is Verdict.UNSURE:
        tally.unsure += 1
    else:
        tally.labels.append(Label(person is Verdict.FAIL, failed, weight, stratum))


def _folded(verdicts: Iterable[Verdict]) -> Verdict:
    return min(verdicts, key=DECIDES.index)


def _check(sample: Sample, drawn: Iterable[Drawn], contacts: int) -> None:
    """Raise UsageError where the window holds other contacts than the sample stands for."""
    stood = sum(one.pick.weight or 0 for one in drawn if one.pick.reason == SAMPLE)
    if sample.plan.design is not Design.RISK and abs(stood - contacts) > APART * contacts:
        raise UsageError(
            f"sample {sample.id} stands for {stood:.0f} contacts, and {contacts} are scored in its window: a night "
            "drew it, or contacts came since. `ccqa sample draw --since --until` draws from a window."
        )


def _rows(tallies: Mapping[Asked, _Tally], rubric: Rubric) -> Iterator[Row]:
    """Yield rows in the order of the rubric, then of the groups' names."""
    for one in rubric.criteria:
        for (criterion, group), tally in sorted(tallies.items(), key=lambda item: item[0]):
            if criterion == one.id:
                figures = beside(tally.labels, tally.stood, Rate(tally.fails, tally.contacts))
                yield Row(criterion, one.title, group, figures, tally.drawn, tally.unsure)
