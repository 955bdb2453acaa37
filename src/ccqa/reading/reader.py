"""Reads contacts: each in its language, tokenised once, words first and place after; keeps out verdicts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ccqa.contact import Role, Span
from ccqa.finding import Detection
from ccqa.reading import MOST_UNKNOWN, Reading
from ccqa.reading.identifying import identify
from ccqa.reading.lexicon import languages
from ccqa.reading.matching import language
from ccqa.reading.structure import in_order, told_by_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccqa.contact import Contact, Leg


def detections(contact: Contact, code: str) -> list[Detection]:
    """Return every act and signal of a contact in a language that has a lexicon, in order of place."""
    said = language(code).said(contact.turns)
    heard = [
        Detection(one.act, Span(number, one.start, one.end), "lexicon", one.confidence)
        for number, turn in enumerate(said)
        for one in turn.heard
    ]
    found = in_order(contact, heard)
    found.extend(told_by_place(contact, said, found))
    return sorted(found, key=lambda d: (d.span, d.act))


def code_of(contact: Contact, default: str | None = None) -> str | None:
    """Return the primary subtag of the contact's language, as in `fr` for `fr-BE`, else the default, else a guess."""
    tag = contact.language or default or identify(contact)
    return tag.replace("_", "-").partition("-")[0].lower() if tag else None


def readings(contact: Contact, default: str | None = None) -> Iterator[Reading]:
    """Yield one reading for each leg of a contact; `default` is the language where the contact names none."""
    code = code_of(contact, default)
    reason = _unreadable(contact, code)
    acts: dict[str, list[Detection]] = defaultdict(list)
    if reason is None and code:
        for detection in detections(contact, code):
            acts[detection.act].append(detection)
    found = {act: tuple(ds) for act, ds in acts.items()}
    for leg in contact.legs():
        yield Reading(contact, leg, found, reason or _unnamed(contact, leg))


def _unnamed(contact: Contact, leg: Leg) -> str | None:
    """Say why turns that nobody is named for are judged for nobody, in a contact that names other agents."""
    named = leg.agent is None and any(turn.agent for turn in contact.turns if turn.role is Role.AGENT)
    return "the transcript does not tell which agent spoke here" if named else None


def _unreadable(contact: Contact, code: str | None) -> str | None:
    """Say why no verdict can be had, or None."""
    roles = [turn.role for turn in contact.turns]
    if Role.AGENT not in roles:
        return "the agent has no turns in this transcript"
    if roles.count(Role.UNKNOWN) > MOST_UNKNOWN * len(roles):
        return "the transcript does not tell who speaks"
    if code is None:
        return "the language of the contact is not known"
    if code not in languages():
        return f"there are no words yet for the language '{code}'"
    return None
