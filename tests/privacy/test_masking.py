"""What is masked, and the look-alikes that are not."""

import pytest
from said import contact

from ccqa.privacy import mask

CASES = {
    "a card with spaces": ("en", "It's 4111 1111 1111 1111, thanks", "It's <CARD>, thanks"),
    "a card with hyphens": ("fr", "ma carte 5500-0055-5555-5559", "ma carte <CARD>"),
    "a card in one run": ("nl", "378282246310005 is het nummer", "<CARD> is het nummer"),
    "a card with a wrong digit": ("en", "it is 4111 1111 1111 1112", "it is <CARD>"),
    "a card with a digit lost": ("en", "my card number is 4111 1111 1111 111", "my card number is <CARD>"),
    "a card as words": (
        "en",
        "four one double one one one one one one one one one one one one one",
        "<CARD>",
    ),
    "a card in Belgian French": (
        "fr",
        "cinquante-cinq zéro zéro septante-deux nonante-et-un quatre-vingt-douze zéro zéro onze vingt-deux",
        "<CARD>",
    ),
    "a card code": ("en", "the security code is 123", "the security code is <CARD_CODE>"),
    "a card code in French": ("fr", "le cryptogramme c'est 0 4 2", "le cryptogramme c'est <CARD_CODE>"),
    "a PIN as words": ("de", "meine pin ist eins zwei drei vier", "meine pin ist <CARD_CODE>"),
    "a PIN before its name": ("en", "4417 is my pin", "<CARD_CODE> is my pin"),
    "an IBAN with spaces": ("nl", "rekening BE68 5390 0754 7034 graag", "rekening <IBAN> graag"),
    "an IBAN in one run": ("de", "DE89370400440532013000", "<IBAN>"),
    "an IBAN with a wrong digit": ("fr", "voici BE69 5390 0754 7034", "voici <IBAN>"),
    "an IBAN said": ("nl", "b e zes acht vijf drie negen nul nul zeven vijf vier zeven nul drie vier", "<IBAN>"),
    "a Belgian national number": ("fr", "c'est le 85.07.30-033.28", "c'est le <NATIONAL_ID>"),
    "a Belgian national number bare": ("nl", "het is 85073003328 dus", "het is <NATIONAL_ID> dus"),
    "a French social security number": ("fr", "2 55 08 14 168 025 38", "<NATIONAL_ID>"),
    "a Dutch BSN": ("nl", "mijn bsn 111222333", "mijn bsn <NATIONAL_ID>"),
    "a German tax id": ("de", "36 574 261 809 bitte", "<NATIONAL_ID> bitte"),
    "a German insurance number": ("de", "nummer 15 070649 C 103", "nummer <NATIONAL_ID>"),
    "an e-mail address": ("en", "mail jo.smith+x@mail.example.co.uk please", "mail <EMAIL> please"),
    "an address said in English": ("en", "it's j dot doe at example dot com thanks", "it's <EMAIL> thanks"),
    "an address said in French": ("fr", "jean point dupont arobase exemple point be", "<EMAIL>"),
    "an address said in Dutch": ("nl", "jan punt peeters apenstaartje voorbeeld punt nl", "<EMAIL>"),
    "an address said in German": ("de", "lena punkt vogt klammeraffe beispiel punkt de", "<EMAIL>"),
    "an address without its marks": ("en", "it is lenavogtgmailcom", "it is <EMAIL>"),
    "a Belgian mobile": ("fr", "appelez le 0470 12 34 56", "appelez le <PHONE>"),
    "a Dutch number": ("nl", "bel +31 20 794 0800", "bel <PHONE>"),
    "a German number": ("de", "unter 030 901820 erreichbar", "unter <PHONE> erreichbar"),
    "two in a turn": ("en", "a@b.com or +44 20 7946 0958", "<EMAIL> or <PHONE>"),
    "a date of birth": ("en", "I was born on 3 April 1988.", "I was born on <DATE_OF_BIRTH>."),
    "a date of birth in figures": ("fr", "née le 03/04/1988", "née le <DATE_OF_BIRTH>"),
    "a date of birth as words": ("nl", "geboren negen mei zesenvijftig", "geboren <DATE_OF_BIRTH>"),
    "a street in English": ("en", "send it to 12 Orchard Lane please", "send it to <ADDRESS> please"),
    "a street in French": ("fr", "j'habite 12 rue des Lilas, 5000 Namur", "j'habite <ADDRESS>"),
    "a street in Dutch": ("nl", "Kerkstraat 12 bus 3, 2000 Antwerpen", "<ADDRESS>"),
    "a street in German": ("de", "Lindenstraße 12, 50667 Köln", "<ADDRESS>"),
    "a customer number": ("de", "Kundennummer KD-44871", "Kundennummer <ACCOUNT>"),
    "a policy": ("en", "policy number is rza 009220472", "policy number is <ACCOUNT>"),
    "a licence": ("nl", "licentiesleutel AB12-CD34-EF56", "licentiesleutel <ACCOUNT>"),
    "an order": ("en", "order 2026-44871-33 has not come", "order <ORDER> has not come"),
    "an order that could be a card": ("en", "order number 4111111111111111", "order number <ORDER>"),
    "the last four": ("en", "the last four digits are 7709", "the last four digits are <ACCOUNT>"),
}
INNOCENT = {
    "an at sign alone": ("en", "see you @ 5"),
    "a price and a date": ("en", "99.95 on 12/01/2026"),
    "a version": ("en", "version 10.4.22-8"),
    "two pizzas": ("en", "I'd like to order 2 pizzas"),
    "a price of an order": ("fr", "ma commande de 8h15 fait 117,64 €"),
    "an invoice over an amount": ("fr", "une facture à 611 euros"),
    "one moment": ("en", "one moment please"),
    "two or three weeks": ("en", "it takes two or three weeks"),
    "a room": ("en", "I'm in room 1204"),
    "a product": ("en", "the X-200 lamp in the 3-pack"),
    "a time as words": ("nl", "tussen acht en twaalf uur"),
    "a year": ("de", "seit 2019 bin ich Kunde"),
    "a place to live": ("en", "i live in maine"),
    "your place": ("fr", "à votre place j'hésiterais pour 14 €"),
    "way too long": ("en", "3 weeks is way too long"),
    "an amount in a thousand": ("de", "Die Rechnung ist 1.250,00 Euro"),
    "a pin on a map": ("en", "drop a pin on the map, 3 km away"),
}
ASKED = {
    "an account number": ("A: Your account number please? | C: 7740213", "<ACCOUNT>"),
    "two things at once": (
        "A: Your customer number and date of birth? | C: 7740213, 3-11-1979",
        "<ACCOUNT>, <DATE_OF_BIRTH>",
    ),
    "the last four as words": ("A: Last four digits of your card? | C: double seven oh nine", "<ACCOUNT>"),
    "a spelt code": ("A: May I have the booking number? | C: j 78 k 87", "<ORDER>"),
    "a postcode": ("A: And your postcode? | C: 5000", "<ADDRESS>"),
    "a card code": ("A: The three digits on the back? | C: 123", "<CARD_CODE>"),
    "a price asked for": ("A: How much was it? | C: 14.50", "14.50"),
    "a device asked for": ("A: Which version do you have? | C: 9.4.1", "9.4.1"),
    "a unit": ("A: Your account number please? | C: it took 30 minutes", "it took 30 minutes"),
    "a mask from elsewhere": ("A: Your e-mail? | C: #EMAIL# and [PII]", "#EMAIL# and [PII]"),
}


def texts(said, language="en"):
    masked, counts = mask(contact(said, language))
    assert mask(masked) == (masked, {})
    return [turn.text for turn in masked.turns], counts


@pytest.mark.parametrize(("language", "said", "kept"), CASES.values(), ids=CASES)
def test_personal_data_becomes_a_token(language, said, kept):
    got, counts = texts(f"A: Yes. | C: {said}", language)
    assert got[1] == kept
    assert sum(counts.values()) == kept.count("<")


@pytest.mark.parametrize(("language", "said"), INNOCENT.values(), ids=INNOCENT)
def test_a_look_alike_stays(language, said):
    assert texts(f"A: Yes. | C: {said}", language) == (["Yes.", said], {})


@pytest.mark.parametrize(("said", "kept"), ASKED.values(), ids=ASKED)
def test_a_question_tells_what_its_answer_is(said, kept):
    assert texts(said)[0][-1] == kept


def test_a_number_over_several_turns_is_one():
    said = "C: my card is 4111 | A: yes | C: 1111 1111 | A: go on | C: 1111 | A: so 4111 1111 1111 1111, right?"
    assert texts(said)[0] == ["my card is <CARD>", "yes", "<CARD>", "go on", "<CARD>", "so <CARD>, right?"]


def test_what_an_agent_reads_back_is_masked_too():
    said = "A: Your account number? | C: seven seven four zero two one three | A: 7740, 213, thank you."
    assert texts(said)[0][-1] == "<ACCOUNT>, thank you."


def test_an_unknown_language_is_looked_at_in_all():
    assert texts("A: Ja. | C: Kundennummer KD-44871", None)[0][1] == "Kundennummer <ACCOUNT>"
