"""Azure batch transcription and Azure conversation JSON."""

from __future__ import annotations

import json

import pytest

from ccqa.contact import Channel, Role, Turn

A, C, U = Role.AGENT, Role.CUSTOMER, Role.UNKNOWN


def phrase(text="Good morning.", **fields):
    return {"recognitionStatus": "Success", "channel": 0, "nBest": [{"display": text, "lexical": "x"}]} | fields


def batch(*phrases, **fields):
    return json.dumps({"timestamp": "2026-01-15T10:05:00Z", "recognizedPhrases": list(phrases)} | fields)


TIMES = {
    "ticks": ({"offsetInTicks": 4000000, "durationInTicks": 17000000.0}, (0.4, 2.1)),
    "durations": ({"offset": "PT0.4S", "duration": "PT1.7S"}, (0.4, 2.1)),
    "durations of hours": ({"offset": "PT1H2M3.4S", "duration": "PT1M"}, (3723.4, 3783.4)),
    "milliseconds": ({"offsetMilliseconds": 400, "durationMilliseconds": 1700}, (0.4, 2.1)),
    "mixed": ({"offsetInTicks": 4000000, "duration": "PT1.7S"}, (0.4, 2.1)),
    "ticks before what was rounded": ({"offsetInTicks": 4000000, "offset": "PT0S"}, (0.4, None)),
    "no length": ({"offset": "PT0.4S"}, (0.4, None)),
    "no start": ({"duration": "PT1.7S"}, (None, None)),
}


@pytest.mark.parametrize(("fields", "times"), TIMES.values(), ids=TIMES)
def test_the_times_of_a_phrase(fields, times, one):
    (turn,) = one("azure_batch", batch(phrase(**fields))).turns
    assert (turn.start_s, turn.end_s) == times


LABELS = {
    "two channels": ([phrase(channel=0, speaker=1), phrase(channel=1, speaker=1)], ["0", "1"]),
    "one channel, two voices": ([phrase(speaker=1), phrase(speaker=2)], ["speaker 1", "speaker 2"]),
    "one channel alone": ([phrase()], [None]),
    "no channel": ([phrase(channel=None, speaker=3)], ["speaker 3"]),
}


@pytest.mark.parametrize(("phrases", "labels"), LABELS.values(), ids=LABELS)
def test_who_spoke_a_phrase(phrases, labels, one, noted):
    turns = one("azure_batch", batch(*phrases)).turns
    assert [getattr(turn, "label", None) for turn in turns] == labels
    assert noted["unknown role"] == len(labels)


def test_a_channel_on_which_nothing_was_said_is_still_one(one):
    got = one("azure_batch", batch(phrase(), combinedRecognizedPhrases=[{"channel": 0}, {"channel": 1, "display": ""}]))
    assert [(turn.label, turn.text) for turn in got.turns] == [("0", "Good morning.")]


def test_a_recording_gives_its_name_and_main_language(one, noted):
    source = "https://store.example/calls/call-17.wav?sig=swordfish"
    phrases = [phrase(locale="nl-BE"), phrase(locale="fr-BE"), phrase(locale="nl-BE")]
    got = one("azure_batch", batch(*phrases, source=source), "job/contenturl_0.json")
    assert (got.id, got.channel, got.language, got.started_at) == ("call-17", Channel.VOICE, "nl-BE", None)
    assert noted == {"unknown role": 3, "several languages": 1}


@pytest.mark.parametrize("source", ["https://www.example.org", "...", "https://[", None])
def test_without_a_recordings_name_the_file_gives_the_id(source, one):
    assert one("azure_batch", batch(phrase(), source=source), "job/call-9.json").id == "call-9"


ODD = {
    "not understood": ([phrase(), phrase(recognitionStatus="NoMatch", nBest=[])], {"empty turn dropped": 1}),
    "masked": ([phrase("You **** know.")], {"redaction mark": 1}),
    "with a mood": ([phrase(nBest=[{"display": "Hi.", "sentiment": {"negative": 1}}])], {"sentiment dropped": 1}),
    "out of order": (
        [phrase(offset="PT5S", duration="PT1S"), phrase(offset="PT1S", duration="PT5S")],
        {"turns put in order of time": 1, "overlap": 1},
    ),
}


@pytest.mark.parametrize(("phrases", "counts"), ODD.values(), ids=ODD)
def test_what_is_odd_is_counted(phrases, counts, one, noted):
    heard = [p for p in phrases if p["nBest"]]
    assert len(one("azure_batch", batch(*phrases)).turns) == len(heard)
    assert noted == counts | {"unknown role": len(heard)}


def test_a_phrase_without_display_has_its_words(one):
    (turn,) = one("azure_batch", batch(phrase(nBest=[{"lexical": "good morning"}, {"lexical": "could"}]))).turns
    assert turn.text == "good morning"


def item(text="Good morning.", **fields):
    return {"id": "1", "participantId": "p", "text": text} | fields


def talk(*items, **fields):
    return {"id": "c-1", "language": "en", "modality": "transcript", "conversationItems": list(items)} | fields


def request(*talks):
    return json.dumps({"conversations": list(talks)})


ROLES = {
    "by the role": ({"role": "Agent", "participantId": "a-17"}, (A, "a-17", None)),
    "a customer": ({"role": "customer", "participantId": "p-9"}, (C, None, None)),
    "by the participant": ({"participantId": "Customer"}, (C, None, None)),
    "by a numbered participant": ({"participantId": "Agent_1"}, (A, None, None)),
    "a number is no agent's id": ({"role": "Agent", "participantId": "Agent_1"}, (A, None, None)),
    "generic, by the participant": ({"role": "generic", "participantId": "customer_2"}, (C, None, None)),
    "generic": ({"role": "generic", "participantId": "person-2"}, (U, None, "person-2")),
    "a number alone": ({"participantId": "2"}, (U, None, "2")),
    "nobody": ({"participantId": None}, (U, None, None)),
}


@pytest.mark.parametrize(("fields", "found"), ROLES.values(), ids=ROLES)
def test_who_says_an_item(fields, found, one):
    (turn,) = one("azure_conversation", request(talk(item(**fields)))).turns
    assert (turn.role, turn.agent, getattr(turn, "label", None)) == found


def test_several_agents_are_told_apart_even_by_numbers(one, noted):
    items = [item(participantId=who) for who in ("Agent_1", "Customer_1", "Agent_2")]
    assert [leg.agent for leg in one("azure_conversation", request(talk(*items))).legs()] == ["Agent_1", "Agent_2"]
    assert noted == {"several agents": 1}


TICKS = {
    "by its words": (
        {"audioTimings": [{"word": "x", "offset": 4000000, "duration": 3000000}, {"offset": 9000000, "duration": 12000000}]},
        (0.4, 2.1),
    ),
    "words without times": ({"audioTimings": [{"word": "x"}, {"word": "y", "offset": 4000000}]}, (0.4, None)),
    "by the item": ({"conversationItemLevelTiming": {"offset": 4000000, "duration": 17000000}}, (0.4, 2.1)),
    "a message": ({}, (None, None)),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "times"), TICKS.values(), ids=TICKS)
def test_when_an_item_was_said(fields, times, one):
    (turn,) = one("azure_conversation", request(talk(item(**fields)))).turns
    assert (turn.start_s, turn.end_s) == times


def test_each_conversation_is_a_contact_and_one_that_comes_again_is_told(read):
    talks = [talk(item()), talk(item(), id="c-2", modality="text", language="fr"), talk(item()), "c-4", talk()]
    contacts, rejected = read("azure_conversation", request(*talks), "d/day.json")
    assert [(c.id, c.channel, c.language) for c in contacts] == [
        ("c-1", Channel.VOICE, "en"),
        ("c-2", Channel.CHAT, "fr"),
    ]
    assert [(r.ref, r.reason) for r in rejected] == [
        ("d/day.json:1#3", "the contact id came before in this file; the first one is kept"),
        ("d/day.json:1#4", "not a JSON object"),
        ("d/day.json:1#5", "no turns"),
    ]


def test_an_id_that_only_counts_is_made_one_by_the_file(read):
    contacts, _ = read("azure_conversation", request(talk(item(), id="1"), talk(item(), id="77")), "d/day.json")
    assert [contact.id for contact in contacts] == ["day-1", "77"]


@pytest.mark.parametrize("wrap", [lambda t: {"analysisInput": {"conversations": [t]}}, lambda t: t])
def test_a_conversation_is_read_in_its_task_and_alone(wrap, one):
    assert one("azure_conversation", json.dumps(wrap(talk(item(role="agent"))))).turns == (
        Turn(A, "Good morning.", None, None, "p"),
    )


BAD = {
    "no phrases": ("azure_batch", batch(), "no turns"),
    "a negative time": ("azure_batch", batch(phrase(offsetInTicks=-1)), "wrong type or size"),
    "no duration": ("azure_batch", batch(phrase(offset="soon")), "wrong type or size"),
    "a time beyond measure": ("azure_batch", batch(phrase(offset="P9999D")), "wrong type or size"),
    "items that are none": ("azure_conversation", request(talk(conversationItems={})), "wrong type"),
    "an empty chat": ("azure_conversation", request(talk()), "no turns"),
}


@pytest.mark.parametrize(("name", "content", "reason"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_told(name, content, reason, refusal):
    assert reason in refusal(name, content).reason


def test_a_genuine_batch_transcription(shared, one, format_of, noted):
    path = shared / "azure" / "transcriptSample.json"
    assert format_of(path.read_bytes()) == "azure_batch"
    got = one("azure_batch", path)
    source = json.loads(path.read_bytes())["recognizedPhrases"]
    assert [turn.text for turn in got.turns] == [one["nBest"][0]["display"] for one in source]
    assert [turn.label for turn in got.turns] == [f"speaker {one['speaker']}" for one in source]
    assert (got.id, got.turns[0].start_s, got.turns[0].end_s) == ("transcriptSample", 0.04, 2.22)
    assert noted == {"unknown role": len(source)}


def test_a_genuine_conversation(shared, one, format_of, noted):
    path = shared / "azure" / "Json_input_customer_support.json"
    assert format_of(path.read_bytes()) == "azure_conversation"
    got = one("azure_conversation", path)
    (source,) = json.loads(path.read_bytes())["analysisInput"]["conversations"]
    assert (got.id, got.language, got.channel) == (source["id"], "en", Channel.VOICE)
    assert [t.role.value for t in got.turns] == [i["participantId"].lower() for i in source["conversationItems"]]
    assert [leg.agent for leg in got.legs()] == [None]
    assert not noted
