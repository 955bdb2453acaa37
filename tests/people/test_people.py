"""Whose an agent's id was at a moment, and what is told of a table that cannot be."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from ccqa.errors import ConfigError
from ccqa.people import People, Person
from ccqa.people.origin import from_file, from_query
from ccqa.people.table import lines

HEAD = "source,agent,person,name,team,coach,started,from,to"
SECRET = "Zoe Larkspur"


def people(tmp_path, *rows, head=HEAD, pseudonym=str, zone=UTC):
    path = tmp_path / "agents.csv"
    path.write_text("\n".join([head, *rows]), "utf-8")
    return People(lines(from_file(path), "agents.csv", pseudonym), zone)


def at(day, hour=12):
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).replace(hour=hour)


MOVED = (",a1,p1,Zoe,Red,p9,2025-01-10,,2026-01-31", ",a1,p1,Zoe,Blue,p9,2025-01-10,2026-02-01,")


@pytest.mark.parametrize(("day", "team"), [("2026-01-31", "Red"), ("2026-02-01", "Blue"), ("2020-01-01", "Red")])
def test_the_team_is_that_of_the_contacts_time(tmp_path, day, team):
    assert people(tmp_path, *MOVED).at("shop", "a1", at(day)).team == team


def test_a_day_begins_where_the_deployment_is(tmp_path):
    late = at("2026-01-31", 23)
    assert people(tmp_path, *MOVED, zone=ZoneInfo("Europe/Brussels")).at("shop", "a1", late).team == "Blue"
    assert people(tmp_path, *MOVED).at("shop", "a1", late).team == "Red"


def test_without_a_time_only_what_every_line_says_is_told(tmp_path):
    found = people(tmp_path, *MOVED, ",a2,p2,Bo,Red,,,2026-01-01,")
    assert found.at("shop", "a1", None) is None
    assert found.at("shop", "a2", None).key == "p2"


@pytest.mark.parametrize(
    ("source", "agent", "day"),
    [("shop", "a2", "2026-01-01"), ("calls", "a1", "2026-01-01"), ("shop", None, "2026-01-01"), ("shop", "a1", "2026-03-01"),
     ("shop", "a1", "2025-12-31"), ("shop", "A1", "2026-01-01")],
)  # fmt: skip
def test_who_is_not_in_the_table_is_nobody(tmp_path, source, agent, day):
    found = people(tmp_path, "shop,a1,p1,Zoe,Red,,,2026-01-01,2026-02-28")
    assert found.at("shop", "a1", at("2026-01-01")).key == "p1"
    assert found.at(source, agent, at(day)) is None


def test_two_ids_in_two_sources_are_one_person(tmp_path):
    found = people(tmp_path, "chat,7,p1,Zoe,Red,,,,", "calls,zl,p1,,Red,,,,", "calls,7,p2,Bo,Blue,,,,")
    assert found.at("chat", "7", at("2026-01-01")).key == found.at("calls", "zl", at("2026-01-01")).key == "p1"
    assert found.at("calls", "7", at("2026-01-01")).key == "p2"
    assert found.ids_of("p1") == ("7", "zl")
    assert (found.name("p1"), found.name("p7")) == ("Zoe", "p7")


def test_an_id_may_pass_from_one_person_to_another(tmp_path):
    found = people(tmp_path, ",a1,p1,,,,,,2026-01-31", ",a1,p2,,,,,2026-02-01,")
    assert [found.at("", "a1", at(day)).key for day in ("2026-01-31", "2026-02-01")] == ["p1", "p2"]


WRONG = {
    "the same id at once": ([",a1,p1,,,,,,", ",a1,p2,,,,,,"], "lines 2 and 3: the same agent's id on the same days"),
    "on one day": ([",a1,p1,,,,,,2026-02-01", ",a1,p2,,,,,2026-02-01,"], "lines 2 and 3: the same"),
    "in one source and in all": (["shop,a1,p1,,,,,,", ",a1,p1,,,,,,"], "lines 2 and 3: the same"),
    "two names": ([f",a1,p1,{SECRET},,,,,", ",a2,p1,Zoe,,,,,"], "lines 2 and 3: one person with two values of name"),
    "two first days": ([",a1,p1,,,,2025-01-01,,", ",a2,p1,,,,2025-01-02,,"], "two values of started"),
    "two teams at once": ([",a1,p1,,Red,,,,", "shop,a2,p1,,Blue,,,,"], "two values of team"),
    "two coaches at once": ([",a1,p1,,,c1,,,", "shop,a2,p1,,,c2,,,"], "two values of coach"),
    "the end before the beginning": ([",a1,p1,,,,,2026-02-02,2026-02-01"], "line 2: ends before it begins"),
    "no agent": ([f",,p1,{SECRET},,,,,"], "line 2: agent missing or unreadable"),
    "a day that is none": ([f",a1,p1,,,,{SECRET},,"], "line 2: started missing or unreadable"),
}


@pytest.mark.parametrize(("rows", "told"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_by_its_line_and_never_by_what_stands_there(tmp_path, rows, told):
    with pytest.raises(ConfigError) as fault:
        people(tmp_path, *rows)
    assert told in str(fault.value)
    for secret in (SECRET, "Zoe", "a1", "p1", "Red", "2025-01-02"):
        assert secret not in str(fault.value)


def test_all_mistakes_are_told_at_once(tmp_path):
    rows = [row for rows, _ in list(WRONG.values())[-3:] for row in rows]
    with pytest.raises(ConfigError, match=r"3 mistake\(s\)(.|\n)*line 3(.|\n)*line 4(.|\n)*line 2"):
        people(tmp_path, *rows)


ALLOWED = {
    "one after the other": [",a1,p1,,Red,,,,2026-01-31", ",a1,p1,,Blue,,,2026-02-01,"],
    "in two sources": ["shop,a1,p1,,,,,,", "calls,a1,p2,,,,,,"],
    "a name given once": [f",a1,p1,{SECRET},,,,,", ",a2,p1,,,,,,"],
    "two teams, one after the other": [",a1,p1,,Red,,,,2026-01-31", ",a2,p1,,Blue,,,2026-02-01,"],
}


@pytest.mark.parametrize("rows", ALLOWED.values(), ids=ALLOWED)
def test_what_looks_alike_is_no_mistake(tmp_path, rows):
    assert people(tmp_path, *rows)


@pytest.mark.parametrize("head", ["agent,name", "person", f"agent,person,{SECRET}", ""])
def test_columns_that_are_missing_or_not_known_are_told(tmp_path, head):
    with pytest.raises(ConfigError, match="The columns are agent, person") as fault:
        people(tmp_path, "x,y,z", head=head)
    assert SECRET not in str(fault.value)


def test_a_table_from_a_spreadsheet_is_read(tmp_path):
    path = tmp_path / "agents.csv"
    path.write_bytes("\ufeffagent;person;name\r\n7;12;Zoë, of Larkspur\r\n".encode())
    assert People(lines(from_file(path), "x", str)).name("12") == "Zoë, of Larkspur"


@pytest.mark.parametrize("content", [None, b"agent,person\n\xff\xfe,x"])
def test_a_table_that_cannot_be_read_is_told(tmp_path, content):
    path = tmp_path / "agents.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match="cannot be read"):
        lines(from_file(path), "agents.csv", str)


def test_ids_and_persons_go_through_the_pseudonym_and_names_do_not(tmp_path):
    found = people(tmp_path, ",a1,p1,Zoe,Red,,,,", pseudonym=lambda name: f"x-{name}")
    assert found.at("shop", "a1", at("2026-01-01")) is None
    assert found.at("shop", "x-a1", at("2026-01-01")) == Person("x-p1", "Zoe", "Red")
    assert found.ids_of("x-p1") == ("x-a1",)


def test_a_coach_who_is_in_the_table_goes_by_the_same_pseudonym(tmp_path):
    found = people(tmp_path, ",a1,p1,Zoe,,p2,,,", ",a2,p2,Bo,,the head,,,", pseudonym=lambda name: f"x-{name}")
    coaches = [found.at("shop", f"x-{agent}", at("2026-01-01")).coach for agent in ("a1", "a2")]
    assert coaches == ["x-p2", "the head"]
    assert [found.name(coach) for coach in coaches] == ["Bo", "the head"]


def test_a_query_gives_the_same_table(tmp_path):
    url = f"sqlite:///{tmp_path}/staff.db"
    engine = create_engine(url)
    with engine.begin() as db:
        db.execute(text('CREATE TABLE staff (id INTEGER, who TEXT, squad TEXT, "begin" DATE)'))
        db.execute(text("INSERT INTO staff VALUES (7, 'p1', 'Red', '2026-01-01')"))
    engine.dispose()
    query = 'SELECT id AS agent, who AS person, squad AS team, "begin" AS "from" FROM staff'
    found = People(lines(from_query(query, url), "query", str))
    assert found.at("shop", "7", at("2026-01-01")).team == "Red"
    assert found.at("shop", "7", at("2025-12-31")) is None


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.db", "nonsense", "nodb://me:hunter2@host/x"])
def test_a_database_that_gives_no_answer_is_told_without_its_url(url):
    with pytest.raises(ConfigError, match="gave no answer") as fault:
        list(from_query("SELECT 1", url))
    assert "hunter2" not in str(fault.value)
    assert "nowhere" not in str(fault.value)


TENURES = [("2026-01-10", "0 to 2 months"), ("2026-04-09", "0 to 2 months"), ("2026-04-10", "3 to 11 months"),
           ("2027-01-09", "3 to 11 months"), ("2027-01-10", "12 months or more"), ("2026-01-09", ""), (None, "")]  # fmt: skip


@pytest.mark.parametrize(("day", "band"), TENURES)
def test_tenure_is_that_of_the_day(day, band):
    person = Person("p1", started=date(2026, 1, 10))
    assert person.tenure(date.fromisoformat(day) if day else None, (3, 12)) == band


def test_tenure_is_unknown_without_a_first_day():
    assert Person("p1").tenure(date(2026, 1, 1), (3, 12)) == ""


@given(st.dates(), st.lists(st.tuples(st.dates(), st.dates()).map(sorted), max_size=6))
def test_at_most_one_person_holds_an_id_on_a_day(day, spans):
    rows = [(k, {"agent": "a", "person": f"p{k}", "from": a, "to": b}) for k, (a, b) in enumerate(spans)]
    holders = {f"p{k}" for k, (a, b) in enumerate(spans) if a <= day <= b}
    try:
        found = People(lines(rows, "x", str))
    except ConfigError:
        assert len(spans) > 1
        return
    person = found.at("", "a", datetime.combine(day, datetime.min.time(), UTC))
    assert ({person.key} if person else set()) == holders
