"""Pseudonyms: the same person, kind and key give the same, anything else another, and nothing leads back."""

from hypothesis import given
from hypothesis import strategies as st
from store.making import contacts

from ccqa.contact import Contact, Event, EventKind, Role, Turn
from ccqa.privacy import Key, Keyring, Kind, mask
from ccqa.privacy.pseudonyms import LETTERS, agents_of, with_agents

KEY, OTHER = Key(b"one key of a centre"), Key(b"another key of a centre")
names = st.text(max_size=20)


@given(names, names)
def test_names_are_told_apart(one, other):
    assert (KEY.pseudonym(Kind.AGENT, one) == KEY.pseudonym(Kind.AGENT, other)) == (one == other)


@given(names)
def test_kinds_keys_and_marks_are_told_apart(name):
    made = {key.pseudonym(kind, name) for key in (KEY, OTHER) for kind in Kind}
    made |= {key.mark(kind, name) for key in (KEY, OTHER) for kind in Kind}
    assert len(made) == 12
    assert {one.partition("-")[0] for one in made} == {KEY.id, OTHER.id}


def test_a_pseudonym_is_the_same_in_every_process():
    assert KEY.pseudonym(Kind.CUSTOMER, "c-1042") == "pgjt-gsjpbkvmwrmclw"


@given(names)
def test_a_pseudonym_is_never_taken_for_a_number_to_mask(name):
    pseudonym = KEY.pseudonym(Kind.CUSTOMER, name)
    assert set(pseudonym) <= {*LETTERS, "-"}
    one = Contact(id="c", customer=pseudonym, language="en", turns=(Turn(Role.AGENT, f"for {pseudonym}"),))
    assert mask(one)[0] == one


def test_a_key_is_not_shown():
    assert "centre" not in repr(Keyring((KEY,)))
    assert KEY.secret.decode() not in str(KEY)


def test_a_ring_names_by_its_first_key_and_finds_by_all():
    ring = Keyring((KEY, OTHER))
    assert (
        ring.pseudonym(Kind.AGENT, "ana") == ring.pseudonyms(Kind.AGENT, "ana")[0] == KEY.pseudonym(Kind.AGENT, "ana")
    )
    assert ring.pseudonyms(Kind.AGENT, "ana")[1] == OTHER.pseudonym(Kind.AGENT, "ana")
    assert ring.marks(Kind.CONTACT, "shop", "c1") == tuple(k.mark(Kind.CONTACT, "shop", "c1") for k in (KEY, OTHER))


def test_parts_of_a_name_do_not_run_into_each_other():
    assert KEY.mark(Kind.CONTACT, "a", "bc") != KEY.mark(Kind.CONTACT, "ab", "c")


@given(contacts)
def test_renaming_agents_moves_nothing_but_their_names(one):
    assert agents_of(with_agents(one, lambda name: name)) == agents_of(one)
    cut = with_agents(one, lambda _: None)
    assert not agents_of(cut)
    assert [turn.text for turn in cut.turns] == [turn.text for turn in one.turns]
    assert with_agents(one, lambda name: KEY.pseudonym(Kind.AGENT, name)).legs()[0].turns == one.legs()[0].turns


def test_every_place_of_an_agent_is_renamed():
    turns = (Turn(Role.AGENT, "Hello", agent="ana"), Turn(Role.CUSTOMER, "Hi"))
    events = (Event(EventKind.HOLD, agent="bo"), Event(EventKind.TRANSFER, to="cy"))
    one = Contact(id="c", agent="ana", turns=turns, events=events)
    assert agents_of(one) == {"ana", "bo", "cy"}
    new = with_agents(one, str.upper)
    assert (new.agent, new.turns[0].agent, new.turns[1].agent) == ("ANA", "ANA", None)
    assert (new.events[0].agent, new.events[0].to, new.events[1].to) == ("BO", None, "CY")
