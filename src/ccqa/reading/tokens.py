"""Tokenises text in one language, with what each word is; spaCy is used here, in `page` and `matching` alone.

The dependency tree is never touched: without a parser spaCy crashes there.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

import spacy
from spacy.attrs import NORM

from ccqa.reading.marks import Forms

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

MOST_CACHED: Final = 200_000
"""Words, of which spaCy's cache is known to hold the pieces."""
_GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def fold(word: str) -> str:
    """Return a word without case, accents and typographic apostrophes."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    return "".join(character for character in plain if not unicodedata.combining(character))


def german_spelling(text: str) -> str:
    """Return a text with umlauts and sharp s written out."""
    return text.translate(_GERMAN)


def swiss_spelling(text: str) -> str:
    """Return a text as it is written in Switzerland, without sharp s."""
    return text.replace("ß", "ss")


class Tokenizer:
    """A blank pipeline whose norms are folded words."""

    def __init__(self, language: str) -> None:
        self._nlp = spacy.blank(language)
        self._nlp.vocab.lex_attr_getters[NORM] = fold  # type: ignore[attr-defined]
        self._keep_words_whole()
        self._cached: set[str] = set()
        self.forms = Forms(self._nlp.vocab)

    @property
    def vocab(self) -> Vocab:
        """The vocabulary that all documents share."""
        return self._nlp.vocab

    def _keep_words_whole(self) -> None:
        """Drop exceptions that take ordinary words for abbreviations, as "u." is in Dutch."""
        tokenizer = self._nlp.tokenizer
        words = {f"{word}." for word in self._nlp.Defaults.stop_words}
        rules = tokenizer.rules  # type: ignore[union-attr]
        tokenizer.rules = {form: pieces for form, pieces in rules.items() if form.lower() not in words}  # type: ignore[union-attr]

    def text(self, text: str) -> Doc:
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

    def words(self, words: str) -> Doc:
        """Tokenise words as they are in a text: a French "d'" is one token only before a word."""
        if words.endswith(("'", "’")):
            return self._nlp.make_doc(f"{words}x")[:-1].as_doc()
        return self._nlp.make_doc(words)

    def norms(self, words: str) -> tuple[int, ...]:
        """Return the norms of words."""
        return tuple(token.norm for token in self.words(words))
