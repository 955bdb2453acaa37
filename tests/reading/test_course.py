"""Steps of words and choices reach as far when they are followed word by word as when each choice is tried in turn."""

from hypothesis import given
from hypothesis import strategies as st

from ccqa.reading.course import Course, is_plain
from ccqa.reading.grammar import Choice, Mark, Words
from ccqa.reading.pattern import Text, walk
from ccqa.reading.steps import compiled

words = st.lists(st.sampled_from("abc"), min_size=1, max_size=2).map(lambda w: Words(" ".join(w)))
parts = st.recursive(
    words,
    lambda inner: st.lists(st.lists(inner, max_size=3).map(tuple), min_size=1, max_size=3).map(
        lambda o: Choice(tuple(o))
    ),
)


def norms(said):
    return tuple(map(ord, said.split()))


@given(st.lists(parts, max_size=4).map(tuple), st.lists(st.sampled_from("abc"), max_size=8), st.data())
def test_following_words_reaches_as_far_as_trying_choices(sequence, said, data):
    text = Text([ord(word) for word in said], [0] * len(said), data.draw(st.integers(0, len(said))), len(said))
    at = data.draw(st.integers(text.first, len(said)))
    for way in (1, -1):
        steps = compiled(sequence, norms, way)
        assert Course(steps).reach(text, at, way) == walk(text, at, steps, way)


def test_gaps_slots_and_edges_cannot_be_followed():
    for mark in ("...", "x", "^"):
        assert not is_plain(compiled((Words("a"), Choice(((Words("b"), Mark(mark)), ()))), norms, 1))
    assert is_plain(compiled((Words("a"), Choice(((Words("b"),), ()))), norms, 1))
