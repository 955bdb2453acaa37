"""Who is the agent, where the export only tells speakers apart."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccqa.bundled import bundled
from ccqa.contact import Contact, Role, Turn, Unassigned
from ccqa.errors import Rejected
from ccqa.privacy import mask
from ccqa.reading.speakers import SURE, Speakers, labels_of, likeliest, with_roles
from ccqa.run import judging
from ccqa.sources import read_all

A, C, B, U = Role.AGENT, Role.CUSTOMER, Role.BOT, Role.UNKNOWN
CALL = """
x: Good morning, you're through to Larkspur Energy, my name is Ada. How can I help?
y: Hello, my heating has not worked since Monday and nobody called me back.
x: I'm sorry to hear that. Can I have your account number, please?
y: It's 12345678.
x: Thank you. Please press the reset button for ten seconds.
y: Oh, it works now, thank you so much!
x: You're welcome. Is there anything else I can help you with today?
y: No, that's all. Goodbye.
x: Thank you for calling, have a nice day!
"""


def contact(said, language="en"):
    """Return a contact of lines `label: words`; a label that is a role is one, and `-` nobody's."""
    return Contact(id="c", language=language, turns=tuple(map(turn, said.strip().splitlines())))


def turn(line):
    label, _, text = line.partition(": ")
    if label in set(Role):
        return Turn(Role(label), text)
    return Turn(U, text) if label == "-" else Unassigned(U, text, None, None, "a-17", label)


def assigned(said, roles=(), *, reader=True, **fields):
    noted = Counter()
    got = Speakers(judging.reader() if reader else None, dict(roles)).assigned(contact(said, **fields), noted)
    assert not labels_of(got)
    assert all(type(turn) is Turn for turn in got.turns)
    return [turn.role for turn in got.turns], +noted


INFERRED, NOT_TOLD = {"roles inferred": 1}, {"roles not told": 1}
SHORT = "x: Good morning, how can I help?\ny: My heating is cold."
CASES = {
    "two speakers": (CALL, {}, [A, C] * 4 + [A], INFERRED),
    "two speakers, labelled the other way": (CALL.translate(str.maketrans("xy", "yx")), {}, [A, C] * 4 + [A], INFERRED),
    "a bot beside them": (f"bot: Welcome.\n{CALL.strip()}", {}, [B] + [A, C] * 4 + [A], INFERRED),
    "somebody without a label": (f"-: Hm.\n{CALL.strip()}", {}, [U] + [A, C] * 4 + [A], INFERRED),
    "a map decides, even against the words": (CALL, {"x": C, "y": A}, [C, A] * 4 + [C], {}),
    "a map of one of two": (SHORT, {"x": A}, [A, U], NOT_TOLD),
    "a map of other labels": (CALL, {"z": A}, [A, C] * 4 + [A], INFERRED),
    "a map to nobody": (SHORT, {"x": U, "y": U}, [U, U], {}),
    "three speakers": (f"{CALL.strip()}\nz: Hello?", {}, [U] * 10, NOT_TOLD),
    "one speaker": ("x: Good morning, how can I help?", {}, [U], NOT_TOLD),
    "an agent is known already": (f"agent: Hello.\n{CALL.strip()}", {}, [A] + [U] * 9, NOT_TOLD),
    "too little is said": ("x: yes\ny: no", {}, [U, U], NOT_TOLD),
    "nobody labelled": ("agent: Hello.\n-: Hi.", {}, [A, U], {}),
}


@pytest.mark.parametrize(("said", "roles", "found", "counts"), CASES.values(), ids=CASES)
def test_who_gets_which_role(said, roles, found, counts):
    assert assigned(said, roles) == (found, counts)


def test_without_a_reader_nothing_is_inferred():
    assert assigned(CALL, reader=False) == ([U] * 9, NOT_TOLD)


@pytest.mark.parametrize(("language", "counts"), [(None, INFERRED), ("en-GB", INFERRED), ("es", NOT_TOLD)])
def test_a_language_that_is_not_told_is_guessed_and_one_without_words_tells_nothing(language, counts):
    assert assigned(CALL, language=language)[1] == counts


def test_only_an_agent_keeps_the_agents_id():
    got = with_roles(contact(SHORT), {"x": A, "y": C})
    assert [turn.agent for turn in got.turns] == ["a-17", None]
    assert got.legs()[0].agent == "a-17"


def test_a_contact_without_labels_is_left_as_it_is():
    plain = contact("agent: Hello.\ncustomer: Hi.")
    assert Speakers(judging.reader()).assigned(plain, Counter()) is plain


@given(st.lists(st.sampled_from(["x: Hello.", "y: Hi.", "z: Oh.", "agent: Hm.", "-: So."]), max_size=6))
def test_no_label_outlives_the_giving_of_roles(lines):
    got = Speakers(roles={"x": A}).assigned(Contact(id="c", turns=tuple(map(turn, lines))), Counter())
    assert all(type(one) is Turn for one in got.turns)
    assert [one.text for one in got.turns] == [line.partition(": ")[2] for line in lines]


def hidden(one):
    """Return a contact with labels for its roles, and without what else tells the agent."""
    turns = tuple(
        Unassigned(U, t.text, t.start_s, t.end_s, None, "1" if t.role is A else "0") if t.role in {A, C} else t
        for t in one.turns
    )
    return replace(one, turns=turns, client=None, agent=None)


def test_roles_that_are_given_are_right_in_ninety_nine_of_a_hundred():
    """On contacts that nobody learnt from; `benchmarks/roles.py` measures more."""
    paths = (bundled("examples", "contacts"), bundled("models", "acts", "data", "held-out"))
    masked = [mask(one)[0] for one in read_all(map(str, paths)) if not isinstance(one, Rejected)]
    guesses = [likeliest(hidden(one), judging.reader()) for one in masked]
    told = [guess.roles["1"] is A for guess in guesses if guess and guess.margin >= SURE]
    assert len(told) > 0.75 * len(masked)
    assert sum(told) >= 0.99 * len(told)
