from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ccqa.contact import Case, Channel, Contact, Direction, Event, EventKind, Flags, Role, Survey, Turn
from ccqa.errors import Rejected
from ccqa.formats import catalogue, recognise
from ccqa.formats.jsonl import read, to_line

words = st.none() | st.text(st.characters(codec="utf-8"), max_size=12)
ids = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
numbers = st.floats(-1e8, 1e8)
seconds = st.none() | numbers
times = st.none() | st.datetimes(datetime(1970, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
said = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(str.strip)
yes_or_no = st.none() | st.booleans()
turns = st.builds(Turn, st.sampled_from(Role), said, seconds, seconds, words)


def in_order(these):
    ends = [
        replace(turn, end_s=None) if None not in (turn.start_s, turn.end_s) and turn.end_s < turn.start_s else turn
        for turn in these
    ]
    return tuple(ends if any(turn.start_s is None for turn in ends) else sorted(ends, key=lambda turn: turn.start_s))


contacts = st.builds(
    Contact,
    id=ids,
    channel=st.sampled_from(Channel),
    direction=st.none() | st.sampled_from(Direction),
    **dict.fromkeys(("language", "client", "queue", "customer", "agent", "reason"), words),
    started_at=times,
    ended_at=times,
    wait_s=seconds,
    events=st.lists(st.builds(Event, st.sampled_from(EventKind), seconds, seconds, words, words), max_size=3).map(
        tuple
    ),
    flags=st.builds(Flags, yes_or_no, yes_or_no, yes_or_no, st.none() | st.sampled_from(Role)),
    survey=st.none() | st.builds(Survey, numbers, seconds),
    case=st.none() | st.builds(Case, ids, times, times),
    turns=st.lists(turns, min_size=1, max_size=6).map(in_order),
)


@given(contacts)
def test_a_contact_written_and_read_back_is_the_same(contact):
    line = to_line(contact)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert list(read(io.BytesIO(line), "f", Counter())) == [contact]


@given(st.lists(contacts, min_size=2, max_size=5, unique_by=lambda contact: contact.id))
def test_a_file_of_contacts_reads_back_in_its_order(these):
    assert list(read(io.BytesIO(b"".join(map(to_line, these))), "f", Counter())) == these


def run(one, content):
    found = list(one.read(io.BytesIO(content), "f", Counter()))
    assert all(isinstance(each, Contact | Rejected) for each in found)
    return found


heads = st.sampled_from(
    [
        b"",
        b"WEBVTT\n\n",
        b"WEBVTT\n\n00:00.000 --> 00:01.000\n",
        b"1\n00:00:00,400 --> 00:00:02,100\n",
        b"contact_id,role,text,start,timestamp\n",
        b"PAR1",
        b"{",
        b"[",
        b"\xef\xbb\xbf",
        b'{"id": "1", "turns": [',
        b"\x1f\x8b",
        b"From: a@b.example\nDate: x\n\n",
        b"From a@b Thu Jan 15 10:00:00 2026\nFrom: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
        b"From: a@b.example\nTo: c@d.example\nContent-Type: text/html; charset=",
    ]
)


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.name)
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150)
@given(heads, st.binary(max_size=200) | st.text(max_size=120).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"", b'1,"' + b"x" * 200_000)
def test_any_bytes_give_contacts_or_rejections(one, head, tail):
    run(one, head + tail)
    recognise(head + tail)


SECRET = "Q7x4111Zw"
KEYS = tuple(
    """
    id turns role text start_s end_s agent channel started_at events kind flags survey case uuid vcon parties
    dialog analysis type start duration originator body encoding mediatype url meta party_history party event time
    skill Transcript Participants ParticipantId ParticipantRole Content AbsoluteTime BeginOffsetMillis
    EndOffsetMillis CustomerMetadata ContactId Channel Version ConversationCharacteristics results utterances
    segments speaker transcript channels audio_duration entries start_timestamp_usec user_id transcripts phrases
    participants participantPurpose startTimeMs endTimeMs userId queueId milliseconds offset decoratedText analytics
    acoustic eventType durationMs sentiment initialDirection transcriptSegments messageTime words startOffset
    segmentParticipant channelTag labels qualityMetadata agentInfo annotations holdData sentences media_channel
    start_time end_time communications author participantId content createdAt audio_segments start_timestamp_millis
    segments speaker transcript channels audio_duration comments users author_id public plain_body html_body via
    channel created_at count ticket history sender_type nick msg timestamp visitor source conversation_parts part_type
    author total_count redacted delivered_as conversation_rating rating contacts
    segments speaker transcript channels audio_duration metadata request_id alternatives words word start end
    status audio_channels language_code sentiment recognizedPhrases nBest display channel offset offsetInTicks locale
    source conversations conversationItems analysisInput participantId modality audioTimings
    """.split()
)
VALUES = [
    SECRET,
    "",
    "agent",
    "customer",
    "text",
    "recording",
    "transcript",
    "json",
    "base64url",
    "text/html",
    "0.4.0",
    "2026-01-15T10:00:00Z",
    "VOICE",
    "internal",
    "acd",
    1768471200000,
    9e18,
    "1.5s",
    "EMAIL",
    "hold",
    None,
    True,
    0,
    1,
    -1,
    1.5,
    1e308,
    10**25,
    [],
    {},
]
leaves = st.sampled_from(VALUES)
trees = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=25,
)
vcons = st.fixed_dictionaries(
    {
        "parties": st.lists(trees, max_size=2),
        "dialog": st.lists(st.dictionaries(st.sampled_from(KEYS), trees, max_size=8), max_size=3),
    },
    optional={"analysis": st.lists(st.fixed_dictionaries({"type": st.just("transcript"), "body": trees}))},
)
amazons = st.fixed_dictionaries(
    {"Transcript": st.lists(st.dictionaries(st.sampled_from(KEYS), leaves, max_size=8), max_size=3)},
    optional={"Participants": trees, "CustomerMetadata": trees},
)
rows = st.lists(st.dictionaries(st.sampled_from(KEYS), leaves, max_size=8), max_size=3)
recognised = st.one_of(
    st.fixed_dictionaries(
        {"metadata": trees, "results": st.fixed_dictionaries({"utterances": rows, "channels": rows})}
    ),
    st.fixed_dictionaries({"metadata": trees, "results": st.fixed_dictionaries({"channels": trees})}),
    st.fixed_dictionaries({"id": leaves, "status": leaves, "text": leaves, "utterances": rows}),
    st.fixed_dictionaries({"segments": rows}, optional={"language": leaves}),
    st.fixed_dictionaries({"recognizedPhrases": rows}, optional={"source": leaves, "combinedRecognizedPhrases": rows}),
    st.fixed_dictionaries({"conversations": st.lists(st.fixed_dictionaries({"conversationItems": rows}), max_size=3)}),
)
ours = st.fixed_dictionaries(
    {"id": leaves, "turns": st.lists(st.dictionaries(st.sampled_from(KEYS), leaves, max_size=5), max_size=3)},
    optional={"events": trees, "survey": trees, "case": trees, "started_at": trees, "flags": trees},
)
item = st.dictionaries(st.sampled_from(KEYS), trees, max_size=8)
items = st.lists(item, max_size=3)
others = st.one_of(
    *(
        st.fixed_dictionaries(dict.fromkeys(keys, items), optional={"startTime": leaves, "labels": trees})
        for keys in (("entries",), ("participants", "communications"), ("sentences",), ("audio_segments",))
    ),
    st.fixed_dictionaries(
        {"transcripts": st.lists(st.fixed_dictionaries({"phrases": items, "analytics": item})), "participants": items},
        optional={"startTime": leaves, "duration": trees},
    ),
    st.fixed_dictionaries(
        {"transcript": st.fixed_dictionaries({"transcriptSegments": items})},
        optional={
            **dict.fromkeys(("labels", "qualityMetadata", "callMetadata"), trees),
            "latestAnalysis": st.fixed_dictionaries(
                {"analysisResult": trees | st.dictionaries(st.just("callAnalysisMetadata"), item)}
            ),
        },
    ),
)
zendesks = st.fixed_dictionaries(
    {"comments": st.lists(st.dictionaries(st.sampled_from(KEYS), leaves, max_size=8), max_size=3)},
    optional={"users": trees, "ticket": trees, "count": leaves},
) | st.fixed_dictionaries({"history": st.lists(st.dictionaries(st.sampled_from(KEYS), leaves, max_size=8), max_size=3)})
intercoms = st.fixed_dictionaries(
    {
        "conversation_parts": st.fixed_dictionaries(
            {"conversation_parts": st.lists(st.dictionaries(st.sampled_from(KEYS), trees, max_size=8), max_size=3)}
        )
    },
    optional={"source": trees, "contacts": trees, "conversation_rating": trees},
)
records = trees | vcons | amazons | ours | others | zendesks | intercoms | recognised


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=500)
@given(st.lists(records, min_size=1, max_size=3))
def test_any_json_gives_contacts_or_rejections_that_tell_nothing(these):
    content = "\n".join(map(json.dumps, these)).encode()
    for one in catalogue():
        noted = Counter()
        found = list(one.read(io.BytesIO(content), "f", noted))
        assert all(isinstance(each, Contact | Rejected) for each in found)
        assert SECRET not in repr([each for each in found if isinstance(each, Rejected)])
        assert SECRET not in repr(noted)


cells = st.sampled_from(
    [SECRET, "", "1", "2", "agent", "5", "soon", '"', '"x', "a;b", "2026-01-15T10:00:00Z", "1e400", "-1", "\0"]
)


@given(st.lists(st.lists(cells, max_size=7), max_size=6), st.sampled_from(",;\t|"))
def test_any_table_gives_contacts_or_rejections_that_tell_nothing(rows, sep):
    head = sep.join(("contact_id", "role", "text", "start", "end_ms", "timestamp", "started_at"))
    content = "\n".join((head, *(sep.join(row) for row in rows))).encode()
    (one,) = [each for each in catalogue() if each.name == "csv"]
    assert SECRET not in repr([each for each in run(one, content) if isinstance(each, Rejected)])


headers = st.sampled_from(
    """From To Cc Date Subject Message-ID References In-Reply-To Content-Type Content-Transfer-Encoding Reply-To
    Content-Disposition Auto-Submitted X-Agent-Id Delivered-To Received""".split()
)
values = st.sampled_from(
    [
        SECRET,
        f"<{SECRET}@x.example>",
        f"{SECRET} <support@x.example>",
        f"=?utf-8?b?{SECRET}?=",
        f"=?{SECRET}?q?=ZZ?=",
        "multipart/mixed; boundary=b",
        f"multipart/{SECRET}; boundary=b",
        "message/rfc822",
        f"text/html; charset={SECRET}",
        "text/plain; charset=punycode",
        "base64",
        "x-uuencode",
        "quoted-printable",
        "Thu, 15 Jan 2026 10:00:00 +0000",
        "Thu, 99 Jan 99999 10:00:00 +9999",
        "((((",
        '"',
    ]
)
mails = st.builds(
    lambda head, body: "".join(f"{name}: {value}\n" for name, value in head) + f"\n{body}",
    st.lists(st.tuples(headers, values), max_size=9),
    st.sampled_from(
        [SECRET, f"> {SECRET}", f"--b\n\n{SECRET}\n--b--", f"--b\nContent-Type: text/html\n\n<{SECRET}", "", "=ZZ"]
    ),
)


@settings(max_examples=300)
@given(st.lists(mails, min_size=1, max_size=4))
def test_any_mails_give_contacts_or_rejections_that_tell_nothing(these):
    content = "".join(f"From x Thu Jan 15 10:00:00 2026\n{mail}\n\n" for mail in these)
    (one,) = [each for each in catalogue() if each.name == "email"]
    noted = Counter()
    found = list(one.read(io.BytesIO(content.encode()), "f", noted))
    assert all(isinstance(each, Contact | Rejected) for each in found)
    assert SECRET not in repr([each for each in found if isinstance(each, Rejected)])
    assert SECRET not in repr([each.id for each in found if isinstance(each, Contact)])
    assert SECRET not in repr(noted)
