from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime

import pytest

from ccqa.contact import Channel, Direction, Event, EventKind, Role

ADA = {"name": "Ada", "uuid": "a-17", "role": "agent"}
CUSTOMER = {"tel": "+15550100", "role": "customer"}


def text(at, said, *parties, **fields):
    return {
        "type": "text",
        "start": f"2026-01-15T10:00:{at:02}Z",
        "parties": list(parties),
        "body": said,
        "encoding": "none",
    } | fields


CALL = {
    "type": "recording",
    "start": "2026-01-15T10:00:00Z",
    "duration": 61.0,
    "parties": [0, 1],
    "url": "https://example.org/a.wav",
}


def vcon(*dialog, parties=(ADA, CUSTOMER), **fields):
    return json.dumps(
        {"vcon": "0.4.0", "uuid": "v-1", "parties": list(parties), "dialog": list(dialog), "analysis": []} | fields
    )


def transcript(body, **fields):
    return [{"type": "transcript", "dialog": 0, "body": body, "encoding": "json"} | fields]


HELLO = text(0, "Hello.", 1, 0)


def test_a_chat_with_unsorted_dialogs(one, noted):
    got = one("vcon", vcon(text(30, "b", 0, 1, skill="billing"), text(10, "a", 1, 0)))
    assert (got.id, got.channel, got.queue, got.customer) == ("v-1", Channel.CHAT, "billing", "+15550100")
    assert got.started_at == datetime(2026, 1, 15, 10, 0, 10, tzinfo=UTC)
    assert [(t.role, t.text, t.start_s, t.agent) for t in got.turns] == [
        (Role.CUSTOMER, "a", 0.0, None),
        (Role.AGENT, "b", 20.0, "a-17"),
    ]
    assert noted == {"missing end": 2}


SPEAKERS = {
    "the first party, where no originator is told": (text(0, "x", 0, 1), (ADA, CUSTOMER), Role.AGENT),
    "the originator before the first party": (text(0, "x", 0, 1, originator=1), (ADA, CUSTOMER), Role.CUSTOMER),
    "a party by a bare number": (HELLO | {"parties": 0}, (ADA, CUSTOMER), Role.AGENT),
    "nobody named": (HELLO | {"parties": None}, (ADA, CUSTOMER), Role.UNKNOWN),
    "a role of the contact centre extension": (HELLO, (ADA, {"role": "contact"}), Role.CUSTOMER),
    "a role in meta, as old writers do": (HELLO, (ADA, {"meta": {"role": "customer"}}), Role.CUSTOMER),
    "meta that is a list": (HELLO, (ADA, {"meta": ["customer"]}), Role.UNKNOWN),
    "a bot by type": (HELLO, (ADA, {"type": "bot"}), Role.BOT),
    "a person by type is nobody we can tell": (HELLO, (ADA, {"type": "person", "name": "Customer"}), Role.UNKNOWN),
    "an unknown role": (HELLO, (ADA, {"role": "supervisor"}), Role.UNKNOWN),
}


@pytest.mark.parametrize(("dialog", "parties", "role"), SPEAKERS.values(), ids=SPEAKERS)
def test_who_speaks(dialog, parties, role, one, noted):
    assert one("vcon", vcon(dialog, parties=parties)).turns[0].role is role
    assert noted["unknown role"] == (role is Role.UNKNOWN)


BODIES = {
    "html": (
        {"body": "<p>Hi &amp; bye</p><p>Ada<br>x</p>", "mediatype": "text/html; charset=utf-8"},
        "Hi & bye\n\nAda\nx",
    ),
    "the old name of the media type": ({"body": "<b>Hi</b>", "mimetype": "text/html"}, "Hi"),
    "base64url": ({"body": urlsafe_b64encode("Hé>>?".encode()).decode().rstrip("="), "encoding": "base64url"}, "Hé>>?"),
    "json": ({"body": '"Hi"', "encoding": "json"}, "Hi"),
    "no encoding named": ({"body": "Hi", "encoding": None}, "Hi"),
}


@pytest.mark.parametrize(("fields", "said"), BODIES.values(), ids=BODIES)
def test_bodies_in_every_form(fields, said, one):
    assert one("vcon", vcon(HELLO | fields)).turns[0].text == said


DEEPGRAM = {
    "metadata": {"channels": 2},
    "results": {
        "channels": [{}, {}],
        "utterances": [
            {"start": 0.4, "end": 2.1, "channel": 0, "speaker": 0, "transcript": "Good morning."},
            {"start": 2.5, "end": 3.0, "channel": 1, "speaker": 0, "transcript": "Hi."},
        ],
    },
}
MONO = {"results": {"channels": [{}], "utterances": DEEPGRAM["results"]["utterances"]}}
WHISPERX = {
    "language": "en",
    "segments": [
        {"start": 0.4, "end": 2.1, "text": " Good morning.", "speaker": "SPEAKER_00"},
        {"start": 2.5, "end": 3, "text": " Hi."},
    ],
}
ASSEMBLYAI = {
    "audio_duration": 61,
    "utterances": [
        {"speaker": "A", "start": 400, "end": 2100, "text": "Good morning."},
        {"speaker": "B", "start": 2500, "end": 61000, "text": "Hi."},
    ],
}
LIST = [{"speaker": "Agent", "message": "Good morning."}, {"role": "Customer", "text": "Hi."}]
NAMED = [{"speaker": "Ada", "text": "Good morning.", "start": 0.4, "end": 2.1}, {"speaker": "Bob", "text": "Hi."}]
A, C, U = Role.AGENT, Role.CUSTOMER, Role.UNKNOWN

SHAPES = {
    "deepgram, a channel each": (DEEPGRAM, [(A, 0.4, "a-17"), (C, 2.5, None)]),
    "deepgram, speakers on one channel": (MONO, [(U, 0.4, None), (U, 2.5, None)]),
    "whisperx": (WHISPERX, [(U, 0.4, None), (U, 2.5, None)]),
    "assemblyai, in milliseconds": (ASSEMBLYAI, [(U, 0.4, None), (U, 2.5, None)]),
    "a list with roles": (LIST, [(A, None, "a-17"), (C, None, None)]),
    "a list with names": (NAMED, [(A, 0.4, "a-17"), (U, None, None)]),
    "json in a string": (json.dumps(LIST), [(A, None, "a-17"), (C, None, None)]),
}


@pytest.mark.parametrize(("body", "turns"), SHAPES.values(), ids=SHAPES)
def test_transcripts_of_known_shapes(body, turns, one, noted):
    got = one("vcon", vcon(CALL, analysis=transcript(body)))
    assert got.channel is Channel.VOICE
    assert got.flags.recorded is True
    assert got.ended_at == datetime(2026, 1, 15, 10, 1, 1, tzinfo=UTC)
    assert [(t.role, t.start_s, t.agent) for t in got.turns] == [
        (role, at and pytest.approx(at), agent) for role, at, agent in turns
    ]
    assert [t.text for t in got.turns] == ["Good morning.", "Hi."]
    assert noted["milliseconds told by magnitude"] == (body is ASSEMBLYAI)


LABELS = {
    "a channel of a party without a role": (DEEPGRAM, ["0", None]),
    "speakers on one channel": (MONO, ["speaker 0", "speaker 0"]),
    "speakers by letters": (ASSEMBLYAI, ["A", "B"]),
    "a speaker and nobody": (WHISPERX, ["SPEAKER_00", None]),
    "a party without a role, by name": (NAMED, ["0", "Bob"]),
}


@pytest.mark.parametrize(("body", "labels"), LABELS.values(), ids=LABELS)
def test_speakers_without_a_role_keep_a_label(body, labels, one):
    got = one("vcon", vcon(CALL, parties=({"name": "Ada"}, CUSTOMER), analysis=transcript(body)))
    assert [getattr(turn, "label", None) for turn in got.turns] == labels


def test_messages_of_parties_without_roles_keep_their_numbers(one):
    got = one("vcon", vcon(text(10, "a", 1), text(20, "b", 0), parties=({"name": "Ada"}, {"name": "Bob"})))
    assert [turn.label for turn in got.turns] == ["1", "0"]


def test_transcripts_are_moved_to_where_their_recording_began(one):
    got = one("vcon", vcon(CALL | {"start": "2026-01-15T10:00:40Z"}, text(10, "a", 1), analysis=transcript(DEEPGRAM)))
    assert [(t.text, t.start_s) for t in got.turns] == [("a", 0.0), ("Good morning.", 30.4), ("Hi.", 32.5)]


def test_the_first_of_two_transcripts_counts(one, noted):
    assert len(one("vcon", vcon(CALL, analysis=transcript(LIST) * 2)).turns) == 2
    assert noted["further transcript ignored"] == 1


def test_a_recording_without_transcript_beside_a_chat_is_counted(one, noted):
    one("vcon", vcon(CALL, HELLO))
    assert noted["recording without transcript"] == 1


def test_holds_transfers_and_direction(one):
    history = [(0, "unhold", 50), (0, "hold", 20), (1, "unhold", 30), (0, "mute", 5), (0, "hold", 55)]
    moments = [{"party": who, "event": what, "time": f"2026-01-15T10:00:{at:02}Z"} for who, what, at in history]
    dialogs = [
        HELLO,
        {"type": "transfer", "start": "2026-01-15T10:00:40Z"},
        CALL | {"party_history": moments, "meta": {"direction": "out"}},
    ]
    got = one("vcon", vcon(*dialogs))
    assert got.direction is Direction.OUTBOUND
    assert got.events == (
        Event(EventKind.TRANSFER, 40.0),
        Event(EventKind.HOLD, 20.0, 50.0),
        Event(EventKind.HOLD, 55.0),
    )


BAD = {
    "text at an address": (
        vcon(text(0, None, 1, url="https://example.org/a.txt")),
        "never followed",
        ("dialog.0.url",),
    ),
    "transcript at an address": (
        vcon(CALL, analysis=transcript(None, url="https://example.org/a")),
        "never followed",
        ("analysis.0.url",),
    ),
    "mail as a whole": (vcon(HELLO | {"mediatype": "message/rfc822"}), "media type", ("dialog.0.mediatype",)),
    "body an object": (vcon(HELLO | {"body": {}}), "no string", ("dialog.0.body",)),
    "body not base64": (vcon(HELLO | {"body": "é", "encoding": "base64url"}), "encoding", ("dialog.0.body",)),
    "body base64 of no text": (vcon(HELLO | {"body": "_w", "encoding": "base64url"}), "encoding", ("dialog.0.body",)),
    "body not json": (vcon(HELLO | {"body": "{", "encoding": "json"}), "encoding", ("dialog.0.body",)),
    "one text": (
        vcon(CALL, analysis=transcript({"transcript": "Hello. Hi.", "confidence": 1})),
        "speakers apart",
        ("analysis.0.body",),
    ),
    "a plain text": (
        vcon(CALL, analysis=transcript("Hello.", encoding="none")),
        "speakers apart",
        ("analysis.0.body",),
    ),
    "another shape": (
        vcon(CALL, analysis=transcript({"phrases": []})),
        "shape that is not known",
        ("analysis.0.body",),
    ),
    "a list of texts": (vcon(CALL, analysis=transcript(["Hello."])), "shape that is not known", ("analysis.0.body",)),
    "no dialog": (vcon(), "no turns", ()),
    "no transcript": (vcon(CALL), "no turns", ()),
    "an empty transcript": (vcon(CALL, analysis=transcript([])), "no turns", ()),
    "a version to come": (vcon(HELLO, vcon="1.0.0"), "version", ("vcon",)),
    "a version that is a number": (vcon(HELLO, vcon=0.4), "version", ("vcon",)),
    "signed": ('{"payload": "e30", "signatures": [{}]}', "signed or encrypted", ()),
    "encrypted": ('{"ciphertext": "e30", "recipients": []}', "signed or encrypted", ()),
    "party out of range": (vcon(text(0, "x", 2)), "does not have", ("dialog.0.parties",)),
    "party in a channel out of range": (vcon(HELLO | {"parties": [0, [1, 2]]}), "does not have", ("dialog.0.parties",)),
    "party below zero": (vcon(text(0, "x", -1)), "wrong type", None),
    "history of a stranger": (
        vcon(HELLO | {"party_history": [{"party": 9, "event": "hold", "time": "2026-01-15T10:00:00Z"}]}),
        "does not have",
        ("dialog.0.party_history",),
    ),
    "duration below zero": (vcon(CALL | {"duration": -1}), "wrong type", ("dialog.0.duration: greater_than_equal",)),
    "start no date": (vcon(HELLO | {"start": "NOT-A-DATE"}), "wrong type", ("dialog.0.start: value_error",)),
}


@pytest.mark.parametrize(("content", "reason", "fields"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_told(content, reason, fields, refusal):
    rejected = refusal("vcon", content)
    assert reason in rejected.reason
    assert fields is None or rejected.fields == fields


@pytest.mark.parametrize("version", ["0.0.1", "0.0.2", "0.3.0", "0.4.0", None])
def test_every_version_so_far_is_taken(version, one):
    assert one("vcon", vcon(HELLO, vcon=version)).id == "v-1"


def test_without_uuid_the_file_gives_the_id(one):
    assert one("vcon", vcon(HELLO, uuid=""), "d/x-9.vcon").id == "x-9"


UNREADABLE = {
    "1e9f598c": "speakers apart",
    "42ee080e": "speakers apart",
    "ab_call_": "speakers apart",
    "pre_0.0.": "shape that is not known",
    "the_firs": "no turns",
    "unpacked": "no turns",
}


def test_genuine_valid_ones_are_read_with_their_roles_or_rejected_with_a_reason(shared, read, format_of):
    paths = sorted((shared / "vcon" / "valid").iterdir())
    assert len(paths) == 17
    for path in paths:
        assert format_of(path.read_bytes()) == "vcon"
        contacts, rejected = read("vcon", path)
        reason = UNREADABLE.get(path.name[:8])
        if reason:
            assert reason in rejected[0].reason, path.name
            continue
        (got,) = contacts
        raw = json.loads(path.read_bytes())
        assert got.id == raw["uuid"]
        assert {turn.role for turn in got.turns} == {Role.AGENT, Role.CUSTOMER}
        assert all(turn.agent for turn in got.turns if turn.role is Role.AGENT)
        if got.channel is Channel.CHAT:
            starts = [datetime.fromisoformat(one["start"]) for one in raw["dialog"]]
            assert [turn.text for turn in got.turns] == [one["body"] for one in raw["dialog"]]
            assert [turn.start_s for turn in got.turns] == [(at - starts[0]).total_seconds() for at in starts]


INVALID = {
    "bad_dialog_types": "wrong type",
    "bad_duration": "wrong type",
    "bad_party_ref": "does not have",
    "empty_vcon": "version",
    "null_parties": "wrong type",
    "out_of_range_party_indices": "does not have",
}


@pytest.mark.parametrize(("name", "reason"), INVALID.items(), ids=INVALID)
def test_genuine_invalid_ones_are_rejected(name, reason, shared, refusal):
    rejected = refusal("vcon", shared / "vcon" / "invalid" / f"{name}.json")
    assert reason in rejected.reason
    assert rejected.fields
