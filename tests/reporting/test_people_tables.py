"""Tables of agents and teams: counts under ten, intervals by scorecard, nobody ranked, nothing unconfirmed."""

import re
from datetime import date

from reporting.nights import EVIL, card, contact, result, view

from ccqa.finding import Verdict
from ccqa.people import Line, People, Person
from ccqa.reporting.figures import Figures
from ccqa.reporting.night import write_night
from ccqa.reporting.people_tables import tables
from ccqa.statistics.shares import interval

PASS, FAIL, NA, UNSURE = Verdict.PASS, Verdict.FAIL, Verdict.NA, Verdict.UNSURE


def night(*cards, people=None):
    """Return a view of (agent, results) pairs, one contact each."""
    figures = Figures()
    for k, (agent, verdicts) in enumerate(cards):
        of = contact("A: Hello.", f"c-{k}")
        figures.add(card(of, *(result(c, v) for c, v in verdicts), agent=agent))
    return view([], figures=figures) if people is None else view([], figures=figures, people=people)


def members(of, name="agent"):
    return next((table.members for table in tables(of) if table.name == name), ())


COURTESY = (("CRT-01", PASS), ("CRT-04", FAIL))


def test_under_ten_scorecards_there_is_no_percentage_however_many_verdicts():
    nine, ten = (members(night(*[("a", COURTESY)] * n))[0].sections[0] for n in (9, 10))
    assert (nine.told, nine.n, nine.value) == (18, 9, None)
    assert (ten.told, ten.n, ten.value) == (20, 10, 0.5)


def test_the_interval_counts_scorecards_and_not_verdicts():
    met = members(night(*[("a", COURTESY)] * 40))[0].sections[0]
    assert met.bounds == interval(20, 40)
    assert met.bounds != interval(40, 80)


def test_what_was_not_due_or_cannot_be_told_or_waits_for_a_person_does_not_count():
    verdicts = (("CRT-01", PASS), ("CRT-04", NA), ("CRT-06", UNSURE), ("CRT-03", FAIL))
    met = members(night(("a", verdicts)))[0].sections[0]
    assert (met.passed, met.told, met.n) == (1, 1, 1)
    alone = members(night(("a", (("CRT-03", FAIL),))))[0].sections[0]
    assert (alone.told, alone.n) == (0, 0)


def test_members_stand_in_order_of_name_and_never_of_share():
    table = People([Line(2, "", "b", Person("p2", "Émile")), Line(3, "", "c", Person("p3", "Zoe"))])
    of = night(
        ("x", COURTESY), ("p3", (("CRT-01", PASS),)), (None, COURTESY), ("p2", (("CRT-01", FAIL),)), people=table
    )
    assert [member.name for member in members(of)] == ["Émile", "x", "Zoe", "unknown"]


def test_two_legs_of_one_contact_are_one_contact_of_the_team():
    figures, of = Figures(), contact("A: Hello.")
    for leg, agent in enumerate("ab"):
        figures.add(card(of, result("CRT-01"), leg=leg, agent=agent), {"team": "Red"})
    (team,) = members(view([], figures=figures), "team")
    assert (team.contacts, team.sections[0].n) == (1, 2)


def test_without_people_there_are_no_teams_and_without_scorecards_no_table():
    assert [table.name for table in tables(night(("a", COURTESY)))] == ["agent"]
    assert tables(night()) == ()


def test_the_page_shows_names_and_says_that_nothing_is_ranked(tmp_path):
    people = People([Line(2, "", "p1", Person("p1", f"Zoe {EVIL}", started=date(2026, 1, 1)))])
    of = night(*[("p1", COURTESY)] * 10, ("a2", COURTESY), people=people)
    page = next(iter(write_night(of, tmp_path / "n"))).read_text("utf-8")
    section = re.search(r'<section aria-labelledby="agent">.*?</section>', page, re.DOTALL)[0]
    assert "nothing is ranked" in section
    assert "Zoe" in section
    assert "<script" not in section
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", section, re.DOTALL)
    assert [("50%" in row, "%" in row) for row in rows] == [(False, False), (True, True)]


def test_pages_of_contacts_call_agents_by_name(tmp_path):
    of = contact("A: Hello. | C: It broke.", agent="a7")
    cards = (card(of, result("CRT-01"), agent="a7"),)
    people = People([Line(2, "", "a7", Person("p1", "Zoe Larkspur"))])
    pages = [path.read_text("utf-8") for path in write_night(view([(of, cards)], people=people), tmp_path / "n")]
    assert all("Zoe Larkspur" in page and "a7" not in page for page in pages[1:])
    assert re.search(r"<td>Zoe Larkspur</td>", pages[0])
    plain = [path.read_text("utf-8") for path in write_night(view([(of, cards)]), tmp_path / "m")]
    assert "a7" in plain[1]
