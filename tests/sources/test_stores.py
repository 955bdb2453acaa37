"""Files in stores elsewhere: a real S3 server and a real web server, without a secret in what is told."""

import gzip
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ccqa.errors import Rejected, SourceError
from ccqa.sources import read_all, read_file, recognised
from ccqa.sources._secrets import revealed
from ccqa.sources.files import find

SECRET = "swordfish"


def line(name):
    return b'{"id": "%s", "turns": [{"role": "agent", "text": "hi"}]}\n' % name.encode()


def read(patterns, options):
    return [found for blob in find(patterns, options) for found in read_file(blob, recognised(blob), {}, "files")]


@pytest.fixture
def bucket(s3, request):
    """A bucket with a day in it, and the store to write to."""
    import fsspec

    store = fsspec.filesystem("s3", **s3)
    name = f"calls-{abs(hash(request.node.nodeid))}"
    store.mkdir(name)
    store.pipe(f"{name}/day/a.jsonl", line("a"))
    store.pipe(f"{name}/day/deep/b.jsonl.gz", gzip.compress(line("b")))
    return name, store


ADDRESSES = {"a folder": ("day", ["a", "b"]), "a file": ("day/a.jsonl", ["a"]), "a pattern": ("day/*/*.gz", ["b"])}


@pytest.mark.parametrize(("path", "contacts"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_object_store_is_read(path, contacts, s3, bucket):
    assert [one.id for one in read([f"s3://{bucket[0]}/{path}"], s3)] == contacts


def test_the_mark_of_an_object_changes_with_its_content_alone(s3, bucket):
    name, store = bucket
    marks = lambda: [blob.mark for blob in find([f"s3://{name}/day"], s3)]  # noqa: E731
    before = marks()
    assert marks() == before
    assert all(before)
    store.pipe(f"{name}/day/a.jsonl", line("c"))
    assert [mark == old for mark, old in zip(marks(), before, strict=True)] == [False, True]


def test_what_came_since_is_found_in_the_same_process(s3, bucket):
    import fsspec

    name, _ = bucket
    assert len(read([f"s3://{name}/day"], s3)) == 2
    other = fsspec.filesystem("s3", skip_instance_cache=True, **s3)
    other.pipe(f"{name}/day/c.jsonl", line("c"))
    assert len(read([f"s3://{name}/day"], s3)) == 3


def test_an_object_that_is_gone_when_it_is_opened_is_a_rejection(s3, bucket):
    name, store = bucket
    blobs = list(find([f"s3://{name}/day"], s3))
    store.rm(f"{name}/day/a.jsonl")
    store.invalidate_cache()
    found = [found for blob in blobs for found in read_file(blob, recognised(blob), {}, "files")]
    assert isinstance(found[0], Rejected)
    assert (found[0].ref, found[0].step) == (f"s3://{name}/day/a.jsonl", "open")
    assert found[1].id == "b"


def test_a_store_that_does_not_answer_is_told_without_its_secrets():
    options = {"endpoint_url": "http://127.0.0.1:1", "key": "someone", "secret": SECRET, "config_kwargs": QUICK}
    with pytest.raises(SourceError, match="no file found") as told:
        find(["s3://calls/day"], options)
    assert SECRET not in str(told.value)
    assert told.value.__suppress_context__ or told.value.__context__ is None


QUICK = {"connect_timeout": 1, "retries": {"max_attempts": 0}}


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def web(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(line("a"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_file_on_the_web_is_read_and_its_signature_is_told_nowhere(web):
    (blob,) = find([f"{web}/a.jsonl?signature={SECRET}"])
    assert blob.ref == f"{web}/a.jsonl"
    assert blob.mark
    assert [one.id for one in read_all([f"{web}/a.jsonl?signature={SECRET}"])] == ["a"]


def test_a_missing_file_on_the_web_is_told_without_the_signature(web):
    with pytest.raises(SourceError, match="no file found") as told:
        find([f"{web}/none.jsonl?signature={SECRET}"])
    assert SECRET not in str(told.value)


class BreakingOff:
    """A store of which a file breaks off in a way of its own."""

    protocol = ("odd",)

    def __getattr__(self, name):
        return lambda *_args, **_more: None

    def isfile(self, _path):
        return True

    def info(self, path):
        return {"name": path, "size": 9, "ETag": "1"}

    def unstrip_protocol(self, path):
        return f"odd://{path}"

    def open(self, _path, _mode):
        return self

    def seekable(self):
        return True

    def read(self, _size):
        raise RuntimeError(SECRET)


def test_whatever_a_store_raises_is_a_rejection_and_the_file_is_not_done(monkeypatch):
    monkeypatch.setattr("fsspec.core.url_to_fs", lambda url, **_options: (BreakingOff(), "day"))
    (blob,) = find(["odd://day"])
    reading = read_file(blob, recognised(blob), {}, "files")
    assert next(reading) == Rejected("odd://day", "open", "failed (BrokenOffError)")
    with pytest.raises(StopIteration) as end:
        next(reading)
    assert end.value.value is False


def test_a_file_that_was_read_to_its_end_is_done_whatever_it_holds(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"just words\n")
    (blob,) = find([tmp_path])
    reading = read_file(blob, recognised(blob), {}, "files")
    assert isinstance(next(reading), Rejected)
    with pytest.raises(StopIteration) as end:
        next(reading)
    assert end.value.value is True


def test_secrets_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("CCQA_TEST_SECRET", SECRET)
    given = {"key": "someone", "secret": "env:CCQA_TEST_SECRET", "client": {"token": "env:CCQA_TEST_SECRET"}, "n": 3}
    assert revealed(given) == {"key": "someone", "secret": SECRET, "client": {"token": SECRET}, "n": 3}
    with pytest.raises(SourceError, match="no variable CCQA_NONE"):
        revealed({"secret": "env:CCQA_NONE"})
