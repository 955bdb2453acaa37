"""Genesys transcript payloads: an internal phrase belongs to whoever took part for the centre at the time."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from ccqa.contact import Channel, Direction, Event, EventKind, Role

AT = datetime(2026, 1, 15, 10, tzinfo=UTC)
T0 = 1768471200000
EPOCH, OFFSET = "epoch unit told by magnitude", "offset told by magnitude"


def phrase(seconds, text, purpose="internal", **more):
    return {
        "participantPurpose": purpose,
        "text": text,
        "startTimeMs": T0 + seconds * 1000,
        "duration": {"milliseconds": 2000},
    } | more


def person(purpose, start, end, **more):
    times = {"startTimeMs": T0 + start * 1000, "endTimeMs": None if end is None else T0 + end * 1000}
    return {"participantPurpose": purpose, "initialDirection": "inbound"} | times | more


IVR = person("ivr", 0, 10)
ACD = person("acd", 10, 30, queueId="q-1")
ADA = person("agent", 30, 60, userId="u-17", queueId="q-1")
BEN = person("agent", 60, None, userId="u-18", queueId="q-2")
CALLER = person("customer", 0, None)
PHRASES = [
    phrase(2, "welcome to the shop", decoratedText="Welcome to the shop."),
    phrase(12, "you are next in line"),
    phrase(31, "good morning ada speaking", decoratedText="Good morning, Ada speaking."),
    phrase(40, "my bill is wrong", "external"),
    phrase(62, "good morning this is ben"),
]


def payload(phrases=PHRASES, people=(CALLER, IVR, ACD, ADA, BEN), analytics=None, **changes):
    return json.dumps(
        {
            "conversationId": "c-1",
            "communicationId": "m-1",
            "mediaType": "call",
            "conversationStartTime": T0 - 5000,
            "startTime": T0,
            "duration": {"milliseconds": 90000},
            "transcripts": [{"language": "en-us", "phrases": list(phrases), "analytics": analytics or {}}],
            "participants": list(people),
        }
        | changes
    )


def test_a_call_with_ivr_queue_and_two_agents(one, noted, format_of):
    got = one("genesys", payload())
    assert format_of(payload().encode()) == "genesys"
    assert (got.id, got.channel, got.direction) == ("c-1", Channel.VOICE, Direction.INBOUND)
    assert (got.language, got.queue, got.wait_s) == ("en-us", "q-1", 20)
    assert (got.started_at, got.ended_at) == (AT, AT.replace(minute=1, second=30))
    assert got.events == (Event(EventKind.QUEUE, 10, 30),)
    roles = [(turn.role, turn.agent) for turn in got.turns]
    assert roles[:2] == [(Role.BOT, None), (Role.BOT, None)]
    assert roles[2:] == [(Role.AGENT, "u-17"), (Role.CUSTOMER, None), (Role.AGENT, "u-18")]
    assert got.turns[0].text == "Welcome to the shop."
    assert got.turns[1].text == "you are next in line"
    assert [(turn.start_s, turn.end_s) for turn in got.turns][2:4] == [(31, 33), (40, 42)]
    assert noted == {EPOCH: 1, "several agents": 1}


WINDOWS = {
    "in the window of a user": (20, [person("agent", 10, 30, userId="u")], (Role.AGENT, "u")),
    "in the window of an internal user": (20, [person("internal", 10, 30, userId="u")], (Role.AGENT, "u")),
    "in the window of an IVR": (20, [person("ivr", 10, 30)], (Role.BOT, None)),
    "in the window of an ACD": (20, [person("acd", 10, 30)], (Role.BOT, None)),
    "in the window of an ACD that names a user": (20, [person("acd", 10, 30, userId="u")], (Role.BOT, None)),
    "in the windows of an ACD and a user": (
        20,
        [person("acd", 10, 30), person("agent", 10, 30, userId="u")],
        (Role.BOT, None),
    ),
    "in the windows of two users": (
        20,
        [person("agent", 10, 30, userId="u"), person("agent", 15, 30, userId="v")],
        (Role.AGENT, None),
    ),
    "a second too early for a user": (8, [person("agent", 10, 30, userId="u")], (Role.UNKNOWN, None)),
    "begun before the user but for the most part in the window": (
        9.5,
        [person("agent", 10, 30, userId="u")],
        (Role.AGENT, "u"),
    ),
    "after the user": (30, [person("agent", 10, 30, userId="u")], (Role.UNKNOWN, None)),
    "in a window without end": (300, [person("agent", 10, None, userId="u")], (Role.AGENT, "u")),
    "in a window with end 0": (300, [person("agent", 10, None, userId="u") | {"endTimeMs": 0}], (Role.AGENT, "u")),
    "in a window without times": (5, [{"participantPurpose": "agent", "userId": "u"}], (Role.AGENT, "u")),
    "in the window of the customer": (20, [person("customer", 0, 90, userId="x")], (Role.UNKNOWN, None)),
    "nobody is listed": (20, [], (Role.UNKNOWN, None)),
}


@pytest.mark.parametrize(("at", "people", "speaker"), WINDOWS.values(), ids=WINDOWS)
def test_who_spoke_an_internal_phrase(at, people, speaker, one):
    (turn,) = one("genesys", payload([phrase(at, "hello")], people)).turns
    assert (turn.role, turn.agent) == speaker


UNTIMED = {
    "one user": ([ADA], (Role.AGENT, "u-17")),
    "two users": ([ADA, BEN], (Role.AGENT, None)),
    "a user and an IVR": ([ADA, IVR], (Role.UNKNOWN, None)),
}


@pytest.mark.parametrize(("people", "speaker"), UNTIMED.values(), ids=UNTIMED)
def test_an_internal_phrase_without_time(people, speaker, one):
    (turn,) = one("genesys", payload([phrase(0, "hello", startTimeMs=None)], people)).turns
    assert (turn.role, turn.agent) == speaker


PURPOSES = {
    "external": Role.CUSTOMER,
    "customer": Role.CUSTOMER,
    "agent": Role.AGENT,
    "user": Role.AGENT,
    "ivr": Role.BOT,
    "acd": Role.BOT,
    "bot": Role.BOT,
    "Internal": Role.AGENT,
    "supervisor": Role.UNKNOWN,
    None: Role.UNKNOWN,
}


@pytest.mark.parametrize(("purpose", "role"), PURPOSES.items(), ids=repr)
def test_the_role_by_purpose(purpose, role, one):
    assert one("genesys", payload([phrase(31, "hello", purpose)], [ADA])).turns[0].role is role


def test_a_phrase_within_several_windows_is_counted(one, noted):
    one("genesys", payload([phrase(31, "hello")], [ADA, ADA | {"userId": "u-18"}]))
    assert noted["phrase within several windows"] == 1


def test_times_as_offsets_are_told_by_magnitude(one, noted):
    agent = {"participantPurpose": "agent", "userId": "u-17", "startTimeMs": 0, "endTimeMs": 60000}
    got = one("genesys", payload([phrase(0, "hello", startTimeMs=1000)], [agent]))
    assert (got.turns[0].start_s, got.turns[0].end_s, got.turns[0].agent) == (1, 3, "u-17")
    assert got.started_at == AT
    assert noted == {OFFSET: 1}


def test_offsets_and_points_in_time_in_one_payload_meet(one, noted):
    got = one("genesys", payload([phrase(31, "hello"), phrase(0, "yes", "external", startTimeMs=33500)], [ADA]))
    assert [turn.start_s for turn in got.turns] == [31, 33.5]
    assert (noted[EPOCH], noted[OFFSET]) == (1, 1)


def test_the_offset_serves_where_the_time_is_missing(one):
    got = one("genesys", payload([phrase(0, "hello", startTimeMs=None, offset={"milliseconds": 400})], []))
    assert got.turns[0].start_s == 0.4


def test_without_a_start_the_earliest_time_is_it(one):
    got = one("genesys", payload([phrase(31, "hello")], [ADA], startTime=None, conversationStartTime=None))
    assert got.started_at == AT.replace(second=30)
    assert got.turns[0].start_s == 1


def test_a_phrase_without_duration_has_no_end(one, noted):
    assert one("genesys", payload([phrase(31, "hello", duration=None)])).turns[0].end_s is None
    assert noted["missing end"] == 1


def test_what_was_heard_as_hold_is_an_event_and_silence_is_none(one):
    sounds = [
        {"eventType": kind, "startTimeMs": T0 + 50000, "durationMs": length}
        for kind, length in (("hold", 4000), ("silence", 9000), ("hold", None))
    ]
    got = one("genesys", payload(people=[ADA], analytics={"acoustic": sounds}))
    assert got.events == (Event(EventKind.HOLD, 50, 54), Event(EventKind.HOLD, 50))
    assert got.hold_s == 4
    assert got.wait_s is None


def test_the_first_time_in_the_queue_is_the_wait(one):
    got = one("genesys", payload(people=[person("acd", 60, 63), ACD, ADA]))
    assert got.events == (Event(EventKind.QUEUE, 10, 30), Event(EventKind.QUEUE, 60, 63))
    assert got.wait_s == 20


def test_the_queue_of_the_acd_where_no_user_has_one(one):
    people = [person("customer", 0, 90, queueId="q-9"), ACD, person("agent", 30, 90, userId="u")]
    assert one("genesys", payload(people=people)).queue == "q-1"


def test_sentiment_is_counted_and_never_kept(one, noted):
    moods = [{"participant": "external", "phraseIndex": 1, "sentiment": -0.7331}] * 2
    got = one("genesys", payload(analytics={"sentiment": moods}))
    assert noted["sentiment dropped"] == 2
    assert "0.7331" not in repr(got)


def transcripts(*these):
    return [{"language": language, "phrases": phrases} for language, phrases in these]


def test_two_languages_are_counted(one, noted):
    both = transcripts(("en-us", PHRASES[:3]), ("es-us", PHRASES[3:]))
    got = one("genesys", payload(transcripts=both))
    assert (got.language, len(got.turns)) == ("en-us", 5)
    assert noted["several languages"] == 1


def test_what_two_programs_transcribed_counts_once(one, noted):
    got = one("genesys", payload(transcripts=transcripts(("en-us", PHRASES), ("en-us", PHRASES[:2]))))
    assert len(got.turns) == 5
    assert noted["phrase that came twice dropped"] == 2


def test_the_same_words_at_two_times_or_at_none_stay(one, noted):
    untimed = [phrase(0, "yes", "external", startTimeMs=None)] * 2
    timed = [phrase(at, "yes", "external") for at in (40, 45)]
    assert len(one("genesys", payload([*untimed, *timed])).turns) == 4
    assert noted["phrase that came twice dropped"] == 0


def test_phrases_out_of_order_overlaps_and_marks(one, noted):
    said = [phrase(41, "my name is [NAME]", "external"), phrase(40, "who is it")]
    assert one("genesys", payload(said)).turns[0].text == "who is it"
    assert (noted["turns put in order of time"], noted["overlap"], noted["redaction mark"]) == (1, 1, 1)


CHANNELS = {"call": Channel.VOICE, "chat": Channel.CHAT, "message": Channel.CHAT, "email": Channel.EMAIL}


@pytest.mark.parametrize(("media", "channel"), CHANNELS.items(), ids=CHANNELS)
def test_the_channel(media, channel, one):
    assert one("genesys", payload(mediaType=media)).channel is channel


BAD = {
    "no transcripts": ({"transcripts": []}, "no turns"),
    "no phrases": ({"transcripts": [{"phrases": None}]}, "no turns"),
    "no words": ({"transcripts": [{"phrases": [{"text": ""}]}]}, "no turns"),
    "a time that is a word": ({"transcripts": [{"phrases": [phrase(0, "a", startTimeMs="soon")]}]}, "wrong type"),
    "a time beyond every unit": ({"startTime": 9e18}, "beyond the year 2200"),
}


@pytest.mark.parametrize(("change", "reason"), BAD.values(), ids=BAD)
def test_what_cannot_be_a_contact_is_refused(change, reason, refusal):
    assert reason in refusal("genesys", payload(**change)).reason


def test_a_second_communication_of_a_conversation_in_one_file_is_rejected(read):
    contacts, (rejected,) = read("genesys", payload() + "\n" + payload(communicationId="m-2"))
    assert len(contacts) == 1
    assert "came before" in rejected.reason
