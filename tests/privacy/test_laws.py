"""Laws of masking: twice is once, planted numbers are gone however they are spaced, and nothing else changes."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from said import contact
from stdnum import luhn
from stdnum.iban import calc_check_digits

from ccqa.privacy import mask
from ccqa.privacy.spoken import numbers

TOKEN = re.compile(r"<[A-Z_]+>")
LANGUAGES = st.sampled_from(["en", "fr", "nl", "de", None])
WORDS = st.sampled_from(
    ["my", "card", "is", "4111", "1111", "order", "number", "name", "Orla", "Fenwick", "hello", "pin", "12", "3,50", "euro",
     "one", "two", "seven", "at", "dot", "com", "@", "a@b.be", "<CARD>", "#NAME#", "rue", "Kerkstraat", "0470", "born", "?"]
)  # fmt: skip
TURNS = st.lists(
    st.tuples(st.sampled_from("AC"), st.lists(WORDS, min_size=1, max_size=9).map(" ".join)), min_size=1, max_size=5
)
DIGITS = st.text("0123456789", min_size=14, max_size=14)
SPACINGS = st.sampled_from([(16, ""), (4, " "), (4, "-"), (2, " "), (1, " "), (3, "."), (5, ", "), (4, " | C: ")])


def masked(said, language="en"):
    return mask(contact(said, language))[0]


def spaced(digits, spacing):
    size, link = spacing
    return link.join(digits[k : k + size] for k in range(0, len(digits), size))


@settings(deadline=None)
@given(TURNS, LANGUAGES)
def test_masking_twice_changes_nothing(turns, language):
    once = masked(" | ".join(f"{who}: {text}" for who, text in turns), language)
    assert mask(once) == (once, {})


@settings(deadline=None)
@given(TURNS, LANGUAGES)
def test_what_stands_outside_the_masks_is_as_it_was(turns, language):
    before = contact(" | ".join(f"{who}: {text}" for who, text in turns), language)
    for old, new in zip(before.turns, mask(before)[0].turns, strict=True):
        rest = ".*?".join(map(re.escape, TOKEN.split(new.text)))
        assert re.fullmatch(rest, old.text, re.DOTALL)


@settings(deadline=None)
@given(DIGITS, SPACINGS, LANGUAGES)
def test_no_digit_of_a_card_survives(digits, spacing, language):
    number = f"4{digits}"
    number += luhn.calc_check_digit(number)
    after = masked(f"A: Yes. | C: so {spaced(number, spacing)} ok", language)
    assert not any(re.search(r"\d", turn.text) for turn in after.turns)


@settings(deadline=None)
@given(st.text("0123456789", min_size=12, max_size=12), SPACINGS, LANGUAGES)
def test_no_digit_of_an_iban_survives(digits, spacing, language):
    number = f"BE{calc_check_digits('BE00' + digits)}{digits}"
    after = masked(f"A: Yes. | C: {spaced(number, spacing)}", language)
    assert not any(re.search(r"\d", turn.text) for turn in after.turns)


@settings(deadline=None)
@given(st.integers(0, 99), st.integers(1, 12), st.integers(1, 28), st.integers(1, 997))
def test_no_digit_of_a_national_number_survives(year, month, day, serial):
    start = f"{year:02}{month:02}{day:02}{serial:03}"
    number = start + f"{97 - int(start) % 97:02}"
    for said in (number, spaced(number, (3, " ")), f"{start[:2]}.{start[2:4]}.{start[4:6]}-{start[6:9]}.{number[9:]}"):
        assert not re.search(r"\d", masked(f"A: Oui. | C: voilà {said}", "fr").turns[1].text)


@settings(deadline=None)
@given(st.text("0123456789", min_size=15, max_size=15), st.sampled_from(["en", "fr", "nl", "de"]))
def test_no_word_of_a_card_said_digit_by_digit_survives(digits, language):
    number = f"4{digits}"
    words = {
        digit: next(" ".join(way) for way, value in numbers(language).items() if value == digit) for digit in number
    }
    after = masked(f"A: Yes. | C: {' '.join(words[digit] for digit in number)}", language)
    assert after.turns[1].text == "<CARD>"


def test_every_number_below_a_hundred_can_be_said():
    for language in ("en", "fr", "nl", "de"):
        assert {str(n) for n in range(100)} <= set(numbers(language).values())
    assert numbers("fr")["septante", "deux"] == numbers("fr")["soixante", "douze"] == "72"
    assert numbers("fr")["quatre", "vingt", "douze"] == numbers("fr")["nonante", "deux"] == "92"
    assert numbers("nl")["tweeënzeventig",] == numbers("de")["zweiundsiebzig",] == "72"
