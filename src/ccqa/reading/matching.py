"""Finds the acts of a contact by the words of a lexicon: one tokenised text and one phrase matcher a language.

A contact is tokenised as a whole, which costs half of tokenising turn by turn.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from spacy.matcher import PhraseMatcher

from ccqa.contact import Role
from ccqa.finding import Detection
from ccqa.reading.grammar import Choice, Words, anchor, patterns, unfolded
from ccqa.reading.guards import Hit, survivors, vetoes
from ccqa.reading.lexicon import load
from ccqa.reading.page import Page
from ccqa.reading.pattern import walk
from ccqa.reading.steps import Steps, compiled, first_norms
from ccqa.reading.tokens import Tokenizer, german_spelling, swiss_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ccqa.contact import Contact
    from ccqa.reading.grammar import Part, Sequence
    from ccqa.reading.lexicon import Entry, Lexicon

Vetoes = frozenset[tuple[str, int]]
"""Acts with the turns in which a look-alike speaks against them."""
CONFIDENCE: Final = {"sure": 0.9, "doubtful": 0.4}


@dataclass(frozen=True, slots=True)
class Use:
    """What a matched anchor may be part of: a phrase of an entry (sure, doubtful or unless) or a guard word."""

    act: str
    kind: str
    sides: frozenset[Role] | None
    before: Steps
    after: Steps
    previous: frozenset[int] | None
    following: frozenset[int] | None

    def may_fit(self, role: Role, norms: list[int], start: int, end: int) -> bool:
        """Tell whether the speaker and the tokens on both sides of the anchor leave the phrase possible."""
        if self.sides is not None and role not in self.sides:
            return False
        if self.following is not None and (end >= len(norms) or norms[end] not in self.following):
            return False
        return self.previous is None or (start > 0 and norms[start - 1] in self.previous)


class Language:
    """A lexicon ready to be matched. Make one a process and language: `language(code)` keeps it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._tokenizer = Tokenizer(lexicon.language)
        self._matcher = PhraseMatcher(self._tokenizer.vocab, attr="NORM")
        self._uses: dict[int, list[Use]] = defaultdict(list)
        for act, kind, phrase in _phrases(lexicon):
            for sequence in patterns(phrase):
                self._add(act, kind, sequence)

    def _add(self, act: str, kind: str, sequence: Sequence) -> None:
        """Look for a pattern by its anchor; what stands around it is tried where the anchor is found."""
        number = anchor(sequence)
        if number is None:
            for settled in unfolded(sequence):
                self._add(act, kind, settled)
            return
        norms, entry = self._tokenizer.norms, self.lexicon.entries.get(act)
        before, after = compiled(sequence[:number], norms, -1), compiled(sequence[number + 1 :], norms, 1)
        sides = None if entry is None else frozenset(entry.side)
        use = Use(act, kind, sides, before, after, first_norms(before), first_norms(after))
        for words in _options(sequence[number]):
            key = self._tokenizer.vocab.strings.add(words)
            if key not in self._uses:
                self._matcher.add(words, [self._tokenizer.words(words)])
            self._uses[key].append(use)

    def open(self, contact: Contact) -> Page:
        """Tokenise a contact."""
        return Page.of(contact.turns, self._tokenizer)

    def detect(self, page: Page, contact: Contact) -> tuple[list[Detection], Vetoes]:
        """Return what the words say, in order of place, and which acts look-alikes speak against, by turn."""
        hits = list(self._hits(page, contact))
        kept = survivors(page, hits, self.lexicon.entries)
        found = [Detection(h.act, page.span(h.turn, h.start, h.end), "lexicon", CONFIDENCE[h.kind]) for h in kept]
        return found, vetoes(hits)

    def _hits(self, page: Page, contact: Contact) -> Iterator[Hit]:
        for key, start, end in self._matcher(page.doc):
            turn = page.turn_at(start)
            role = contact.turns[turn].role
            for use in self._uses[key]:
                if use.may_fit(role, page.norms, start, end) and (place := _fit(page, use, turn, start, end)):
                    yield Hit(use.act, use.kind, turn, *place)


def _fit(page: Page, use: Use, turn: int, start: int, end: int) -> tuple[int, int] | None:
    """Match what stands before and after the anchor; return the tokens of the whole phrase."""
    if not (use.before or use.after):
        return start, end
    text = page.text(turn)
    begin = walk(text, start, use.before, -1)
    finish = None if begin is None else walk(text, end, use.after, 1)
    return None if begin is None or finish is None else (begin, finish)


def _options(part: Part) -> tuple[str, ...]:
    """Return the words that an anchor can be."""
    if isinstance(part, Words):
        return (part.text,)
    assert isinstance(part, Choice)
    return tuple(dict.fromkeys(option[0].text for option in part.options if isinstance(option[0], Words)))


def _phrases(lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
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


@cache
def language(code: str) -> Language:
    """Return the ready lexicon of a language that has one."""
    return Language(load(code))
