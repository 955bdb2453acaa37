"""Steps of words and choices alone, walked a token at a time with one look-up each; what follows what is kept.

Keeps out gaps, slots and edges, whose reach depends on more than the words.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccqa.reading.pattern import Text
    from ccqa.reading.steps import Step, Steps


class Course:
    """What is left of steps after some words: by the next word what is left then, and whether they may end here."""

    __slots__ = ("_after", "_left", "ends")

    def __init__(self, *ways: Steps) -> None:
        self._left: dict[int, list[Steps]] = defaultdict(list)
        self._after: dict[int, Course | None] = {}
        self.ends = False
        for way in ways:
            for norm, rest in _heads(way):
                if norm is None:
                    self.ends = True
                else:
                    self._left[norm].append(rest)

    def after(self, norm: int) -> Course | None:
        """Return what is left after one more word, or None where the steps have no such word here."""
        if norm not in self._left:
            return None
        found = self._after.get(norm)
        if found is None:
            found = self._after[norm] = Course(*self._left[norm])
        return found

    def reach(self, text: Text, at: int, way: int) -> int | None:
        """Return the furthest place that the steps reach from token boundary `at`, or None where they don't fit."""
        course: Course | None = self
        furthest = at if self.ends else None
        index = at if way > 0 else at - 1
        while text.first <= index < text.stop:
            course = course.after(text.norms[index]) if course else None
            if course is None:
                break
            index += way
            if course.ends:
                furthest = index if way > 0 else index + 1
        return furthest


def _heads(steps: Steps) -> Iterator[tuple[int | None, Steps]]:
    """Yield each word with which steps can go on, and what is then left; None where they can be at their end."""
    if not steps:
        yield None, ()
        return
    step, rest = steps[0], steps[1:]
    if step.norms:
        yield step.norms[0], ((_without_first(step), *rest) if len(step.norms) > 1 else rest)
        return
    for option in options(step):
        yield from _heads((*option, *rest))


def _without_first(step: Step) -> Step:
    return type(step)(norms=step.norms[1:])


def options(step: Step) -> Iterator[Steps]:
    """Yield the options of a choice."""
    for found in step.by_norm.values():
        yield from found
    yield from step.others


def is_plain(steps: Steps) -> bool:
    """Tell whether steps are words and choices alone."""
    return all(not step.mark and all(map(is_plain, options(step))) for step in steps)
