"""Reads contacts: each in its language, words first, place after, the classifier last; keeps out verdicts."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, islice
from typing import TYPE_CHECKING

from ccqa.contact import Role, Span
from ccqa.finding import Detection
from ccqa.reading import MOST_UNKNOWN, Reading
from ccqa.reading.classifier import added
from ccqa.reading.identifying import identify, language_of
from ccqa.reading.lexicon import languages
from ccqa.reading.matching import language
from ccqa.reading.structure import in_order, told_by_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ccqa.contact import Contact, Leg, Turn
    from ccqa.reading.matching import Language
    from ccqa.reading.model import Model
    from ccqa.reading.said import Said


class Reader:
    """Reads with a classifier beside the words, or with words alone. `default` is the language where none is named."""

    def __init__(self, model: Model | None = None, default: str | None = None) -> None:
        self.model = model
        self.default = default
        self._languages: dict[str, Language] = {}

    def code_of(self, contact: Contact) -> str | None:
        """Return the primary subtag of a contact's language, as in `fr` for `fr-BE`, else the default, else a guess."""
        return code_of(contact, self.default)

    def detections(self, contact: Contact) -> list[Detection]:
        """Return every act and signal of a contact, in order of place; none in a language without words."""
        return self._found([contact], [self.code_of(contact)])[0]

    def readings(self, contact: Contact) -> Iterator[Reading]:
        """Yield one reading for each leg of a contact."""
        return chain.from_iterable(self.readings_of([contact]))

    def readings_of(self, contacts: Sequence[Contact]) -> Iterator[tuple[Reading, ...]]:
        """Yield the readings of each contact, as if it were alone: together they are only heard faster."""
        codes = [self.code_of(contact) for contact in contacts]
        reasons = [_unreadable(contact, code) for contact, code in zip(contacts, codes, strict=True)]
        readable = [None if reason else code for code, reason in zip(codes, reasons, strict=True)]
        for contact, reason, found in zip(contacts, reasons, self._found(contacts, readable), strict=True):
            acts: dict[str, list[Detection]] = defaultdict(list)
            for detection in found:
                acts[detection.act].append(detection)
            by_act = {act: tuple(ds) for act, ds in acts.items()}
            yield tuple(Reading(contact, leg, by_act, reason or _unnamed(contact, leg)) for leg in contact.legs())

    def forget(self) -> None:
        """Let go of the turns that were heard, which a reader keeps since much is said again and again."""
        for heard in self._languages.values():
            heard.forget()

    def _found(self, contacts: Sequence[Contact], codes: Sequence[str | None]) -> list[list[Detection]]:
        """Return what is found in each contact in its language, in order of place; nothing without a language."""
        found: list[list[Detection]] = [[] for _ in contacts]
        for code in (one for one in languages() if one in codes):
            numbers = [number for number, one in enumerate(codes) if one == code and contacts[number].turns]
            together = self._together([contacts[number] for number in numbers], code)
            for number, of in zip(numbers, together, strict=True):
                found[number] = sorted(of, key=lambda d: (d.span.turn, d.span.start, d.span.end, d.act))
        return found

    def _together(self, contacts: Sequence[Contact], code: str) -> list[list[Detection]]:
        """Return what is found in contacts of one language."""
        said = self._said([turn for contact in contacts for turn in contact.turns], code)
        turns = iter(said)
        found = [by_words(contact, list(islice(turns, len(contact.turns)))) for contact in contacts]
        if self.model and said and code in self.model.languages:
            for number, one in list(added(self.model, code, contacts, said, found)):
                found[number].append(one)
        return found

    def _said(self, turns: Sequence[Turn], code: str) -> list[Said]:
        """Hear each turn in the contact's language, but one that plainly is in another of ours in that."""
        said = self._language(code).said(turns)
        elsewhere: dict[str, list[int]] = defaultdict(list)
        for number, turn in enumerate(turns):
            if said[number].strange and (other := language_of(turn.text)) in languages() and other != code:
                elsewhere[other].append(number)
        for other, numbers in elsewhere.items():
            heard = self._language(other).said([turns[number] for number in numbers])
            for number, one in zip(numbers, heard, strict=True):
                said[number] = one
        return said

    def _language(self, code: str) -> Language:
        if code not in self._languages:
            heard = language(code)
            if self.model and code in self.model.languages:
                heard = heard.weighed_by(self.model.languages[code], self.model.entries)
            self._languages[code] = heard
        return self._languages[code]


def by_words(contact: Contact, said: Sequence[Said]) -> list[Detection]:
    """Return what the words of the lexicon say, in the light of what came before, and what follows from place."""
    heard = [
        Detection(one.act, Span(number, one.start, one.end), "lexicon", one.confidence)
        for number, turn in enumerate(said)
        for one in turn.heard
    ]
    found = in_order(contact, heard)
    return [*found, *told_by_place(contact, said, found)]


def code_of(contact: Contact, default: str | None = None) -> str | None:
    """Return the primary subtag of the contact's language, as in `fr` for `fr-BE`, else the default, else a guess."""
    tag = contact.language or default or identify(contact)
    return tag.replace("_", "-").partition("-")[0].lower() if tag else None


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
