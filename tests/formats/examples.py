"""A small file of every shape that we know of, invented, with a secret where people's words and names stand."""

from __future__ import annotations

import io
import json
import zipfile

SECRET = "Q7x4111Zw"
AT = "2026-01-15T10:00:00Z"
LINES = f"""00:00:00PT00 --> 00:00:02PT00
<v Agent {SECRET}>Hello {SECRET}.

"""
TABLE = f"contact_id,role,text,start,end,timestamp,started_at,agent,language\n{SECRET},agent,Hello {SECRET},0.5,2,,,{SECRET},en\n{SECRET},customer,{SECRET} said hi,3,4,,,,\n"
ITEM = {
    "Id": "t1",
    "ParticipantId": "p1",
    "ParticipantRole": "AGENT",
    "Content": SECRET,
    "BeginOffsetMillis": 400,
    "EndOffsetMillis": 2100,
    "AbsoluteTime": AT,
    "Sentiment": SECRET,
}
UTTERANCE = {"speaker": "A", "start": 0.4, "end": 2.1, "text": SECRET, "transcript": SECRET, "channel": 0}

DOCUMENTS = {
    "ours": {
        "id": "c-1",
        "language": "en",
        "channel": "voice",
        "customer": SECRET,
        "started_at": AT,
        "events": [{"kind": "hold", "start_s": 1, "end_s": 2, "agent": SECRET}],
        "flags": {"recorded": True, "disconnected_by": "customer"},
        "survey": {"score": 4, "top": 5},
        "case": {"id": "k", "opened_at": AT},
        "turns": [{"role": "agent", "text": SECRET, "start_s": 0.4, "end_s": 2.1, "agent": SECRET}],
    },
    "contact lens": {
        "Channel": "VOICE",
        "LanguageCode": "en-US",
        "CustomerMetadata": {"ContactId": SECRET},
        "Participants": [{"ParticipantId": "p1", "ParticipantRole": "AGENT"}],
        "Transcript": [ITEM],
        "ConversationCharacteristics": {"Sentiment": {}},
    },
    "transcribe": {
        "JobName": SECRET,
        "LanguageCode": "en",
        "Transcript": [{"ParticipantRole": "AGENT", "Content": SECRET}],
    },
    "vcon": {
        "vcon": "0.4.0",
        "uuid": "u-1",
        "parties": [{"name": SECRET, "role": "agent"}, {"tel": SECRET, "role": "customer"}],
        "dialog": [
            {
                "type": "text",
                "start": AT,
                "parties": [1, 0],
                "originator": 1,
                "mediatype": "text/html",
                "body": f"<p>{SECRET}",
                "encoding": "none",
            },
            {
                "type": "recording",
                "start": AT,
                "duration": 9.0,
                "parties": [1, 0],
                "party_history": [{"party": 1, "event": "hold", "time": AT}],
            },
        ],
        "analysis": [{"type": "transcript", "dialog": 1, "encoding": "json", "body": {"utterances": [UTTERANCE]}}],
    },
    "a row": {"contact_id": SECRET, "role": "agent", "text": SECRET, "start": 1.5, "at": AT},
    "google": {
        "name": "conversations/1",
        "agentId": SECRET,
        "medium": "PHONE_CALL",
        "startTime": AT,
        "qualityMetadata": {"waitDuration": "35s", "agentInfo": [{"agentId": SECRET}]},
        "transcript": {
            "transcriptSegments": [
                {
                    "messageTime": AT,
                    "text": SECRET,
                    "words": [{"startOffset": "0.4s"}],
                    "segmentParticipant": {"role": "HUMAN_AGENT"},
                }
            ]
        },
    },
    "google upload": {
        "entries": [{"start_timestamp_usec": 1768471200400000, "text": SECRET, "role": "AGENT", "user_id": 2}]
    },
    "genesys": {
        "conversationId": "c",
        "mediaType": "call",
        "startTime": 1768471200000,
        "transcripts": [
            {
                "language": "en-us",
                "phrases": [
                    {
                        "participantPurpose": "internal",
                        "text": SECRET,
                        "startTimeMs": 1768471200400,
                        "duration": {"milliseconds": 1700},
                    }
                ],
                "analytics": {"acoustic": [{"eventType": "silence", "startTimeMs": 1768471210000, "durationMs": 4000}]},
            }
        ],
        "participants": [
            {"participantPurpose": "agent", "userId": SECRET, "queueId": "q", "startTimeMs": 1768471200000}
        ],
    },
    "twilio": {
        "transcript": {
            "sid": "GT0",
            "language_code": "en-US",
            "media_start_time": AT,
            "channel": {"participants": [{"channel_participant": 1, "role": "Agent", "user_id": SECRET}]},
        },
        "sentences": [{"media_channel": 1, "start_time": "0.40", "end_time": "2.10", "transcript": SECRET}],
    },
    "azure batch": {
        "combinedRecognizedPhrases": [{"channel": 0, "display": SECRET}],
        "recognizedPhrases": [
            {
                "channel": 0,
                "speaker": 1,
                "offset": "PT0.4S",
                "duration": "PT1.7S",
                "offsetInTicks": 4000000,
                "nBest": [{"display": SECRET}],
            }
        ],
    },
    "azure conversation": {
        "conversations": [
            {
                "id": "1",
                "language": "en",
                "conversationItems": [
                    {
                        "id": "1",
                        "participantId": SECRET,
                        "role": "Agent",
                        "text": SECRET,
                        "audioTimings": [{"offset": 4, "duration": 3}],
                    }
                ],
            }
        ]
    },
    "deepgram": {
        "metadata": {"request_id": "r", "created": AT, "duration": 61.0, "channels": 2},
        "results": {"channels": [{"alternatives": [{"transcript": SECRET}]}], "utterances": [UTTERANCE]},
    },
    "assemblyai": {
        "id": "t",
        "status": "completed",
        "language_code": "en_us",
        "audio_duration": 61,
        "text": SECRET,
        "utterances": [UTTERANCE],
    },
    "whisperx": {"language": "en", "segments": [UTTERANCE], "word_segments": []},
    "zendesk": {
        "comments": [
            {
                "id": 1,
                "author_id": 42,
                "public": True,
                "plain_body": SECRET,
                "html_body": f"<p>{SECRET}",
                "created_at": AT,
            }
        ],
        "users": [{"id": 42, "role": "end-user", "name": SECRET}],
    },
    "intercom": {
        "type": "conversation",
        "id": "9",
        "created_at": 1768471200,
        "source": {"type": "conversation", "body": f"<p>{SECRET}</p>", "author": {"type": "user", "id": SECRET}},
        "conversation_parts": {
            "total_count": 1,
            "conversation_parts": [
                {
                    "id": "10",
                    "part_type": "comment",
                    "body": SECRET,
                    "created_at": 1768471260,
                    "author": {"type": "admin", "id": SECRET},
                }
            ],
        },
    },
}
TEXTS = {
    "csv": TABLE,
    "webvtt": f"WEBVTT\n\nNOTE id=1 agent_id={SECRET}\n\n" + LINES.replace("PT", "."),
    "srt": "1\n" + LINES.replace("PT", ",").replace("<v Agent ", "Agent: ").replace(">Hello", " Hello"),
    "mail": f"From: {SECRET} <a@example.org>\nTo: b@example.org\nMessage-ID: <1@example.org>\nDate: Thu, 15 Jan 2026 10:00:00 +0000\n"
    f"Subject: {SECRET}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nHello {SECRET}\n\n> {SECRET}\n",
}


def workbook():
    """Return an Excel workbook in parts, by name."""
    from openpyxl import Workbook

    made = Workbook()
    for line in TABLE.splitlines():
        made.active.append(line.split(","))
    out = io.BytesIO()
    made.save(out)
    with zipfile.ZipFile(out) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def zipped(parts):
    """Return a zip archive of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def table():
    """Return a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    header, *rows = (line.split(",") for line in TABLE.splitlines())
    out = io.BytesIO()
    pq.write_table(pa.table(dict(zip(header, zip(*rows, strict=True), strict=True))), out)
    return out.getvalue()


def whole():
    """Return every example as bytes, by name."""
    documents = {name: json.dumps(value).encode() for name, value in DOCUMENTS.items()}
    texts = {name: text.encode() for name, text in TEXTS.items()}
    return {**documents, **texts, "excel": zipped(workbook()), "parquet": table()}
