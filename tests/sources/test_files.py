from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ccqa.contact import Contact
from ccqa.errors import Exit, Rejected, SourceError, UsageError
from ccqa.formats import by_name
from ccqa.sources import read_all
from ccqa.sources.files import Blob, find, shown


def line(name):
    return b'{"id": "%s", "turns": [{"role": "agent", "text": "hi"}]}\n' % name.encode()


@pytest.fixture
def day(tmp_path):
    """A folder as a night finds it."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "c.jsonl").write_bytes(line("c"))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line("a")))
    (tmp_path / "b" / "deep.txt").write_bytes(line("b"))
    (tmp_path / ".x.jsonl").write_bytes(line("x"))
    (tmp_path / ".hidden" / "y.jsonl").write_bytes(line("y"))
    return tmp_path


def names(found):
    return [one.id if isinstance(one, Contact) else one.reason for one in found]


PATTERNS = {
    "a folder": (["."], ["a", "b", "c"]),
    "a file": (["c.jsonl"], ["c"]),
    "a pattern": (["*.jsonl"], ["c"]),
    "a pattern with folders": (["*"], ["a", "b", "c"]),
    "a pattern into depth": (["**/*.txt"], ["b"]),
    "the same file twice": (["c.jsonl", "*.jsonl", "."], ["a", "b", "c"]),
    "in any order": (["c.jsonl", "a.jsonl.gz"], ["a", "c"]),
}


@pytest.mark.parametrize(("patterns", "contacts"), PATTERNS.values(), ids=PATTERNS)
def test_files_are_found_once_and_sorted(patterns, contacts, day, monkeypatch):
    monkeypatch.chdir(day)
    assert names(read_all(patterns)) == contacts
    assert names(read_all([str(day / pattern) for pattern in patterns])) == contacts


def test_contacts_carry_the_origin(day):
    assert {one.source for one in read_all([day])} == {"files"}
    assert {one.source for one in read_all([day], origin="nightly")} == {"nightly"}


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path):
    (tmp_path / "a[1].jsonl").write_bytes(line("1"))
    assert names(read_all([tmp_path / "a[1].jsonl"])) == ["1"]


def test_nothing_found_at_all_is_an_error_with_the_next_step(tmp_path):
    with pytest.raises(SourceError, match=r"no file found for .*nope\.jsonl.*no such file.*Check the path") as caught:
        read_all([tmp_path / "nope.jsonl", tmp_path / "*.csv"])
    assert caught.value.exit is Exit.UNREADABLE_SOURCE


@pytest.mark.parametrize("patterns", [[], ["{empty}"]], ids=["nothing named", "an empty folder"])
def test_nothing_to_read_is_an_error(patterns, tmp_path):
    with pytest.raises(SourceError, match="no file found"):
        find([pattern.format(empty=tmp_path) for pattern in patterns])


def test_one_missing_file_among_many_is_a_rejection(day):
    found = list(read_all([day / "c.jsonl", day / "gone.jsonl"]))
    assert found[1] == Rejected(str(day / "gone.jsonl"), "open", "no such file or folder")
    assert names(found[:1]) == ["c"]


def test_a_link_to_nothing_is_a_rejection(day):
    (day / "z.jsonl").symlink_to(day / "gone")
    assert list(read_all([day]))[-1] == Rejected(str(day / "z.jsonl"), "open", "no such file or folder")


def test_a_file_without_rights_is_a_rejection(day, monkeypatch):
    opened = Path.open

    def closed(path, *args):
        if path.name == "c.jsonl":
            raise PermissionError(13, "secret words", str(path))
        return opened(path, *args)

    monkeypatch.setattr(Path, "open", closed)
    assert list(read_all([day]))[-1] == Rejected(str(day / "c.jsonl"), "open", "no right to read it")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_rights_is_a_rejection(day):
    (day / "b").chmod(0)
    try:
        assert Rejected(str(day / "b"), "open", "no right to read it") in list(read_all([day]))
    finally:
        (day / "b").chmod(0o700)


def test_a_folder_that_fails_is_a_rejection(day, monkeypatch):
    walk = os.walk

    def failing(folder, onerror):
        onerror(PermissionError(13, "no", str(day / "b")))
        return walk(folder, onerror=onerror)

    monkeypatch.setattr(os, "walk", failing)
    assert Rejected(str(day / "b"), "open", "no right to read it") in list(read_all([day]))


def test_pipes_in_a_folder_are_passed_over(day):
    os.mkfifo(day / "pipe")
    assert names(read_all([day])) == ["a", "b", "c"]


@pytest.mark.parametrize("bad", ["\0", "a" * 5000], ids=["a zero", "too long"])
def test_a_name_that_can_be_none_is_told(bad, day):
    found = list(read_all([day / "c.jsonl", bad]))
    assert [one.step for one in found if isinstance(one, Rejected)] == ["open"]


def test_the_format_is_told_by_content_not_by_name(tmp_path):
    (tmp_path / "a.csv").write_bytes(line("1"))
    (tmp_path / "b.json").write_text("contact_id,role,text\n2,agent,hi\n")
    (tmp_path / "c.jsonl").write_text("just words\n")
    (tmp_path / "d.jsonl").write_bytes(b"")
    got = names(read_all([tmp_path]))
    assert got[:2] == ["1", "2"]
    assert "no known format" in got[2]
    assert got[3] == "the file is empty"


def test_a_format_can_be_told(tmp_path):
    (tmp_path / "a").write_text("contact_id,role,text\n2,agent,hi\n")
    assert names(read_all([tmp_path], "csv")) == ["2"]
    assert names(read_all([tmp_path], by_name("csv"))) == ["2"]
    assert "not valid JSON" in names(read_all([tmp_path], "jsonl"))[0]
    with pytest.raises(UsageError, match="no format 'cvs'"):
        read_all([tmp_path], "cvs")


def test_what_was_odd_is_counted_over_all_files(tmp_path):
    for name in "ab":
        (tmp_path / name).write_bytes(line(name).replace(b'"id"', b'"colour": 1, "id"'))
    noted = Counter()
    assert len(list(read_all([tmp_path], noted=noted))) == 2
    assert noted == {"unknown key: colour": 2}


GZIP = {
    "cut off": gzip.compress(line("a") * 500)[:-12],
    "damaged": gzip.compress(line("a"))[:-9] + b"\xff" * 9,
    "a header alone": b"\x1f\x8b\x08\x00",
    "its mark alone": b"\x1f\x8b",
    "of another kind": b"\x1f\x8b\xff" + b"x" * 50,
}


@pytest.mark.parametrize("content", GZIP.values(), ids=GZIP)
@pytest.mark.parametrize("name", ["auto", "jsonl", "vcon", "csv", "parquet", "webvtt"])
def test_a_broken_packed_file_is_a_rejection(content, name, tmp_path):
    (tmp_path / "a.gz").write_bytes(content)
    (tmp_path / "b").write_bytes(line("b"))
    found = list(read_all([tmp_path], name))
    assert isinstance(found[-2 if name in {"auto", "jsonl"} else -1], Rejected)
    assert names(found)[-1:] == ["b"] or name not in {"auto", "jsonl"}


def test_a_packed_file_is_told_by_content(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(gzip.compress(line("a")))
    (tmp_path / "b.gz").write_bytes(line("b"))
    assert names(read_all([tmp_path])) == ["a", "b"]


def test_a_small_file_that_turns_into_a_giant_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("ccqa.sources._gzip.FREE_BYTES", 1_000_000)
    (tmp_path / "a.gz").write_bytes(gzip.compress(line("a") + b" " * 50_000_000))
    (tmp_path / "b").write_bytes(line("b"))
    got = names(read_all([tmp_path], "jsonl"))
    assert "beyond measure" in got[-2]
    assert got[-1] == "b"


def test_files_are_closed_again(day, monkeypatch):
    opened = []
    real = Path.open
    monkeypatch.setattr(Path, "open", lambda *args: opened.append(real(*args)) or opened[-1])
    list(read_all([day]))
    assert len(opened) == 6
    assert all(stream.closed for stream in opened)


@pytest.fixture
def store():
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    for name in ("a.jsonl.gz", "deep/b.jsonl"):
        content = line(name[:1] if name[0] == "a" else "b")
        with memory.open(f"/day/{name}", "wb") as out:
            out.write(gzip.compress(content) if name.endswith("gz") else content)
    yield memory
    memory.rm("/day", recursive=True)


ADDRESSES = {
    "a folder": ("memory://day", ["a", "b"]),
    "a file": ("memory://day/deep/b.jsonl", ["b"]),
    "a pattern": ("memory://day/*.gz", ["a"]),
}


@pytest.mark.parametrize(("address", "contacts"), ADDRESSES.values(), ids=ADDRESSES)
def test_object_stores_are_read_alike(address, contacts, store):
    assert names(read_all([address])) == contacts
    assert all(one.ref.startswith("memory://") for one in find([address]))


def test_a_missing_address_among_others_is_a_rejection(store):
    assert names(read_all(["memory://day/deep", "memory://none"])) == ["b", "no such file or folder"]


def test_an_address_is_shown_without_its_secrets():
    assert shown("https://me:word@example.org/a.json?X-Signature=abc") == "https://example.org/a.json"
    assert shown("a?b@c") == "a?b@c"
    with pytest.raises(SourceError) as caught:
        find(["ftpx://me:word@example.org/a?sig=abc"])
    assert "word" not in str(caught.value)
    assert "abc" not in str(caught.value)


class Web:
    """A store on the web, where fsspec takes links in a page for files."""

    protocol = ("http", "https")

    def invalidate_cache(self):
        pass

    def isfile(self, _path):
        return False

    def find(self, _path):
        pytest.fail("links in a page were followed")


def test_links_in_a_page_are_not_followed(monkeypatch):
    monkeypatch.setattr("fsspec.core.url_to_fs", lambda url: (Web(), url))
    with pytest.raises(SourceError, match="no such file"):
        find(["https://example.org/day"])


def test_local_files_need_no_fsspec(day):
    code = f"import sys\nfrom ccqa.sources import read_all\nlist(read_all([{str(day / 'c.jsonl')!r}]))\nassert not {{'fsspec', 'pyarrow', 'pandas', 'spacy'}} & set(sys.modules)"
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )


def test_a_blob_can_be_opened_again(day):
    (blob,) = [one for one in find([day / "c.jsonl"]) if isinstance(one, Blob)]
    for _ in range(2):
        with blob.open() as stream:
            assert stream.read() == line("c")
