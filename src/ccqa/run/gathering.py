"""Reads one source of a deployment from where the nights before left off; keeps out what becomes of its contacts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from ccqa.errors import MissingPartError, Rejected, SourceError
from ccqa.reading.speakers import Speakers
from ccqa.run.night import scorer_of
from ccqa.run.people import admission
from ccqa.run.pulling import OPEN, Entry, masked
from ccqa.sources import files, format_of, read_file, recognised, sql
from ccqa.store.marks import QUERY, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Iterator

    from ccqa.config import Settings
    from ccqa.contact import Contact
    from ccqa.run.pulling import LoadReport
    from ccqa.source import Source
    from ccqa.store import Progress, Store

T = TypeVar("T")
Kept = tuple["LoadReport", "Progress"]
"""What is kept on the way: the load report, and how far the places were read."""
Marks = tuple[tuple[str, str], ...]
"""Places of a source, each with how far it was read, the latest last."""


def entrance(settings: Settings, store: Store) -> Callable[[Source], Entry]:
    """Return how the contacts of each source are let in."""
    reader, admit = scorer_of(settings).reader, admission(settings, store)
    return lambda source: Entry(Speakers(reader, source.roles), admit)


def gather(
    source: Source, before: Marks, kept: Kept, entry: Entry = OPEN, only: Collection[str] | None = None
) -> Iterator[Contact | Rejected]:
    """Yield what no night before has read, masked; report and progress are kept on the way.

    `entry` says how contacts are let in. With `only`, the places of that name are read instead, whether
    they were read before or not. A source that fails ends what it yields, and the failure stands in the report. Raises
    UsageError for a format that is not known.
    """
    read = _answers if source.url else _files
    try:
        yield from masked(_spoken(source, read(source, before, only, kept)), kept[0], entry)
    except (SourceError, MissingPartError) as error:
        kept[0].failed = str(error)


def _spoken(source: Source, records: Iterable[Contact | Rejected]) -> Iterator[Contact | Rejected]:
    """Give contacts that name no language the one that the source names."""
    for one in records:
        yield one if isinstance(one, Rejected) or one.language else replace(one, language=source.language)


def _files(source: Source, before: Marks, only: Collection[str] | None, kept: Kept) -> Iterator[Contact | Rejected]:
    (report, progress), chosen, known = kept, format_of(source.format, source.columns), dict(before)
    for blob in files.find(source.paths, source.options):
        mark = "" if isinstance(blob, Rejected) else blob.mark
        if only is not None and blob.ref not in only:
            continue
        if only is None and mark and known.get(name_of(blob.ref)) == mark:
            report.unchanged += 1
            continue
        reading = read_file(blob, chosen or recognised(blob, source.columns), report.noted, source.name)
        if (yield from _watched(reading, blob.ref, progress)):
            progress.marks[blob.ref] = mark


def _answers(source: Source, before: Marks, only: Collection[str] | None, kept: Kept) -> Iterator[Contact | Rejected]:
    (report, progress), chosen = kept, format_of(source.format, source.columns)
    query = sql.Query(
        source.url or "", source.query or "", source.watermark or "", source.password, source.document, source.columns
    )
    asked = [mark for place, mark in before if place.startswith(QUERY)] or [sql.mark_of(source.since)]
    for place in sorted(only) if only is not None else [QUERY + asked[-1]]:
        reading = sql.read(query, place.removeprefix(QUERY), chosen, report.noted, source.name)
        mark = yield from _watched(reading, place, progress)
        progress.marks[place] = mark if only is None else asked[-1]


def _watched(
    reading: Generator[Contact | Rejected, None, T], place: str, progress: Progress
) -> Generator[Contact | Rejected, None, T]:
    """Pass on what is read, remember what is rejected, and return what the reading returns."""
    while True:
        try:
            found = next(reading)
        except StopIteration as end:
            told: T = end.value
            return told
        if isinstance(found, Rejected):
            progress.refuse(place, found)
        yield found
