"""Why a record is refused, told without a word of the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pydantic import ValidationError

from ccqa.errors import Rejected

if TYPE_CHECKING:
    from collections import Counter

    from ccqa.contact import Contact
    from ccqa.formats._records import Record

MOST_FIELDS = 10
"""A record that is wrong all over names this many fields."""


class Refused(Exception):  # noqa: N818 - named for what happened to the record
    """This record cannot be used. The reason and the fields are ccqa's words, never the record's."""

    def __init__(self, reason: str, *fields: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fields = fields


Convert = Callable[["Record", "Counter[str]"], "Contact"]


def attempt(convert: Convert, record: Record, noted: Counter[str]) -> Contact | Rejected:
    """Convert a record; what is wrong with it comes back as a rejection that keeps its words secret."""
    try:
        return convert(record, noted)
    except Refused as refused:
        return Rejected(record.ref, "read", refused.reason, refused.fields)
    except ValidationError as error:
        return Rejected(record.ref, "read", "fields are missing, or of a wrong type or size", fields_of(error))


def fields_of(error: ValidationError) -> tuple[str, ...]:
    """Return place and kind of each mistake: both come from our models, never from the data."""
    mistakes = error.errors(include_url=False, include_context=False, include_input=False)
    named = (f"{'.'.join(map(str, m['loc'])) or 'record'}: {m['type']}" for m in mistakes[:MOST_FIELDS])
    return tuple(dict.fromkeys(named))
