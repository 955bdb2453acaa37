"""Which tokens may stand beside an anchor for the rest of its pattern to fit: words, an edge of a sentence, a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ccqa.reading.marks import Form

if TYPE_CHECKING:
    from ccqa.reading.steps import Steps

EDGE: Final = {1: "$", -1: "^"}
"""The edge that a walk can end at, by its way."""
FILLED_BY: Final = {"num": Form.NUMBER | Form.MASK_OPENER, "name": Form.NAME | Form.MASK_OPENER}
"""Forms of the first token of a slot."""


class Beside(NamedTuple):
    """One of these words, or a token with one of these forms, or an edge."""

    norms: frozenset[int] = frozenset()
    forms: int = 0
    edge: bool = False


def beside(steps: Steps, way: int) -> Beside | None:
    """Return what the next token has to be for steps to fit that are walked this way, or None for any, or none."""
    if not steps:
        return None
    step, rest = steps[0], steps[1:]
    if step.mark:
        return _by_mark(step.mark, way)
    if step.norms:
        return Beside(frozenset(step.norms[:1]))
    found = Beside(frozenset(step.by_norm))
    for option in step.others:
        other = beside((*option, *rest), way)
        if other is None:
            return None
        found = Beside(found.norms | other.norms, found.forms | other.forms, found.edge or other.edge)
    return found


def _by_mark(mark: str, way: int) -> Beside | None:
    if mark == EDGE[way]:
        return Beside(edge=True)
    return Beside(forms=FILLED_BY[mark]) if way > 0 and mark in FILLED_BY else None
