"""Google Insights conversations and Google's upload JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from pydantic.alias_generators import to_snake

from ccqa.contact import Channel, Event, EventKind, Role, Survey

AT = datetime(2026, 1, 15, 10, tzinfo=UTC)
AGENT = {"role": "HUMAN_AGENT", "userId": "a-17"}
GREETING = {
    "messageTime": "2026-01-15T10:00:00.400Z",
    "text": "Good morning",
    "languageCode": "en-US",
    "channelTag": 1,
    "words": [
        {"word": "Good", "startOffset": "0.400s", "endOffset": "0.700s"},
        {"word": "morning", "startOffset": "0.700s", "endOffset": "1.200s"},
    ],
    "segmentParticipant": AGENT,
    "sentiment": {"magnitude": 0.2, "score": 0.1},
}
ANSWER = {
    "messageTime": "2026-01-15T10:00:03Z",
    "text": "My bill is wrong",
    "channelTag": 2,
    "words": [{"word": "My", "startOffset": "3s", "endOffset": "3.5s"}],
    "segmentParticipant": {"role": "END_USER"},
}
CALL = {
    "name": "projects/p/locations/l/conversations/c-1",
    "agentId": "a-17",
    "medium": "PHONE_CALL",
    "languageCode": "en-US",
    "startTime": "2026-01-15T10:00:00Z",
    "duration": "61s",
    "labels": {"queue": "billing"},
    "qualityMetadata": {
        "waitDuration": "35s",
        "customerSatisfactionRating": 4,
        "agentInfo": [{"agentId": "a-17", "teams": ["tier 1"]}],
    },
    "transcript": {"transcriptSegments": [GREETING, ANSWER]},
}


def talk(*segments, **changes):
    return json.dumps(CALL | {"transcript": {"transcriptSegments": list(segments)}} | changes)


def snake(value):
    if isinstance(value, dict):
        return {to_snake(key): snake(one) for key, one in value.items()}
    return [snake(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("record", [CALL, snake(CALL)], ids=["REST", "Python"])
def test_a_call(record, one, noted, format_of):
    content = json.dumps(record)
    got = one("google_insights", content)
    assert format_of(content.encode()) == "google_insights"
    assert (got.id, got.agent, got.queue, got.language) == ("c-1", "a-17", "billing", "en-US")
    assert (got.channel, got.wait_s, got.survey) == (Channel.VOICE, 35, Survey(4))
    assert (got.started_at, got.ended_at) == (AT, AT.replace(minute=1, second=1))
    assert [(t.role, t.start_s, t.end_s) for t in got.turns] == [(Role.AGENT, 0.4, 1.2), (Role.CUSTOMER, 3, 3.5)]
    assert [leg.agent for leg in got.legs()] == ["a-17"]
    assert noted == {"sentiment dropped": 1}
    assert "0.2" not in repr(got)


def test_a_chat_without_start_counts_from_its_first_message(one, noted):
    messages = [segment | {"words": []} for segment in (GREETING, ANSWER)]
    got = one("google_insights", talk(*messages, medium="CHAT", startTime=None, duration=None))
    assert (got.channel, got.ended_at) == (Channel.CHAT, None)
    assert got.started_at == AT.replace(microsecond=400000)
    assert [(turn.start_s, turn.end_s) for turn in got.turns] == [(0, None), (2.6, None)]
    assert noted["missing end"] == 2


def test_a_call_without_start_began_before_its_first_word(one):
    assert one("google_insights", talk(GREETING, startTime=None)).started_at == AT


def test_a_segment_without_words_has_the_time_of_its_message(one):
    got = one("google_insights", talk(GREETING, ANSWER | {"words": None}))
    assert [turn.start_s for turn in got.turns] == [0.4, 3]


ROLES = {
    "an agent": ({"role": "HUMAN_AGENT"}, Role.AGENT),
    "an automated agent": ({"role": "AUTOMATED_AGENT"}, Role.BOT),
    "an end user": ({"role": "END_USER"}, Role.CUSTOMER),
    "any agent, which may be a bot": ({"role": "ANY_AGENT"}, Role.UNKNOWN),
    "an agent by number": ({"role": 1}, Role.AGENT),
    "an automated agent by number": ({"role": 2}, Role.BOT),
    "an end user by number": ({"role": 3}, Role.CUSTOMER),
    "any agent by number": ({"role": 4}, Role.UNKNOWN),
    "a word that is new": ({"role": "SUPERVISOR"}, Role.UNKNOWN),
    "nobody, on a channel that is not explained": (None, Role.UNKNOWN),
}


@pytest.mark.parametrize(("participant", "role"), ROLES.values(), ids=ROLES)
def test_the_role_of_a_segment(participant, role, one, noted):
    got = one("google_insights", talk(GREETING | {"segmentParticipant": participant}))
    assert got.turns[0].role is role
    assert noted["unknown role"] == (role is Role.UNKNOWN)


CHANNELS = {
    "explained": ({"customerChannel": 2, "agentChannel": 1}, [Role.AGENT, Role.CUSTOMER]),
    "the other way round": ({"customerChannel": 1, "agentChannel": 2}, [Role.CUSTOMER, Role.AGENT]),
    "both on one": ({"customerChannel": 1, "agentChannel": 1}, [Role.UNKNOWN, Role.UNKNOWN]),
    "one of them": ({"agentChannel": 1}, [Role.AGENT, Role.UNKNOWN]),
}


@pytest.mark.parametrize(("sides", "roles"), CHANNELS.values(), ids=CHANNELS)
@pytest.mark.parametrize("participant", [None, {"role": "ROLE_UNSPECIFIED"}, {"role": 0}])
def test_a_channel_tells_the_role_only_where_the_file_says_whose_it_is(sides, roles, participant, one):
    segments = [segment | {"segmentParticipant": participant} for segment in (GREETING, ANSWER)]
    got = one("google_insights", talk(*segments, callMetadata=sides))
    assert [turn.role for turn in got.turns] == roles


def test_several_agents_are_told_apart_by_their_user_ids(one, noted):
    second = ANSWER | {"segmentParticipant": {"role": "HUMAN_AGENT", "userId": "a-18"}}
    got = one("google_insights", talk(GREETING, second))
    assert [leg.agent for leg in got.legs()] == ["a-17", "a-18"]
    assert noted["several agents"] == 1


LONE = {
    "the one that the file names": ("a-99", ["a-99"]),
    "the speaker where the file names none": (None, ["a-17"]),
    "the speaker where the name is empty, as Python writes it": ("", ["a-17"]),
}


@pytest.mark.parametrize(("told", "agents"), LONE.values(), ids=LONE)
def test_the_agent_of_a_call_with_one(told, agents, one):
    got = one("google_insights", talk(GREETING, ANSWER, agentId=told, qualityMetadata=None))
    assert [leg.agent for leg in got.legs()] == agents


def test_of_several_agents_listed_none_gets_turns_that_name_nobody(one):
    quality = {"agentInfo": [{"agentId": "a-17"}, {"agentId": "a-18"}]}
    got = one("google_insights", talk(GREETING | {"segmentParticipant": {"role": 1}}, qualityMetadata=quality))
    assert [leg.agent for leg in got.legs()] == [None]


QUEUES = {
    "the label": ({"queue": "billing"}, ["tier 1"], "billing", 0),
    "the only team": ({"site": "north"}, ["tier 1"], "tier 1", 1),
    "two teams": (None, ["tier 1", "tier 2"], None, 0),
    "nothing": (None, None, None, 0),
}


@pytest.mark.parametrize("row", QUEUES.values(), ids=QUEUES)
def test_the_queue(row, one, noted):
    labels, teams, queue, count = row
    quality = {"agentInfo": [{"agentId": "a-17", "teams": teams}]}
    assert one("google_insights", talk(GREETING, labels=labels, qualityMetadata=quality)).queue == queue
    assert noted["team taken as queue"] == count


def analysed(**found):
    return {"analysisResult": {"callAnalysisMetadata": found}}


HOLDS = {
    "between two words": (
        {"annotationStartBoundary": {"wordIndex": 1}, "annotationEndBoundary": {"transcriptIndex": 1}},
        Event(EventKind.HOLD, 0.7, 3.5),
    ),
    "beyond the words": (
        {"annotationStartBoundary": {"wordIndex": 9}, "annotationEndBoundary": {"transcriptIndex": 9}},
        Event(EventKind.HOLD),
    ),
    "nowhere": ({}, Event(EventKind.HOLD)),
}


@pytest.mark.parametrize(("place", "event"), HOLDS.values(), ids=HOLDS)
def test_a_hold_lies_between_words(place, event, one):
    analysis = analysed(annotations=[place | {"holdData": {}}, place | {"silenceData": {}}])
    assert one("google_insights", talk(GREETING, ANSWER, latestAnalysis=analysis)).events == (event,)


def test_moods_of_the_analysis_are_dropped(one, noted):
    analysis = analysed(sentiments=[{"channelTag": 1, "sentimentData": {"score": 0.7331}}])
    got = one("google_insights", talk(GREETING, latestAnalysis=analysis))
    assert noted["sentiment dropped"] == 2
    assert "0.7331" not in repr(got)


def test_two_languages_are_counted_and_the_told_one_stays(one, noted):
    assert one("google_insights", talk(GREETING, ANSWER | {"languageCode": "es-US"})).language == "en-US"
    assert noted["several languages"] == 1


def test_without_a_told_language_the_commonest_is_taken(one):
    segments = [GREETING | {"languageCode": code} for code in ("en-US", "es-US", "es-US")]
    assert one("google_insights", talk(*segments, languageCode=None)).language == "es-US"


def test_segments_out_of_order_and_overlaps(one, noted):
    early = ANSWER | {"words": [{"startOffset": "1s", "endOffset": "2s"}]}
    got = one("google_insights", talk(early, GREETING))
    assert [turn.text for turn in got.turns] == ["Good morning", "My bill is wrong"]
    assert (noted["turns put in order of time"], noted["overlap"]) == (1, 1)


def test_redaction_marks_are_counted(one, noted):
    one("google_insights", talk(GREETING | {"text": "Hello [PERSON_NAME], your card ends in ****"}))
    assert noted["redaction mark"] == 2


BAD = {
    "no segments": ({"transcript": {"transcriptSegments": []}}, "no turns"),
    "no words": ({"transcript": {"transcriptSegments": [{"text": ""}]}}, "no turns"),
    "the basic view": ({"transcript": None}, "without its transcript"),
    "an offset that is none": (
        {"transcript": {"transcriptSegments": [{"words": [{"startOffset": "soon"}]}]}},
        "wrong type",
    ),
}


@pytest.mark.parametrize(("change", "reason"), BAD.values(), ids=BAD)
def test_what_cannot_be_a_contact_is_refused(change, reason, refusal):
    assert reason in refusal("google_insights", json.dumps(CALL | change)).reason


def test_a_conversation_that_comes_twice_in_a_file_is_read_once(read):
    contacts, (rejected,) = read("google_insights", "\n".join((talk(GREETING), talk(GREETING | {"text": "[PII]"}))))
    assert [contact.turns[0].text for contact in contacts] == ["Good morning"]
    assert "came before" in rejected.reason


def entry(usec, text, role="AGENT", user=2):
    return {"start_timestamp_usec": usec, "text": text, "role": role, "user_id": user}


START = 1768471200400000
CHAT = [entry(START, "Good morning"), entry(START + 2600000, "Hi, my bill is wrong", "CUSTOMER", 1)]


def upload(*entries):
    return json.dumps({"conversation_info": {"categories": []}, "entries": list(entries)})


def test_an_upload(one, noted, format_of):
    got = one("google_upload", upload(*CHAT), "in/chat-7.json")
    assert format_of(upload(*CHAT).encode()) == "google_upload"
    assert (got.id, got.channel, got.agent) == ("chat-7", Channel.CHAT, None)
    assert got.started_at == AT.replace(microsecond=400000)
    assert [(t.role, t.start_s, t.end_s) for t in got.turns] == [(Role.AGENT, 0, None), (Role.CUSTOMER, 2.6, None)]
    assert noted == {"missing end": 2, "epoch unit told by magnitude": 1}


def test_an_upload_in_milliseconds_is_told_by_magnitude(one):
    got = one("google_upload", upload(entry(1768471200400, "a"), entry(1768471203000, "b")))
    assert [turn.start_s for turn in got.turns] == [0, 2.6]


def test_an_upload_with_offsets_has_no_start(one, noted):
    got = one("google_upload", upload(entry(400000, "a"), entry(3000000, "b")))
    assert (got.started_at, [turn.start_s for turn in got.turns]) == (None, [0.4, 3])
    assert noted["offset told by magnitude"] == 1


def test_an_automated_agent_is_a_bot_and_a_new_word_nobody(one, noted):
    got = one("google_upload", upload(entry(START, "a", "AUTOMATED_AGENT"), entry(START, "b", "SPEAKER", 3)))
    assert [turn.role for turn in got.turns] == [Role.BOT, Role.UNKNOWN]
    assert noted["unknown role"] == 1


def test_several_agents_of_an_upload_are_told_apart(one):
    got = one("google_upload", upload(*CHAT, entry(START + 5000000, "I take over", user=3)))
    assert [leg.agent for leg in got.legs()] == ["2", "3"]


def test_entries_out_of_order_are_put_in_order_of_time(one, noted):
    assert one("google_upload", upload(*CHAT[::-1])).turns[0].text == "Good morning"
    assert noted["turns put in order of time"] == 1


@pytest.mark.parametrize("entries", [[], [entry(START, " ")]], ids=["no entries", "no words"])
def test_an_empty_upload_is_refused(entries, refusal):
    assert refusal("google_upload", upload(*entries)).reason == "no turns"


def test_a_genuine_upload(shared, one, format_of, noted):
    path = shared / "google_ccai" / "ccai_conversation_0.json"
    assert format_of(path.read_bytes()) == "google_upload"
    got = one("google_upload", path)
    source = json.loads(path.read_bytes())["entries"]
    assert [turn.text for turn in got.turns] == [item["text"] for item in source]
    assert [turn.role.value.upper() for turn in got.turns] == [item["role"] for item in source]
    assert [turn.start_s for turn in got.turns] == [15 * number for number in range(len(source))]
    assert got.started_at == datetime(2023, 2, 1, 5, 49, 41, tzinfo=UTC)
    assert noted["missing end"] == len(source)
