"""Our own schema: a contact a line as JSON, or one object, or one array; docs/formats.md describes every field.

Roles are the words in `role` of each turn: agent, customer, bot, or a word that means one of them elsewhere.
Labels of gold files are passed over here; whoever measures accuracy reads them.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

from ccqa.contact import Case, Contact, Event, EventKind, Flags, Survey
from ccqa.formats import Format, Tried
from ccqa.formats._channels import channel_of, direction_of
from ccqa.formats._keys import top_keys
from ccqa.formats._own_schema import CaseRow, EventRow, FlagsRow, Row, SurveyRow
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._roles import role_of
from ccqa.formats._strangers import count_unknown
from ccqa.formats._turns import settle

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from ccqa.formats._border import Watchful

LABELS = frozenset({"group", "verdicts", "judged", "annotators", "acts", "ambiguous", "label", "typed"})
IN_A_TURN = LABELS | {"role", "text", "start_s", "end_s", "agent"}
KINDS = {kind.value: kind for kind in EventKind}
AS_WRITTEN = ("id", "language", "client", "queue", "customer", "agent", "reason", "started_at", "ended_at", "wait_s")
NOT_WRITTEN = ("source", "revision")
"""Given when a file is loaded, so no part of it."""


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield each contact of the file, or why a line is none."""
    return contacts(stream, ref, noted, _contact)


def to_line(contact: Contact) -> bytes:
    """Write a contact as one line that reads back as the same contact, but for source and revision."""
    row = {f.name: getattr(contact, f.name) for f in fields(contact) if f.name not in NOT_WRITTEN}
    return orjson.dumps(
        {key: value for key, value in row.items() if value is not None}, option=orjson.OPT_APPEND_NEWLINE
    )


def _contact(record: Record, noted: Counter[str]) -> Contact:
    row = Row.model_validate(record.value, context=noted)
    _count_strangers(row, record.value["turns"], noted)
    return Contact(
        **{name: getattr(row, name) for name in AS_WRITTEN},
        channel=channel_of(row.channel, noted),
        direction=direction_of(row.direction, noted),
        events=tuple(event for one in row.events or () if (event := _event(one, noted))),
        flags=_flags(row.flags, noted),
        survey=_survey(row.survey, noted),
        case=_case(row.case, noted),
        turns=settle(row.turns, noted),
    )


def _count_strangers(row: Row, turns: list[dict[str, Any]], noted: Counter[str]) -> None:
    if row.model_extra:
        count_unknown(row.model_extra.keys() - LABELS, noted)
    for turn in turns:
        if not IN_A_TURN.issuperset(turn):
            count_unknown(turn.keys() - IN_A_TURN, noted)


def _known(row: Watchful, noted: Counter[str]) -> None:
    if row.model_extra:
        count_unknown(row.model_extra, noted)


def _event(row: EventRow, noted: Counter[str]) -> Event | None:
    _known(row, noted)
    kind = KINDS.get(row.kind.lower())
    if kind is None:
        noted["unknown event"] += 1
        return None
    return Event(kind, row.start_s, row.end_s, row.agent, row.to)


def _flags(row: FlagsRow | None, noted: Counter[str]) -> Flags:
    if row is None:
        return Flags()
    _known(row, noted)
    by = None if row.disconnected_by is None else role_of(row.disconnected_by)
    return Flags(row.authenticated, row.announcement_played, row.recorded, by)


def _survey(row: SurveyRow | None, noted: Counter[str]) -> Survey | None:
    if row is None:
        return None
    _known(row, noted)
    return Survey(row.score, row.top)


def _case(row: CaseRow | None, noted: Counter[str]) -> Case | None:
    if row is None:
        return None
    _known(row, noted)
    return Case(row.id, row.opened_at, row.closed_at)


FORMAT = Format(
    name="jsonl",
    says="ccqa's own JSON: a contact a line",
    recognises=lambda head: "turns" in top_keys(head),
    read=read,
    tried=Tried.GENUINE,
)
