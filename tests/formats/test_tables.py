"""CSV and Parquet: a row a turn."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest

from ccqa.contact import Channel, Role, Turn, Unassigned
from ccqa.formats import _encoding, csv, parquet
from ccqa.formats._columns import Columns

HEAD = "contact_id,role,text"


def test_rows_become_turns(one, noted):
    content = "contact_id,role,text,start_s,end_s,agent_id,language,channel,queue,started_at\n1,agent,Hello.,0.5,1,a-17,en,voice,billing,2026-01-15T10:00:00Z\n1,customer,Hi.,2,3,,,,,\n"
    got = one("csv", content)
    assert (got.id, got.language, got.channel, got.queue) == ("1", "en", Channel.VOICE, "billing")
    assert got.started_at == datetime(2026, 1, 15, 10, tzinfo=UTC)
    assert got.turns == (Turn(Role.AGENT, "Hello.", 0.5, 1.0, "a-17"), Turn(Role.CUSTOMER, "Hi.", 2.0, 3.0))
    assert not noted


def test_interleaved_contacts_are_kept_apart_in_order_of_appearance(read):
    contacts, _ = read("csv", f"{HEAD}\n2,agent,a\n1,agent,b\n2,customer,c\n1,customer,d\n")
    assert [(one.id, [turn.text for turn in one.turns]) for one in contacts] == [("2", ["a", "c"]), ("1", ["b", "d"])]


def test_a_role_that_is_not_known_stays_as_a_label_beside_the_agent(one):
    got = one("csv", "contact_id,role,text,agent_id,start_s\n1,L1,Hello.,a-17,1\n1,customer,Hi.,,2\n")
    assert got.turns[0] == Unassigned(Role.UNKNOWN, "Hello.", 1.0, None, "a-17", "L1")


FILES = {
    "semicolons": "contact_id;role;text\n1;agent;Hi, you.\n",
    "tabs": "contact_id\trole\ttext\n1\tagent\tHi, you.\n",
    "bars": "contact_id|role|text\n1|agent|Hi, you.\n",
    "other names and case": 'Conversation ID,Participant-Role,Utterance\n1,AGENT,"Hi, you."\n',
    "two columns of a name, the first counts": 'contact_id,role,text,text\n1,agent,"Hi, you.",x\n',
    "columns in another order": 'text,role,contact_id\n"Hi, you.",agent,1\n',
    "byte order mark": f'\ufeff{HEAD}\n1,agent,"Hi, you."\n',
    "windows line ends": f'{HEAD}\r\n1,agent,"Hi, you."\r\n',
    "blank lines": f'\n{HEAD}\n\n1,agent,"Hi, you."\n\n',
    "no last line end": f'{HEAD}\n1,agent,"Hi, you."',
    "a comma in a name of a column": 'contact_id;role;text;"a,b,c,d,e"\n1;agent;Hi, you.;x\n',
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_tables_however_written(content, one):
    assert one("csv", content).turns == (Turn(Role.AGENT, "Hi, you."),)


def test_cells_may_hold_line_ends_and_quotes(one):
    assert one("csv", f'{HEAD}\n1,agent,"Say ""hi"",\nplease."\n').turns[0].text == 'Say "hi",\nplease.'


TIMES = {
    "milliseconds": ("start_ms,end_ms", "500,1500", (0.5, 1.5), None),
    "decimal commas": ("start_s;end_s", "0,5;1,5", (0.5, 1.5), None),
    "dates": ("timestamp", "2026-01-15T10:00:00Z", (0.0, None), datetime(2026, 1, 15, 10, tzinfo=UTC)),
    "epoch milliseconds": ("timestamp", "1768471200000", (0.0, None), datetime(2026, 1, 15, 10, tzinfo=UTC)),
    "dates where seconds are usual": (
        "start,end",
        "2026-01-15 10:00:00,2026-01-15 10:00:02",
        (0.0, 2.0),
        datetime(2026, 1, 15, 10, tzinfo=UTC),
    ),
    "dates after the start of the contact": (
        "timestamp,started_at",
        "2026-01-15T10:00:05Z,2026-01-15T10:00:00Z",
        (5.0, None),
        datetime(2026, 1, 15, 10, tzinfo=UTC),
    ),
    "none": ("start_s,end_s", ",", (None, None), None),
}


@pytest.mark.parametrize(("columns", "cells", "times", "started_at"), TIMES.values(), ids=TIMES)
def test_times_in_every_unit(columns, cells, times, started_at, one):
    sep = ";" if ";" in columns else ","
    got = one("csv", f"{HEAD.replace(',', sep)}{sep}{columns}\n{sep.join(['1', 'agent', 'Hi', cells])}\n")
    assert (got.turns[0].start_s, got.turns[0].end_s) == times
    assert got.started_at == started_at


def test_turns_with_dates_are_put_in_order(one, noted):
    got = one("csv", f"{HEAD},timestamp\n1,agent,b,2026-01-15T10:00:09Z\n1,customer,a,2026-01-15T10:00:00Z\n")
    assert [(turn.text, turn.start_s) for turn in got.turns] == [("a", 0.0), ("b", 9.0)]
    assert noted["turns put in order of time"] == 1


def test_a_line_of_another_encoding_is_read_as_windows_and_counted(one, noted):
    content = f"{HEAD}\n".encode() + "1,agent,café €\n".encode("cp1252") + "1,customer,déjà\n".encode()
    assert [turn.text for turn in one("csv", content).turns] == ["café €", "déjà"]
    assert noted == {"line read as cp1252": 1}


UTF16 = {
    "little ends first, as Excel writes": "\ufeff".encode("utf-16-le")
    + "Call ID\tSpeaker\tText\n1\tagent\té 😀\n".encode("utf-16-le"),
    "big ends first": "\ufeff".encode("utf-16-be") + f"{HEAD}\n1,agent,é 😀\n".encode("utf-16-be"),
}


@pytest.mark.parametrize("content", UTF16.values(), ids=UTF16)
def test_a_table_in_utf_16_is_told_by_its_mark(content, one, format_of, noted):
    assert format_of(content) == "csv"
    assert one("csv", content).turns == (Turn(Role.AGENT, "é 😀"),)
    assert not noted


def test_half_a_sign_of_utf_16_is_replaced_and_counted(one, noted):
    content = f"\ufeff{HEAD}\n1,agent,a".encode("utf-16-le") + b"\x3d\xd8" + "\n".encode("utf-16-le")
    assert one("csv", content).turns[0].text == "a\ufffd"
    assert noted == {"broken sign replaced": 1}


def test_utf_16_is_read_the_same_in_pieces_of_any_size(noted, monkeypatch):
    monkeypatch.setattr(_encoding, "CHUNK_BYTES", 3)
    (got,) = csv.read(io.BytesIO(UTF16["big ends first"]), "f", noted)
    assert got.turns[0].text == "é 😀"


FOREIGN = {
    "Polish in Windows' own": "Kwota 5 ł".encode("cp1250"),
    "Russian in Windows' own": "Здравствуйте".encode("cp1251"),
    "French on an old Macintosh": "déjà".encode("mac-roman"),
    "French under DOS": "déjà".encode("cp850"),
    "Japanese": "もしもし".encode("shift-jis"),
    "no text at all": b"\x81\x8d",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_a_line_whose_encoding_cannot_be_told_is_not_guessed(text, read):
    contacts, (rejected,) = read("csv", f"{HEAD}\n1,agent,".encode() + text + b"\n2,agent,fine\n")
    assert [one.id for one in contacts] == ["2"]
    assert "save the table as UTF-8" in rejected.reason


def test_moods_and_strangers_are_dropped_and_counted(one, noted):
    got = one("csv", f"{HEAD},Sentiment Score,colour\n1,agent,Hi,-5,red\n")
    assert noted == {"sentiment dropped": 1, "unknown key: colour": 1}
    assert "-5" not in repr(got)


GAPS = {
    "time no number": ("1,agent,Hi,soon\n", ("start_s",)),
    "time beyond measure": ("1,agent,Hi,1e30\n", ("start_s",)),
    "time infinite": ("1,agent,Hi,inf\n", ("start_s",)),
    "role without end": (f"1,{'x' * 501},Hi,1\n", ("role",)),
    "more cells than columns": ("1,agent,Hi, you,1\n", ()),
    "a stray quote": ('1,agent,"Hi" you,1\n', ()),
    "a quote not closed": ('1,agent,"Hi you,1\n', ()),
}


@pytest.mark.parametrize(("row", "fields"), GAPS.values(), ids=GAPS)
def test_a_contact_with_an_unreadable_row_is_rejected_whole_and_the_rest_goes_on(row, fields, read):
    contacts, (rejected,) = read("csv", f"{HEAD},start_s\n1,agent,first,0\n{row}1,agent,last,9\n2,agent,fine,0\n")
    assert [one.id for one in contacts] == ["2"]
    assert rejected.ref == "in/file.x:3"
    assert "gap" in rejected.reason
    assert rejected.fields == fields


def test_a_row_without_contact_is_rejected_alone(read):
    contacts, (rejected,) = read("csv", f"{HEAD}\n1,agent,a\n,agent,b\n1,agent,c\n")
    assert [turn.text for turn in contacts[0].turns] == ["a", "c"]
    assert (rejected.ref, rejected.fields) == ("in/file.x:3", ("contact",))


def test_a_short_row_lacks_its_last_cells(one):
    assert one("csv", f"{HEAD},agent_id\n1,agent,Hi\n").turns == (Turn(Role.AGENT, "Hi"),)


WRONG = {
    "empty": ("", "empty", ()),
    "blank": ("\n \n", "empty", ()),
    "no role": ("contact_id,text\n1,Hi\n", "no column", ("role",)),
    "no names at all": ("1,agent,Hi\n", "no column", ("contact", "role", "text")),
    "only empty turns": (f"{HEAD}\n1,agent,\n", "no turns", ()),
    "offsets and dates": (
        f"{HEAD},start\n1,agent,a,5\n1,agent,b,2026-01-15T10:00:00Z\n",
        "some have dates",
        ("start_s", "at"),
    ),
    "an offset and a far date": (
        f"{HEAD},timestamp,started_at\n1,agent,a,2026-01-15,1971-01-01\n",
        "out of bounds",
        ("start_s", "end_s"),
    ),
}


@pytest.mark.parametrize(("content", "reason", "fields"), WRONG.values(), ids=WRONG)
def test_tables_that_cannot_be_read(content, reason, fields, refusal):
    rejected = refusal("csv", content)
    assert reason in rejected.reason
    assert rejected.fields == fields


def test_other_columns_can_be_named(noted):
    columns = Columns(contact=("Gespräch",), role=("wer",), text=("was",))
    (got,) = csv.with_columns(columns).read(io.BytesIO("Gespräch,wer,was\n1,agent,Hallo\n".encode()), "f", noted)
    assert got.turns == (Turn(Role.AGENT, "Hallo"),)


def test_no_word_of_a_row_is_told(read):
    _, rejected = read("csv", f'{HEAD},start_s\n4111 1111 1111 1111,agent,Jane,soon\n5,agent,"Jane" 4111,1\n')
    assert len(rejected) == 2
    assert "4111" not in repr(rejected)
    assert "Jane" not in repr(rejected)


def packed(**columns):
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


AT = [datetime(2026, 1, 15, 10, 0, second, tzinfo=UTC) for second in (0, 5)]


def test_parquet_rows_become_turns(one, noted):
    got = one(
        "parquet",
        packed(
            contact_id=[7, 7], role=["agent", "customer"], text=["a", "b"], at=AT, agent_id=["x", None], tone=[1, 2]
        ),
    )
    assert (got.id, got.started_at) == ("7", AT[0])
    assert got.turns == (Turn(Role.AGENT, "a", 0.0, None, "x"), Turn(Role.CUSTOMER, "b", 5.0))
    assert noted == {"unknown key: tone": 1, "missing end": 2}


def test_parquet_times_in_nanoseconds(one):
    import pyarrow as pa

    times = pa.array([1768471200000000001, 1768471205000000001], pa.timestamp("ns", "UTC"))
    got = one("parquet", packed(contact_id=["1", "1"], role=["agent"] * 2, text=["a", "b"], at=times))
    assert [turn.start_s for turn in got.turns] == [0.0, 5.0]


def test_parquet_that_cannot_be_wound_is_held(noted):
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *_):
            raise io.UnsupportedOperation

    (got,) = parquet.read(Pipe(packed(contact_id=[1.0], role=["agent"], text=["a"])), "f", noted)
    assert got.id == "1"


def test_parquet_with_a_bad_cell_rejects_the_contact_only(read):
    content = packed(contact_id=["1", "2"], role=["agent"] * 2, text=["a"] * 2, start_s=["x", "1"])
    contacts, (rejected,) = read("parquet", content, "f")
    assert [one.id for one in contacts] == ["2"]
    assert (rejected.ref, rejected.fields) == ("f:1", ("start_s",))


def unreadable_time():
    import pyarrow as pa

    return {"started_at": pa.array([2**62, None], pa.timestamp("us"))}, ("started_at",)


def unreadable_text():
    import pyarrow as pa

    return {"queue": pa.array([b"caf\xe9", b"x"]).view(pa.string())}, ("queue",)


@pytest.mark.parametrize("bad", [unreadable_time, unreadable_text])
def test_a_parquet_cell_that_python_cannot_hold_spoils_one_contact_only(bad, read):
    columns, fields = bad()
    contacts, (rejected,) = read(
        "parquet", packed(contact_id=["1", "2"], role=["agent"] * 2, text=["a"] * 2, **columns), "f"
    )
    assert [one.id for one in contacts] == ["2"]
    assert (rejected.ref, rejected.fields) == ("f:1", fields)


PARQUET_WRONG = {
    "cut off": (packed(contact_id=["1"], role=["agent"], text=["a"])[:-20], "not a whole Parquet file"),
    "its mark alone": (b"PAR1", "not a whole Parquet file"),
    "without roles": (packed(contact_id=["1"], text=["a"]), "no column"),
    "texts that are lists": (packed(contact_id=["1"], role=["agent"], text=[["a"]]), "gap"),
    "empty": (b"", "not a whole Parquet file"),
}


@pytest.mark.parametrize(("content", "reason"), PARQUET_WRONG.values(), ids=PARQUET_WRONG)
def test_parquet_that_cannot_be_read(content, reason, refusal):
    assert reason in refusal("parquet", content).reason
