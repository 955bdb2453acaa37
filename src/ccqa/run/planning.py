"""What a plan will tell, before anybody works: the interval to expect for each group, and what a width costs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ccqa.sampling import shared_out
from ccqa.statistics.expected import Outlook, bounds, effective, needed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ccqa.run.drawable import Framed, Told
    from ccqa.sampling import Frame, Plan


def outlooks(framed: Framed, plan: Plan, width: float, prior: float) -> tuple[Outlook, ...]:
    """Return what to expect of all contacts, each agent and queue, and each criterion that was told before.

    The share of a criterion is what the machine passed so far, drawn towards one half by two contacts; that of others
    is the passed share over all criteria, or `prior` where nothing was scored. A criterion's contacts are those in
    which it was due and could be told.
    """
    chances = {
        unit.key: p for one in shared_out(framed.frames, plan) for unit, p in zip(one.units, one.chances, strict=True)
    }
    passes = [told.passed for told in framed.told]
    share = sum(passes) / len(passes) if passes else prior
    groups = _groups(framed.frames)
    found = [
        _outlook(kind, name, [chances[unit.key] for unit in units], share, width)
        for (kind, name), units in sorted(groups.items(), key=lambda item: (KINDS.index(item[0][0]), item[0][1]))
    ]
    by_contact = {key[:2]: p for key, p in chances.items()}
    return (*found, *_criteria(framed.told, by_contact, width))


KINDS = ("all", "agent", "queue")


def _groups(frames: Iterable[Frame]) -> dict[tuple[str, str], list[Frame]]:
    groups: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for unit in frames:
        for kind in KINDS:
            groups[kind, "contacts" if kind == "all" else str(getattr(unit, kind)) or "-"].append(unit)
    return groups


def _criteria(told: Iterable[Told], chances: dict[tuple[str, str], float], width: float) -> Iterator[Outlook]:
    due: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for one in told:
        if one.contact in chances:
            due[one.criterion].append((chances[one.contact], one.passed))
    for name, pairs in sorted(due.items()):
        share = (sum(passed for _, passed in pairs) + 1) / (len(pairs) + 2)
        yield _outlook("criterion", name, [p for p, _ in pairs], share, width)


def _outlook(kind: str, name: str, chances: Sequence[float], share: float, width: float) -> Outlook:
    low, high = bounds(share, effective(chances))
    return Outlook(kind, name, len(chances), sum(chances), share, low, high, needed(width, share, len(chances)))
