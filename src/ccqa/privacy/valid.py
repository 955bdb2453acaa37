"""Tells what a number is by its form: payment card, IBAN, national number, telephone; keeps out words beside it.

A card or an IBAN that a recogniser heard with a wrong digit has its prefix and length still.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stdnum import luhn
from stdnum.be import bis, nn
from stdnum.de import idnr
from stdnum.fr import nir
from stdnum.nl import bsn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccqa.privacy.runs import Run

CARD: Final = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7])\d{14}|(?:6011|65|64[4-9]|67)\d{10,17}|3[47]\d{13}|3[068]\d{12}"
)
"""How numbers of the card schemes begin, and how long they are."""
USUAL: Final = 16
LENGTHS: Final = {"BE": 16, "NL": 18, "FR": 27, "DE": 22, "LU": 20, "GB": 22, "IE": 22, "AT": 20, "CH": 21, "ES": 24,
                  "IT": 27, "PT": 25, "PL": 28, "DK": 18, "SE": 24, "FI": 18, "NO": 15}  # fmt: skip
"""Characters of an IBAN by country."""
_COUNTRY: Final = "|".join(r"[\s.-]?".join(country) for country in LENGTHS)
IBAN: Final = re.compile(rf"(?<![^\W_])(?:{_COUNTRY})(?:[\s.-]{{0,3}}[0-9])", re.IGNORECASE)
WRITTEN: Final = re.compile(
    r"(?<!\w)(?:(?P<be>\d\d\.\d\d\.\d\d-\d{3}[.-]\d\d)|(?P<us>\d{3}-\d\d-\d{4})|"
    r"(?P<gb>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D])|"
    r"(?P<de>\d\d ?(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d ?[A-Z] ?\d{3}))(?!\w)"
)
"""National numbers told by their punctuation or letters: Belgium, USA, United Kingdom, German social insurance."""
_ALIKE: Final = 3
"""Different digits that a real number has at least."""


def card(digits: str) -> bool:
    """Tell whether digits are a payment card: by scheme and checksum, or by scheme and the usual length alone."""
    return bool(CARD.fullmatch(digits)) and (len(digits) == USUAL or bool(luhn.is_valid(digits)))


def national(digits: str, language: str) -> bool:
    """Tell whether digits are a Belgian, French, Dutch or German number of a person, by the checksum of each."""
    if len(set(digits)) < _ALIKE:
        return False
    if language in {"nl", ""} and len(digits) == 9 and digits[0] != "0":  # noqa: PLR2004 - lengths are the registers'
        return bool(bsn.is_valid(digits))
    if len(digits) == 11:  # noqa: PLR2004
        return bool(nn.is_valid(digits) or bis.is_valid(digits) or (digits[0] != "0" and idnr.is_valid(digits)))
    return len(digits) == 15 and digits[0] in "12" and bool(nir.is_valid(digits))  # noqa: PLR2004


def phone(digits: str, written: str, regions: tuple[str, ...]) -> bool:
    """Tell whether a run has the prefix and length of a telephone number of the regions, or of any with a plus."""
    import phonenumbers

    international = written.startswith("+") or digits.startswith("00")
    if not (international or digits.startswith("0") or ("US" in regions and len(digits) == 10)):  # noqa: PLR2004
        return False
    said = f"+{digits.removeprefix('00')}" if international else digits
    for region in (None,) if international else regions:
        try:
            if phonenumbers.is_possible_number(phonenumbers.parse(said, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def iban_spans(text: str, runs: tuple[Run, ...]) -> Iterator[tuple[int, int]]:
    """Yield where IBANs stand: the whole of a valid one, or of one whose country and length fit."""
    spoken = {run.start: run for run in runs if run.words}
    for head in IBAN.finditer(text):
        begin = head.start()
        letters = "".join(c for c in head[0] if c.isalpha()).upper()
        if end := _extent(text, head.end() - 1, LENGTHS[letters] - 2):
            yield begin, end
    for start, run in spoken.items():
        before = re.search(r"(?<!\w)([a-z])[\s.-]?([a-z])[\s.-]{1,3}$", text[:start], re.IGNORECASE)
        if before and len(run.digits) == LENGTHS.get((before[1] + before[2]).upper(), 0) - 2:
            yield before.start(), run.end


def _extent(text: str, at: int, wanted: int) -> int | None:
    """Return where `wanted` characters of an account, from `at`, end; None where there are fewer or words between."""
    seen = ""
    for match in re.compile(r"[^\W_]+").finditer(text, at):
        if seen and not re.fullmatch(r"[\s.\-/,]{0,4}", text[at : match.start()]):
            return None
        seen += match[0].upper()
        at = match.end()
        if len(seen) >= wanted:
            return at if len(seen) == wanted and sum(map(str.isdigit, seen)) * 2 >= wanted else None
        if match[0].isalpha() and len(match[0]) > 4:  # noqa: PLR2004 - a bank's code has four letters
            return None
    return None
