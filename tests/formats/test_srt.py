from __future__ import annotations

import pytest

from ccqa.contact import Channel, Role, Turn, Unassigned

A, C, U = Role.AGENT, Role.CUSTOMER, Role.UNKNOWN


def srt(*cues, end="\n"):
    blocks = [f"{k}\n00:00:{k:02},400 --> 00:00:{k:02},900\n{cue}\n" for k, cue in enumerate(cues, 1)]
    return "\n".join(blocks).replace("\n", end)


CUES = {
    "a role": ("Agent: Good morning.", Turn(A, "Good morning.", 1.4, 1.9)),
    "a role and a name": ("Agent Ada: Good morning.", Turn(A, "Good morning.", 1.4, 1.9, "Ada")),
    "a label in brackets": ("[SPEAKER_00]: Hi.", Unassigned(U, "Hi.", 1.4, 1.9, None, "SPEAKER_00")),
    "a label without brackets": ("Speaker 2: Hi.", Unassigned(U, "Hi.", 1.4, 1.9, None, "Speaker 2")),
    "words before a colon": ("Speaker on: nothing", Turn(U, "Speaker on: nothing", 1.4, 1.9)),
    "another word": ("Note: it is late", Turn(U, "Note: it is late", 1.4, 1.9)),
    "markup and lines": ("{\\an8}<i>Customer: I have\na question.</i>", Turn(C, "I have a question.", 1.4, 1.9)),
}


@pytest.mark.parametrize(("cue", "turn"), CUES.values(), ids=CUES)
def test_who_says_what_in_a_cue(cue, turn, one):
    assert one("srt", srt(cue)).turns == (turn,)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_file_gives_the_id_and_lines_may_end_in_either_way(end, one, noted):
    got = one("srt", "\ufeff" + srt("Agent: Hi.", "Customer: Hello.", end=end), "d/call-7.srt")
    assert (got.id, got.channel, len(got.turns)) == ("call-7", Channel.VOICE, 2)
    assert not noted


def test_the_first_cue_is_no_header(one):
    assert one("srt", "00:00:01,400 --> 00:00:01,900\nAgent: Hi.\n").turns == (Turn(A, "Hi.", 1.4, 1.9),)


def test_cues_are_put_in_order_and_lost_words_counted(one, noted):
    late, early = srt("Agent: a").replace("00:00:01", "01:00:01"), srt("Customer: b")
    got = one("srt", f"{late}\n{early}\nwords after a blank line\n")
    assert [(turn.role, turn.start_s) for turn in got.turns] == [(C, 1.4), (A, 3601.4)]
    assert noted == {"turns put in order of time": 1, "words outside cues dropped": 1}


BAD = {
    "no words": (srt("").encode(), "no turns"),
    "webvtt": (b"WEBVTT\n\n00:00.000 --> 00:01.000\nx\n", "begin with a number and times"),
    "not utf-8": (srt("caf\xe9").encode("latin-1"), "not UTF-8"),
    "a time beyond measure": (b"900000:00:00,000 --> 900000:00:01,000\nx\n", "above the limit"),
}


@pytest.mark.parametrize(("content", "reason"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_told(content, reason, refusal):
    assert reason in refusal("srt", content).reason
