"""What a coach is given: words and counts, nothing unconfirmed, nobody's markup."""

import orjson
import pytest
from reporting.nights import EVIL, RUBRIC, card, contact, hostile, result, seen

from ccqa.finding import Verdict
from ccqa.reporting.feedback import agent_feedback, to_html, to_markdown
from ccqa.reporting.writing import markdown

PASS, FAIL = Verdict.PASS, Verdict.FAIL


def night(*lines, n=1):
    """Return feedback from `n` contacts in which each (criterion, verdict) was found."""
    said = [contact("A: Hello there. | C: It broke. | A: Goodbye.", f"c-{k:02}") for k in range(n)]
    cards = [
        card(of, *(result(c, v, f"why {c}", [seen(of, 0, "Hello")] if v is PASS else (), [0, 2]) for c, v in lines))
        for of in said
    ]
    return agent_feedback("agent-01", cards, {(of.source, of.id, of.revision): of for of in said}, RUBRIC)


def test_the_order_is_weight_times_section_weight_times_fails():
    found = night(("CRT-01", FAIL), ("RES-03", FAIL), ("CRT-04", FAIL), ("RES-04", FAIL), ("ACC-03", FAIL))
    assert [p.criterion for p in found.work_on] == ["RES-03", "RES-04", "CRT-04"]


def test_a_suspected_critical_never_appears_not_even_as_praise():
    found = night(("IDN-02", FAIL), ("CRT-01", PASS))
    for text in (to_markdown(found), to_html(found), orjson.dumps(found).decode()):
        assert "IDN-02" not in text
        assert "why IDN-02" not in text
    mixed = [contact("A: Hello.", "a"), contact("A: Hello.", "b")]
    cards = [
        card(of, result("CRT-03", v, evidence=[seen(of, 0, "Hello")]))
        for of, v in zip(mixed, (PASS, FAIL), strict=True)
    ]
    told = agent_feedback("agent-01", cards, {(of.source, of.id, of.revision): of for of in mixed}, RUBRIC)
    assert told.well == told.work_on == ()


def test_what_was_not_due_or_cannot_be_told_is_not_counted():
    found = night(("CRT-04", Verdict.NA), ("CRT-06", Verdict.UNSURE))
    assert found.well == found.work_on == ()


@pytest.mark.parametrize(("n", "shown"), [(9, False), (10, True)])
def test_a_percentage_needs_ten_contacts(n, shown):
    found = night(("CRT-01", PASS), ("CRT-04", FAIL), n=n)
    assert ("%" in to_markdown(found)) is shown
    assert (found.work_on[0].share is not None) is shown
    assert (found.work_on[0].low is not None) is shown
    assert f"0 of {n} contacts" in to_markdown(found)


def test_at_most_three_points_with_few_words_each():
    lines = [(c.id, PASS if k % 2 else FAIL) for k, c in enumerate(RUBRIC.criteria) if c.severity != "critical"]
    found = night(*lines, n=12)
    assert len(found.well) == len(found.work_on) == 3
    assert {len(p.said) for p in found.well} == {1}
    assert {len(p.said) for p in found.work_on} == {2}
    assert not {p.criterion for p in found.well} & {p.criterion for p in found.work_on}


def test_absence_is_quoted_by_a_place_for_it():
    said = night(("CRT-04", FAIL)).work_on[0].said[0]
    assert (said.turn, said.words, said.before) == (0, "", "Hello there.")


def test_without_transcripts_there_are_counts_and_no_words():
    of = contact("A: Hello.")
    found = agent_feedback("agent-01", [card(of, result("CRT-04", FAIL, searched=[0]))], {}, RUBRIC)
    assert found.work_on[0].said == ()
    assert "no longer kept" in to_html(found)


def test_other_agents_are_left_out():
    of = contact("A: Hello.")
    found = agent_feedback("agent-02", [card(of, result("CRT-04", FAIL))], {}, RUBRIC)
    assert (found.contacts, found.work_on) == (0, ())


def test_hostile_words_stay_words():
    of, cards = hostile()
    found = agent_feedback(EVIL, cards, {(of.source, of.id, of.revision): of}, RUBRIC)
    assert found.well
    for text in (to_markdown(found), to_html(found)):
        assert "<script" not in text
        assert "<img" not in text
        assert "\x1b" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("[x](http://e.example)", r"\[x\](http&#58;//e.example)"),
        ("a\n# b", r"a \# b"),
        ("*x* `y`", r"\*x\* \`y\`"),
        ("<b>&", "&lt;b&gt;&amp;"),
        ("so, ", "so, "),
    ],
)
def test_words_in_markdown_are_words(said, shown):
    assert markdown(said) == shown
