from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from ccqa.contact import Channel, Direction, Role, Survey
from ccqa.formats import recognise

USER, ADMIN = {"type": "user", "id": "u1"}, {"type": "admin", "id": "a-17", "name": "Ada"}
START = 1768471200


def part(author=ADMIN, second=60, **fields):
    return {"part_type": "comment", "body": "<p>Hi</p>", "created_at": START + second, "author": author} | fields


def conversation(*parts, source=None, total=None, **fields):
    opening = {"type": "conversation", "delivered_as": "customer_initiated", "body": "<p>Hello</p>", "author": USER}
    held = {"conversation_parts": list(parts), "total_count": len(parts) if total is None else total}
    whole = {"type": "conversation", "id": "9", "created_at": START, "source": opening | (source or {})}
    return json.dumps(whole | {"conversation_parts": held} | fields)


def test_a_conversation(one, noted):
    note = part(second=30, part_type="note", body="<p>A difficult one.</p>")
    event = part(second=40, part_type="assignment", body=None)
    other = {"type": "admin", "id": "a-18"}
    more = {"team_assignee_id": 5, "conversation_rating": {"rating": 4}, "contacts": {"contacts": [{"id": "u1"}]}}
    got = one("intercom", conversation(part(other, 90), note, event, part(), **more))
    assert (got.id, got.channel, got.direction, got.queue) == ("9", Channel.CHAT, Direction.INBOUND, "5")
    assert (got.customer, got.survey) == ("u1", Survey(4, 5))
    assert got.started_at == datetime(2026, 1, 15, 10, tzinfo=UTC)
    assert [(t.role, t.text, t.agent, t.start_s) for t in got.turns] == [
        (Role.CUSTOMER, "Hello", None, 0),
        (Role.AGENT, "Hi", "a-17", 60),
        (Role.AGENT, "Hi", "a-18", 90),
    ]
    assert (noted["internal note dropped"], noted["several agents"], noted["truncated list"]) == (1, 1, 0)


AUTHORS = {
    "a user": (USER, Role.CUSTOMER),
    "a lead": ({"type": "lead"}, Role.CUSTOMER),
    "a contact": ({"type": "contact"}, Role.CUSTOMER),
    "an admin": (ADMIN, Role.AGENT),
    "a bot": ({"type": "bot"}, Role.BOT),
    "an AI that is called an admin": (ADMIN | {"from_ai_agent": True}, Role.BOT),
    "an AI by its older mark": (ADMIN | {"is_ai_answer": True}, Role.BOT),
    "a customer with an AI's mark": (USER | {"from_ai_agent": True}, Role.CUSTOMER),
    "a team": ({"type": "team"}, Role.UNKNOWN),
    "nobody": ({}, Role.UNKNOWN),
}


@pytest.mark.parametrize(("author", "role"), AUTHORS.values(), ids=AUTHORS)
def test_who_wrote(author, role, one):
    assert one("intercom", conversation(part(author))).turns[1].role is role


@pytest.mark.parametrize("way", ["automated", "campaign_initiated", "operator_initiated"])
def test_an_opening_that_no_agent_wrote_is_a_bots(way, one):
    got = one("intercom", conversation(part(), source={"author": ADMIN, "delivered_as": way}))
    assert [turn.role for turn in got.turns] == [Role.BOT, Role.AGENT]


CHANNELS = {"conversation": Channel.CHAT, "email": Channel.EMAIL, "phone_call": Channel.VOICE, "push": Channel.OTHER}


@pytest.mark.parametrize(("kind", "channel"), CHANNELS.items())
def test_channels(kind, channel, one):
    assert one("intercom", conversation(source={"type": kind})).channel is channel


@pytest.mark.parametrize(("count", "total", "cut"), [(2, 2, 0), (2, 3, 1), (500, 500, 0), (500, 0, 1)])
def test_a_list_that_was_cut_is_counted(count, total, cut, one, noted):
    one("intercom", conversation(*[part(second=k) for k in range(count)], total=total))
    assert noted["truncated list"] == cut


NO_TURN = {
    "deleted": ({"redacted": True}, "redacted message dropped"),
    "history alone": ({"body": "<blockquote>old</blockquote>"}, "quoted history dropped"),
    "a note that opens again": ({"part_type": "note_and_reopen"}, "internal note dropped"),
    "a picture alone": ({"body": '<img src="https://x.example/a.png">'}, "empty turn dropped"),
}


@pytest.mark.parametrize(("fields", "counted"), NO_TURN.values(), ids=NO_TURN)
def test_what_is_no_turn_is_counted(fields, counted, one, noted):
    assert len(one("intercom", conversation(part(**fields))).turns) == 1
    assert noted[counted] == 1


def test_an_empty_conversation_is_rejected(refusal):
    assert refusal("intercom", conversation(source={"body": None})).reason == "no turns"


GENUINE = {
    "get_conversations_conversation_id_1.json": ("367", [Role.AGENT]),
    "post_conversations_conversation_id_reply_3.json": ("387", [Role.AGENT, Role.CUSTOMER]),
    "post_conversations_redact_11.json": ("471", [Role.AGENT]),
}


@pytest.mark.parametrize(("name", "expected"), GENUINE.items())
def test_genuine_conversations(name, expected, shared, one, noted):
    path = shared / "intercom" / name
    assert recognise(path.read_bytes()).name == "intercom"
    got = one("intercom", path)
    assert (got.id, [turn.role for turn in got.turns]) == expected
    assert (got.direction, got.turns[0].text) == (Direction.OUTBOUND, "this is the message body")
    assert noted["redacted message dropped"] == ("redact" in name)
