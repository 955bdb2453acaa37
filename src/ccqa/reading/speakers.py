"""Gives roles to speakers whom an export tells apart by labels alone; keeps out who they are, and what they said.

First by what the deployment says of its labels. Else, of two speakers, by reading the contact both ways: words that an
agent says do little in a customer's mouth. Measured in docs/decisions/roles.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import TYPE_CHECKING, Final

from ccqa.contact import Role, Turn, Unassigned
from ccqa.reading.acts import ACTS
from ccqa.reading.reader import Reader

if TYPE_CHECKING:
    from collections import Counter

    from ccqa.contact import Contact

SURE: Final = 1.0
"""Standard errors between the two ways, below which nobody is given a role."""
ROLES: Final = (Role.AGENT, Role.CUSTOMER)


@dataclass(frozen=True, slots=True)
class Speakers:
    """What is known of a source's speakers: the roles of labels, and what reads a contact to tell the others."""

    reader: Reader | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)

    def assigned(self, contact: Contact, noted: Counter[str]) -> Contact:
        """Return the contact with roles for its labels, as far as they can be told; the labels themselves are gone."""
        if not labels_of(contact):
            return contact
        told = with_roles(contact, self.roles)
        if self.reader and (guess := likeliest(told, self.reader)) and guess.margin >= SURE:
            noted["roles inferred"] += 1
            return with_roles(told, guess.roles)
        noted["roles not told"] += bool(labels_of(told))
        return replace(told, turns=tuple(map(_plain, told.turns)))


@dataclass(frozen=True, slots=True)
class Guess:
    """The likelier of two ways to give two labels their roles, and by how many standard errors."""

    roles: Mapping[str, Role]
    margin: float


def labels_of(contact: Contact) -> tuple[str, ...]:
    """Return the labels of speakers without a role, in order of first appearance."""
    return tuple(dict.fromkeys(turn.label for turn in contact.turns if isinstance(turn, Unassigned)))


def with_roles(contact: Contact, roles: Mapping[str, Role]) -> Contact:
    """Return the contact with these roles for its labels; labels that are not among them stay."""
    turns = tuple(
        _plain(replace(turn, role=roles[turn.label])) if isinstance(turn, Unassigned) and turn.label in roles else turn
        for turn in contact.turns
    )
    return replace(contact, turns=turns)


def likeliest(contact: Contact, reader: Reader) -> Guess | None:
    """Return how the roles are likeliest given, or None unless two labels are all that speaks beside bots."""
    labels = labels_of(contact)
    if len(labels) != len(ROLES) or any(turn.role in ROLES for turn in contact.turns):
        return None
    ways = [dict(zip(labels, roles, strict=True)) for roles in (ROLES, ROLES[::-1])]
    done = [_done(with_roles(contact, roles), reader) for roles in ways]
    margin = abs(done[0] - done[1]) / sqrt(sum(done) or 1)
    return Guess(ways[done[1] > done[0]], margin)


def _done(contact: Contact, reader: Reader) -> float:
    """Return how many acts are found, each counted by its confidence."""
    return sum(found.confidence for found in reader.detections(contact) if found.act in ACTS)


def _plain(turn: Turn) -> Turn:
    if not isinstance(turn, Unassigned):
        return turn
    return Turn(turn.role, turn.text, turn.start_s, turn.end_s, turn.agent if turn.role is Role.AGENT else None)
