"""Twilio Intelligence, versions 2 and 3."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from ccqa.contact import Channel, Role

AT = datetime(2026, 1, 15, 10, tzinfo=UTC)
SEATS = [{"channel_participant": 1, "role": "Agent", "user_id": "a-17"}, {"channel_participant": 2, "role": "Customer"}]
ABOUT = {
    "sid": "GT0",
    "language_code": "en-US",
    "media_start_time": "2026-01-15T10:00:00Z",
    "duration": 61,
    "channel": {"participants": SEATS},
}
GREETING = {"media_channel": 1, "start_time": "0.40", "end_time": "2.10", "transcript": "Good morning."}
ANSWER = {"media_channel": 2, "start_time": "2.5", "end_time": "4", "transcript": "My bill is wrong."}


def call(*sentences, about=ABOUT, **more):
    return json.dumps({"transcript": about, "sentences": list(sentences)} | more)


def test_a_call(one, noted, format_of):
    content = call(GREETING, ANSWER)
    got = one("twilio", content)
    assert format_of(content.encode()) == "twilio"
    assert (got.id, got.channel, got.language) == ("GT0", Channel.VOICE, "en-US")
    assert (got.started_at, got.ended_at) == (AT, AT.replace(minute=1, second=1))
    assert [(t.role, t.start_s, t.end_s) for t in got.turns] == [(Role.AGENT, 0.4, 2.1), (Role.CUSTOMER, 2.5, 4)]
    assert [leg.agent for leg in got.legs()] == ["a-17"]
    assert not noted


def test_a_call_in_camel_case(one):
    about = {"sid": "GT0", "channel": {"participants": [{"channelParticipant": 1, "role": "Agent", "userId": "a-17"}]}}
    said = {"mediaChannel": 1, "startTime": 0.4, "endTime": 2.1, "transcript": "Good morning."}
    (turn,) = one("twilio", call(said, about=about)).turns
    assert (turn.role, turn.agent, turn.start_s, turn.end_s) == (Role.AGENT, "a-17", 0.4, 2.1)


NOBODY = {
    "no participants": ABOUT | {"channel": {}},
    "no channel": ABOUT | {"channel": None},
    "participants without roles": ABOUT | {"channel": {"participants": [{"channel_participant": 1}]}},
    "other channels": ABOUT | {"channel": {"participants": [{"channel_participant": 3, "role": "Agent"}]}},
    "no transcript": None,
}


@pytest.mark.parametrize("about", NOBODY.values(), ids=NOBODY)
def test_without_roles_a_channel_is_nobody(about, one, noted):
    got = one("twilio", call(GREETING, ANSWER, about=about))
    assert {turn.role for turn in got.turns} == {Role.UNKNOWN}
    assert noted["unknown role"] == 2


def test_sentences_alone_take_their_id_from_the_file(one):
    assert one("twilio", json.dumps({"sentences": [GREETING]}), "in/GT7.json").id == "GT7"


def test_several_agents_are_told_apart(one, noted):
    seats = [*SEATS, {"channel_participant": 3, "role": "Agent", "user_id": "a-18"}]
    third = {"media_channel": 3, "start_time": "5", "end_time": "6", "transcript": "I take over."}
    got = one("twilio", call(GREETING, third, about=ABOUT | {"channel": {"participants": seats}}))
    assert [leg.agent for leg in got.legs()] == ["a-17", "a-18"]
    assert noted["several agents"] == 1


def test_an_ivr_on_a_channel_is_a_bot(one):
    seats = [{"channel_participant": 1, "role": "IVR"}]
    assert one("twilio", call(GREETING, about={"channel": {"participants": seats}})).turns[0].role is Role.BOT


def test_sentences_out_of_order_overlaps_missing_ends_and_marks(one, noted):
    late = ANSWER | {"start_time": "1.0", "transcript": "I am [PII]."}
    got = one("twilio", call(late, GREETING, GREETING | {"start_time": "9", "end_time": None}))
    assert [turn.start_s for turn in got.turns] == [0.4, 1, 9]
    names = ("turns put in order of time", "overlap", "missing end", "redaction mark")
    assert [noted[name] for name in names] == [1, 1, 1, 1]


TALK = {
    "id": "conv_1",
    "participants": [
        {"id": "p-1", "type": "CUSTOMER"},
        {"id": "p-2", "type": "HUMAN_AGENT"},
        {"id": "p-3", "type": "AI_AGENT"},
    ],
}


def said(who, text, second, channel="SMS"):
    return {
        "author": {"participantId": who, "channel": channel, "address": "+15550100"},
        "content": {"type": "TEXT", "text": text},
        "createdAt": f"2026-01-15T10:00:{second:02}Z",
    }


MESSAGES = [said("p-1", "My bill is wrong", 0), said("p-3", "One moment", 2), said("p-2", "Ada here", 9)]


def talk(*messages, **more):
    return json.dumps(TALK | {"communications": list(messages)} | more)


def test_a_conversation_of_version_3(one, noted, format_of):
    got = one("twilio", talk(*MESSAGES))
    assert format_of(talk(*MESSAGES).encode()) == "twilio"
    assert (got.id, got.channel, got.started_at) == ("conv_1", Channel.CHAT, AT)
    assert [turn.role for turn in got.turns] == [Role.CUSTOMER, Role.BOT, Role.AGENT]
    assert [turn.start_s for turn in got.turns] == [0, 2, 9]
    assert [leg.agent for leg in got.legs()] == ["p-2"]
    assert noted == {"missing end": 3}
    assert "+15550100" not in repr(got)


CHANNELS = {
    "VOICE": Channel.VOICE,
    "SMS": Channel.CHAT,
    "RCS": Channel.CHAT,
    "EMAIL": Channel.EMAIL,
    "WHATSAPP": Channel.CHAT,
    "CHAT": Channel.CHAT,
    "API": Channel.OTHER,
    "SYSTEM": Channel.OTHER,
}


@pytest.mark.parametrize(("word", "channel"), CHANNELS.items(), ids=CHANNELS)
def test_the_channel_of_version_3(word, channel, one):
    assert one("twilio", talk(said("p-1", "Hello", 0, word))).channel is channel


def test_a_conversation_on_two_channels_is_of_neither(one, noted):
    got = one("twilio", talk(said("p-1", "Hello", 0), said("p-2", "Hello", 1, "VOICE")))
    assert got.channel is Channel.OTHER
    assert noted["several channels"] == 1


def test_who_is_no_participant_is_nobody(one):
    lost = {"content": {"text": "Hello"}}
    got = one("twilio", talk(said("p-9", "Hello", 0), lost))
    assert [turn.role for turn in got.turns] == [Role.UNKNOWN, Role.UNKNOWN]


BAD = {
    "no sentences": (call(), "no turns"),
    "no words": (call(GREETING | {"transcript": ""}), "no turns"),
    "a time that is a word": (call(GREETING | {"start_time": "soon"}), "wrong type"),
    "the first page of the sentences": (call(GREETING, meta={"next_page_url": "https://x/2"}), "one page of several"),
    "no communications": (talk(), "no turns"),
    "the first page of version 3": (talk(*MESSAGES, meta={"nextPageUrl": "https://x/2"}), "one page of several"),
}


@pytest.mark.parametrize(("content", "reason"), BAD.values(), ids=BAD)
def test_what_cannot_be_a_contact_is_refused(content, reason, refusal):
    assert reason in refusal("twilio", content).reason


def test_the_last_page_is_read(one):
    assert one("twilio", call(GREETING, meta={"next_page_url": None})).id == "GT0"
