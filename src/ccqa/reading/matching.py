"""Finds the acts of a contact by the words of a lexicon: one tokenised text and one phrase matcher a language.

A contact is tokenised as a whole, which costs half of tokenising turn by turn; spaCy is used here and in `page` alone.
The dependency tree is never touched: without a parser spaCy crashes there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import spacy
from spacy.attrs import NORM
from spacy.matcher import PhraseMatcher

from ccqa.finding import Detection
from ccqa.reading.grammar import Choice, Words, anchor, patterns, unfolded
from ccqa.reading.guards import Hit, survivors, vetoes
from ccqa.reading.lexicon import load
from ccqa.reading.marks import Forms
from ccqa.reading.page import Page, fold, german_spelling
from ccqa.reading.pattern import Steps, compiled, first_norms, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language as Blank
    from spacy.tokens import Doc

    from ccqa.contact import Contact
    from ccqa.reading.grammar import Part, Sequence
    from ccqa.reading.lexicon import Entry, Lexicon

MOST_CACHED: Final = 200_000
"""Words, of which spaCy's cache is known to hold the pieces."""
Vetoes = frozenset[tuple[str, int]]
"""Acts with the turns in which a look-alike speaks against them."""
CONFIDENCE: Final = {"sure": 0.9, "doubtful": 0.4}


@dataclass(frozen=True, slots=True)
class Use:
    """What a matched anchor may be part of: a phrase of an entry (sure, doubtful or unless) or a guard word."""

    act: str
    kind: str
    before: Steps
    after: Steps
    previous: frozenset[int] | None
    following: frozenset[int] | None

    @classmethod
    def of(cls, act: str, kind: str, before: Steps, after: Steps) -> Use:
        """Make a use that knows by which tokens next to the anchor it can be ruled out at once."""
        return cls(act, kind, before, after, first_norms(before), first_norms(after))

    def may_fit(self, norms: list[int], start: int, end: int) -> bool:
        """Tell whether the tokens on both sides of the anchor leave the phrase possible."""
        if self.following is not None and (end >= len(norms) or norms[end] not in self.following):
            return False
        return self.previous is None or (start > 0 and norms[start - 1] in self.previous)


class Language:
    """A lexicon ready to be matched. Make one a process and language: `language(code)` keeps it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._nlp = spacy.blank(lexicon.language)
        self._nlp.tokenizer.rules = _without_words(self._nlp)
        self._nlp.vocab.lex_attr_getters[NORM] = fold  # type: ignore[attr-defined]
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="NORM")
        self._uses: dict[int, list[Use]] = defaultdict(list)
        self._cached: set[str] = set()
        self._forms = Forms(self._nlp.vocab)
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
        before = compiled(sequence[:number], self._norms, -1)
        use = Use.of(act, kind, before, compiled(sequence[number + 1 :], self._norms, 1))
        for words in _options(sequence[number]):
            key = self._nlp.vocab.strings.add(words)
            if key not in self._uses:
                self._matcher.add(words, [self._pieces(words)])
            self._uses[key].append(use)

    def _norms(self, words: str) -> tuple[int, ...]:
        return tuple(token.norm for token in self._pieces(words))

    def _pieces(self, words: str) -> Doc:
        """Tokenise words as they are in a text: a French "d'" is one token only before a word."""
        if words.endswith(("'", "’")):
            return self._nlp.make_doc(f"{words}x")[:-1].as_doc()
        return self._nlp.make_doc(words)

    def open(self, contact: Contact) -> Page:
        """Tokenise a contact."""
        return Page.of(contact.turns, self._tokenise, self._forms)

    def _tokenise(self, text: str) -> Doc:
        """Tokenise a text, its new words one by one first.

        spaCy caches no word that comes after a contraction in the same text, so a long text would never be cached:
        without this, a contact costs ten times as much.
        """
        words = set(text.split())
        if fresh := words - self._cached:
            if len(self._cached) > MOST_CACHED:
                self._cached.clear()
            for word in fresh:
                self._nlp.make_doc(word)
            self._cached |= fresh
        return self._nlp.make_doc(text)

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
                entry = self.lexicon.entries.get(use.act)
                if entry is not None and role not in entry.side:
                    continue
                if use.may_fit(page.norms, start, end) and (place := _fit(page, use, turn, start, end)):
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


def _without_words(nlp: Blank) -> dict[str, list[dict[int, str]]]:
    """Return the tokenizer's exceptions but for ordinary words taken for abbreviations, as "u." is in Dutch."""
    words = {f"{word}." for word in nlp.Defaults.stop_words}
    return {form: pieces for form, pieces in nlp.tokenizer.rules.items() if form.lower() not in words}


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
    """Yield phrases and, in German, as they are written without umlauts and sharp s."""
    for phrase in phrases:
        yield phrase
        if language == "de" and (plain := german_spelling(phrase)) != phrase:
            yield plain


@cache
def language(code: str) -> Language:
    """Return the ready lexicon of a language that has one."""
    return Language(load(code))
