from __future__ import annotations

import re
from pathlib import Path

import pytest

import ccqa.formats as package
from ccqa.bundled import bundled
from ccqa.errors import UsageError
from ccqa.formats import HEAD_BYTES, Format, by_name, catalogue

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
    "srt": (b"1\n00:00:00,400 --> 00:00:02,100\nAgent: Hi.\n", "srt"),
    "srt with a byte order mark, without numbers": (b"\xef\xbb\xbf00:00:00,400 --> 00:00:02,100\r\nHi.\r\n", "srt"),
    "a number and a clock": (b"1\n00:00:00,400 and on\n", None),
    "azure batch": (b'{"source": "https://x/a.wav", "recognizedPhrases": [{"channel": 0}]}', "azure_batch"),
    "azure batch, the phrases cut off": (b'{"combinedRecognizedPhrases": [{"display": "Go', "azure_batch"),
    "azure conversations": (b'{"conversations": [{"id": "1", "conversationItems": []}]}', "azure_conversation"),
    "an azure task": (b'{"analysisInput": {"conversations": [{"conversationItems": [', "azure_conversation"),
    "an azure conversation alone": (b'{"id": "1", "conversationItems": [{"text": "x"}]}', "azure_conversation"),
    "conversations of another kind": (b'{"type": "conversation.list", "conversations": [{"id": "1"}]}', None),
    "deepgram": (b'{"metadata": {"channels": 2}, "results": {"channels": [', "deepgram"),
    "results of another recogniser": (b'{"results": [{"alternatives": []}], "metadata": {}}', None),
    "assemblyai": (b'{"id": "t", "status": "completed", "audio_url": "x", "text": "Hi the', "assemblyai"),
    "a ticket with a status and a text": (b'{"id": "t", "status": "open", "text": "Hi"}', None),
    "whisperx": (b'{"segments": [{"start": 0.1, "end": 1, "text": " Hi."', "whisperx"),
    "segments of another kind": (b'{"segments": [{"queue": "q", "start": 1}]}', None),
    "csv": (b"contact_id,role,text\n1,agent,hi\n", "csv"),
    "csv by semicolon with other names": (b"Call ID;Speaker;Utterance\n", "csv"),
    "csv without roles": (b"contact_id,text\n1,hi\n", None),
    "parquet": (b"PAR1\x15\x04", "parquet"),
    "evaluation results": (b'{"schemaVersion": "3.1", "evaluationId": "e", "questions": []}', "contact_lens"),
    "evaluations of another system": (b'{"evaluationId": "e", "questions": []}', None),
    "google conversation": (b'{"name": "p/1", "transcript": {"transcriptSegments": [{"text": "He', "google_insights"),
    "google conversation by python": (b'{"transcript": {"transcript_segments": [', "google_insights"),
    "google conversation, no transcript": (b'{"name": "p/1", "medium": "CHAT"}', "google_insights"),
    "a transcript of another kind": (b'{"name": "p/1", "transcript": {"segments": []}}', None),
    "google upload": (b'{"entries": [{"start_timestamp_usec": 1, "text": "He', "google_upload"),
    "google upload, empty": (b'{"conversation_info": {}, "entries": []}', "google_upload"),
    "entries of another kind": (b'{"entries": [{"text": "Hello"}]}', None),
    "genesys": (b'{"conversationId": "c", "communicationId": "m", "transcripts": []}', "genesys"),
    "genesys, the transcript first": (b'{"transcripts": [{"phrases": [{"text": "He', "genesys"),
    "transcripts of another kind": (b'{"transcripts": [{"transcript": "hello"}]}', None),
    "twilio 2": (b'{"transcript": {"sid": "GT0"}, "sentences": []}', "twilio"),
    "twilio 2, sentences alone": (b'{"sentences": [{"media_channel": 1, "tran', "twilio"),
    "twilio 2, by javascript": (b'{"sentences": [{"mediaChannel": 1, "tran', "twilio"),
    "sentences of another kind": (b'{"sentences": [{"text": "Hello", "start": 1}]}', None),
    "twilio 3": (b'{"id": "c", "participants": [], "communications": []}', "twilio"),
    "participants of another kind": (b'{"id": "c", "participants": []}', None),
    "bedrock": (b'{"metadata": {"semantic_modality": "AUDIO"}, "audio_segments": [', "bedrock"),
    "bedrock, the segments cut": (b'{"metadata": {"semantic_modality": "AUDIO"}, "audio": {"sum', "bedrock"),
    "bedrock, custom": (b'{"matched_blueprint": {}, "inference_result": {}}', "bedrock"),
    "metadata of another kind": (b'{"metadata": {"modality": "AUDIO"}}', None),
    "a mail": (b"Date: Thu, 15 Jan 2026 10:00:00 +0000\r\nFrom: a@b.example\r\n\r\nHi", "email"),
    "a mail whose headers go on over lines": (b"Received: from x\n\tby y\nFrom: a@b.example\n\n", "email"),
    "a mail that speaks of captions": (b"From: a@b.example\nTo: c@d.example\n\nWEBVTT\n", "email"),
    "a mailbox": (b"From a@b Thu Jan 15 10:00:00 2026\nFrom: a@b.example\nDate: x\n\n", "email"),
    "a dialogue with names before colons": (b"From: the desk\nAda: hello\n\nBob: hi", None),
    "a letter that begins with From": (b"From now on I write.\nTo: you\n", None),
    "zendesk comments": (b'{"comments": [{"id": 1, "author_id": 42}], "users": []}', "zendesk"),
    "zendesk chat": (b'{"id": "1", "history": [{"sender_type": "Agent", "msg": "Hi"}]}', "zendesk"),
    "comments of another kind": (b'{"comments": [{"id": 1, "by": 42}], "posts": []}', None),
    "a history of another kind": (b'{"history": [{"price": 1}]}', None),
    "intercom": (b'{"type": "conversation", "id": "9", "conversation_parts": {}}', "intercom"),
    "intercom, a list without parts": (b'{"type": "conversation.list", "conversations": []}', None),
    "a workbook": (b"PK\x03\x04" + b"\0" * 26 + b"xl/workbook.xml", "excel"),
    "rows as objects": (b'{"contact_id": "1", "role": "agent", "text": "hi"}\n', "json_rows"),
    "rows without roles": (b'{"contact_id": "1", "text": "hi"}\n', None),
    "prose": (b"The contact had a role in the text.", None),
    "nothing": (b"", None),
    "zeros": (b"\0" * 100, None),
}


@pytest.mark.parametrize(("head", "name"), HEADS.values(), ids=HEADS)
def test_a_format_is_told_by_content(head, name, format_of):
    assert format_of(head) == name


@pytest.mark.parametrize(("head", "name"), HEADS.values(), ids=HEADS)
def test_exactly_one_format_claims_a_head_or_none_where_it_is_of_no_format(head, name):
    assert [one.name for one in catalogue() if one.recognises(head)] == ([name] if name else [])


def test_every_format_has_a_head_above_and_is_found_by_its_name_which_is_its_modules():
    names = [one.name for one in catalogue()]
    assert set(names) == {name for _, name in HEADS.values() if name}
    assert names == sorted(path.stem for path in Path(package.__file__).parent.glob("[!_]*.py"))
    assert all(by_name(name).says for name in names)


EXAMPLES = sorted(path for path in bundled("examples", "contacts").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_exactly_one_format_recognises_a_bundled_file(path):
    assert sum(one.recognises(path.read_bytes()[:HEAD_BYTES]) for one in catalogue()) == 1


OF_THE_MAP = "contact_lens transcribe azure_batch azure_conversation deepgram assemblyai whisperx webvtt srt".split()


def test_the_examples_of_the_field_map_are_each_read_by_one_format(shared, read):
    """Those that share a block are set apart by a line that begins anew."""
    blocks = re.findall(r"```(?:json|text)\n(.*?)```", (shared / "README.md").read_text(), re.DOTALL)
    parts = [part.encode() for block in blocks for part in re.split(r"\n(?=\{|1\n|WEBVTT)", block)]
    claims = [(part, [one.name for one in catalogue() if one.recognises(part)]) for part in parts]
    assert all(len(names) <= 1 for _, names in claims)
    for name in OF_THE_MAP:
        (contact,), _ = read(name, next(part for part, names in claims if names == [name]))
        assert contact.turns[0].text in {
            "Good morning.",
            "Good morning, Ada speaking.",
            "How can I help?",
            "Hi, my bill is wrong",
        }


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
        package, "entry_points", lambda group: [Entry("jsonl"), Entry("sms")] * (group == "ccqa.formats")
    )
    try:
        assert by_name("sms").says == "from elsewhere"
        assert by_name("jsonl").says != "from elsewhere"
    finally:
        monkeypatch.undo()
        catalogue.cache_clear()
