"""Tokenises words in one language, with what each token is; spaCy is used here and in `marks` alone.

The dependency tree is never touched: without a parser spaCy crashes there.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import spacy
from spacy.attrs import NORM

from ccqa.reading.marks import Form, Forms

if TYPE_CHECKING:
    import numpy.typing as npt
    from spacy.language import Language
    from spacy.tokens import Doc

MOST_KEPT: Final = 200_000
"""Different words whose tokens are kept; with more, all are forgotten and met anew."""
LINE_END: Final = "\n"
_WORD: Final = re.compile(r"\n|\S+")
"""What is tokenised by itself: a word with what sticks to it, or the end of a line."""
_TELLING: Final = re.compile(r"[\d@#<\[{]|[A-Z]{4}")
"""Without one of these in a word, no word of a turn identifies anybody."""
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


class Words(dict[str, int]):
    """Numbers of words that were met, and of each its length, its first token and how many tokens it has.

    Kept of a token: the norm, the form, its first and last character within the word, whether it is letters. The
    tokens of a word hang on the word alone, so that each is tokenised once a process.
    """

    def __init__(self, nlp: Language, usual: frozenset[int]) -> None:
        super().__init__()
        self._nlp = nlp
        self._usual = usual
        self._form_of = Forms(nlp.vocab)
        self.words, self.pieces = array("q"), array("Q")

    def __missing__(self, word: str) -> int:
        """Tokenise a word and keep its tokens."""
        number = self[word] = len(self)
        doc = self._nlp.make_doc(word)
        self.words.extend((len(word), len(self.pieces) // 5, len(doc)))
        telling = Form.TELLING if _TELLING.search(word) else 0
        for token in doc:
            form = self._form_of[token.orth] | telling | (Form.USUAL if token.norm in self._usual else 0)
            self.pieces.extend((token.norm, form, token.idx, token.idx + len(token), token.is_alpha))
        return number


class Tokens(NamedTuple):
    """Columns of the tokens of a text: norm, form, first and last character, whether it is letters."""

    norms: npt.NDArray[np.uint64]
    forms: npt.NDArray[np.uint64]
    begins: npt.NDArray[np.uint64]
    ends: npt.NDArray[np.uint64]
    letters: npt.NDArray[np.uint64]


class Tokenizer:
    """A blank pipeline whose norms are folded words."""

    def __init__(self, language: str) -> None:
        self._nlp = spacy.blank(language)
        self._nlp.vocab.lex_attr_getters[NORM] = fold  # type: ignore[attr-defined]
        self._keep_words_whole()
        self._usual = frozenset(norm for word in self._nlp.Defaults.stop_words for norm in self.norms(word))
        self._words = Words(self._nlp, self._usual)

    def _keep_words_whole(self) -> None:
        """Drop exceptions that take ordinary words for abbreviations, as "u." is in Dutch."""
        tokenizer = self._nlp.tokenizer
        words = {f"{word}." for word in self._nlp.Defaults.stop_words}
        rules = tokenizer.rules  # type: ignore[union-attr]
        tokenizer.rules = {form: pieces for form, pieces in rules.items() if form.lower() not in words}  # type: ignore[union-attr]

    def tokens(self, text: str) -> Tokens:
        """Return the tokens of a text."""
        if len(self._words) > MOST_KEPT:
            self._words = Words(self._nlp, self._usual)
        words = _WORD.findall(text)
        numbers = np.fromiter(map(self._words.__getitem__, words), np.int64, len(words))
        lengths, firsts, counts = np.frombuffer(self._words.words, np.int64).reshape(-1, 3)[numbers].T
        line_ends = numbers == self._words[LINE_END]
        places = np.repeat(_places(text, lengths, line_ends), counts).astype(np.uint64)
        rows = np.arange(len(places)) + np.repeat(firsts - np.cumsum(counts) + counts, counts)
        norms, forms, begins, ends, letters = np.frombuffer(self._words.pieces, np.uint64).reshape(-1, 5)[rows].T
        return Tokens(norms.copy(), forms, begins + places, ends + places, letters)

    def words(self, words: str) -> Doc:
        """Tokenise words as they are in a text: a French "d'" is one token only before a word."""
        if words.endswith(("'", "’")):
            return self._nlp.make_doc(f"{words}x")[:-1].as_doc()
        return self._nlp.make_doc(words)

    def word(self, norm: int) -> str:
        """Return the folded word that a norm stands for."""
        return self._nlp.vocab.strings[norm]

    def norms(self, words: str) -> tuple[int, ...]:
        """Return the norms of words."""
        return tuple(token.norm for token in self.words(words))


def _places(text: str, lengths: npt.NDArray[np.int64], line_ends: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Return the character at which each word stands: one space after the last, unless a line has more."""
    spaced = ~line_ends
    spaced[1:] &= spaced[:-1]
    spaced[:1] = False
    places = np.cumsum(lengths + spaced) - lengths
    if not len(places) or places[-1] + lengths[-1] == len(text):
        return places
    breaks = np.flatnonzero(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32) == ord(LINE_END))
    last = np.flatnonzero(line_ends)
    moved = np.append(0, breaks - places[last])
    places += moved[np.cumsum(line_ends) - line_ends]
    firsts, begins = [0, *(last + 1).tolist()], [0, *(breaks + 1).tolist(), len(text)]
    for line in [*np.flatnonzero(np.diff(moved)).tolist(), len(last)]:
        begin = begins[line]
        found = [begin + word.start() for word in _WORD.finditer(text[begin : begins[line + 1]])]
        places[firsts[line] : firsts[line] + len(found)] = found
    return places
