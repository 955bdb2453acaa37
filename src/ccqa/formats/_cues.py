"""The parts of a file of captions: header, notes of the form key=value, and cues; keeps out what a contact is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from ccqa.formats._html import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TIMES = re.compile(
    r"\s*(?:(\d{1,6}):)?(\d{1,2}):(\d{1,2})[.,](\d{3})\s+-->\s+(?:(\d{1,6}):)?(\d{1,2}):(\d{1,2})[.,](\d{3})"
)
"""Hours may be left out."""

PAIR = re.compile(r"""([A-Za-z_]\w*)=("[^"]*"|'[^']*'|\S+)""")
LANGUAGE = re.compile(r"^Language:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")
TAG = re.compile(r"</?[a-z][^>]*>|<\d[\d:.]*>|</v>|\{\\[^}]*\}")
"""Markup of either kind, such as `<i>` and, of SRT, `{\\an8}`."""
LABEL = re.compile(r"\s*(?:\[([^\]\n]{1,60})\]|([A-Za-z][\w -]{0,40})):\s+")
"""`[SPEAKER_00]: ` as WhisperX writes, or `Agent: `."""
DIARISED = re.compile(r"speaker[ _-]?(?:\d{1,3}|[a-z])", re.IGNORECASE)
"""A word before a colon that can only be a speaker."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words with their speaker as written, and seconds from the start; None where they cannot be read."""

    speaker: str | None
    text: str
    start_s: float | None
    end_s: float | None
    labelled: bool = False
    """The speaker stood as a bare word before a colon, so it may be no speaker at all."""


@dataclass(slots=True)
class Captions:
    """A file in parts. Keys of notes are lower case; `lost` counts blocks of words without times."""

    notes: dict[str, str] = field(default_factory=dict)
    cues: list[Cue] = field(default_factory=list)
    lost: int = 0


def captions(lines: Iterable[str], *, headed: bool) -> Captions:
    """Read the lines of a file; blocks are set apart by blank lines, and the first may be a header."""
    found = Captions()
    blocks = [list(block) for filled, block in groupby(map(str.rstrip, lines), key=bool) if filled]
    for header in blocks[:headed]:
        found.notes.update(("language", tag) for tag in LANGUAGE.findall("\n".join(header)))
    for block in blocks[headed:]:
        _add(found, block)
    return found


def _add(found: Captions, block: list[str]) -> None:
    if block[0].startswith("NOTE"):
        found.notes.update((key.lower(), value.strip("\"'")) for key, value in PAIR.findall("\n".join(block)))
    elif any("-->" in line for line in block[:2]):
        found.cues.extend(_cues(block))
    elif not block[0].startswith(("STYLE", "REGION")):
        found.lost += 1


def _cues(block: list[str]) -> Iterator[Cue]:
    """Yield the cue of a block, or one for each voice in it. A line before the times is the cue's own name."""
    at = 0 if "-->" in block[0] else 1
    start_s, end_s = _seconds(block[at])
    said = "\n".join(block[at + 1 :])
    voices = VOICE.split(said)
    if words := _words(voices[0]):
        yield _labelled(words, start_s, end_s)
    for speaker, text in zip(voices[1::2], voices[2::2], strict=True):
        yield Cue(unescaped(speaker).strip(), _words(text), start_s, end_s)


def _labelled(words: str, start_s: float | None, end_s: float | None) -> Cue:
    label = LABEL.match(words)
    if label is None:
        return Cue(None, words, start_s, end_s)
    bare = label[1] is None and not DIARISED.fullmatch(label[2])
    return Cue(label[1] or label[2], words[label.end() :], start_s, end_s, labelled=bare)


def _words(text: str) -> str:
    return " ".join(unescaped(TAG.sub("", text)).split())


def _seconds(line: str) -> tuple[float | None, float | None]:
    times = TIMES.match(line)
    if times is None:
        return None, None
    return _of(times.groups()[:4]), _of(times.groups()[4:])


def _of(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, millis = (int(part or 0) for part in parts)
    return (hours * 3600_000 + minutes * 60_000 + seconds * 1000 + millis) / 1000
