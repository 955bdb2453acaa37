"""Contact Lens and Transcribe Call Analytics, which write turns alike."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from ccqa.contact import Channel, Role

PEOPLE = [{"ParticipantId": "p-a", "ParticipantRole": "AGENT"}, {"ParticipantId": "p-c", "ParticipantRole": "CUSTOMER"}]
CALL = {
    "Version": "1.1.0",
    "Channel": "VOICE",
    "LanguageCode": "en-GB",
    "CustomerMetadata": {"ContactId": "c-1", "InputS3Uri": "s3://elsewhere/a.json"},
    "Participants": PEOPLE,
    "Transcript": [
        {
            "ParticipantId": "p-a",
            "Content": "Good morning.",
            "BeginOffsetMillis": 400,
            "EndOffsetMillis": 2100,
            "Sentiment": "POSITIVE",
        },
        {
            "ParticipantId": "p-c",
            "Content": "Hi.",
            "BeginOffsetMillis": 2000,
            "EndOffsetMillis": 2500,
            "LoudnessScore": [70.1],
        },
    ],
    "ConversationCharacteristics": {"Sentiment": {"OverallSentiment": {"AGENT": 0.5}}},
}
MESSAGE = {
    "ParticipantId": "p-c",
    "Type": "MESSAGE",
    "ContentType": "text/plain",
    "Content": "Hello",
    "AbsoluteTime": "2026-01-15T10:00:02.120Z",
}
JOINED = {
    "ParticipantId": "p-c",
    "Type": "EVENT",
    "ContentType": "application/x.participant.joined",
    "AbsoluteTime": "2026-01-15T10:00:00Z",
}
ENDED = {
    "Type": "EVENT",
    "ContentType": "application/vnd.amazonaws.connect.event.chat.ended",
    "AbsoluteTime": "2026-01-15T10:05:00Z",
}
CHAT = {
    "Channel": "CHAT",
    "CustomerMetadata": {"ContactId": "c-2"},
    "Participants": PEOPLE,
    "Transcript": [JOINED, MESSAGE, ENDED],
}


def test_a_call(one, noted):
    got = one("contact_lens", json.dumps(CALL))
    assert (got.id, got.channel, got.language, got.agent, got.queue) == ("c-1", Channel.VOICE, "en-GB", None, None)
    assert [(t.role, t.start_s, t.end_s) for t in got.turns] == [(Role.AGENT, 0.4, 2.1), (Role.CUSTOMER, 2.0, 2.5)]
    assert noted == {"sentiment dropped": 3, "overlap": 1}
    assert "POSITIVE" not in repr(got)


def test_a_chat_has_its_times_from_the_first_event(one, noted):
    got = one("contact_lens", json.dumps(CHAT))
    assert got.started_at == datetime(2026, 1, 15, 10, tzinfo=UTC)
    assert got.ended_at == datetime(2026, 1, 15, 10, 5, tzinfo=UTC)
    (turn,) = got.turns
    assert (turn.role, turn.text, turn.start_s, turn.end_s) == (Role.CUSTOMER, "Hello", 2.12, None)
    assert noted == {"missing end": 1}


ROLES = {
    "by the participants": ({}, Role.CUSTOMER),
    "by the item before the participants": ({"ParticipantRole": "SYSTEM"}, Role.BOT),
    "a bot": ({"ParticipantRole": "CUSTOM_BOT"}, Role.BOT),
    "an id that is a role": ({"ParticipantId": "AGENT"}, Role.AGENT),
    "nobody listed": ({"ParticipantId": "p-x"}, Role.UNKNOWN),
    "no id": ({"ParticipantId": None}, Role.UNKNOWN),
}


@pytest.mark.parametrize(("item", "role"), ROLES.values(), ids=ROLES)
def test_the_role_of_an_item(item, role, one):
    assert one("contact_lens", json.dumps(CHAT | {"Transcript": [MESSAGE | item]})).turns[0].role is role


@pytest.mark.parametrize(
    ("item", "label"),
    [({"ParticipantId": "p-x"}, "p-x"), ({"ParticipantRole": "GUARDIAN"}, "GUARDIAN"), ({"ParticipantId": None}, None)],
)
def test_a_participant_without_a_known_role_keeps_a_label(item, label, one):
    (turn,) = one("contact_lens", json.dumps(CHAT | {"Transcript": [MESSAGE | item]})).turns
    assert (getattr(turn, "label", None), turn.start_s) == (label, 0.0)


def test_several_agents_are_told_apart_and_counted(one, noted):
    people = [*PEOPLE, {"ParticipantId": "p-b", "ParticipantRole": "AGENT"}]
    items = [MESSAGE | {"ParticipantId": who} for who in ("p-a", "p-c", "p-b")]
    got = one("contact_lens", json.dumps(CHAT | {"Participants": people, "Transcript": items}))
    assert [leg.agent for leg in got.legs()] == ["p-a", "p-b"]
    assert noted["several agents"] == 1


BAD = {
    "e-mail by channel": (
        {"Channel": "EMAIL", "CustomerMetadata": {"InputFiles": ["s3://x/y"]}},
        "e-mail file holds no text",
    ),
    "e-mail by version": ({"Version": "EMAIL-2025", "CustomerMetadata": {}}, "e-mail file holds no text"),
    "empty transcript": (CALL | {"Transcript": []}, "no turns"),
    "events only": (CHAT | {"Transcript": [JOINED, ENDED]}, "no turns"),
    "no transcript": ({"CustomerMetadata": {}}, "missing"),
    "time a word": (CHAT | {"Transcript": [MESSAGE | {"AbsoluteTime": "soon"}]}, "wrong type"),
}


@pytest.mark.parametrize(("record", "reason"), BAD.values(), ids=BAD)
def test_what_holds_no_text_is_rejected(record, reason, refusal):
    assert reason in refusal("contact_lens", json.dumps(record)).reason


def test_without_contact_id_the_file_gives_the_id(one):
    assert one("contact_lens", json.dumps(CALL | {"CustomerMetadata": None}), "s3://b/d/c-77.json.gz").id == "c-77"


def test_transcribe_takes_its_id_from_the_file(one, noted):
    items = [
        item | {"ParticipantRole": role} for item, role in zip(CALL["Transcript"], ("AGENT", "CUSTOMER"), strict=True)
    ]
    got = one("transcribe", json.dumps({"JobName": "j", "LanguageCode": "en-US", "Transcript": items}), "d/call-9.json")
    assert (got.id, got.channel, got.language) == ("call-9", Channel.VOICE, "en-US")
    assert [turn.role for turn in got.turns] == [Role.AGENT, Role.CUSTOMER]
    assert noted == {"sentiment dropped": 2, "overlap": 1}


def test_a_genuine_chat(shared, one, format_of, noted):
    path = shared / "aws_connect_contact_lens" / "contact-lens-example-output-files-chat.0.json"
    assert format_of(path.read_bytes()) == "contact_lens"
    got = one("contact_lens", path)
    assert (got.channel, got.language) == (Channel.CHAT, "en-US")
    assert got.id == json.loads(path.read_bytes())["CustomerMetadata"]["ContactId"]
    assert [sum(t.role is role for t in got.turns) for role in (Role.AGENT, Role.CUSTOMER, Role.BOT)] == [15, 13, 3]
    assert got.turns[0].start_s == 2.655
    assert got.turns[-1].start_s == 170.713
    assert got.started_at == datetime(2022, 10, 27, 3, 31, 50, 735000, tzinfo=UTC)
    assert got.ended_at == datetime(2022, 10, 27, 3, 34, 43, 192000, tzinfo=UTC)
    assert noted["unknown role"] == 0


def test_a_genuine_call(shared, one, format_of, noted):
    path = shared / "aws_connect_contact_lens" / "voice-example.repaired.json"
    assert format_of(path.read_bytes()) == "contact_lens"
    got = one("contact_lens", path)
    source = json.loads(path.read_bytes())["Transcript"]
    assert [t.text for t in got.turns] == [item["Content"] for item in source]
    assert [t.role.value.upper() for t in got.turns] == [item["ParticipantId"] for item in source]
    assert (got.turns[-1].end_s, got.turns[0].end_s) == (32.11, 0.09)
    assert noted == {"sentiment dropped": 11, "overlap": 1}


def test_a_genuine_transcribe_call(shared, one, format_of, noted):
    path = shared / "aws_transcribe_call_analytics" / "example-call.json"
    assert format_of(path.read_bytes()) == "transcribe"
    got = one("transcribe", path)
    source = json.loads(path.read_bytes())["Transcript"]
    assert (got.id, len(got.turns)) == ("example-call", 37)
    assert [t.role.value.upper() for t in got.turns] == [item["ParticipantRole"] for item in source]
    assert [t.start_s * 1000 for t in got.turns] == pytest.approx([item["BeginOffsetMillis"] for item in source])
    assert noted["redaction mark"] > 0
    assert noted["sentiment dropped"] == 38


OTHERS = [
    "aws_bda/bda-custom.json",
    "google_ccai/ccai_conversation_0.json",
    "SOURCES.md",
]


@pytest.mark.parametrize("name", OTHERS)
def test_genuine_files_of_other_kinds_are_not_taken_for_ours(name, shared, format_of):
    assert format_of((shared / name).read_bytes()) not in {"contact_lens", "transcribe"}


def test_a_genuine_evaluation_is_refused_as_such(shared, refusal, format_of):
    path = shared / "aws_connect_contact_lens" / "evaluationforms-example-output-file.0.json"
    assert format_of(path.read_bytes()) == "contact_lens"
    rejected = refusal("contact_lens", path)
    assert "an exported evaluation, not a transcript" in rejected.reason
    assert rejected.fields == ()


SPOKEN = [
    item | {"ParticipantRole": role} for item, role in zip(CALL["Transcript"], ("AGENT", "CUSTOMER"), strict=True)
]
BOTH = pytest.mark.parametrize("name", ["contact_lens", "transcribe"])


@BOTH
def test_utterances_out_of_order_are_put_in_order_of_time(name, one, noted):
    got = one(name, json.dumps({"Transcript": SPOKEN[::-1]}))
    assert [turn.text for turn in got.turns] == ["Good morning.", "Hi."]
    assert noted["turns put in order of time"] == 1


@BOTH
def test_a_missing_end_is_counted_and_never_made_up(name, one, noted):
    got = one(name, json.dumps({"Transcript": [SPOKEN[0] | {"EndOffsetMillis": None}, SPOKEN[1]]}))
    assert got.turns[0].end_s is None
    assert noted["missing end"] == 1


@BOTH
def test_redaction_marks_are_counted(name, one, noted):
    one(name, json.dumps({"Transcript": [SPOKEN[0] | {"Content": "Thank you, [PII], of [ADDRESS]."}]}))
    assert noted["redaction mark"] == 2


@BOTH
@pytest.mark.parametrize("transcript", [[], [SPOKEN[0] | {"Content": " "}]], ids=["no items", "no words"])
def test_an_empty_transcript_is_refused(name, transcript, refusal):
    assert refusal(name, json.dumps({"Transcript": transcript})).reason == "no turns"


@BOTH
def test_a_numbered_speaker_has_no_role(name, one, noted):
    got = one(name, json.dumps({"Transcript": [SPOKEN[0] | {"ParticipantRole": "ch_0", "ParticipantId": "0"}]}))
    assert got.turns[0].role is Role.UNKNOWN
    assert noted["unknown role"] == 1


def test_the_raw_and_the_redacted_version_in_one_file_give_one_contact(read):
    redacted = CALL | {"Transcript": [CALL["Transcript"][0] | {"Content": "[PII]"}]}
    contacts, (rejected,) = read("contact_lens", "\n".join(map(json.dumps, (CALL, redacted))))
    assert len(contacts) == 1
    assert "came before" in rejected.reason
