"""Where the keys of pseudonyms lie: given by the environment, or one a line in a file that only its owner reads."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from ccqa.errors import ConfigError, StoreError
from ccqa.privacy import Key, Keyring
from ccqa.store import disk

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SHORTEST: Final = 16
"""Characters of a key. One that can be guessed gives away every id."""


def keyring(given: str, file: Path, used: Iterable[str]) -> Keyring:
    """Return the keys: those that are given, then those in the file; where there is none, one is made and put there.

    `used` are the ids of the keys that the store needs: where one is not at hand StoreError is raised, since people
    could no longer be found. Raises ConfigError where a key is too short.
    """
    needed = frozenset(used)
    found = tuple(dict.fromkeys((*given.split(), *_lines(file))))
    if not found and not needed:
        found = _made(file)
    if any(len(secret) < SHORTEST for secret in found):
        raise ConfigError(f"CCQA_KEY or {file}: a key has fewer than {SHORTEST} characters. Take a longer one.")
    ring = Keyring(tuple(Key(secret.encode()) for secret in found))
    if lost := sorted(needed - {key.id for key in ring.keys}):
        raise StoreError(
            f"The store names people by key {', '.join(lost)}, which is not at hand. Likeliest: CCQA_KEY is not set "
            f"here, or a new key took its place. Set it, or put the old key below the new one in {file}."
        )
    return ring


def _lines(file: Path) -> tuple[str, ...]:
    with disk.speaking_of(file), suppress(FileNotFoundError):
        return tuple(file.read_text("utf-8", "replace").split())
    return ()


def _made(file: Path) -> tuple[str, ...]:
    """Make a key, once: of two programs that do so at the same time, both get the one that came first.

    The one place where chance is let in; what follows from a key follows from it alone.
    """
    mine = file.with_name(f"{file.name}.{os.getpid()}")
    disk.make_folder(file.parent)
    disk.write_whole(mine, secrets.token_hex(32).encode() + b"\n")
    with disk.speaking_of(file), suppress(FileExistsError):
        file.hardlink_to(mine)
    mine.unlink()
    return _lines(file)
