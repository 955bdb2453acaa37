"""One customer planted in every format that ships, and a search of all that a deployment keeps."""

from __future__ import annotations

import io

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from ccqa.bundled import bundled

CUSTOMER, AGENT = "cust-ulmerich-77", "staff-ostrowny-5"
NAME, WORDS = "Zwillingbrook", "quetzalfern"
SAID = f"Hello, it's {NAME}, my {WORDS} lamp never came."
REPLY = "Good morning, I'm sorry to hear that. I will send a new lamp tomorrow."
ROWS = [
    {"contact": "p-table", "role": role, "text": text, "customer": CUSTOMER, "agent": agent, "language": "en"}
    for role, text, agent in (("customer", SAID, None), ("agent", REPLY, AGENT))
]


def jsonl():
    turns = [{"role": "customer", "text": SAID}, {"role": "agent", "text": REPLY, "agent": AGENT}]
    events = [{"kind": "transfer", "to": AGENT}]
    return orjson.dumps({"id": "p-jsonl", "language": "en", "customer": CUSTOMER, "events": events, "turns": turns})


def csv():
    lines = [",".join(ROWS[0]), *(",".join(f'"{value or ""}"' for value in row.values()) for row in ROWS)]
    return "\n".join(lines).encode()


def parquet():
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ROWS), buffer)
    return buffer.getvalue()


def webvtt():
    note = f"NOTE id=p-vtt customer={CUSTOMER} agent_id={AGENT} language=en"
    cues = "\n\n".join(
        f"00:00:0{at}.000 --> 00:00:0{at + 2}.000\n<v {who}>{text}</v>"
        for at, who, text in ((1, "Customer", SAID), (4, "Agent", REPLY))
    )
    return f"WEBVTT\n\n{note}\n\n{cues}\n".encode()


def vcon():
    found = orjson.loads(bundled("examples", "contacts", "vcon", "en-chat-8.json").read_bytes())
    for party in found["parties"]:
        party["uuid"] = {"agent": AGENT, "customer": CUSTOMER}[party["role"]]
    next(d for d in found["dialog"] if d["originator"] == 1)["body"] = SAID
    return orjson.dumps(found)


def _amazon(folder, name, who):
    found = orjson.loads(bundled("examples", "contacts", folder, f"{name}.json").read_bytes())
    turn = next(one for one in found["Transcript"] if one[who] == "CUSTOMER")
    turn["Content"] = SAID
    turn.pop("Items", None)
    return orjson.dumps(found)


def contact_lens():
    return _amazon("contact-lens", "en-voice-1", "ParticipantId")


def transcribe():
    return _amazon("transcribe", "en-voice-4", "ParticipantRole")


NAMED = {"jsonl": jsonl, "csv": csv, "parquet": parquet, "webvtt": webvtt, "vcon": vcon}
"""Formats that name the customer."""
UNNAMED = {"contact_lens": (contact_lens, "en-voice-1"), "transcribe": (transcribe, "en-voice-4")}
"""Formats that do not: the contact is erased by its id."""


def kept(folder):
    """Return all bytes below a folder, with what is packed in Parquet laid open."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return b"\n".join(str(f).encode() + f.read_bytes() + _opened(f) for f in files)


def _opened(path):
    return orjson.dumps(pq.read_table(path).to_pylist(), default=str) if path.suffix == ".parquet" else b""
