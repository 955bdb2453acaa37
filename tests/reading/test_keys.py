"""Word sequences are found wherever they stand, in their own channel, and nowhere else."""

from collections import defaultdict

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from ccqa.reading.keys import Keys

words = st.integers(1, 5)
sequences = st.lists(words, min_size=1, max_size=5).map(tuple)


@given(st.lists(st.tuples(words, st.integers(0, 1)), min_size=1, max_size=30), st.lists(sequences, max_size=6))
@example([(1, 0), (1, 1)], [(1, 1)])
def test_a_sequence_is_found_at_every_place_where_it_stands(spoken, wanted):
    text, channels = map(list, zip(*spoken, strict=True))
    keys = Keys()
    shares = defaultdict(lambda: 0.1)
    for number, one in enumerate(wanted):
        keys.add(one, 0, number, shares)
    columns = keys.found(np.array(text, np.uint64), np.array(channels, np.uint64))
    found = set(zip(*(column.tolist() for column in columns), strict=True))
    plain = {
        (start, start + len(one), number)
        for number, one in enumerate(wanted)
        for start in range(len(text) - len(one) + 1)
        if tuple(text[start : start + len(one)]) == one
    }
    # A key lies somewhere within its sequence, and it is the channel there that counts.
    certain = {hit for hit in plain if not any(channels[hit[0] : hit[1]])}
    assert certain <= found <= plain
