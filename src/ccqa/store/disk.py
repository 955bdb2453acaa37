"""Puts bytes on disk so that a file is whole or not there, for its owner alone; keeps out what the bytes mean."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ccqa.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNFINISHED = ".tmp"
"""How the name of a file ends while it is being written."""


@contextmanager
def speaking_of(path: Path) -> Iterator[None]:
    """Turn a refusal of the file system into a StoreError that names the path."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{path}: the store cannot use it ({error.strerror or type(error).__name__}). Likeliest: the disk is full, "
            "or the folder belongs to someone else. Make room or give this user the folder, then run again."
        ) from None


def make_folder(folder: Path) -> None:
    """Make a folder and those missing above it, mode 0700; one that exists is left as it is. Raises StoreError."""
    with speaking_of(folder):
        for missing in reversed([f for f in (folder, *folder.parents) if not f.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)
            _settle(missing.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, mode 0600, on disk before it gets its name. Raises StoreError."""
    unfinished = path.with_name(path.name + UNFINISHED)
    with speaking_of(path):
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        _settle(path.parent)


def _settle(folder: Path) -> None:
    """Make a new name in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file while writing; raises StoreError at once where another program or thread holds it.

    The kernel lets go of the lock when its holder dies, so a lock is never left behind.
    """
    with speaking_of(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = file.read(20).decode("ascii", "replace") or "unknown"
            raise StoreError(
                f"{path}: another writer holds the store (process {holder}). Likeliest: a run that has not ended. "
                "Wait for it to end, then run again."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()).encode())
        file.flush()
        yield
