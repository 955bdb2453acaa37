"""Every word of every language is held to its own marked examples: hits at the very place, near-misses not at all."""

import re

import pytest

from ccqa.contact import Role, Turn
from ccqa.reading.lexicon import languages, load
from ccqa.reading.matching import language

MARK = re.compile(r"\[([^\[\]]+)\]")
FEWEST_MISSES = 3
ENTRIES = [(code, act) for code in languages() for act in load(code).entries]


def sure(code: str, act: str, role: Role, text: str) -> list[str]:
    """Return the words that the lexicon alone surely takes for this act in one turn."""
    (said,) = language(code).said((Turn(role, text),))
    return [text[one.start : one.end] for one in said.heard if one.act == act and one.confidence >= 0.5]


HITS = [(code, act, hit) for code, act in ENTRIES for hit in load(code).entries[act].hits]
MISSES = [(code, act, miss) for code, act in ENTRIES for miss in load(code).entries[act].misses]


@pytest.mark.parametrize(("code", "act", "hit"), HITS, ids=[f"{c}-{a}: {h}" for c, a, h in HITS])
def test_a_hit_is_found_where_it_is_marked(code, act, hit):
    marks = MARK.findall(hit)
    assert len(marks) == 1, "mark exactly one place"
    said = sure(code, act, load(code).entries[act].side[0], MARK.sub(r"\1", hit))
    assert said == marks


@pytest.mark.parametrize(("code", "act", "miss"), MISSES, ids=[f"{c}-{a}: {m}" for c, a, m in MISSES])
def test_a_near_miss_is_not_taken_for_the_act(code, act, miss):
    assert sure(code, act, load(code).entries[act].side[0], miss) == []


@pytest.mark.parametrize(("code", "act"), ENTRIES, ids=[f"{c}-{a}" for c, a in ENTRIES])
def test_every_entry_has_examples(code, act):
    entry = load(code).entries[act]
    assert len(entry.hits) >= FEWEST_MISSES
    assert len(entry.misses) >= FEWEST_MISSES


def test_every_language_knows_the_same_acts_and_signals():
    known = {code: set(load(code).entries) for code in languages()}
    assert len({frozenset(names) for names in known.values()}) == 1, known
