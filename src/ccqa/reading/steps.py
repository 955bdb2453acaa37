"""Patterns made ready to be matched: words become norms, and choices are found by the word they begin with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ccqa.reading.grammar import Choice, Mark, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ccqa.reading.grammar import Sequence


@dataclass(frozen=True, slots=True)
class Step:
    """A part ready to be matched: norms of words, or options, or a mark; exactly one of the three.

    Options that begin with words are found by the norm they begin with; the others are tried in turn. A gap knows the
    norms with which what comes after it can begin (None: any).
    """

    norms: tuple[int, ...] = ()
    by_norm: dict[int, list[Steps]] = field(default_factory=dict)
    others: tuple[Steps, ...] = ()
    mark: str = ""
    wanted: frozenset[int] | None = None


Steps = tuple[Step, ...]


def compiled(sequence: Sequence, norms: Callable[[str], tuple[int, ...]], way: int) -> Steps:
    """Return a sequence with its words as norms, in the order in which they are met walking `way` (1 or -1)."""
    steps: Steps = ()
    for part in reversed(sequence[::way]):
        steps = (_step(part, norms, way, steps), *steps)
    return steps


def _step(part: Words | Choice | Mark, norms: Callable[[str], tuple[int, ...]], way: int, rest: Steps) -> Step:
    if isinstance(part, Words):
        return Step(norms=norms(part.text)[::way])
    if isinstance(part, Mark):
        return Step(mark=part.kind, wanted=first_norms(rest))
    by_norm: dict[int, list[Steps]] = {}
    others = []
    for option in (compiled(option, norms, way) for option in part.options):
        if option and option[0].norms:
            by_norm.setdefault(option[0].norms[0], []).append(option)
        else:
            others.append(option)
    return Step(by_norm=by_norm, others=tuple(others))


def first_norms(steps: Steps) -> frozenset[int] | None:
    """Return the norms with which the steps can begin, or None where that can be any token, or none at all."""
    if not steps or steps[0].mark:
        return None
    step, rest = steps[0], steps[1:]
    if step.norms:
        return frozenset(step.norms[:1])
    others = [first_norms((*option, *rest)) for option in step.others]
    if None in others:
        return None
    return frozenset(step.by_norm).union(*(norms for norms in others if norms))
