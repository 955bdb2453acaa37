from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ccqa.contact import Channel, Role, Turn


def vtt(*cues, head="WEBVTT", notes=""):
    return (
        f"{head}\n\n{notes}\n\n"
        + "\n\n".join(f"00:00:{k:02}.000 --> 00:00:{k:02}.900\n{cue}" for k, cue in enumerate(cues))
        + "\n"
    )


A, C, B, U = Role.AGENT, Role.CUSTOMER, Role.BOT, Role.UNKNOWN

CUES = {
    "role and name": ("<v Agent Ada>Good morning.", [(A, "Good morning.", "Ada")]),
    "closed, with a class": ("<v.loud Agent Ada>Hi.</v>", [(A, "Hi.", "Ada")]),
    "role alone": ("<v Customer>Hi.", [(C, "Hi.", None)]),
    "a role of two words": ("<v Human Agent>Hi.", [(A, "Hi.", None)]),
    "a name alone": ("<v Ada>Hi.", [(U, "Hi.", "Ada")]),
    "a name that begins like a role": ("<v Contact Centre>Hi.", [(U, "Hi.", "Contact Centre")]),
    "two voices": ("<v Agent Ada>Hi.</v> <v Bot>Beep.", [(A, "Hi.", "Ada"), (B, "Beep.", None)]),
    "words before a voice": ("Hm. <v Customer>Hi.", [(U, "Hm.", None), (C, "Hi.", None)]),
    "several lines": ("<v Customer>I have\na question.\nTwo.", [(C, "I have a question. Two.", None)]),
    "markup within": (
        "<v Customer>I <b>do</b> <00:00:01.500><c.x>care</c> &amp; 3 &lt; 4",
        [(C, "I do care & 3 < 4", None)],
    ),
    "a diarised label": ("[SPEAKER_00]: Hello: you", [(U, "Hello: you", "SPEAKER_00")]),
    "a label that is a role": ("[Agent]: Hello", [(A, "Hello", None)]),
    "a bare role before a colon": ("Customer: Hello", [(C, "Hello", None)]),
    "a bare word before a colon": ("Note: it is late", [(U, "Note: it is late", None)]),
    "a word that may be a role": ("Contact: nine to five", [(U, "Contact: nine to five", None)]),
    "nobody": ("Hello", [(U, "Hello", None)]),
}


@pytest.mark.parametrize(("cue", "turns"), CUES.values(), ids=CUES)
def test_who_says_what_in_a_cue(cue, turns, one, noted):
    got = one("webvtt", vtt(cue))
    assert [(t.role, t.text, t.agent or getattr(t, "label", None)) for t in got.turns] == turns
    assert noted["unknown role"] == [role for role, *_ in turns].count(U)


TIMES = {
    "with hours": ("01:00:00.400 --> 01:00:02.100", (3600.4, 3602.1)),
    "without hours": ("00:00.400 --> 00:02.100", (0.4, 2.1)),
    "with settings": ("00:00.400 --> 00:02.100 align:start position:0%", (0.4, 2.1)),
    "with commas, as in srt": ("00:00:00,400 --> 00:00:02,100", (0.4, 2.1)),
    "hundreds of hours": ("100:00:00.000 --> 100:00:01.000", (360000.0, 360001.0)),
    "not readable": ("soon --> later", (None, None)),
}


@pytest.mark.parametrize(("line", "times"), TIMES.values(), ids=TIMES)
def test_times_of_a_cue(line, times, one, noted):
    (turn,) = one("webvtt", f"WEBVTT\n\n1\n{line}\n<v Agent>Hi.\n").turns
    assert (turn.start_s, turn.end_s) == times
    assert noted["cue without readable time"] == (times[0] is None)


def test_notes_tell_what_captions_cannot(one, noted):
    notes = 'NOTE agent_id=a-17 queue="tier 2" id=c-9\ncustomer=p-1 channel=voice started_at=2026-01-15T10:00:00Z\n\nNOTE a remark: without pairs\n\nNOTE colour=red'
    got = one(
        "webvtt", vtt("<v Agent Ada>Hi.", "<v Customer>Hi.", head="WEBVTT - call 9\nLanguage: en-GB", notes=notes)
    )
    assert (got.id, got.agent, got.queue, got.customer) == ("c-9", "a-17", "tier 2", "p-1")
    assert (got.channel, got.language) == (Channel.VOICE, "en-GB")
    assert got.started_at == datetime(2026, 1, 15, 10, tzinfo=UTC)
    assert got.turns == (Turn(A, "Hi.", 0.0, 0.9), Turn(C, "Hi.", 1.0, 1.9))
    assert noted == {"unknown key: colour": 1}


def test_a_note_gives_diarised_speakers_their_roles(one, noted):
    got = one(
        "webvtt", vtt("[SPEAKER_00]: Hi.", "[SPEAKER_01]: Hi.", notes="NOTE SPEAKER_00=agent SPEAKER_01=customer")
    )
    assert [turn.role for turn in got.turns] == [A, C]
    assert not noted


def test_several_agents_go_by_their_names(one, noted):
    got = one("webvtt", vtt("<v Agent Ada>Hi.", "<v Agent Bo>Hi.", notes="NOTE agent_id=a-17"))
    assert [leg.agent for leg in got.legs()] == ["Ada", "Bo"]
    assert noted["several agents"] == 1


def test_styles_are_no_words_and_lost_words_are_counted(one, noted):
    content = "WEBVTT\r\n\r\nSTYLE\r\n::cue {}\r\n\r\n00:00.000 --> 00:01.000\r\n<v Agent>Hi.\r\n\r\nWords after a blank line.\r\n"
    assert len(one("webvtt", "\ufeff" + content, "d/call-7.vtt").turns) == 1
    assert noted == {"words outside cues dropped": 1}


def test_cues_are_put_in_order_and_overlaps_counted(one, noted):
    got = one(
        "webvtt",
        "WEBVTT\n\n00:05.000 --> 00:06.000\n<v Agent>b\n\n00:01.000 --> 00:05.500\n<v Agent>a\n",
        "d/call-7.vtt",
    )
    assert (got.id, [turn.text for turn in got.turns]) == ("call-7", ["a", "b"])
    assert noted == {"turns put in order of time": 1, "overlap": 1}


BAD = {
    "no cues": (b"WEBVTT\n", "no turns", ()),
    "empty": (b"", "begin with WEBVTT", ()),
    "srt": (b"1\n00:00:00,400 --> 00:00:02,100\nHi.\n", "begin with WEBVTT", ()),
    "not utf-8": (b"WEBVTT\n\n00:00.000 --> 00:01.000\ncaf\xe9\n", "not UTF-8", ()),
    "start no date": (vtt("x", notes="NOTE started_at=today").encode(), "no readable time", ("started_at",)),
    "an id without end": (vtt("x", notes="NOTE id=" + "x" * 501).encode(), "above the limit", ("id",)),
    "a time beyond measure": (b"WEBVTT\n\n900000:00:00.000 --> 900000:00:01.000\nx\n", "above the limit", ()),
}


@pytest.mark.parametrize(("content", "reason", "fields"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_told(content, reason, fields, refusal):
    rejected = refusal("webvtt", content)
    assert reason in rejected.reason
    assert rejected.fields == fields


def test_a_reference_of_thousands_of_digits_is_read_as_it_stands(one):
    said = "&#" + "9" * 5000 + ";"
    assert one("webvtt", f"WEBVTT\n\n00:00.000 --> 00:01.000\n<v Agent>{said}").turns[0].text == said
