"""What a token is by its form alone, looked up once a word: the end of a sentence, punctuation, a name, a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.vocab import Vocab

ENDERS: Final = frozenset({".", "!", "?", "…", "...", "!!", "??", "?!", "!?"})
MASK_OPENERS: Final = frozenset({"#", "<", "[", "{", "{{"})
MASKED_NAME: Final = "NAME"
QUOTES: Final = frozenset({'"', "“", "”", "„", "«", "»"})
CLAUSE: Final = frozenset({",", ";", ":", "-", "–"})


class Form:
    """What a token is, as bits of a number; several can hold. Plain numbers: an enum's `&` costs ten times as much.

    `USUAL` is a function word of the language; `TELLING` stands in a word without whose like nobody is identified.
    """

    ENDS = 1
    PUNCTUATION = 2
    NAME = 4
    NUMBER = 8
    MASK_OPENER = 16
    ASKS = 32
    QUOTE = 64
    CLAUSE = 128
    DIGIT = 256
    USUAL = 512
    TELLING = 1024


class Forms(dict[int, int]):
    """The form of every word of a vocabulary by its id, worked out when it is first met."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, word: int) -> int:
        """Work out the form of a word and keep it."""
        lexeme = self._vocab[word]
        text = lexeme.text
        named = (lexeme.is_alpha or "-" in text) and len(text) > 1 and (text == MASKED_NAME or not lexeme.is_stop)
        holds = {
            Form.ENDS: text in ENDERS or "\n" in text,
            Form.PUNCTUATION: lexeme.is_punct,
            Form.NAME: named,
            Form.NUMBER: lexeme.like_num or any(character.isdigit() for character in text),
            Form.MASK_OPENER: text in MASK_OPENERS,
            Form.ASKS: "?" in text,
            Form.QUOTE: text in QUOTES,
            Form.CLAUSE: text in CLAUSE,
            Form.DIGIT: any(character.isdigit() for character in text),
        }
        self[word] = form = sum(flag for flag, held in holds.items() if held)
        return form
