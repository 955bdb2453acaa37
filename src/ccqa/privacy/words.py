"""The words of a language that tell personal data, read from `words/*.toml`; keeps out what is done with them."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ccqa.privacy.spoken import TWICE, Spoken, numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES: Final = ("en", "fr", "nl", "de")
WORD: Final = re.compile(r"[^\W\d_]+")
MANY: Final = 3
"""Number words in a turn that may be a number though nothing speaks of one."""
_DIGIT: Final = re.compile(r"\d")
_FIRM: Final = re.compile(
    r"num|\bno$|n°|nr|nummer|\bid$|code|pin|cvc|cvv|digit|chiffre|cijfer|ziffer|stelle|iban|ssn|bsn|niss|nir$|^last|"
    r"zahl|pass|wort|woord|\bréf|aktenzeichen|kenmerk|crypto|claimid|erreichbar|joi?gn|rappeler|bereikbaar|birth|born|geb|"
    r"naiss|^née?|dob|tel$|tél|gsm|phone|handy|mobil"
)
"""What makes a word beside a number a firm sign of what it is; an "order" alone may be two pizzas."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of one language, compiled: without one of `heads` there is no cue, of `name_heads` no name."""

    code: str
    regions: tuple[str, ...]
    numbers: Mapping[Spoken, str]
    counted: frozenset[str]
    kinds: Mapping[str, str]
    cue: re.Pattern[str]
    requests: frozenset[str]
    stop: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    introduction: re.Pattern[str]
    own: re.Pattern[str]
    after: re.Pattern[str]
    vocative: re.Pattern[str]
    name_asked: re.Pattern[str]
    unit: re.Pattern[str]
    months: tuple[str, ...]
    streets: Mapping[str, tuple[str, ...]]
    at: frozenset[str]
    dot: frozenset[str]
    joiners: frozenset[str]
    heads: frozenset[str]
    name_heads: frozenset[str]

    def promises(self, text: str, *, expected: bool) -> bool:
        """Tell whether a turn could hold a number or an address; a number word or two do only where one is expected."""
        if "@" in text or _DIGIT.search(text):
            return True
        different = heard(text)
        if not self.at.isdisjoint(different) and not self.dot.isdisjoint(different):
            return True
        if self.counted.isdisjoint(different):
            return "com" in text.lower() and any(word.endswith("com") for word in different)
        said = spoken(text)
        count = sum(map(self.counted.__contains__, said))
        return count >= MANY or (count > 0 and expected) or any(word.endswith("com") for word in said)

    def firm(self, cue: str) -> bool:
        """Tell whether a cue speaks of a number and not only of a thing that may have one."""
        return bool(_FIRM.search(cue))


def words_of(language: str | None) -> tuple[Words, ...]:
    """Return the words of a language, or those of all where it is unknown or has none."""
    code = (language or "")[:2].lower()
    return (_load(code),) if code in LANGUAGES else tuple(map(_load, LANGUAGES))


def heads(phrases: Iterable[str]) -> frozenset[str]:
    """Return the longest word of each phrase: the rarest, mostly."""
    return frozenset(max(WORD.findall(phrase), key=len) for phrase in phrases)


@lru_cache(maxsize=2048)
def spoken(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, digits left out; kept for a while, since each is asked for often."""
    return tuple(WORD.findall(text.lower()))


@lru_cache(maxsize=2048)
def heard(text: str) -> frozenset[str]:
    """Return the different words of a text, as `spoken` tells them."""
    return frozenset(spoken(text))


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the phrases as whole words, the longest first.

    Phrases stand by their first two letters, so that few are tried at a word; it is three times as fast so.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(phrases, key=len, reverse=True):
        groups[_spelt(phrase[:2].lower())].append(_spelt(phrase[2:]))
    spelt = (f"{begin}(?:{'|'.join(rest)})" for begin, rest in sorted(groups.items(), reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)", re.IGNORECASE)


def _spelt(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s+")


@cache
def _load(code: str) -> Words:
    data = tomllib.loads((Path(__file__).parent / "words" / f"{code}.toml").read_text("utf-8"))
    kinds = {phrase: kind for kind, phrases in data["cues"].items() for phrase in phrases}
    said = numbers(code)
    counted = frozenset(word for way in said for word in way) | TWICE.keys()
    named = [*data["introductions"], *data["name_asked"]]
    return Words(
        code=code,
        regions=tuple(data["regions"]),
        numbers=said,
        counted=counted,
        kinds=kinds,
        cue=any_of(kinds),
        **{name: frozenset(data[name]) for name in ("requests", "stop", "titles", "particles", "at", "dot", "joiners")},
        introduction=any_of(data["introductions"]),
        own=any_of(data["own"]),
        after=any_of(data["after"]),
        vocative=any_of(data["vocatives"]),
        name_asked=any_of(data["name_asked"]),
        unit=re.compile(rf"\s?(?:%|€|\$|£|°|{'|'.join(data['units'])})(?!\w)", re.IGNORECASE),
        months=tuple(data["months"]),
        streets={place: tuple(data[f"street_{place}"]) for place in ("before", "after", "weak", "ends")},
        heads=heads(kinds),
        name_heads=heads(named) | frozenset(data["titles"]) | heads(data["vocatives"]),
    )
