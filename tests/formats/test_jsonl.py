from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from ccqa.contact import Case, Channel, Direction, Event, EventKind, Flags, Role, Survey, Turn

HI = {"role": "agent", "text": "Hello."}
FULL = {
    "id": "c-1",
    "language": "en-GB",
    "channel": "voice",
    "direction": "inbound",
    "agent": "a-17",
    "client": "shop",
    "queue": "billing",
    "customer": "p-9",
    "reason": "invoice",
    "survey": {"score": 4, "top": 5},
    "case": {"id": "k-1", "opened_at": "2026-01-15T09:00:00Z", "closed_at": None},
    "started_at": "2026-01-15T11:00:00+01:00",
    "ended_at": "2026-01-15T10:01:01Z",
    "wait_s": 35,
    "events": [{"kind": "hold", "start_s": 20, "end_s": 50}, {"kind": "transfer", "to": "tier 2"}],
    "flags": {"authenticated": True, "recorded": False, "disconnected_by": "customer"},
    "turns": [{"role": "agent", "text": "Good morning.", "start_s": 0.4, "end_s": 2.1, "agent": "a-17"}],
}


def line(**fields):
    return json.dumps({"id": "1", "turns": [HI]} | fields)


def test_every_known_field_is_read(one, noted):
    got = one("jsonl", json.dumps(FULL))
    assert (got.id, got.language, got.channel, got.direction) == ("c-1", "en-GB", Channel.VOICE, Direction.INBOUND)
    assert (got.agent, got.client, got.queue, got.customer, got.reason) == ("a-17", "shop", "billing", "p-9", "invoice")
    assert got.survey == Survey(4, 5)
    assert got.case == Case("k-1", datetime(2026, 1, 15, 9, tzinfo=UTC))
    assert got.started_at == datetime(2026, 1, 15, 10, tzinfo=UTC)
    assert got.started_at.tzinfo is UTC
    assert got.wait_s == 35
    assert got.events == (Event(EventKind.HOLD, 20, 50), Event(EventKind.TRANSFER, to="tier 2"))
    assert got.flags == Flags(authenticated=True, recorded=False, disconnected_by=Role.CUSTOMER)
    assert got.turns == (Turn(Role.AGENT, "Good morning.", 0.4, 2.1, "a-17"),)
    assert not noted


LAYOUTS = {
    "a line each": f"{line()}\n{line(id='2')}\n",
    "blank lines between": f"\n{line()}\n\n  \n{line(id='2')}",
    "windows line ends": f"{line()}\r\n{line(id='2')}\r\n",
    "byte order mark": f"\ufeff{line()}\n{line(id='2')}",
    "an array on one line": f"[{line()},{line(id='2')}]",
    "an array, indented": json.dumps([json.loads(line()), json.loads(line(id="2"))], indent=2),
    "an array, a record a line": f"[\n{line()},\n{line(id='2')}\n]\n",
}


@pytest.mark.parametrize("content", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_of_the_file_is_read(content, read):
    contacts, rejected = read("jsonl", content)
    assert [one.id for one in contacts] == ["1", "2"]
    assert rejected == []


def test_one_indented_object_is_read(one):
    assert one("jsonl", json.dumps(json.loads(line()), indent=2)).id == "1"


GOOD = line(id="good")
BAD = {
    "cut off": (line()[:-5], "cut off"),
    "not json": ("{id: 1}", "not valid JSON"),
    "a bare word": ("hello", "not valid JSON"),
    "a number": ("12", "not a JSON object"),
    "an array among lines": ("[1]", "not a JSON object"),
    "null": ("null", "not valid JSON"),
    "not utf-8": (line(queue="caf\xe9").replace("\\u00e9", "\xe9").encode("latin-1"), "not UTF-8"),
    "half a surrogate": ('{"id": "1", "turns": [{"role": "agent", "text": "\\ud83d"}]}', "not valid JSON"),
    "nested too deep": ('{"id": "1", "x": ' + "[" * 5000 + "]" * 5000 + ', "turns": []}', "not valid JSON"),
    "not a number": ('{"id": "1", "wait_s": NaN, "turns": []}', "not valid JSON"),
    "no turns": (line(turns=[]), "no turns"),
    "only empty turns": (line(turns=[{"role": "agent", "text": " "}]), "no turns"),
    "an id seen before": (GOOD, "came before"),
}


@pytest.mark.parametrize(("bad", "reason"), BAD.values(), ids=BAD)
def test_a_bad_line_is_rejected_and_the_rest_goes_on(bad, reason, read):
    raw = bad if isinstance(bad, bytes) else bad.encode()
    contacts, (rejected,) = read("jsonl", GOOD.encode() + b"\n" + raw + b"\n" + line(id="after").encode())
    assert [one.id for one in contacts] == ["good", "after"]
    assert (rejected.ref, rejected.step) == ("in/file.x:2", "read")
    assert reason in rejected.reason


@pytest.mark.parametrize("bad", [bad for bad, _ in list(BAD.values())[:-1]], ids=list(BAD)[:-1])
def test_a_bad_first_line_does_not_spoil_the_file(bad, read):
    raw = bad if isinstance(bad, bytes) else bad.encode()
    contacts, (rejected,) = read("jsonl", raw + b"\n" + GOOD.encode() + b"\n" + line(id="after").encode())
    assert [one.id for one in contacts] == ["good", "after"]
    assert rejected.ref == "in/file.x:1"


FIELDS = {
    "id missing": ({"turns": [HI]}, "id: missing"),
    "id empty": ({"id": "", "turns": [HI]}, "id: string_too_short"),
    "id a list": ({"id": ["x"], "turns": [HI]}, "id: string_type"),
    "id without end": ({"id": "x" * 501, "turns": [HI]}, "id: string_too_long"),
    "turns missing": ({"id": "1"}, "turns: missing"),
    "turns null": ({"id": "1", "turns": None}, "turns: list_type"),
    "turns a text": ({"id": "1", "turns": "A: hi"}, "turns: list_type"),
    "a turn that is none": ({"id": "1", "turns": [HI, "hi"]}, "turns.1: dataclass_type"),
    "text missing": ({"id": "1", "turns": [{"role": "agent"}]}, "turns.0.text: missing"),
    "text a list": ({"id": "1", "turns": [{"role": "agent", "text": []}]}, "turns.0.text: string_type"),
    "role missing": ({"id": "1", "turns": [{"text": "hi"}]}, "turns.0.role: missing"),
    "role an object": ({"id": "1", "turns": [{"role": {}, "text": "hi"}]}, "turns.0.role: value_error"),
    "time a word": ({"id": "1", "turns": [HI | {"start_s": "soon"}]}, "turns.0.start_s: float_parsing"),
    "time beyond all measure": ({"id": "1", "turns": [HI | {"start_s": 1e300}]}, "turns.0.start_s: less_than_equal"),
    "time that is no number": ({"id": "1", "turns": [HI | {"start_s": "nan"}]}, "turns.0.start_s: finite_number"),
    "start no date": ({"id": "1", "started_at": "today", "turns": [HI]}, "started_at: value_error"),
    "start in another unit": ({"id": "1", "started_at": 9e18, "turns": [HI]}, "started_at: value_error"),
    "survey a number": ({"id": "1", "survey": 4, "turns": [HI]}, "survey: model_type"),
    "flag a word": ({"id": "1", "flags": {"recorded": "maybe"}, "turns": [HI]}, "flags.recorded: bool_parsing"),
    "event without kind": ({"id": "1", "events": [{}], "turns": [HI]}, "events.0.kind: missing"),
}


@pytest.mark.parametrize(("record", "field"), FIELDS.values(), ids=FIELDS)
def test_a_wrong_field_is_named(record, field, refusal):
    assert refusal("jsonl", json.dumps(record)).fields == (field,)


def test_a_record_wrong_all_over_names_ten_fields(refusal):
    assert len(refusal("jsonl", line(turns=[{}] * 50)).fields) == 10


def test_too_many_turns_are_refused(refusal):
    assert refusal("jsonl", line(turns=[HI] * 100_001)).fields == ("turns: too_long",)


SECRETS = [
    '{"id": "4111 1111 1111 1111", "turns": "Jane Roe"}',
    '{"id": "1", "turns": [{"role": "agent", "text": ["4111 1111 1111 1111", "Jane Roe"]}]}',
    '{"id": "1", "started_at": "4111 1111 1111 1111 Jane Roe", "turns": []}',
    '{"id": "1", "text": "4111 1111 1111 1111 Jane Roe',
    '{"id": "1", "turns": [{"role": "agent", "text": "hi", "start_s": "4111 1111 1111 1111 Jane Roe"}]}',
]


@pytest.mark.parametrize("record", SECRETS)
def test_a_rejection_holds_no_word_of_the_record(record, refusal):
    told = repr(refusal("jsonl", record))
    assert "4111" not in told
    assert "Jane" not in told


NOTED = {
    "unknown key": (line(colour="red"), {"unknown key: colour": 1}),
    "unknown key in a turn": (line(turns=[HI | {"tone": 1}]), {"unknown key: tone": 1}),
    "unknown key in a part": (line(survey={"score": 1, "scale": 5}), {"unknown key: scale": 1}),
    "a key that is data": (line(**{"jane@example.org": 1}), {"unknown key: (other)": 1}),
    "sentiment": (line(sentiment="bad", turns=[HI | {"Emotion": "joy", "loudness_db": 3}]), {"sentiment dropped": 3}),
    "labels of gold files": (line(group="g", verdicts={}, judged=[], annotators=1, typed=1, label="x"), {}),
    "labels of gold turns": (line(turns=[HI | {"acts": [], "ambiguous": [], "label": 1, "typed": 1}]), {}),
    "empty turn": (line(turns=[HI, HI | {"text": "\n"}]), {"empty turn dropped": 1}),
    "unknown role": (line(turns=[HI, HI | {"role": "internal"}]), {"unknown role": 1}),
    "unknown channel": (line(channel="pigeon"), {"unknown channel": 1}),
    "unknown direction": (line(direction="sideways"), {"unknown direction": 1}),
    "unknown event": (line(events=[{"kind": "mute"}]), {"unknown event": 1}),
    "naive time": (line(started_at="2026-01-15T10:00:00"), {"time without zone taken as UTC": 1}),
    "epoch time": (line(started_at=1768471200000), {"epoch unit told by magnitude": 1}),
    "several agents": (line(turns=[HI | {"agent": "a"}, HI | {"agent": "b"}]), {"several agents": 1}),
    "customers are no agents": (line(turns=[HI | {"agent": "a"}, {"role": "customer", "text": "x", "agent": "b"}]), {}),
    "missing end": (line(turns=[HI | {"start_s": 1}]), {"missing end": 1}),
    "overlap": (line(turns=[HI | {"start_s": 0, "end_s": 5}, HI | {"start_s": 4, "end_s": 6}]), {"overlap": 1}),
    "turns that touch": (line(turns=[HI | {"start_s": 0, "end_s": 5}, HI | {"start_s": 5, "end_s": 6}]), {}),
    "end before begin": (
        line(turns=[HI | {"start_s": 5, "end_s": 4}]),
        {"end before its beginning dropped": 1, "missing end": 1},
    ),
    "redaction": (line(turns=[HI | {"text": "I am [NAME_1], {{PHONE}}"}]), {"redaction mark": 2}),
    "redaction of other kinds": (line(turns=[HI | {"text": "#EMAIL# <PERSON> **** [PII]"}]), {"redaction mark": 4}),
    "brackets that are no redaction": (line(turns=[HI | {"text": "[laughs] a <b> #1 ** {x} [A]"}]), {}),
}


@pytest.mark.parametrize(("content", "counts"), NOTED.values(), ids=NOTED)
def test_what_is_odd_is_counted(content, counts, one, noted):
    one("jsonl", content)
    assert dict(noted) == counts


def test_many_unknown_keys_come_under_one_heading(one, noted):
    one(
        "jsonl",
        line(
            **{"k" + "abcdefghij"[i // 100] + "abcdefghij"[i // 10 % 10] + "abcdefghij"[i % 10]: 1 for i in range(500)}
        ),
    )
    assert len(noted) == 101
    assert noted["unknown key: (other)"] == 400


def test_turns_are_put_in_order_where_all_have_times(one, noted):
    turns = [HI | {"text": text, "start_s": at, "end_s": at} for text, at in (("b", 2), ("a", 1), ("c", 2))]
    assert [turn.text for turn in one("jsonl", line(turns=turns)).turns] == ["a", "b", "c"]
    assert noted == {"turns put in order of time": 1}


def test_turns_stay_as_they_are_where_one_has_no_time(one, noted):
    turns = [HI | {"text": "b", "start_s": 2, "end_s": 2}, HI, HI | {"text": "a", "start_s": 1, "end_s": 1}]
    assert [turn.text for turn in one("jsonl", line(turns=turns)).turns] == ["b", "Hello.", "a"]


def test_a_contact_without_agent_is_kept(one):
    assert one("jsonl", line(turns=[{"role": "customer", "text": "Anybody there?"}])).agent is None


def test_lenient_types_are_taken(one):
    got = one(
        "jsonl", line(id=12, wait_s="35", queue=7, turns=[{"role": "AGENT", "text": 5, "start_s": "1.5", "agent": 3}])
    )
    assert (got.id, got.wait_s, got.queue) == ("12", 35, "7")
    assert got.turns == (Turn(Role.AGENT, "5", 1.5, None, "3"),)


def test_no_address_in_a_file_is_followed(monkeypatch, one):
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("a connection was made"))
    one("jsonl", line(reason="http://127.0.0.1:9/x", url="http://127.0.0.1:9/x"))
