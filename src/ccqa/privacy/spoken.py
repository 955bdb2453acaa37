"""Numbers from 0 to 99 as said in four languages, and the digits they stand for; keeps out where they stand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Spoken = tuple[str, ...]
TENS_FROM: Final = 20
_EN: Final = (
    "zero one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_FR: Final = (
    "zéro un deux trois quatre cinq six sept huit neuf dix "
    "onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
)
_NL: Final = (
    "nul een twee drie vier vijf zes zeven acht negen tien "
    "elf twaalf dertien veertien vijftien zestien zeventien achttien negentien"
)
_DE: Final = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn "
    "elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
)
_TENS: Final = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "fr": "vingt trente quarante cinquante soixante septante huitante nonante",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
}
_FIRST: Final = {"en": _EN, "fr": _FR, "nl": _NL, "de": _DE}
_ALSO: Final = {
    "en": {"oh": "0", "o": "0", "nought": "0", "nil": "0"},
    "fr": {"zero": "0", "une": "1"},
    "nl": {"één": "1", "eén": "1"},
    "de": {"ein": "1", "zwo": "2", "fuenf": "5", "zwoelf": "12"},
}
TWICE: Final = {"double": 2, "triple": 3, "treble": 3, "dubbel": 2, "doppel": 2}
"""Words before a digit that is said once and meant more often."""


@cache
def numbers(language: str) -> Mapping[Spoken, str]:
    """Return the digits of each number word of a language; a number of several words is a tuple of several."""
    first = _FIRST[language].split()
    tens = dict(enumerate(_TENS[language].split(), 2))
    said = {tuple(word.split("-")): str(number) for number, word in enumerate(first)}
    said |= {(word,): f"{ten}0" for ten, word in tens.items()}
    said |= {(word,): digits for word, digits in _ALSO[language].items()}
    if language == "fr":
        return said | dict(_french(first, tens))
    build = _english if language == "en" else _joined
    return said | {
        way: f"{ten}{unit}" for ten, word in tens.items() for unit in range(1, 10) for way in build(first[unit], word)
    }


def _english(unit: str, ten: str) -> Iterator[Spoken]:
    yield (ten, unit)
    yield (ten + unit,)


def _joined(unit: str, ten: str) -> Iterator[Spoken]:
    """Dutch and German say the unit first, and write one word, which a recogniser may break."""
    unit = "ein" if unit == "eins" else unit
    for link in ("und", "en", "ën"):
        for spelt in {ten, ten.replace("ß", "ss")}:
            yield (unit + link + spelt,)
            yield (unit, link, spelt)


def _french(first: list[str], tens: dict[int, str]) -> Iterator[tuple[Spoken, str]]:
    """France counts on from 60 and 80 up to 19; Belgium and Switzerland have words for 70, 80 and 90."""
    scores = [((word,), ten * 10) for ten, word in tens.items()]
    for start, value in [*scores, (("quatre", "vingt"), 80), (("quatre", "vingts"), 80), (("octante",), 80)]:
        yield start, str(value)
        most = 19 if start in {("soixante",), ("quatre", "vingt")} else 9
        for more in range(1, most + 1):
            unit = tuple(first[more].split("-"))
            yield (*start, *unit), str(value + more)
            yield (*start, "et", *unit), str(value + more)
