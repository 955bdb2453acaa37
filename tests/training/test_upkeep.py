"""Near-duplicates among the contacts that are learnt from are counted, and few enough among ours."""

import pytest

from ccqa.run.training import look_after
from ccqa.training.upkeep import near_duplicates, vocabulary

LINE = "please send me the parcel number from the label".split()


@pytest.mark.parametrize(
    ("other", "alike"),
    {
        "the same": (LINE, 1),
        "one word changed at the end": ([*LINE[:-1], "box"], 1),
        "half of it": ([*LINE[:4], "small", "red", "bag", "tonight", "thanks"], 0),
        "the same words in another order": (LINE[::-1], 0),
    }.values(),
)
def test_near_duplicates(other, alike):
    assert near_duplicates([LINE, other]) == alike


def test_vocabulary_grows_by_what_is_new():
    assert vocabulary(["a b", "a", "c", "c", "d"]) == (2, 2, 3, 3, 4)


def test_our_contacts_are_sound():
    rejected = []
    found = look_after(rejected)
    assert not rejected
    assert set(found) == {"de", "en", "fr", "nl"}
    assert all(one.sound for one in found.values())
