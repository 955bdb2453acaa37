from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest

from ccqa.contact import Contact
from ccqa.errors import Rejected
from ccqa.formats import HEAD_BYTES, by_name, recognise

SHARED = Path(__file__).parents[2].parent / "shared" / "formats"


@pytest.fixture
def shared():
    """Genuine exports that lie beside the project, never in it."""
    if not SHARED.is_dir():
        pytest.skip("NOT MEASURED: ../shared is absent")
    return SHARED


@pytest.fixture
def noted():
    return Counter()


@pytest.fixture
def read(noted):
    """Read bytes, text or a file by a format; returns contacts and rejections."""

    def reader(name, content, ref="in/file.x"):
        if isinstance(content, Path):
            ref, content = str(content), content.read_bytes()
        data = content.encode() if isinstance(content, str) else content
        found = list(by_name(name).read(io.BytesIO(data), ref, noted))
        contacts = [one for one in found if isinstance(one, Contact)]
        rejected = [one for one in found if isinstance(one, Rejected)]
        assert len(contacts) + len(rejected) == len(found)
        return contacts, rejected

    return reader


@pytest.fixture
def one(read):
    """Read what holds exactly one contact."""

    def reader(name, content, ref="in/file.x"):
        (contact,), rejected = read(name, content, ref)
        assert rejected == []
        return contact

    return reader


@pytest.fixture
def refusal(read):
    """Read what holds exactly one thing, which is rejected."""

    def reader(name, content, ref="in/file.x"):
        contacts, (rejected,) = read(name, content, ref)
        assert contacts == []
        assert rejected.step == "read"
        return rejected

    return reader


@pytest.fixture
def format_of():
    def name(content):
        found = recognise(content[:HEAD_BYTES])
        return found and found.name

    return name
