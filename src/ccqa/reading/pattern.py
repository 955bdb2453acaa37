"""Matches a compiled pattern against tokens, forwards or backwards from a place; keeps out what patterns mean.

A pattern's choices are never multiplied out: only its anchor is looked for in a text, the rest is tried around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ccqa.reading.marks import Form

if TYPE_CHECKING:
    from ccqa.reading.steps import Step, Steps

GAP_TOKENS: Final = 5
WIDEST: Final = {"name": 3, "num": 2, "x": 4}
MASK_TOKENS: Final = 3


@dataclass(frozen=True, slots=True)
class Text:
    """The tokens of one turn: norms and forms of all tokens of the contact, the turn's first token and its stop."""

    norms: list[int]
    forms: list[int]
    first: int
    stop: int


def walk(text: Text, at: int, steps: Steps, way: int) -> int | None:
    """Return the furthest place that the steps reach from token boundary `at`, or None where they don't fit.

    `way` is 1 forwards, -1 backwards with steps compiled for that way. A gap is as short as can be.
    """
    for number, step in enumerate(steps, 1):
        if step.norms:
            end = _after_words(text, at, step.norms, way)
            if end is None:
                return None
            at = end
        elif step.mark not in {"^", "$"}:
            return _after_several(text, at, step, steps[number:], way)
        elif not (at_start(text, at) if step.mark == "^" else at_end(text, at)):
            return None
    return at


def _after_several(text: Text, at: int, step: Step, rest: Steps, way: int) -> int | None:
    """Try what can be of several lengths, with the steps that follow."""
    if not step.mark:
        return _after_choice(text, at, step, rest, way)
    if step.mark == "...":
        return _after_gap(text, at, step.wanted, rest, way)
    return _after_slot(text, at, step.mark, rest, way)


def _after_words(text: Text, at: int, norms: tuple[int, ...], way: int) -> int | None:
    for norm in norms:
        index = at if way > 0 else at - 1
        if not text.first <= index < text.stop or text.norms[index] != norm:
            return None
        at += way
    return at


def _after_choice(text: Text, at: int, step: Step, rest: Steps, way: int) -> int | None:
    index = at if way > 0 else at - 1
    options = step.by_norm.get(text.norms[index], ()) if text.first <= index < text.stop else ()
    best = None
    for option in (*options, *step.others):
        end = walk(text, at, (*option, *rest), way)
        if end is not None and (best is None or end * way > best * way):
            best = end
    return best


def _after_gap(text: Text, at: int, wanted: frozenset[int] | None, rest: Steps, way: int) -> int | None:
    for _ in range(GAP_TOKENS + 1):
        index = at if way > 0 else at - 1
        within = text.first <= index < text.stop
        if wanted is None or (within and text.norms[index] in wanted):
            end = walk(text, at, rest, way)
            if end is not None:
                return end
        if not within or text.forms[index] & Form.ENDS:
            return None
        at += way
    return None


def _after_slot(text: Text, at: int, slot: str, rest: Steps, way: int) -> int | None:
    """Try widths from one up; where nothing follows, take the widest."""
    widths = range(1, WIDEST[slot] + 1)
    for width in widths if rest else reversed(widths):
        start, end = (at, at + width) if way > 0 else (at - width, at)
        if fills(text, start, end, slot) and (reached := walk(text, at + way * width, rest, way)) is not None:
            return reached
    return None


def fills(text: Text, start: int, end: int, slot: str) -> bool:
    """Tell whether the tokens from `start` to `end` are what the slot stands for; mask tokens fill every slot."""
    if start < text.first or end > text.stop:
        return False
    forms = text.forms[start:end]
    if slot == "x":
        return not any(form & Form.ENDS for form in forms)
    if forms[0] & Form.MASK_OPENER:
        return len(forms) == MASK_TOKENS
    wanted = Form.NUMBER if slot == "num" else Form.NAME
    return all(form & wanted for form in forms)


def at_start(text: Text, at: int) -> bool:
    """Tell whether a sentence of the turn starts at this place."""
    while at > text.first and text.forms[at - 1] & (Form.PUNCTUATION | Form.ENDS) == Form.PUNCTUATION:
        at -= 1
    return at <= text.first or bool(text.forms[at - 1] & Form.ENDS)


def at_end(text: Text, at: int) -> bool:
    """Tell whether a sentence of the turn, or a part of it, ends at this place."""
    return at >= text.stop or bool(text.forms[at] & (Form.ENDS | Form.PUNCTUATION))
