"""The sieve never drops a place where a phrase stands, and is exact about the edges of sentences."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ccqa.reading.beside import Beside
from ccqa.reading.matching import language
from ccqa.reading.pattern import at_end, at_start
from ccqa.reading.sieve import Needs, Neighbours, edges

pieces = st.sampled_from(["a", "no", ".", "!", ",", "-", "...", "(", "\n", "?!"])


@settings(deadline=None)
@given(st.lists(pieces, max_size=12).map(" ".join))
def test_edges_of_sentences_are_told_alike_for_one_place_and_for_all(said):
    page = language("en").page([said])
    starts, ends = edges(page.shapes)
    text = page.turn_tokens(0)
    places = range(len(page.norms) + 1)
    assert starts.tolist() == [at_start(text, at) for at in places]
    assert ends.tolist() == [at_end(text, at) for at in places]


def test_where_an_edge_is_wanted_no_word_stands_for_it():
    wordy = [Beside(frozenset(range(n, n + 40))) for n in range(0, 80_000, 40)]
    sieve = Neighbours([*wordy, Beside(edge=True)])
    norms = np.arange(50_000, dtype=np.uint64)
    nothing = np.zeros(len(norms), np.uint64)
    here = sieve.fit(np.full(len(norms), len(wordy)), norms, nothing, norms % np.uint64(2) == 0)
    assert here.tolist() == [n % 2 == 0 for n in range(len(norms))]


sets = st.frozensets(st.integers(1, 9), min_size=1, max_size=3)


@given(
    st.lists(st.lists(sets, max_size=3).map(tuple), min_size=1, max_size=5),
    st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=5), min_size=1, max_size=4),
)
def test_a_phrase_is_left_where_its_turn_holds_a_word_of_each_set(needs, turns):
    of_words = np.repeat(np.arange(len(turns)), [len(turn) for turn in turns])
    pairs = [(phrase, turn) for phrase in range(len(needs)) for turn in range(len(turns))]
    phrases, places = (np.array(column) for column in zip(*pairs, strict=True))
    found = Needs(needs)
    held = found.held(np.array([word for turn in turns for word in turn], np.uint64), of_words)
    left = [pairs[row] for row in found.met(phrases, places, held).tolist()]
    assert left == [(p, t) for p, t in pairs if all(one & set(turns[t]) for one in needs[p])]
