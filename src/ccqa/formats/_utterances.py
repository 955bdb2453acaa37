"""Transcripts by other systems, in the few shapes that we know: who spoke, what and when; keeps out what a vCon is.

Known: a list of {speaker or role, text or message, start, end}; `results.utterances` as Deepgram writes them;
`utterances` or `segments` at the top, as AssemblyAI and WhisperX do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AliasChoices, Field, TypeAdapter, ValidationError

from ccqa.formats._border import Index, Lenient, Many, Millis, Text, Word
from ccqa.formats._refusal import Refused

if TYPE_CHECKING:
    from collections import Counter

MS_IF_TIMES_LONGER = 20
"""Times that run so many times beyond the recording are milliseconds."""


class Row(Lenient):
    """One utterance as written."""

    speaker: Annotated[Word | None, Field(validation_alias=AliasChoices("speaker", "role", "participant"))] = None
    text: Annotated[Text, Field(validation_alias=AliasChoices("text", "message", "transcript", "content"))]
    start: Annotated[Millis | None, Field(validation_alias=AliasChoices("start", "start_s", "begin"))] = None
    end: Annotated[Millis | None, Field(validation_alias=AliasChoices("end", "end_s"))] = None
    channel: Index | None = None


ROWS: TypeAdapter[list[Row]] = TypeAdapter(Annotated[list[Row], Many])


@dataclass(frozen=True, slots=True)
class Utterance:
    """Who spoke, by a word or by a channel of the recording; times are seconds from its start."""

    speaker: str | None
    channel: int | None
    text: str
    start_s: float | None
    end_s: float | None


def utterances(body: object, duration_s: float | None, noted: Counter[str]) -> list[Utterance]:
    """Return the utterances of a transcript; raises Refused for a shape that is not known."""
    if isinstance(body, str) or (isinstance(body, dict) and isinstance(body.get("transcript"), str) and len(body) < 4):  # noqa: PLR2004
        raise Refused("the transcript is one text that does not tell the speakers apart")
    try:
        rows = ROWS.validate_python(_listed(body))
    except ValidationError:
        raise Refused("the transcript has a shape that is not known") from None
    scale = _scale(rows, _duration(body, duration_s), noted)
    many = _channels(body) > 1
    return [_utterance(row, scale, row.channel if many else None) for row in rows]


def _listed(body: object) -> object:
    if not isinstance(body, dict):
        return body
    for holder in (body.get("results"), body):
        for key in ("utterances", "segments", "transcript"):
            if isinstance(holder, dict) and isinstance(holder.get(key), list):
                return holder[key]
    return None


def _channels(body: object) -> int:
    results: Any = body.get("results") if isinstance(body, dict) else None
    channels = results.get("channels") if isinstance(results, dict) else None
    return len(channels) if isinstance(channels, list) else 0


def _duration(body: object, duration_s: float | None) -> float | None:
    told = body.get("audio_duration") if isinstance(body, dict) else None
    return duration_s or (float(told) if isinstance(told, int | float) else None)


def _scale(rows: list[Row], duration_s: float | None, noted: Counter[str]) -> float:
    latest = max((row.end or row.start or 0.0 for row in rows), default=0.0)
    if not duration_s or latest <= duration_s * MS_IF_TIMES_LONGER:
        return 1.0
    noted["milliseconds told by magnitude"] += 1
    return 0.001


def _utterance(row: Row, scale: float, channel: int | None) -> Utterance:
    start = None if row.start is None else row.start * scale
    return Utterance(row.speaker, channel, row.text, start, None if row.end is None else row.end * scale)
