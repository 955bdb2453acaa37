"""What is masked, and the look-alikes that are not."""

import pytest

from ccqa.contact import Contact, Role, Turn
from ccqa.privacy import mask

CASES = {
    "a card with spaces": ("en", "It's 4111 1111 1111 1111, thanks", "It's <CARD>, thanks"),
    "a card with hyphens": ("fr", "ma carte 5500-0055-5555-5559", "ma carte <CARD>"),
    "a card in one run": ("nl", "378282246310005 is het nummer", "<CARD> is het nummer"),
    "an IBAN with spaces": ("nl", "rekening BE68 5390 0754 7034 graag", "rekening <IBAN> graag"),
    "an IBAN in one run": ("de", "DE89370400440532013000", "<IBAN>"),
    "an e-mail address": ("en", "mail jo.smith+x@mail.example.co.uk please", "mail <EMAIL> please"),
    "a Belgian mobile": ("fr", "appelez le 0470 12 34 56", "appelez le <PHONE>"),
    "a Dutch number": ("nl", "bel +31 20 794 0800", "bel <PHONE>"),
    "a German number": ("de", "unter 030 901820 erreichbar", "unter <PHONE> erreichbar"),
    "two in a turn": ("en", "a@b.com or +44 20 7946 0958", "<EMAIL> or <PHONE>"),
}
INNOCENT = {
    "a card with a wrong digit": "4111 1111 1111 1112",
    "an order number": "order 2026-44871-33",
    "an IBAN with wrong check digits": "BE69 5390 0754 7034",
    "an at sign alone": "see you @ 5",
    "a price and a date": "99.95 on 12/01/2026",
    "a version": "version 10.4.22-8",
}


def contact(text, language="en"):
    return Contact(id="x", language=language, turns=(Turn(Role.CUSTOMER, text),))


@pytest.mark.parametrize(("language", "said", "kept"), CASES.values(), ids=CASES)
def test_personal_data_becomes_a_token(language, said, kept):
    masked, counts = mask(contact(said, language))
    assert masked.turns[0].text == kept
    assert sum(counts.values()) == kept.count("<")


@pytest.mark.parametrize("said", INNOCENT.values(), ids=INNOCENT)
def test_a_look_alike_stays(said):
    masked, counts = mask(contact(said))
    assert "<CARD>" not in masked.turns[0].text
    assert "<IBAN>" not in masked.turns[0].text
    assert masked.turns[0].text == said
    assert not counts


def test_masking_twice_changes_nothing():
    once, _ = mask(contact("4111111111111111, a@b.com, 0470 12 34 56", "fr"))
    again, counts = mask(once)
    assert again == once
    assert not counts
