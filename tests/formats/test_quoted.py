"""A person's own words are told from history, signatures and disclaimers, in four languages."""

from __future__ import annotations

from time import process_time

import pytest

from ccqa.formats._quoted import own_words

HISTORY = {
    "en": "On Mon, 2 Mar 2026 at 10:00, Ada Vermeer <ada@shop.example> wrote:",
    "en, the order turned round": "2 Mar 2026 Ada Vermeer <ada@shop.example> wrote:",
    "en, broken in two": "On Mon, 2 Mar 2026 at 10:00, Ada Vermeer\n<ada@shop.example> wrote:",
    "fr": "Le lun. 2 mars 2026 à 10:00, Ada Vermeer <ada@shop.example> a écrit :",
    "nl": "Op ma 2 mrt 2026 om 10:00 schreef Ada Vermeer <ada@shop.example>:",
    "de": "Am 02.03.2026 um 10:00 schrieb Ada Vermeer:",
    "en, outlook": "From: Ada\nSent: Monday\nTo: Bob\nSubject: bill\n",
    "en, outlook with a rule": "________________________________\nFrom: Ada\nSent: Monday\nTo: Bob\n",
    "en, in bold": "*From:* Ada\n*Sent:* Monday\n*Subject:* bill\n",
    "fr, outlook": "De : Ada\nEnvoyé : lundi\nÀ : Bob\nObjet : facture\n",
    "nl, outlook": "Van: Ada\nVerzonden: maandag\nAan: Bob\nOnderwerp: factuur\n",
    "de, outlook": "Von: Ada\nGesendet: Montag\nAn: Bob\nBetreff: Rechnung\n",
    "en, old": "-----Original Message-----",
    "fr, old": "-----Message d'origine-----",
    "nl, old": "-----Oorspronkelijk bericht-----",
    "de, old": "-----Ursprüngliche Nachricht-----",
    "en, forwarded": "---------- Forwarded message ---------",
    "a helpdesk's line": "##- Please type your reply above this line -##",
}


@pytest.mark.parametrize("mark", HISTORY.values(), ids=HISTORY)
def test_everything_under_a_mark_of_history_is_cut(mark):
    assert own_words(f"Good.\n\nBye\n\n{mark}\nold words\n\nolder words") == ("Good.\n\nBye", True, False)


@pytest.mark.parametrize("mark", [mark for name, mark in HISTORY.items() if "outlook" not in name and len(name) < 20])
def test_a_message_of_history_alone_has_no_words(mark):
    assert own_words(f"{mark}\n> old").text == ""


def test_answers_between_and_below_quoted_lines_stay():
    text = "On 2 Mar 2026 at 10:00, Ada <a@b.example> wrote:\n\n> Which size?\nMedium.\n> Which colour?\nBlue."
    assert own_words(text) == ("Medium.\nBlue.", True, False)


OWN = {
    "thanks begin a line": "Dear Sir,\n\nThanks, I have checked the order.\nIt leaves on Monday.",
    "a list": "Please send:\n- the invoice\n- a photo\n\nThen we refund you.",
    "somebody is quoted by a person": 'On 3 March you wrote:\n"It broke."\nI am sorry.',
    "one field": "From: Monday\nwe are open.",
    "two fields": "From: Monday\nTo: Friday\nwe are open.",
    "a warning": "Warning: do not open the lid.",
    "a disclaimer and nothing else": "This message is confidential.",
    "a rule": "One\n\n----------\n\nTwo",
    "the words of a disclaimer in an answer": "Hi\n\nYour message is confidential with us, rest assured.",
    "farewell, name and organisation": "Done.\n\nKind regards,\nAda Vermeer\nCustomer Care, Shop",
}


@pytest.mark.parametrize("text", OWN.values(), ids=OWN)
def test_own_words_stay_whole(text):
    assert own_words(text) == (text, False, False)


LOST = {
    "a signature keeps name and organisation": (
        "Hi\n\nBye,\n-- \nAda\nShop\n+32 2 555 01 00\nSale!",
        "Hi\n\nBye,\nAda\nShop",
    ),
    "a phone, en": ("Hi\n\nSent from my iPhone", "Hi"),
    "a phone, fr": ("Hi\n\nEnvoyé de mon iPhone", "Hi"),
    "a phone, nl": ("Hi\n\nVerzonden vanaf mijn iPad", "Hi"),
    "a phone, de": ("Hi\n\nVon meinem iPhone gesendet", "Hi"),
    "a disclaimer, en": ("Hi\n\nThis e-mail and its files are confidential and meant for you.\n\nBye", "Hi\n\nBye"),
    "a disclaimer, fr": ("Hi\n\nCe message est confidentiel.", "Hi"),
    "a disclaimer, nl": ("Hi\n\nDit bericht is vertrouwelijk.", "Hi"),
    "a disclaimer, de": ("Hi\n\nDiese E-Mail ist vertraulich.", "Hi"),
}


@pytest.mark.parametrize(("text", "own"), LOST.values(), ids=LOST)
def test_what_mail_programs_and_firms_add_is_cut(text, own):
    assert own_words(text) == (own, False, True)


BOMBS = [
    "On 1 a ",
    "From: \n",
    "\n\n",
    "on 1 wrote\n",
    "<a@a",
    ">\n",
    "--\n",
    "- ",
    "e-mail ",
    "This \n\n",
    "On 1:00 wrote:\n>\n",
]


@pytest.mark.parametrize("part", BOMBS)
def test_a_text_made_to_take_long_does_not(part):
    start = process_time()
    own_words(part * (300_000 // len(part)))
    assert process_time() - start < 8
