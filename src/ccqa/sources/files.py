"""Where files of transcripts come from: paths, folders, patterns and addresses of object stores; keeps out formats.

Local files need nothing but Python; fsspec is imported for an address such as `s3://bucket/day/*.json`.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from ccqa.errors import Rejected, SourceError
from ccqa.sources._gzip import BUFFER_BYTES, unpacked
from ccqa.sources._secrets import revealed
from ccqa.sources._stored import Stored, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SECRET = re.compile(r"(?<=//)[^/@]*@|\?.*$")
"""Passwords and signatures in an address."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file: the name by which its records are referred to, and how to open it for reading, unpacked.

    `mark` changes with its content; empty where nothing tells.
    """

    ref: str
    open: Callable[[], BinaryIO]
    mark: str = ""


def find(patterns: Iterable[str | Path], options: Mapping[str, object] | None = None) -> Iterator[Blob | Rejected]:
    """Return every file once, sorted by name; a folder stands for all files below it, but for hidden ones.

    What is missing, or closed to us, comes as a rejection. `options` are fsspec's. Raises SourceError without any file.
    """
    given, given_options = [str(pattern) for pattern in patterns], revealed(options or {})
    found: dict[str, Blob | Rejected] = {}
    for pattern in given:
        at = _remote(pattern, given_options) if "://" in pattern else _local(pattern)
        found.update((one.ref, one) for one in at)
    if not any(isinstance(one, Blob) for one in found.values()):
        named = ", ".join(f"'{shown(pattern)}'" for pattern in given) or "nothing"
        why = "; ".join(sorted({one.reason for one in found.values() if isinstance(one, Rejected)}))
        raise SourceError(
            f"no file found for {named}{why and f' ({why})'}. Check the path or pattern, and your rights."
        )
    return (found[ref] for ref in sorted(found))


def shown(address: str) -> str:
    """Return an address without the secrets that may stand in it."""
    return SECRET.sub("", address) if "://" in address else address


def _local(pattern: str) -> Iterator[Blob | Rejected]:
    path = str(Path(pattern).expanduser())
    try:
        if has_magic(pattern) and not os.path.lexists(path):
            for match in sorted(glob(path, recursive=True)):  # noqa: PTH207 - Path.glob takes no absolute pattern
                yield from _at(match)
        elif os.path.lexists(path):
            yield from _at(path)
        else:
            yield Rejected(pattern, "open", "no such file or folder")
    except (OSError, ValueError) as error:
        yield Rejected(pattern, "open", reason_of(error))


def _at(path: str) -> Iterator[Blob | Rejected]:
    """Yield the files at a path. Pipes and devices are passed over; links to nothing fail when they are opened."""
    if Path(path).is_dir():
        yield from _below(path)
    elif Path(path).is_file() or not Path(path).exists():
        yield Blob(path, partial(unpacked, partial(_open, path)), _state(path))


def _state(path: str) -> str:
    """Return size and time of change, as far as there are any."""
    try:
        known = Path(path).stat()
    except OSError:
        return ""
    return f"{known.st_size} {known.st_mtime_ns}"


def _open(path: str) -> BinaryIO:
    return Path(path).open("rb")


def _below(folder: str) -> Iterator[Blob | Rejected]:
    closed: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                yield from _at(str(Path(here, name)))
    yield from (Rejected(str(error.filename), "open", reason_of(error)) for error in closed)


def _remote(pattern: str, options: Mapping[str, object]) -> Iterator[Blob | Rejected]:
    from fsspec.core import url_to_fs

    try:
        store, path = url_to_fs(pattern, **options)
        store.invalidate_cache()
        found = [(one, mark_of(store.info(one))) for one in _stored(store, path)]
    except Exception as error:  # noqa: BLE001 - each store raises errors of its own
        yield Rejected(shown(pattern), "open", reason_of(error))
        return
    for one, mark in found:
        yield Blob(shown(store.unstrip_protocol(one)), partial(unpacked, partial(_fetch, store, one)), mark)


def _stored(store: Any, path: str) -> list[str]:  # noqa: ANN401 - fsspec has no types
    """Return the files at a path of a store. On the web fsspec would take the links in a file for a folder."""
    if store.isfile(path):
        return [path]
    if has_magic(path):
        return [one for one in store.glob(path) if store.isfile(one)]
    below: list[str] = [] if "http" in store.protocol else store.find(path)
    if not below:
        raise FileNotFoundError
    return below


def _fetch(store: Any, path: str) -> BinaryIO:  # noqa: ANN401 - fsspec has no types
    return cast("BinaryIO", io.BufferedReader(Stored(store, path), BUFFER_BYTES))


def reason_of(error: Exception) -> str:
    """Say why something could not be opened, by the kind of error; its message may hold secrets or words."""
    reasons = {
        FileNotFoundError: "no such file or folder",
        PermissionError: "no right to read it",
        ImportError: "the address needs a part of fsspec that is not installed",
    }
    return next(
        (reason for kind, reason in reasons.items() if isinstance(error, kind)), f"failed ({type(error).__name__})"
    )
