"""Amazon Bedrock Data Automation: recordings whose speakers have numbers, and outputs that are no transcript."""

from __future__ import annotations

import json

import pytest

from ccqa.contact import Channel, Role

SEGMENTS = [
    {
        "start_timestamp_millis": 400,
        "end_timestamp_millis": 2100,
        "type": "TRANSCRIPT",
        "text": "Good morning.",
        "speaker": {"speaker_label": "spk_0"},
        "channel": {"channel_label": "ch_0"},
    },
    {"start_timestamp_millis": 2500, "end_timestamp_millis": 4000, "text": "My bill is wrong.", "speaker": "spk_1"},
]


def recording(*segments, **metadata):
    about = {"semantic_modality": "AUDIO", "dominant_asset_language": "EN"} | metadata
    return json.dumps({"metadata": about, "audio_segments": list(segments)})


def test_a_recording_gives_words_and_times_and_no_roles(one, noted, format_of):
    content = recording(*SEGMENTS)
    got = one("bedrock", content, "in/call-5.json")
    assert format_of(content.encode()) == "bedrock"
    assert (got.id, got.channel, got.language) == ("call-5", Channel.VOICE, "EN")
    assert [(t.role, t.start_s, t.end_s) for t in got.turns] == [(Role.UNKNOWN, 0.4, 2.1), (Role.UNKNOWN, 2.5, 4)]
    assert noted == {"unknown role": 2}


def test_segments_out_of_order_missing_ends_overlaps_languages_and_marks(one, noted):
    spanish = SEGMENTS[0] | {"language": "ES", "end_timestamp_millis": None, "start_timestamp_millis": 3000}
    marked = SEGMENTS[0] | {"text": "I am [NAME]."}
    got = one("bedrock", recording(SEGMENTS[1], marked, spanish))
    assert [turn.start_s for turn in got.turns] == [0.4, 2.5, 3]
    names = ("turns put in order of time", "missing end", "overlap", "several languages", "redaction mark")
    assert [noted[name] for name in names] == [1, 1, 1, 1, 1]


BAD = {
    "a custom output": ({"matched_blueprint": {}, "inference_result": {}}, "findings, not a transcript"),
    "a document": ({"metadata": {"semantic_modality": "DOCUMENT"}, "pages": []}, "findings, not a transcript"),
    "no segments": ({"audio_segments": []}, "no turns"),
    "no words": ({"audio_segments": [{"text": " "}]}, "no turns"),
    "a time that is a word": ({"audio_segments": [SEGMENTS[0] | {"start_timestamp_millis": "soon"}]}, "wrong type"),
}


@pytest.mark.parametrize(("record", "reason"), BAD.values(), ids=BAD)
def test_what_holds_no_transcript_is_refused(record, reason, refusal):
    assert reason in refusal("bedrock", json.dumps(record)).reason


def test_a_genuine_custom_output_is_refused_as_such(shared, refusal, format_of):
    path = shared / "aws_bda" / "bda-custom.json"
    assert format_of(path.read_bytes()) == "bedrock"
    rejected = refusal("bedrock", path)
    assert "load the standard output" in rejected.reason
    assert rejected.fields == ()
