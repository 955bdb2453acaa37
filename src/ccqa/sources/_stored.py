"""A file of an object store or another machine, opened; keeps out how it was found."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")
TELLS = frozenset(
    {"etag", "contentmd5", "md5hash", "digest", "lastmodified", "mtime", "modified", "updated", "created"}
)
"""By what the stores that fsspec knows tell that a file has changed, each in a spelling of its own."""


class BrokenOffError(OSError):
    """A store failed in a way of its own: its message may hold addresses with secrets, so it is not kept."""


def mark_of(info: Mapping[str, object]) -> str:
    """Return what changes with the content of a file; empty where the store tells no more than a size."""
    told = {name.lower().replace("-", "").replace("_", ""): value for name, value in info.items()}
    found = [f"{name}={told[name]}" for name in sorted(TELLS & told.keys()) if told[name]]
    return " ".join([str(told.get("size")), *found]) if found else ""


class Stored(io.RawIOBase):
    """The bytes of a file in a store; whatever goes wrong is an OSError, as with files nearby."""

    def __init__(self, store: Any, path: str) -> None:  # noqa: ANN401 - fsspec has no types
        self._file: Any = _faithfully(lambda: store.open(path, "rb"))

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._file.seekable())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return int(_faithfully(lambda: self._file.seek(offset, whence)))

    def tell(self) -> int:
        return int(self._file.tell())

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = _faithfully(lambda: self._file.read(len(buffer)))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed and hasattr(self, "_file"):
            self._file.close()
        super().close()


def _faithfully(work: Callable[[], T]) -> T:
    try:
        return work()
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - each store raises errors of its own
        raise BrokenOffError(type(error).__name__) from None
