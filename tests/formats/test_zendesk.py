"""Zendesk tickets and chats, on examples after the published ones; no genuine export has been read."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from ccqa.contact import Channel, Role

USERS = [{"id": 42, "role": "end-user"}, {"id": 17, "role": "agent"}, {"id": 18, "role": "admin"}]


def comment(author=42, minute=0, **fields):
    return {
        "id": minute,
        "type": "Comment",
        "author_id": author,
        "public": True,
        "plain_body": "Hello",
        "via": {"channel": "email", "source": {"from": {"address": "bo@home.example"}}},
        "created_at": f"2026-01-15T10:{minute:02}:00Z",
    } | fields


def ticket(*comments, **fields):
    return json.dumps({"comments": list(comments) or [comment()], "users": USERS} | fields)


def test_a_ticket(one, noted):
    note = comment(17, 1, public=False, plain_body="A difficult one.")
    got = one("zendesk", ticket(comment(18, 3), note, comment(), comment(17, 2), ticket={"id": 7}))
    assert (got.id, got.case.id, got.channel, got.customer) == ("7", "7", Channel.EMAIL, "42")
    assert got.started_at == datetime(2026, 1, 15, 10, tzinfo=UTC)
    assert [(t.role, t.agent, t.start_s) for t in got.turns] == [
        (Role.CUSTOMER, None, 0),
        (Role.AGENT, "17", 120),
        (Role.AGENT, "18", 180),
    ]
    assert noted == {"internal note dropped": 1, "several agents": 1, "turns put in order of time": 1, "missing end": 3}


def test_without_a_number_the_file_gives_the_id(one):
    assert one("zendesk", ticket(), "d/ticket-9.json").id == "ticket-9"


ROLES = {
    "a customer": ({}, Role.CUSTOMER),
    "an agent": ({"author_id": 17}, Role.AGENT),
    "the system": ({"author_id": -1}, Role.BOT),
    "a rule in an agent's name": ({"author_id": 17, "via": {"channel": "rule"}}, Role.BOT),
    "an answer bot in an agent's name": ({"author_id": 17, "via": {"channel": "answer_bot_for_sdk"}}, Role.BOT),
    "a user who is not listed": ({"author_id": 99}, Role.UNKNOWN),
    "nobody": ({"author_id": None}, Role.UNKNOWN),
}


@pytest.mark.parametrize(("fields", "role"), ROLES.values(), ids=ROLES)
def test_who_commented(fields, role, one):
    assert one("zendesk", ticket(comment(**fields))).turns[0].role is role


BODIES = {
    "HTML before plain": ({"html_body": "<p>Hi</p><p>Bo<script>x</script></p>"}, "Hi\n\nBo"),
    "plain": ({"plain_body": "Hi"}, "Hi"),
    "the body alone": ({"plain_body": None, "body": "Hi"}, "Hi"),
    "history in HTML": ({"html_body": "Hi<blockquote>old</blockquote>"}, "Hi"),
    "history in plain text": ({"plain_body": "Hi\n\nOn 2 Jan at 10:00, Ada <a@b.example> wrote:\n> old"}, "Hi"),
}


@pytest.mark.parametrize(("fields", "text"), BODIES.values(), ids=BODIES)
def test_bodies(fields, text, one, noted):
    assert one("zendesk", ticket(comment(**fields))).turns[0].text == text
    assert noted["quoted history dropped"] == ("old" in repr(fields))


CHANNELS = {
    "email": Channel.EMAIL,
    "web": Channel.EMAIL,
    "whatsapp": Channel.CHAT,
    "voice": Channel.VOICE,
    "x": Channel.OTHER,
}


@pytest.mark.parametrize(("word", "channel"), CHANNELS.items())
def test_the_channel_is_that_of_the_first_comment(word, channel, one):
    later = comment(17, 5, via={"channel": "api"})
    assert one("zendesk", ticket(later, comment(via={"channel": word}))).channel is channel


@pytest.mark.parametrize("fields", [{"next_page": "https://x.example/2"}, {"count": 2}])
def test_a_page_of_several_is_counted(fields, one, noted):
    one("zendesk", ticket(**fields))
    assert noted["truncated list"] == 1


def test_a_comment_without_a_date_leaves_the_order_of_the_file(one, noted):
    got = one("zendesk", ticket(comment(17, 5), comment(created_at=None)))
    assert [turn.role for turn in got.turns] == [Role.AGENT, Role.CUSTOMER]
    assert noted["message without time"] == 1


NOTHING = {
    "empty": {"comments": []},
    "notes alone": {"comments": [comment(public=False)]},
    "a note on a call": {"comments": [comment(type="VoiceComment")]},
}


@pytest.mark.parametrize("fields", NOTHING.values(), ids=NOTHING)
def test_without_words_there_is_no_contact(fields, refusal):
    assert refusal("zendesk", json.dumps({"users": USERS} | fields)).reason == "no turns"


def said(kind, nick, msg="Hi", minute=0, **fields):
    at = f"2026-01-15T10:{minute:02}:00Z"
    return {"type": "chat.msg", "sender_type": kind, "nick": nick, "msg": msg, "timestamp": at} | fields


def chat(*history):
    whole = {"id": "c-9", "department_name": "Billing", "visitor": {"id": "v-1", "email": "bo@home.example"}}
    return json.dumps(whole | {"history": list(history)})


def test_a_chat(one, noted):
    joined = {"type": "chat.memberjoin", "nick": "agent:17", "timestamp": "2026-01-15T10:00:00Z"}
    got = one("zendesk", chat(said("Visitor", "visitor:1"), joined, said("Agent", "agent:17", minute=1)))
    assert (got.id, got.channel, got.queue, got.customer) == ("c-9", Channel.CHAT, "Billing", "v-1")
    assert [(t.role, t.agent, t.start_s) for t in got.turns] == [(Role.CUSTOMER, None, 0), (Role.AGENT, "17", 60)]
    assert noted == {"event without words": 1, "missing end": 2}


SENDERS = {
    "an agent": (("Agent", "agent:17"), Role.AGENT),
    "a trigger": (("Trigger", "agent:trigger"), Role.BOT),
    "a trigger that is called an agent": (("Agent", "agent:trigger"), Role.BOT),
    "by the nick alone": ((None, "visitor:9"), Role.CUSTOMER),
    "nobody": (("Ghost", None), Role.UNKNOWN),
}


@pytest.mark.parametrize(("sender", "role"), SENDERS.values(), ids=SENDERS)
def test_who_said_it(sender, role, one):
    assert one("zendesk", chat(said(*sender))).turns[0].role is role


def test_neither_comments_nor_history(refusal):
    assert "neither" in refusal("zendesk", '{"id": 1}').reason
