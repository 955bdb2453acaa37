"""PRO-02: no payment-card secrets in the record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ccqa.checks import check
from ccqa.contact import Span
from ccqa.finding import Detection, Finding, failed, passed

if TYPE_CHECKING:
    from ccqa.reading import Reading

SECRET: Final = re.compile(r"<(?:CARD|CARD_CODE)>")
"""The masks that stand where a card number, a card code or a PIN stood before the contact was stored."""


@check(asks="Was the contact free of payment-card numbers, card codes and PINs when it came in?")
def card_data(call: Reading) -> Finding:
    """Fail where masking found one: the mask is the incident, with its type and place; the value is nowhere."""
    seen = [
        Detection("card_data", Span(number, *mask.span()), "privacy", 1.0)
        for number in call.leg.turns
        for mask in SECRET.finditer(call.text(number))
    ]
    if seen:
        return failed("card data came in with the contact and were masked before storage", *seen)
    return passed("no card data were found", searched=call.leg.turns)
