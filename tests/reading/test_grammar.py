"""The grammar of phrases: what each of its marks matches, and what it does not."""

import pytest

from ccqa.contact import Role, Turn
from ccqa.reading.grammar import patterns
from ccqa.reading.lexicon import Entry, Lexicon
from ccqa.reading.matching import Language


def found(phrase, text, language="en", **fields):
    """Return what a one-phrase lexicon finds in a text, in the words that it covers."""
    entry = Entry(says="x", phrases=(phrase,), **fields)
    guards = {"negation": ("not", "never"), "reported": ("you said",), "hypothetical": ("if",)}
    words = Language(Lexicon(language=language, entries={"act": entry}, guards=guards))
    (said,) = words.said((Turn(Role.AGENT, text),))
    return [text[one.start : one.end] for one in said.heard]


CASES = {
    "words": ("thank you", "Well, thank you!", ["thank you"]),
    "case and accents do not matter": ("voila", "VOILÀ donc", ["VOILÀ"]),
    "typographic apostrophes do not matter": ("i'm sorry", "I’m sorry", ["I’m sorry"]),
    "contractions are what they stand for": ("do not worry", "Don't worry", ["Don't worry"]),
    "two spaces are one": ("thank you", "Well,  thank   you  all", ["thank   you"]),
    "no words inside words": ("hi", "his hint", []),
    "a choice": ("(good|lovely) day", "A lovely day", ["lovely day"]),
    "an empty choice": ("have a (very |)nice day", "have a nice day", ["have a nice day"]),
    "choices in choices": ("(may (i|we)|let me) check", "may we check", ["may we check"]),
    "a choice that is part of a word": ("apolog(y|ies)", "my apologies", ["apologies"]),
    "a gap": ("refund ... money", "we refund all of your money", ["refund all of your money"]),
    "a gap ends with the sentence": ("refund ... money", "We refund. Your money is safe.", []),
    "a gap is five tokens at most": ("refund ... money", "refund one two three four five six money", []),
    "a name": ("my name is {name}", "my name is Ada", ["my name is Ada"]),
    "a masked name": ("my name is {name}", "my name is #NAME#", ["my name is #NAME#"]),
    "no name": ("my name is {name}", "my name is not", []),
    "a number": ("within {num} hours", "within 48 hours", ["within 48 hours"]),
    "a number in words": ("within {num} hours", "within two hours", ["within two hours"]),
    "no number": ("within {num} hours", "within some hours", []),
    "the start of a sentence": ("^hello", "Hello there", ["Hello"]),
    "not its start": ("^hello", "Say hello", []),
    "the start of the second sentence": ("^hello", "Yes. Hello!", ["Hello"]),
    "the end of a sentence": ("bye $", "Bye.", ["Bye"]),
    "not its end": ("bye $", "bye bye baby", []),
    "a leading name": ("{name} speaking $", "Ada speaking.", ["Ada speaking"]),
    "the longest wins": ("thank you (very much|)", "thank you very much", ["thank you very much"]),
    "a German umlaut written out": ("schöne grüße", "Schoene Gruesse", []),
}


@pytest.mark.parametrize(("phrase", "text", "words"), CASES.values(), ids=CASES)
def test_a_phrase_matches_what_it_says(phrase, text, words):
    assert found(phrase, text) == words


def test_german_umlauts_may_be_written_out():
    assert found("schöne grüße", "Schoene Gruesse", "de") == ["Schoene Gruesse"]


GUARDED = {
    "negation": ("it is not your fault", []),
    "negation too far away": ("not now, and I think it is your fault", ["your fault"]),
    "negation beyond three words": ("not sure but I think it is your fault", ["your fault"]),
    "reported": ("you said it was your fault", []),
    "reported in another sentence": ("You said so. It is your fault", ["your fault"]),
    "hypothetical": ("if it is your fault", []),
    "quoted": ('it says "your fault" there', []),
    "the whole turn is quoted": ('"your fault"', ["your fault"]),
}


@pytest.mark.parametrize(("text", "words"), GUARDED.values(), ids=GUARDED)
def test_a_guard_takes_the_act_away(text, words):
    assert found("your fault", text, guards=("negation", "reported", "hypothetical")) == words


def test_a_look_alike_takes_the_act_away():
    assert found("hi", "the hi-fi department", unless=("hi-fi",)) == []


ASKED = {
    "a question": ("Is it working?", True),
    "none": ("It is working.", False),
    "no mark at all": ("is it working", False),
}


@pytest.mark.parametrize(("text", "asks"), ASKED.values(), ids=ASKED)
def test_an_act_may_want_a_question(text, asks):
    assert bool(found("working", text, asked=True)) is asks
    assert bool(found("working", text, asked=False)) is not asks


@pytest.mark.parametrize("phrase", ["(a|b", "a)", "{nme} x", "...", "^$"])
def test_a_mistake_is_told(phrase):
    with pytest.raises(ValueError):
        list(patterns(phrase))


def test_turns_never_run_into_each_other():
    entry = Entry(says="x", phrases=("thank you ... bye",))
    words = Language(Lexicon(language="en", entries={"act": entry}, guards={}))
    turns = (Turn(Role.AGENT, "thank you"), Turn(Role.AGENT, ""), Turn(Role.AGENT, " bye"))
    assert [one.heard for one in words.said(turns)] == [(), (), ()]


def test_what_is_said_again_is_heard_again():
    entry = Entry(says="x", phrases=("hello",))
    words = Language(Lexicon(language="en", entries={"act": entry}, guards={}))
    agent, customer = Turn(Role.AGENT, "Hello!"), Turn(Role.CUSTOMER, "Hello!")
    first, *others = words.said((agent, agent, customer)) + words.said((agent,))
    assert [one.heard for one in others] == [first.heard, (), first.heard]
