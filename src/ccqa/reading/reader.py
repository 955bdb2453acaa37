"""Reads contacts: each in its language, words first, place after, the classifier last; keeps out verdicts."""

from __future__ import annotations

from collections import defaultdict
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

    from ccqa.contact import Contact, Leg
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
        code = self.code_of(contact)
        return self._found(contact, code) if code in languages() else []

    def readings(self, contact: Contact) -> Iterator[Reading]:
        """Yield one reading for each leg of a contact."""
        code = self.code_of(contact)
        reason = _unreadable(contact, code)
        acts: dict[str, list[Detection]] = defaultdict(list)
        if reason is None and code:
            for detection in self._found(contact, code):
                acts[detection.act].append(detection)
        found = {act: tuple(ds) for act, ds in acts.items()}
        for leg in contact.legs():
            yield Reading(contact, leg, found, reason or _unnamed(contact, leg))

    def forget(self) -> None:
        """Let go of the turns that were heard, which a reader keeps since much is said again and again."""
        for heard in self._languages.values():
            heard.forget()

    def _found(self, contact: Contact, code: str) -> list[Detection]:
        said = self._said(contact, code)
        found = by_words(contact, said)
        if self.model and said and code in self.model.languages:
            found += added(self.model, code, contact, said, found)
        return sorted(found, key=lambda d: (d.span, d.act))

    def _said(self, contact: Contact, code: str) -> list[Said]:
        """Hear each turn in the contact's language, but one that plainly is in another of ours in that."""
        said = self._language(code).said(contact.turns)
        for number, turn in enumerate(contact.turns):
            if said[number].strange and (other := language_of(turn.text)) in languages() and other != code:
                said[number] = self._language(other).said([turn])[0]
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
