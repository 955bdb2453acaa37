"""Our own JSON schema of a contact, as it is written; keeps out how lines are found and what is made of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import GetPydanticSchema

from ccqa.contact import Turn  # noqa: TC001 - pydantic resolves the annotation
from ccqa.formats._border import Id, Many, Seconds, Watchful, When, Word
from ccqa.formats._turn_schema import TURNS

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


def _turns(_source: Any, _handler: Any) -> CoreSchema:  # noqa: ANN401 - the hook's own types
    return TURNS


class SurveyRow(Watchful):
    """A survey answer as written."""

    score: Seconds
    top: Seconds | None = None


class CaseRow(Watchful):
    """A case as written."""

    id: Id
    opened_at: When | None = None
    closed_at: When | None = None


class EventRow(Watchful):
    """A queue, hold or transfer as written."""

    kind: Word
    start_s: Seconds | None = None
    end_s: Seconds | None = None
    agent: Word | None = None
    to: Word | None = None


class FlagsRow(Watchful):
    """Flags as written."""

    authenticated: bool | None = None
    announcement_played: bool | None = None
    recorded: bool | None = None
    disconnected_by: Word | None = None


class Row(Watchful):
    """A contact as written."""

    id: Id
    turns: Annotated[list[Turn], GetPydanticSchema(_turns)]
    channel: Word | None = None
    direction: Word | None = None
    language: Word | None = None
    client: Word | None = None
    queue: Word | None = None
    customer: Word | None = None
    agent: Word | None = None
    reason: Word | None = None
    started_at: When | None = None
    ended_at: When | None = None
    wait_s: Seconds | None = None
    events: Annotated[list[EventRow], Many] | None = None
    flags: FlagsRow | None = None
    survey: SurveyRow | None = None
    case: CaseRow | None = None
