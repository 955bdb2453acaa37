"""Yields all the words of a lexicon as phrases, each with what it speaks for; keeps out how they are matched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.reading.tokens import german_spelling, swiss_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ccqa.reading.lexicon import Entry, Lexicon


def phrases_of(lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    """Yield (act or guard, kind, phrase without choices) for all the words of a lexicon."""
    for act, entry in lexicon.entries.items():
        for kind, phrases in _kinds(entry):
            yield from ((act, kind, phrase) for phrase in _spellings(phrases, lexicon.language))
    for guard, words in lexicon.guards.items():
        yield from ((guard, "guard", word) for word in _spellings(words, lexicon.language))


def _kinds(entry: Entry) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("sure", entry.phrases), ("doubtful", entry.doubtful), ("unless", entry.unless)


def _spellings(phrases: Iterable[str], language: str) -> Iterator[str]:
    """Yield phrases and, in German, as they are also written without umlauts and sharp s."""
    for phrase in phrases:
        yield phrase
        if language == "de":
            others = dict.fromkeys((german_spelling(phrase), swiss_spelling(phrase)))
            yield from (other for other in others if other != phrase)
