"""Looks after the contacts that are learnt from: how many are near-duplicates, and whether their words still grow."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ccqa.evaluation.gold import Gold

ALIKE: Final = 0.6
"""Share of common three-word runs from which two turns count as near-duplicates."""
RUN: Final = 3
FEWEST_WORDS: Final = 6
"""Of a turn that is compared; "one moment please" may be said by many."""
MOST_ALIKE: Final = 0.02
"""Share of near-duplicates above which the check fails."""
STEPS: Final = 5
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Health:
    """Figures of one language: counts, the share of near-duplicates, different words after each fifth of the turns."""

    contacts: int
    turns: int
    alike: float
    vocabulary: tuple[int, ...]

    @property
    def sound(self) -> bool:
        """Tell whether there are few enough near-duplicates."""
        return self.alike <= MOST_ALIKE


def health(contacts: Sequence[Gold]) -> Health:
    """Return the figures of the contacts of one language."""
    texts = [turn.text.lower() for one in contacts for turn in one.contact.turns]
    long = [words for text in texts if len(words := _WORD.findall(text)) >= FEWEST_WORDS]
    return Health(len(contacts), len(texts), near_duplicates(long) / max(1, len(long)), vocabulary(texts))


def near_duplicates(turns: Iterable[Sequence[str]]) -> int:
    """Return how many turns share most of their three-word runs with an earlier one."""
    seen: list[frozenset[tuple[str, ...]]] = []
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    count = 0
    for words in turns:
        runs = frozenset(tuple(words[k : k + RUN]) for k in range(len(words) - RUN + 1))
        common = Counter(other for run in runs for other in holding[run])
        count += any(shared / len(runs | seen[other]) >= ALIKE for other, shared in common.items())
        for run in runs:
            holding[run].append(len(seen))
        seen.append(runs)
    return count


def vocabulary(texts: Sequence[str]) -> tuple[int, ...]:
    """Return how many different words there are after each fifth of the texts."""
    known: set[str] = set()
    sizes = []
    for step in range(STEPS):
        part = texts[len(texts) * step // STEPS : len(texts) * (step + 1) // STEPS]
        known.update(word for text in part for word in _WORD.findall(text))
        sizes.append(len(known))
    return tuple(sizes)
