"""A night with a table of people: strata, figures and feedback go by the person, and names stay out of the store."""

from collections import Counter
from datetime import date

import pytest

from ccqa import config
from ccqa.config import Staff
from ccqa.errors import ConfigError
from ccqa.people import Line, People, Person
from ccqa.run import night
from ccqa.run.feedback import feedback_about
from ccqa.run.people import pseudonym_of
from ccqa.run.peopling import groups_of, people_of
from ccqa.sampling import Plan
from ccqa.scorecard import Scorecard
from run.nights import DAY, run, settings
from run.test_night import contact, written

NAME = "Zoe Larkspur"
TABLE = f"""agent,person,name,team,coach,started,from,to
a0,p0,{NAME},Red,p1,2025-12-20,,
a1,p1,Bo Larkspur,Blue,p1,2020-01-01,,2026-01-15
a1,p0,,Red,p1,2025-12-20,2026-01-16,
"""


@pytest.fixture
def given(tmp_path):
    (tmp_path / "agents.csv").write_text(TABLE, "utf-8")
    path = written(tmp_path / "in", [contact(k) for k in range(20)])
    staff = Staff(file=str(tmp_path / "agents.csv"))
    return settings(tmp_path, [path], people=staff, sample=Plan(size=6, strata=("team", "tenure")))


def stored(given, name):
    """Return what stands for an agent or a person in the store."""
    with night.open_store(given) as store:
        return pseudonym_of(given, store)(name)


def test_strata_are_made_of_the_team_and_tenure_at_the_contacts_time(given):
    run(given)
    with night.open_store(given) as store:
        picks = store.ledger.picks_of(store.ledger.last_sample().id)
    strata = {pick.stratum for pick in picks if pick.probability}
    assert strata == {"Red / 0 to 2 months", "Blue / 12 months or more", "- / -"}


def test_a_person_is_one_row_under_two_ids_and_who_is_not_known_stays_an_id(given):
    figures = run(given).figures
    days = [(k % 3, 12 + k % 9) for k in range(20)]
    persons = Counter("a2" if a == 2 else "p1" if a == 1 and day < 16 else "p0" for a, day in days)
    assert {key: figures.contacts(("agent", stored(given, key))) for key in persons} == dict(persons)
    coached = {"-": persons["a2"], stored(given, "p1"): persons["p0"] + persons["p1"]}
    assert dict(figures.groups("coach")) == coached


def test_an_id_without_a_person_is_counted(given):
    assert run(given).load["noted"]["agent without a person"] == sum(k % 3 == 2 for k in range(20))


def test_names_are_on_the_page_and_nowhere_in_the_store(given, tmp_path):
    page = run(given).page.read_text("utf-8")
    assert NAME in page
    kept = b"".join(p.read_bytes() for p in (tmp_path / "data").rglob("*") if p.is_file())
    assert b"Larkspur" not in kept.replace(b"Larkspur Energy", b"")


def test_feedback_is_about_a_person_with_all_their_ids_or_about_one_id(given):
    figures = run(given).figures
    person, one = feedback_about(given, "p0", date.min), feedback_about(given, "a0", date.min)
    assert (person.agent, person.contacts) == (NAME, figures.contacts(("agent", stored(given, "p0"))))
    assert (one.agent, one.contacts) == ("a0", sum(k % 3 == 0 for k in range(20)))
    assert feedback_about(given, "a9", date.min) is None


def test_the_table_meets_ids_that_were_pseudonymised(given):
    people = people_of(given, lambda name: name[::-1])
    assert people.at("files", "0a", None).team == "Red"


def test_a_wrong_table_is_told_before_anything_is_read(given, tmp_path):
    (tmp_path / "agents.csv").write_text(TABLE + "a0,p1,,,,,,\n", "utf-8")
    with pytest.raises(ConfigError, match="lines 2 and 5"):
        run(given)
    assert not (tmp_path / "data" / "contacts").exists()


def test_without_a_table_nobody_is_looked_for(tmp_path):
    plain = settings(tmp_path, [written(tmp_path, [contact(0)])])
    outcome = run(plain, DAY)
    assert "agent without a person" not in outcome.load["noted"]
    assert outcome.figures.groups("agent") == ((stored(plain, "a0"), 1),)
    assert outcome.figures.groups("team") == ()


def test_agent_turns_that_nobody_is_named_for_are_counted(tmp_path):
    turns = [{"role": "agent", "text": "Hello.", "agent": "7"}, {"role": "agent", "text": "One moment."}]
    outcome = run(settings(tmp_path, [written(tmp_path, [contact(0, turns=turns, agent=None)])]))
    assert outcome.load["noted"]["agent turn without agent"] == 1


@pytest.mark.parametrize("people", ["", 'file = "a"\nquery = "b"', 'file = "a"\nteam = "b"'])
def test_a_configuration_names_one_table(tmp_path, people):
    path = tmp_path / "ccqa.toml"
    path.write_text(f'[source]\npaths = ["x"]\n[people]\n{people}\n')
    with pytest.raises(ConfigError):
        config.load(path)


def test_the_table_lies_beside_the_configuration(tmp_path):
    path = tmp_path / "ccqa.toml"
    path.write_text('[source]\npaths = ["x"]\n[people]\nfile = "agents.csv"\n')
    assert config.load(path).people.file == str(tmp_path / "agents.csv")


def test_a_query_without_a_url_is_told(tmp_path, monkeypatch):
    monkeypatch.delenv("CCQA_PEOPLE_URL", raising=False)
    asked = settings(tmp_path, ["x"], people=Staff(query="SELECT 1 AS agent, 2 AS person"))
    with pytest.raises(ConfigError, match="CCQA_PEOPLE_URL"):
        people_of(asked)
    monkeypatch.setenv("CCQA_PEOPLE_URL", "sqlite://")
    assert people_of(asked).at("files", "1", None).key == "2"


def test_the_same_id_in_two_sources_is_two_people_until_the_table_says_otherwise():
    one = Scorecard(contact="c", source="chat", agent="7")
    other = Scorecard(contact="c", source="calls", agent="7")
    nobody, same = People(), People([Line(2, "", "7", Person("p1"))])
    assert [groups_of(card, nobody, several=True)["agent"] for card in (one, other)] == ["7 (chat)", "7 (calls)"]
    assert [groups_of(card, same, several=True)["agent"] for card in (one, other)] == ["p1", "p1"]
    assert groups_of(one, nobody) == {"agent": "7"}
