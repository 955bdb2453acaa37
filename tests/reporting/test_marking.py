"""Evidence is marked where it stands, to the character."""

from hypothesis import given
from hypothesis import strategies as st
from reporting.nights import RUBRIC, card, contact, result, seen

from ccqa.finding import Verdict
from ccqa.reporting.contact_page import contact_page
from ccqa.reporting.marking import Mark, pieces

places = st.tuples(st.integers(-2, 20), st.integers(-2, 20))


def mark(start, end, criterion="CRT-01", verdict=Verdict.PASS):
    return Mark(start, end, criterion, 0, verdict, "greeting")


@given(st.text(max_size=15), st.lists(places, max_size=6))
def test_the_pieces_are_the_text_and_every_character_knows_its_marks(text, spans):
    marks = [mark(*span) for span in spans]
    found = pieces(text, marks)
    assert "".join(piece.text for piece in found) == text
    inside = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    at = 0
    for piece in found:
        for k in range(at, at + len(piece.text)):
            assert set(piece.marks) == {m for m in inside if m.start <= k < m.end}
        at += len(piece.text)


def test_overlapping_marks_are_split_where_they_meet():
    found = pieces("one two three", [mark(0, 7), mark(4, 13, "CRT-04", Verdict.FAIL)])
    assert [(p.text, p.verdict, [c for c, _ in p.cited]) for p in found] == [
        ("one ", Verdict.PASS, []),
        ("two", Verdict.FAIL, ["CRT-01"]),
        (" three", Verdict.FAIL, ["CRT-04"]),
    ]


def test_a_page_marks_the_very_words():
    of = contact("A: Good morning & welcome. | C: Hello.")
    page = contact_page(of, [card(of, result("CRT-01", evidence=[seen(of, 0, "morning & welcome")]))], RUBRIC)
    assert ('Good <mark class="pass starts ends" title="greeting">morning &amp; welcome</mark>'
            '<sup><a href="#leg0-CRT-01">CRT-01</a></sup>.</p>') in page  # fmt: skip


def test_several_agents_have_a_card_each():
    of = contact("A: Hello. | C: Hi. | A: Hello again.")
    cards = [card(of, result("CRT-01"), turns=(0, 1)), card(of, result("CRT-01"), leg=1, agent="agent-02", turns=(2,))]
    page = contact_page(of, cards, RUBRIC)
    assert page.count('class="leg"') == 2
    assert "agent-02</a> from here" in page


def test_absence_links_the_turns_that_were_searched():
    of = contact("A: So? | C: Hi. | A: Well.")
    page = contact_page(of, [card(of, result("CRT-01", Verdict.FAIL, searched=[0, 2]))], RUBRIC)
    assert 'Searched turns <a href="#t0">0</a>, <a href="#t2">2</a>' in page
    assert 'id="t2"' in page
