"""Finds what is personal in the words of one side of a contact, kind by kind; keeps out names and who asked what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ccqa.privacy import valid
from ccqa.privacy.beside import cues, given, told
from ccqa.privacy.births import births
from ccqa.privacy.emails import emails
from ccqa.privacy.marks import blanked
from ccqa.privacy.places import places
from ccqa.privacy.runs import runs
from ccqa.privacy.side import Said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ccqa.privacy.words import Words

    Finder = Callable[[Said], Iterable[tuple[int, int, str]]]


@dataclass(frozen=True, slots=True)
class Personal:
    """Characters `start` to `end` of a text that are personal, and the token that is to stand for them."""

    start: int
    end: int
    token: str


def personal(text: str, asked: tuple[str, ...], words: Words, *, customer: bool, alone: bool) -> tuple[Personal, ...]:
    """Return what is personal in a text, in order and without overlaps; the more sensitive kind wins.

    `alone` tells that the other side is not in the transcript, so that nobody knows what was asked.
    """
    text = blanked(text)
    joined, lines = runs(text, words)
    said = Said(text, words, joined, lines, cues(text, words), asked, customer, alone)
    kept: list[Personal] = []
    for find in FINDERS:
        for start, end, kind in find(said):
            if not any(start < other.end and other.start < end for other in kept):
                kept.append(Personal(start, end, f"<{kind}>"))
    return tuple(sorted(kept, key=lambda one: one.start))


def _ibans(said: Said) -> Iterator[tuple[int, int, str]]:
    for start, end in valid.iban_spans(said.text, said.runs):
        yield start, end, "IBAN"


def _by_checksum(said: Said) -> Iterator[tuple[int, int, str]]:
    for match in valid.WRITTEN.finditer(said.text):
        yield *match.span(), "NATIONAL_ID"
    for run in said.runs:
        cue = told(said, run)
        if valid.card(run.digits) and cue != "ORDER":
            yield run.start, run.end, "CARD"
        elif cue not in {"ORDER", "ACCOUNT", "PHONE"} and valid.national(run.digits, said.words.code):
            yield run.start, run.end, "NATIONAL_ID"


def _phones(said: Said) -> Iterator[tuple[int, int, str]]:
    for run in said.lines:
        start = run.start - (said.text[: run.start].endswith("+"))
        start -= said.text[: run.start].endswith(("(0", "("))
        if told(said, run) not in {None, "PHONE"}:
            continue
        if len(run.digits) in range(8, 16) and valid.phone(run.digits, said.text[start : run.end], said.words.regions):
            yield start, run.end, "PHONE"


FINDERS: Final[tuple[Finder, ...]] = (
    emails,
    _ibans,
    _by_checksum,
    births,
    places,
    _phones,
    given,
)
"""The most sensitive and the surest first."""
