"""What a deployment calls its columns."""

from __future__ import annotations

import pytest

from ccqa.formats import THINGS, USUAL, named, recognise
from ccqa.formats._columns import layout


def test_a_name_that_is_given_stands_alone():
    found = layout(["contact_id", "role", "utterance", "text"], named({"text": "Utterance"}))
    assert found.places == {"contact": 0, "role": 1, "text": 2}
    assert found.strangers == ("text",)
    assert layout(["contact_id", "role", "text"], named({"text": "utterance"})).missing == ("text",)


def test_several_names_count_in_their_order():
    assert layout(["b", "a"], named({"text": ["a", "b"]})).places == {"text": 1}


def test_an_empty_name_takes_the_usual_ones_away():
    assert "channel" not in layout(["channel"], named({"channel": ""})).places


def test_what_is_not_given_stays_usual():
    assert named({}) == USUAL
    assert named({"text": "x"}).role == USUAL.role


MISTAKES = {
    "a thing that is nearly one": ({"txt": "x"}, "Did you mean 'text'"),
    "a thing that is none": ({"colour": "x"}, ", ".join(THINGS)),
    "a number": ({"text": 5}, "'text' wants the name of a column"),
    "names that are numbers": ({"text": [5]}, "'text' wants the name of a column"),
    "two at once": ({"txt": "x", "role": 5}, "'role' wants the name"),
}


@pytest.mark.parametrize(("given", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_told(given, message):
    with pytest.raises(ValueError, match="column") as fault:
        named(given)
    assert message in str(fault.value)


def test_a_table_is_told_by_the_names_that_are_given():
    assert recognise(b"ticket,who,what\n") is None
    assert recognise(b"ticket,who,what\n", named({"contact": "ticket", "role": "who", "text": "what"})).name == "csv"
