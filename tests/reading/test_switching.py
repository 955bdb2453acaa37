"""A turn that is plainly in another of our languages is heard in that one; the contact stays in its own."""

import pytest
from said import contact

from ccqa.reading.reader import Reader

FRENCH = "A: Bonjour, que puis-je faire pour vous ? | C: {} | A: Je regarde cela pour vous."
CASES = {
    "Dutch": ("Goedemiddag, mijn pakje is nog altijd niet geleverd en ik wacht al drie weken.", "need"),
    "English": ("Hello, my parcel has still not arrived and I have been waiting for weeks.", "need"),
    "German": ("Vielen Dank für Ihre schnelle Hilfe, das war sehr freundlich von Ihnen.", "customer_thanks"),
}


@pytest.mark.parametrize(("said", "act"), CASES.values(), ids=CASES)
def test_a_turn_in_another_language_is_heard_in_it(said, act):
    found = Reader().detections(contact(FRENCH.format(said), "fr"))
    assert (1, act) in {(d.span.turn, d.act) for d in found if d.by == "lexicon" and d.confidence >= 0.5}


@pytest.mark.parametrize(
    "said", ["OK merci", "Commande 4471 Dupont Namur Belgique", "c est pas encore arrive et j attends depuis des jours"]
)
def test_names_numbers_and_text_without_accents_stay_in_the_language(said, monkeypatch):
    reader = Reader()
    reader.detections(contact(FRENCH.format(said), "fr"))
    assert set(reader._languages) == {"fr"}
