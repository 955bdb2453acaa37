"""Finds payment cards, IBANs, e-mail addresses and telephone numbers in a text, by Presidio's recognisers alone.

No model is loaded and nothing is fetched. A text without a digit or an at sign is never looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FEWEST_DIGITS: Final = 7
"""Digits in the shortest number that is looked for; shorter ones are prices, dates, versions."""
REGIONS: Final = {"en": ("GB", "IE", "US"), "fr": ("FR", "BE"), "nl": ("NL", "BE"), "de": ("DE", "AT", "CH")}
ANYWHERE: Final = ("BE", "FR", "NL", "DE", "GB", "US")
_DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Personal:
    """Characters `start` to `end` of a text that are personal, and the token that is to stand for them."""

    start: int
    end: int
    token: str


def personal(text: str, language: str | None) -> tuple[Personal, ...]:
    """Return what is personal in a text, in order and without overlaps; the more sensitive kind wins."""
    kept: list[Personal] = []
    for find in _due(text, language):
        for found in find(text):
            if not any(found.start < other.end and other.start < found.end for other in kept):
                kept.append(found)
    return tuple(sorted(kept, key=lambda p: p.start))


def _due(text: str, language: str | None) -> Iterable[Callable[[str], Iterable[Personal]]]:
    """Yield the finders that the text could have something for, the most sensitive kind first."""
    if len(_DIGIT.findall(text)) >= FEWEST_DIGITS:
        yield _finder("CREDIT_CARD", "<CARD>")
        yield _finder("IBAN_CODE", "<IBAN>")
        near = REGIONS.get((language or "")[:2].lower(), ())
        yield _finder("PHONE_NUMBER", "<PHONE>", tuple(dict.fromkeys((*near, *ANYWHERE))))
    if "@" in text:
        yield _finder("EMAIL_ADDRESS", "<EMAIL>")


@cache
def _finder(kind: str, token: str, regions: tuple[str, ...] = ()) -> Callable[[str], list[Personal]]:
    recogniser = _recogniser(kind, regions)

    def find(text: str) -> list[Personal]:
        found = recogniser.analyze(text, [kind], None) or []
        return [Personal(r.start, r.end, token) for r in found]

    return find


def _recogniser(kind: str, regions: tuple[str, ...]) -> Any:  # noqa: ANN401 - Presidio has no types
    from presidio_analyzer import predefined_recognizers as kinds

    if kind == "PHONE_NUMBER":
        return kinds.PhoneRecognizer(supported_regions=regions)
    if kind == "EMAIL_ADDRESS":
        return _email(kinds)
    return kinds.CreditCardRecognizer() if kind == "CREDIT_CARD" else kinds.IbanRecognizer()


def _email(kinds: Any) -> Any:  # noqa: ANN401 - Presidio has no types
    """Make the e-mail recogniser check domains against the list that tldextract ships, not one it would fetch."""
    import tldextract

    shipped = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

    class Offline(kinds.EmailRecognizer):  # type: ignore[misc]
        def validate_result(self, pattern_text: str) -> bool:
            return bool(shipped(pattern_text).top_domain_under_public_suffix)

    return Offline()
