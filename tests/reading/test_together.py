"""Contacts are scored together for speed; what is found in one never depends on those beside it."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from said import contact

from ccqa.run import judging
from ccqa.scoring import Scorer

CONTACTS = (
    contact(
        "A: Bonjour, que puis-je faire pour vous ? | C: Ma commande n'est pas arrivée. | A: Je regarde cela.", "fr"
    ),
    contact(
        "A: Goedemiddag, met Sanne. | C: Mijn factuur klopt niet, help! | A: Een ogenblik. | C: Bent u er nog?", "nl"
    ),
    contact("A: Hello. | C: Hi. | A: Goodbye.", "en"),
    contact("C: Guten Tag, ich warte seit drei Wochen. | A: Das tut mir leid. | C: Danke, auf Wiederhören.", "de"),
    contact(
        "A: Bonjour. | C: Hello, my parcel has still not arrived and I have been waiting for weeks. | A: Oui.", "fr"
    ),
    contact("A: Hello, my name is Ann, how can I help you? | C: I can't log in to my account 4471 22 9.", "en"),
    contact("C: Nobody answers here at all, does anybody read this?", "en"),
    contact("A: Saluton, kiel mi povas helpi? | C: Mi volas scii.", "eo"),
    contact("A: Bonjour.", "fr"),
)


def cards(scorer: Scorer, contacts: list) -> list:
    scorer.reader.forget()
    return list(scorer.score_all(contacts))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(CONTACTS), max_size=12))
def test_a_contact_gets_the_same_card_whatever_is_beside_it(contacts):
    scorer = judging.scorer()
    assert cards(scorer, contacts) == [card for one in contacts for card in cards(scorer, [one])]


def test_contacts_without_a_turn_disturb_nobody():
    scorer = judging.scorer()
    silent = replace(CONTACTS[0], turns=())
    assert cards(scorer, [silent, *CONTACTS, silent])[1:-1] == cards(scorer, list(CONTACTS))
