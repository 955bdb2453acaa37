"""Whose names are masked, and whose stay."""

from dataclasses import replace

import pytest
from said import contact

from ccqa.contact import Channel
from ccqa.privacy import mask

CASES = {
    "introduced": ("en", "C: Hi, my name is Orla Fenwick. | A: Hello Orla.", "Hi, my name is <NAME>. | Hello <NAME>."),
    "in French": ("fr", "C: Je m'appelle Maud Tessier | A: Merci Maud.", "Je m'appelle <NAME> | Merci <NAME>."),
    "in Dutch": ("nl", "C: Mijn naam is Wout de Smet | A: Dag Wout!", "Mijn naam is <NAME> | Dag <NAME>!"),
    "in German": ("de", "C: Ich heiße Jonas Weber. | A: Danke, Herr Weber.", "Ich heiße <NAME>. | Danke, Herr <NAME>."),
    "addressed by a title": ("en", "C: Hi | A: Dear Mrs Achterberg, noted.", "Hi | Dear Mrs <NAME>, noted."),
    "an answer": ("fr", "A: Votre nom ? | C: renaudin catherine", "Votre nom ? | <NAME>"),
    "in a voice transcript": (
        "nl",
        "C: ja goedemorgen met ruud stam mijn telefoon doet het niet | A: goed meneer stam",
        "ja goedemorgen met <NAME> mijn telefoon doet het niet | goed meneer <NAME>",
    ),
    "the agent's own": ("en", "C: Hi | A: Hi, I'm Ada. | C: Thanks Ada!", "Hi | Hi, I'm Ada. | Thanks Ada!"),
    "the firm's": ("en", "A: Hello, Westmoor Trains, how can I help?", "Hello, Westmoor Trains, how can I help?"),
    "nobody's": ("en", "C: Hi | A: Hello Sir, thank you Madam.", "Hi | Hello Sir, thank you Madam."),
    "a name put down": ("en", "C: I'm putting my name down for it.", "I'm putting my name down for it."),
    "no name in an answer": ("de", "A: Ihr Name bitte? | C: warum", "Ihr Name bitte? | warum"),
    "masked before": ("fr", "A: Votre nom ? | C: #NAME#", "Votre nom ? | #NAME#"),
}


def after(given):
    masked, _ = mask(given)
    assert mask(masked) == (masked, {})
    return " | ".join(turn.text for turn in masked.turns)


@pytest.mark.parametrize(("language", "said", "kept"), CASES.values(), ids=CASES)
def test_a_customers_name_is_masked_and_no_other(language, said, kept):
    assert after(contact(said, language)) == kept


def test_a_name_in_the_metadata_is_known():
    assert after(contact("A: I have told Orla.", customer="Orla Fenwick")) == "I have told <NAME>."


def test_an_agent_in_the_metadata_keeps_the_name():
    given = contact("C: Hi | A: Dear Ada Brandt, noted.", agent="Ada Brandt")
    assert after(given) == "Hi | Dear Ada Brandt, noted."


def test_the_name_below_a_mail_is_masked():
    said = "C: Dear team,\n\nNothing came.\n\nKind regards,\nOrla Fenwick | A: Dear Ms Fenwick,\nSorry.\nAda Brandt"
    given = replace(contact(said), channel=Channel.EMAIL)
    assert after(given).endswith("Kind regards,\n<NAME> | Dear Ms <NAME>,\nSorry.\nAda Brandt")
