"""How a speaker addresses the other, by pronouns and verb forms; look-alikes tell nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from said import contact

from ccqa.contact import Role
from ccqa.reading.register import ADDRESS, Register, register

FORMAL, INFORMAL, MIXED = Register
SAID = {
    "fr": (
        ("Je vous envoie votre facture.", FORMAL),
        ("Merci de patienter, veuillez rester en ligne.", FORMAL),
        ("Si vous cliquez là, ça marche.", FORMAL),
        ("Peux-tu me donner ton numéro ?", INFORMAL),
        ("Je t'envoie le lien.", INFORMAL),
        ("Je t’appelle demain.", INFORMAL),
        ("S'il te plaît, attends.", INFORMAL),
        ("Pourquoi est-ce ton adresse ?", INFORMAL),
        ("Ce ton ne va pas.", None),
        ("Tu peux m'écrire à votre adresse habituelle.", MIXED),
        ("Le rendez-vous est fixé chez le vendeur.", None),
        ("Y a-t-il assez de place ? Y a-t'il un code ?", None),
        ("Le client a changé de ton, puis il s'est tu.", None),
        ("Sur un ton calme, il s'est tu.", None),
        ("Allez, on y va avec M. Lopez.", None),
        ("Écrivez à tes@exemple.test", None),
    ),
    "nl": (
        ("Kan ik u nog helpen?", FORMAL),
        ("Dank u.", FORMAL),
        ("Ik zoek uw dossier op, een ogenblik alstublieft.", FORMAL),
        ("Heb je jouw klantnummer bij de hand?", INFORMAL),
        ("Dankjewel voor het wachten.", INFORMAL),
        ("Wilt u even wachten, dan bel ik je terug.", MIXED),
        ("De monteur komt om 14 u of om 15u30.", None),
        ("Een ogenblik a.u.b., ik stuur een sms-je.", None),
        ("Het staat onder de letter U, bij de U-bocht, van mevrouw U. Peeters.", None),
        ("Dat weet je nooit.", None),
        ("De klant zei: je ne comprends pas.", None),
        ("Hebben jullie de factuur gestuurd?", None),
    ),
    "de": (
        ("Kann ich Ihnen helfen?", FORMAL),
        ("Guten Tag, Ihre Bestellung ist unterwegs.", FORMAL),
        ("Haben Sie noch Fragen?", FORMAL),
        ("Kannst mir den Code schicken?", INFORMAL),
        ("Ich schicke dir deine Rechnung.", INFORMAL),
        ("Du kannst das in Ihrem Konto ändern.", MIXED),
        ("Die Kollegen prüfen das, sie melden sich bei ihr.", None),
        ("Sie ist schon unterwegs. Ihre Nummer steht darauf.", None),
        ("Wir sind hier per Du.", None),
        ("Habt ihr das Paket geschickt?", None),
        ("Der Ordner heißt /dir und liegt auf dir.example.", None),
        ("koennen sie das pruefen", None),
    ),
    "en": (("Can you send your number?", None),),
}
CASES = [(code, text, told) for code, rows in SAID.items() for text, told in rows]


@pytest.mark.parametrize(("code", "text", "told"), CASES)
def test_a_turn_tells_the_register_by_its_words_of_address(code, text, told):
    assert register(contact(f"A: {text}", code), Role.AGENT, code) is told


def test_one_slip_among_many_turns_is_not_mixed():
    said = " | ".join(["A: Kan ik u helpen?"] * 5 + ["A: Weet je dat zeker?"])
    assert register(contact(said, "nl"), Role.AGENT, "nl") is FORMAL
    assert register(contact(said.replace("A: Kan ik u helpen? | ", "", 2), "nl"), Role.AGENT, "nl") is MIXED


def test_each_role_is_told_by_its_own_turns():
    said = contact("A: Que puis-je faire pour vous ? | C: Tu peux regarder ? | B: Merci.", "fr")
    assert [register(said, role, "fr") for role in (Role.AGENT, Role.CUSTOMER, Role.BOT)] == [FORMAL, INFORMAL, None]


@given(st.sampled_from(sorted(ADDRESS)), st.text(alphabet="0123456789 .,;:!?-()'’\n", max_size=40))
def test_text_without_words_tells_nothing(code, text):
    assert register(contact(f"A: {text}", code), Role.AGENT, code) is None
