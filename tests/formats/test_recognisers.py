"""Deepgram, AssemblyAI and WhisperX: speech recognisers that know channels and voices, but no roles."""

from __future__ import annotations

import json

import pytest

from ccqa.contact import Channel, Role, Turn, Unassigned


def utterance(text="Good morning.", start=0.4, end=2.1, **fields):
    return {"transcript": text, "start": start, "end": end, "confidence": 0.9} | fields


def deepgram(*utterances, channels=2, **results):
    heard = [{"detected_language": "en"}] * channels if isinstance(channels, int) else channels
    told = {"utterances": list(utterances)} if utterances else {}
    return json.dumps({"metadata": {"request_id": "r-1"}, "results": {"channels": heard} | told | results})


def said(*words, speaker=None):
    return [{"word": w, "start": start, "end": start + 0.3, "speaker": speaker} for w, start in words]


def assembly(*utterances, **fields):
    row = {"id": "t-1", "status": "completed", "text": "x", "audio_duration": 9, "utterances": list(utterances)}
    return json.dumps(row | fields)


def spoken(text="Good morning.", start=400, end=2100, **fields):
    return {"text": text, "start": start, "end": end} | fields


def whisper(*segments, **fields):
    return json.dumps({"segments": list(segments), "word_segments": [{"word": "Good"}], "language": "en"} | fields)


LABELS = {
    "deepgram, two channels": ("deepgram", deepgram(utterance(channel=1, speaker=0)), "1"),
    "deepgram, one channel, voices": ("deepgram", deepgram(utterance(channel=0, speaker=1), channels=1), "speaker 1"),
    "deepgram, one channel alone": ("deepgram", deepgram(utterance(channel=0), channels=1), None),
    "assemblyai, voices": ("assemblyai", assembly(spoken(speaker="A")), "A"),
    "assemblyai, two channels": ("assemblyai", assembly(spoken(speaker="1A", channel="1"), audio_channels=2), "1"),
    "assemblyai, one channel": ("assemblyai", assembly(spoken(speaker="B", channel="1"), audio_channels=1), "B"),
    "whisperx": ("whisperx", whisper(spoken(speaker="SPEAKER_00")), "SPEAKER_00"),
    "whisper, which tells nobody": ("whisperx", whisper(spoken()), None),
}


@pytest.mark.parametrize(("name", "content", "label"), LABELS.values(), ids=LABELS)
def test_a_channel_is_never_taken_for_a_voice(name, content, label, one, noted):
    (turn,) = one(name, content).turns
    assert (turn.role, turn.agent, getattr(turn, "label", None)) == (Role.UNKNOWN, None, label)
    assert noted["unknown role"] == 1


def test_a_speaker_who_is_called_by_a_role_has_it(one):
    (turn,) = one("assemblyai", assembly(spoken(speaker="Agent"))).turns
    assert turn == Turn(Role.AGENT, "Good morning.", 0.4, 2.1)


UNITS = {
    "deepgram writes seconds": ("deepgram", deepgram(utterance(start=61.5, end=63))),
    "assemblyai writes milliseconds": ("assemblyai", assembly(spoken(start=61500, end=63000))),
    "whisperx writes seconds": ("whisperx", whisper(spoken(start=61.5, end=63))),
}


@pytest.mark.parametrize(("name", "content"), UNITS.values(), ids=UNITS)
def test_times_are_seconds(name, content, one):
    (turn,) = one(name, content).turns
    assert (turn.start_s, turn.end_s) == (61.5, 63)


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("deepgram", deepgram(utterance(), channels=1), ("r-1", "en")),
        ("assemblyai", assembly(spoken(), language_code="en_us"), ("t-1", "en-us")),
        ("whisperx", whisper(spoken()), ("call-9", "en")),
    ],
)
def test_whose_call_it_is_and_in_which_language(name, content, found, one, noted):
    got = one(name, content, "d/call-9.json")
    assert (got.id, got.language, got.channel, got.started_at) == (*found, Channel.VOICE, None)
    assert noted == {"unknown role": 1}


def test_two_languages_are_counted_and_the_first_of_the_most_counts(one, noted):
    heard = [{"detected_language": code} for code in ("nl", "fr", "fr-BE", "nl")]
    got = one("deepgram", deepgram(utterance(), channels=heard))
    assert (got.language, noted["several languages"]) == ("nl", 1)


def test_two_varieties_of_a_language_are_one(one, noted):
    one("deepgram", deepgram(utterance(), channels=[{"detected_language": code} for code in ("en-GB", "en-US")]))
    assert noted["several languages"] == 0


ODD = {
    "out of order, overlapping": (
        [utterance("b", 2, 3), utterance("a", 1, 2.5)],
        [("a", 1, 2.5), ("b", 2, 3)],
        {"turns put in order of time": 1, "overlap": 1},
    ),
    "no end": ([utterance(end=None)], [("Good morning.", 0.4, None)], {"missing end": 1}),
    "an end before its beginning": (
        [utterance(end=0.1)],
        [("Good morning.", 0.4, None)],
        {"end before its beginning dropped": 1, "missing end": 1},
    ),
    "no times at all": ([utterance(start=None, end=None)], [("Good morning.", None, None)], {}),
    "silence": ([utterance(" "), utterance()], [("Good morning.", 0.4, 2.1)], {"empty turn dropped": 1}),
    "marks of redaction": ([utterance("I am [NAME_1].")], [("I am [NAME_1].", 0.4, 2.1)], {"redaction mark": 1}),
}


@pytest.mark.parametrize(("utterances", "turns", "counts"), ODD.values(), ids=ODD)
def test_what_is_odd_is_kept_and_counted(utterances, turns, counts, one, noted):
    got = one("deepgram", deepgram(*utterances))
    assert [(t.text, t.start_s, t.end_s) for t in got.turns] == turns
    assert noted == counts | {"unknown role": len(turns)}


def test_words_are_joined_where_there_are_no_utterances(one):
    ours = {
        "alternatives": [{"words": said(("good", 0.1), ("morning", 0.5), ("yes", 2.0))}, {"words": said(("no", 0))}]
    }
    theirs = {"alternatives": [{"words": [{"word": "hi", "punctuated_word": "Hi!", "start": 1.0, "end": 1.2}]}]}
    got = one("deepgram", deepgram(channels=[ours, theirs]))
    assert [(t.label, t.text, t.start_s, t.end_s) for t in got.turns] == [
        ("0", "good morning", 0.1, 0.8),
        ("1", "Hi!", 1.0, 1.2),
        ("0", "yes", 2.0, 2.3),
    ]


def test_voices_of_one_channel_are_told_apart_by_their_words(one):
    words = said(("good", 0.1), ("morning", 0.5), speaker=0) + said(("hi", 1.0), speaker=1)
    got = one("deepgram", deepgram(channels=[{"alternatives": [{"words": words}]}]))
    assert [(t.label, t.text) for t in got.turns] == [("speaker 0", "good morning"), ("speaker 1", "hi")]


def test_what_was_said_once_is_read_once(one):
    words = {"alternatives": [{"transcript": "Good morning.", "words": said(("good", 0.4), ("morning", 0.8))}]}
    assert len(one("deepgram", deepgram(utterance(), channels=[words])).turns) == 1
    assert len(one("assemblyai", assembly(spoken(words=[{"text": "Good"}]), words=[{"text": "Good"}])).turns) == 1


def test_words_without_times_do_not_matter(one):
    got = one("whisperx", whisper(spoken(" 18 euros.", 0.4, 2.1, speaker="SPEAKER_00", words=[{"word": "18"}])))
    assert got.turns == (Unassigned(Role.UNKNOWN, "18 euros.", 0.4, 2.1, None, "SPEAKER_00"),)


def test_moods_are_counted_and_never_kept(one, noted):
    moods = {"segments": [{"sentiment": "dreadful"}], "average": {"sentiment": "dreadful"}}
    got = one("deepgram", deepgram(utterance(), sentiments=moods))
    results = [{"text": "x", "sentiment": "dreadful"}, {"text": "y", "sentiment": "dreadful"}]
    other = one("assemblyai", assembly(spoken(), sentiment_analysis_results=results))
    assert noted["sentiment dropped"] == 3
    assert "dreadful" not in repr((got, other))


BAD = {
    "deepgram, nothing said": ("deepgram", deepgram(), "no turns"),
    "deepgram, words without times": (
        "deepgram",
        deepgram(channels=[{"alternatives": [{"words": [{"word": "hi"}]}]}]),
        "missing",
    ),
    "deepgram, no results": ("deepgram", '{"metadata": {}}', "missing"),
    "assemblyai, one text": ("assemblyai", assembly(utterances=None), "does not tell the speakers apart"),
    "assemblyai, still at work": ("assemblyai", assembly(status="processing", utterances=None), "not completed"),
    "assemblyai, nobody spoke": ("assemblyai", assembly(), "no turns"),
    "whisperx, nothing heard": ("whisperx", whisper(), "no turns"),
    "whisperx, a segment without text": ("whisperx", whisper({"start": 1, "end": 2}), "missing"),
    "whisperx, a time beyond measure": ("whisperx", whisper(spoken(start=2e8)), "out of bounds"),
}


@pytest.mark.parametrize(("name", "content", "reason"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_told(name, content, reason, refusal):
    assert reason in refusal(name, content).reason


@pytest.mark.parametrize(("name", "content"), [("deepgram", deepgram(utterance())), ("assemblyai", assembly(spoken()))])
def test_a_transcript_that_comes_twice_counts_once(name, content, read):
    contacts, (again,) = read(name, f"{content}\n{content}\n")
    assert (len(contacts), again.fields) == (1, ("id",))
