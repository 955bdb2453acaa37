"""Turns as speech recognisers write them: who spoke by channel or number, times in one unit; not whose file it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.formats._border import LONGEST_S
from ccqa.formats._refusal import Refused
from ccqa.formats._roles import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ccqa.contact import Turn
    from ccqa.formats._utterances import Row


def label_of(channel: int | None, speaker: str | None, channels: int) -> str | None:
    """Return what tells a speaker from the others: a channel by its bare number, a numbered voice as `speaker 0`.

    A recogniser numbers voices anew in each recording, while a channel is the same party in all of them: one must not
    be taken for the other. The channel of a recording that has no other tells nothing.
    """
    if channels > 1 and channel is not None:
        return str(channel)
    return f"speaker {speaker}" if speaker and speaker.isdecimal() else speaker


def turns_of(rows: Iterable[Row], channels: int, units_per_s: int = 1) -> list[Turn]:
    """Return the turns of a recording with so many channels, whose times count so many units a second."""
    return [
        spoken(
            label_of(row.channel, row.speaker, channels),
            row.text.strip(),
            seconds(row.start, units_per_s, "start"),
            seconds(row.end, units_per_s, "end"),
        )
        for row in rows
    ]


def seconds(number: float | None, units_per_s: int, field: str) -> float | None:
    """Return a number of units as seconds; raises Refused for what no contact lasts."""
    if number is None:
        return None
    if abs(number) > LONGEST_S * units_per_s:
        raise Refused("a time is out of bounds", field)
    return number / units_per_s
