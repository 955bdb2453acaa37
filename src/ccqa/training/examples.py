"""Labelled contacts made ready to learn from: the turns of one language in a row, and what was done in each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from ccqa.evaluation.gold import Gold, Labels
from ccqa.reading.acts import ACTS, COLUMN, LEARNT, SIGNALS
from ccqa.reading.context import able, alone, context
from ccqa.reading.matching import language
from ccqa.reading.place import Rows
from ccqa.reading.reader import by_words
from ccqa.training.matrix import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy.typing as npt

    from ccqa.training.matrix import Counted


@dataclass(frozen=True)
class Examples:
    """Contacts of one language. Where nobody annotated a turn, or readers differed on an act, nothing is learnt."""

    code: str
    contacts: tuple[Gold, ...]

    @cached_property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """The first turn of each contact, and the turn after its last."""
        return tuple(pairwise((0, *accumulate(len(one.labels) for one in self.contacts))))

    @cached_property
    def done(self) -> npt.NDArray[np.bool_]:
        """What was done: turns by acts."""
        table = np.zeros((self.bounds[-1][1], len(LEARNT)), np.bool_)
        for turn, labels in enumerate(labels for one in self.contacts for labels in one.labels):
            for name in (*labels.acts, *(labels.signals or ())) if labels else ():
                table[turn, COLUMN[name]] = True
        return table

    @cached_property
    def able(self) -> npt.NDArray[np.bool_]:
        """What could be done by the speaker, and was judged: turns by acts."""
        table = able(self._rows)
        for (start, stop), one in zip(self.bounds, self.contacts, strict=True):
            table[start:stop, [COLUMN[act] for act in ACTS - one.judged]] = False
            for turn, labels in enumerate(one.labels, start):
                table[turn, [COLUMN[name] for name in _unknown(labels)]] = False
        return table

    @cached_property
    def counted(self) -> Counted:
        """The features of the words of each turn."""
        heard = language(self.code)
        return counted(heard.page([t.text for one in self.contacts for t in one.contact.turns]), heard.word)

    def by_turn(self, of_contacts: Sequence[object]) -> npt.NDArray[Any]:
        """Return for each turn what is given for its contact."""
        return np.repeat(np.array(of_contacts), [stop - start for start, stop in self.bounds])

    @cached_property
    def found(self) -> npt.NDArray[np.float32]:
        """How surely words and rules find each act, from 0 to 1: turns by acts."""
        table = np.zeros(self.done.shape, np.float32)
        for (start, _), found in zip(self.bounds, self._by_words, strict=True):
            for one in found:
                if one.act in COLUMN:
                    cell = start + one.span.turn, COLUMN[one.act]
                    table[cell] = max(table[cell], one.confidence)
        return table

    def numbers(self, scores: npt.NDArray[np.float32], entries: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return what each turn is in its contact, given the log-odds by its words: turns by numbers."""
        said = [turn for of in self._said for turn in of]
        return context(self._rows, alone(said, scores, entries), self._by_words)

    @cached_property
    def _rows(self) -> Rows:
        return Rows.of([one.contact for one in self.contacts])

    @cached_property
    def _said(self):  # type: ignore[no-untyped-def]  # noqa: ANN202
        return [language(self.code).said(one.contact.turns) for one in self.contacts]

    @cached_property
    def _by_words(self):  # type: ignore[no-untyped-def]  # noqa: ANN202
        return [by_words(one.contact, said) for one, said in zip(self.contacts, self._said, strict=True)]


def _unknown(labels: Labels | None) -> Collection[str]:
    """Return what nobody told, or readers told otherwise, of a turn."""
    if labels is None:
        return LEARNT
    return labels.ambiguous if labels.signals is not None else labels.ambiguous | SIGNALS
