"""Looks at files before they are used: which format, what would be read, what would not; never shows a word of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ccqa.errors import Rejected, UsageError
from ccqa.formats import HEAD_BYTES, USUAL, Columns, by_name, catalogue, suggested
from ccqa.run.pulling import LoadReport
from ccqa.sources import AUTO, read_file, recognised
from ccqa.sources.files import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ccqa.contact import Contact

TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
"""A language as systems name it; whatever else stands there may be somebody's words."""


@dataclass(slots=True)
class Inspection:
    """What one file holds, in counts and places. `format` is None where the content is of none."""

    file: str
    format: str | None
    report: LoadReport = field(default_factory=LoadReport)
    fields: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    starts: int = 0
    ends: int = 0
    started: list[datetime] = field(default_factory=list)

    def add(self, contact: Contact) -> None:
        """Count a contact; of when contacts began, the first and the last are kept."""
        self.report.contacts += 1
        self.report.turns += len(contact.turns)
        self.roles.update(turn.role.value for turn in contact.turns)
        self.channels[contact.channel.value] += 1
        self.languages[_tag(contact.language)] += 1
        self.starts += sum(turn.start_s is not None for turn in contact.turns)
        self.ends += sum(turn.end_s is not None for turn in contact.turns)
        if contact.started_at:
            times = [*self.started, contact.started_at]
            self.started = [min(times), max(times)]

    def as_json(self) -> dict[str, Any]:
        """Return the counts with sorted keys, for machines."""
        report = self.report.as_json()
        del report["masked"]
        counts = {"fields": self.fields, "roles": self.roles, "channels": self.channels, "languages": self.languages}
        return {
            "file": self.file,
            "format": self.format,
            **report,
            **{what: dict(sorted(counter.items())) for what, counter in counts.items()},
            "times": {"turns_with_start": self.starts, "turns_with_end": self.ends, "contacts_began": self.started},
        }


def _tag(language: str | None) -> str:
    if not language:
        return "not told"
    return language if TAG.fullmatch(language) else "no language tag"


def inspect(paths: Iterable[str], format_: str = AUTO, columns: Columns = USUAL) -> Iterator[Inspection]:
    """Yield what each file holds; raises SourceError where there is none, UsageError for an unknown format."""
    chosen = None if format_ == AUTO else by_name(format_, columns)
    for blob in find(paths):
        one = chosen or recognised(blob, columns)
        seen = Inspection(blob.ref, None if isinstance(one, Rejected) else one.name)
        for found in read_file(blob, one, seen.report.noted, "files"):
            if isinstance(found, Rejected):
                seen.report.reject(found)
                seen.fields.update(found.fields)
            else:
                seen.add(found)
        yield seen


def suggestion(path: str) -> str:
    """Return what `[source.columns]` may be for a table; raises UsageError where the file can be none."""
    blob = next(find([path]))
    known = recognised(blob)
    if isinstance(blob, Rejected):
        raise UsageError(f"{blob.ref}: {blob.reason}.")
    if not isinstance(known, Rejected) and known.tabular is None:
        raise UsageError(f"{blob.ref}: this is {known.name}, which needs no column map. See `ccqa formats check`.")
    with blob.open() as stream:
        head = stream.read(HEAD_BYTES)
    table = next((one.tabular for one in catalogue() if one.tabular and one.tabular.may_be(head)), None)
    if table is None:
        raise UsageError(f"{blob.ref}: this is no table that ccqa reads (CSV, Excel, Parquet, JSON rows).")
    with blob.open() as stream:
        return suggested(table.peek(stream))
