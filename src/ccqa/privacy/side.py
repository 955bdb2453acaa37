"""What one side of a contact says in a stretch of it, made ready to be searched; keeps out what is searched for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ccqa.privacy.runs import Run
from ccqa.privacy.words import Words


class Cue(NamedTuple):
    """Words at `start` to `end` that tell what kind of number stands near; `firm` where they speak of a number."""

    start: int
    end: int
    kind: str
    firm: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Turns of one side, a line each, with their runs of digits across lines and within `lines`.

    `asked` are the kinds that the other side asked for; `alone` tells that the other side is not in the transcript.
    """

    text: str
    words: Words
    runs: tuple[Run, ...]
    lines: tuple[Run, ...]
    cues: tuple[Cue, ...]
    asked: tuple[str, ...]
    customer: bool
    alone: bool
