from __future__ import annotations

import pytest

import ccqa.formats as package
from ccqa.errors import UsageError
from ccqa.formats import Format, by_name, catalogue

HEADS = {
    "our own line": (b'{"id": "1", "turns": []}\n', "jsonl"),
    "our own line with a byte order mark": (b'\xef\xbb\xbf{"id": "1", "turns": []}\n', "jsonl"),
    "our own, indented": (b'{\n  "id": "1",\n  "turns": [\n', "jsonl"),
    "our own, an array": (b'[{"id": "1", "turns": []}]', "jsonl"),
    "our own, cut within a turn": (b'{"id": "1", "turns": [{"role": "agent", "te', "jsonl"),
    "our own after a broken line": (b'{"id"\n{"id": "1", "turns": []}\n', "jsonl"),
    "turns quoted in a text": (b'{"id": "1", "note": "\\"turns\\": []"}', None),
    "turns below another key": (b'{"id": "1", "x": {"turns": []}}', None),
    "contact lens call": (b'{"Version": "1.1.0", "Transcript": [{"ParticipantId": "AGENT"}]}', "contact_lens"),
    "contact lens e-mail": (b'{"Channel": "EMAIL", "CustomerMetadata": {}}', "contact_lens"),
    "transcribe": (b'{"JobName": "j", "Transcript": [{"ParticipantRole": "AGENT"}]}', "transcribe"),
    "transcribe, the transcript cut": (b'{"Transcript": [{"ParticipantRole": "AGENT", "Content": "He', "transcribe"),
    "plain transcribe, without roles": (b'{"jobName": "j", "results": {"transcripts": []}}', None),
    "vcon": (b'{"vcon": "0.4.0", "parties": [], "dialog": []}', "vcon"),
    "vcon without version": (b'{"uuid": "u", "parties": [], "dialog": []}', "vcon"),
    "vcon, signed": (b'{"payload": "x", "signatures": []}', "vcon"),
    "parties of another kind": (b'{"parties": [], "seats": 4}', None),
    "webvtt": (b"WEBVTT\n\n00:00.000", "webvtt"),
    "webvtt with a title": (b"WEBVTT - call\n\n00:00.000", "webvtt"),
    "a word that begins like webvtt": (b"WEBVTTED\n", None),
    "srt": (b"1\n00:00:00,400 --> 00:00:02,100\nAgent: Hi.\n", None),
    "csv": (b"contact_id,role,text\n1,agent,hi\n", "csv"),
    "csv by semicolon with other names": (b"Call ID;Speaker;Utterance\n", "csv"),
    "csv without roles": (b"contact_id,text\n1,hi\n", None),
    "parquet": (b"PAR1\x15\x04", "parquet"),
    "evaluation results": (b'{"schemaVersion": "3.1", "evaluationId": "e", "questions": []}', None),
    "prose": (b"The contact had a role in the text.", None),
    "nothing": (b"", None),
    "zeros": (b"\0" * 100, None),
}


@pytest.mark.parametrize(("head", "name"), HEADS.values(), ids=HEADS)
def test_a_format_is_told_by_content(head, name, format_of):
    assert format_of(head) == name


@pytest.mark.parametrize("head", [head for head, _ in HEADS.values()], ids=HEADS)
def test_no_two_formats_claim_the_same_head(head):
    assert sum(one.recognises(head) for one in catalogue()) <= 1


def test_every_format_is_found_by_its_name():
    names = ["contact_lens", "csv", "jsonl", "parquet", "transcribe", "vcon", "webvtt"]
    assert [one.name for one in catalogue()] == names
    assert all(by_name(name).says for name in names)


def test_an_unknown_name_is_told_with_the_known_ones():
    with pytest.raises(UsageError, match=r"no format 'jsonk'.*jsonl"):
        by_name("jsonk")


class Entry:
    def __init__(self, name):
        self.name = name

    def load(self):
        return Format(self.name, "from elsewhere", lambda _head: False, lambda *_: iter(()))


def test_other_packages_join_but_do_not_replace_ours(monkeypatch):
    catalogue.cache_clear()
    monkeypatch.setattr(
        package, "entry_points", lambda group: [Entry("jsonl"), Entry("srt")] * (group == "ccqa.formats")
    )
    try:
        assert by_name("srt").says == "from elsewhere"
        assert by_name("jsonl").says != "from elsewhere"
    finally:
        monkeypatch.undo()
        catalogue.cache_clear()
