"""Splits bytes into JSON records: one object, one array of objects, or an object a line; keeps out what they mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

from ccqa.contact import Contact
from ccqa.errors import Rejected
from ccqa.formats._lines import LINE_BYTES, filled_lines
from ccqa.formats._refusal import Convert, attempt

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

Line = tuple[int, bytes | None]
Found = Contact | Rejected

BROKEN = "not valid JSON; perhaps it was cut off"
TOO_LONG = "longer than the limit of a line; skipped"
TOO_LARGE = "one JSON document above the limit; write one contact a line instead"


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object, where it stands, and the id it gets if it has none of its own."""

    ref: str
    name: str
    value: dict[str, Any]


Parts = Callable[[Record], "Iterable[Record | Rejected]"]


def contacts(
    stream: BinaryIO, ref: str, noted: Counter[str], convert: Convert, parts: Parts = lambda record: (record,)
) -> Iterator[Found]:
    """Convert every record, or its parts where one holds several contacts; an id that comes again is rejected."""
    seen: set[str] = set()
    for record in records(stream, ref):
        for part in (record,) if isinstance(record, Rejected) else parts(record):
            found = part if isinstance(part, Rejected) else attempt(convert, part, noted)
            yield once(found, part.ref, seen)


def once(found: Found, ref: str, seen: set[str]) -> Found:
    """Return what was found, or a rejection where its id was seen before in this file."""
    if isinstance(found, Rejected):
        return found
    if found.id in seen:
        return Rejected(ref, "read", "the contact id came before in this file; the first one is kept", ("id",))
    seen.add(found.id)
    return found


def records(stream: BinaryIO, ref: str, limit: int = LINE_BYTES) -> Iterator[Record | Rejected]:
    """Yield every JSON object, or why a piece of the stream is none. At most `limit` bytes are held at a time."""
    lines = filled_lines(stream, limit)
    first, second = next(lines, None), next(lines, None)
    if first is None:
        yield Rejected(ref, "read", "the file is empty")
    elif second is None:
        yield from _document(parsed(first[1]), first[1], f"{ref}:{first[0]}", ref)
    elif _goes_on(first[1], second[1]):
        yield from _spread(chain((first, second), lines), ref, limit)
    else:
        yield from _each(chain((first, second), lines), ref)


def parsed(line: bytes | None) -> object:
    """Return the value of a line of JSON, or None where it has none (`null` is of no use either)."""
    try:
        return None if line is None else orjson.loads(line)
    except orjson.JSONDecodeError:
        return None


def stem(ref: str) -> str:
    """Return the name of a file without folder and last suffix, `.gz` aside; an id for files that have none."""
    return PurePosixPath(ref.replace("\\", "/").removesuffix(".gz")).stem or "contact"


def _goes_on(first: bytes | None, second: bytes | None) -> bool:
    """Tell whether a document runs over several lines, or each line is to stand for itself."""
    if first is None or second is None or parsed(first) is not None:
        return False
    return first.startswith(b"[") or not second.startswith(b"{")


def _spread(lines: Iterator[Line], ref: str, limit: int) -> Iterator[Record | Rejected]:
    """Read lines as one document; where that fails but single lines are records, read them line by line."""
    held: list[Line] = []
    size = 0
    for number, line in lines:
        held.append((number, line))
        size += limit if line is None else len(line)
        if size > limit:
            break
    whole = b"".join(line or b"" for _, line in held)
    value = None if size > limit else parsed(whole)
    if value is None and any(_is_record(line) for _, line in held):
        yield from _each(chain(held, lines), ref)
    else:
        yield from _document(value, None if size > limit else whole, ref, ref)


def _is_record(line: bytes | None) -> bool:
    return line is not None and line.startswith(b"{") and isinstance(parsed(line), dict)


def _document(value: object, raw: bytes | None, where: str, ref: str) -> Iterator[Record | Rejected]:
    if isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield _record(item, f"{ref}#{number}", f"{stem(ref)}-{number}")
    elif value is None:
        yield Rejected(where, "read", TOO_LARGE if raw is None else _broken(raw))
    else:
        yield _record(value, where, stem(ref))


def _each(lines: Iterable[Line], ref: str) -> Iterator[Record | Rejected]:
    name = stem(ref)
    for number, line in lines:
        where = f"{ref}:{number}"
        value = parsed(line)
        if value is None:
            yield Rejected(where, "read", TOO_LONG if line is None else _broken(line))
        else:
            yield _record(value, where, f"{name}-{number}")


def _record(value: object, ref: str, name: str) -> Record | Rejected:
    return Record(ref, name, value) if isinstance(value, dict) else Rejected(ref, "read", "not a JSON object")


def _broken(raw: bytes) -> str:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return "not UTF-8"
    return BROKEN
