from __future__ import annotations

import io
import tracemalloc

import pytest

from ccqa.formats._lines import bounded_lines
from ccqa.formats._records import BROKEN, TOO_LARGE, TOO_LONG, records, stem
from ccqa.formats.jsonl import read

GOOD = b'{"id": "%d", "turns": [{"role": "agent", "text": "hi"}]}\n'


def test_a_line_at_the_limit_is_read_and_one_above_is_skipped():
    lines = bounded_lines(io.BytesIO(b"1234\n12345\n123456\n\n1"), 5)
    assert list(lines) == [(1, b"1234\n"), (2, b"12345\n"), (3, None), (4, b"\n"), (5, b"1")]


class Giant(io.RawIOBase):
    """A good line, a line of 200 MB, a good line; made while it is read."""

    def __init__(self):
        self.parts = [GOOD % 1, *[b"x" * 1_000_000] * 200, b"\n", GOOD % 2]

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self.parts:
            return 0
        part = self.parts[0][: len(buffer)]
        self.parts[0] = self.parts[0][len(buffer) :]
        if not self.parts[0]:
            self.parts.pop(0)
        buffer[: len(part)] = part
        return len(part)


def test_a_giant_line_is_never_held_and_the_next_is_read(noted):
    tracemalloc.start()
    got = list(read(io.BufferedReader(Giant()), "f", noted))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [getattr(one, "id", None) for one in got] == ["1", None, "2"]
    assert (got[1].ref, got[1].reason) == ("f:2", TOO_LONG)
    assert peak < 100_000_000


DOCUMENTS = {
    "above the limit": (b"{\n" + b'"a": 1,\n' * 9 + b'"b": 2}', [TOO_LARGE]),
    "indented, cut off": (b'{\n  "a": {\n    "b": 1', [BROKEN]),
    "array, cut off": (b'[\n  {"a": 1},\n  {"a"', [BROKEN]),
    "one line above the limit": (b'{"a": "' + b"x" * 60 + b'"}', [TOO_LARGE]),
    "an array above the limit, a record a line": (
        b'[\n{"a": 1}\n{"b": "' + b"x" * 60 + b'"}\n]',
        [BROKEN, None, TOO_LONG, BROKEN],
    ),
    "empty": (b"", ["the file is empty"]),
    "blank": (b" \n\n\t", ["the file is empty"]),
    "array of odd things": (b'[1, {"a": 1}, null]', ["not a JSON object", None, "not a JSON object"]),
}


@pytest.mark.parametrize(("content", "reasons"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_documents_that_cannot_be_read(content, reasons):
    got = [getattr(one, "reason", None) for one in records(io.BytesIO(content), "f", limit=40)]
    assert got == reasons


def test_records_of_an_array_are_named_by_number():
    assert [(one.ref, one.name) for one in records(io.BytesIO(b'[{"a": 1}, {}]'), "d/f.json")] == [
        ("d/f.json#1", "f-1"),
        ("d/f.json#2", "f-2"),
    ]


STEMS = {
    "a.json": "a",
    "d/a.vcon.json": "a.vcon",
    "a.jsonl.gz": "a",
    "s3://b/d/x-1.wav.json": "x-1.wav",
    "": "contact",
    "C:\\d\\a.csv": "a",
}


@pytest.mark.parametrize(("ref", "name"), STEMS.items())
def test_the_stem_of_a_file(ref, name):
    assert stem(ref) == name
