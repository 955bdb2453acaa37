"""Who of those that took part in a Genesys conversation spoke a phrase, by who was there at the time; nothing else.

'internal' covers agents, IVR and ACD alike. A phrase in the middle of which an IVR or ACD took part is the machine's,
even where an agent did too: a prompt judged as an agent's words wrongs a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ccqa.contact import Role
from ccqa.formats._roles import role_of

if TYPE_CHECKING:
    from collections import Counter

    from ccqa.formats._genesys import Payload
    from ccqa.formats._moments import Clock

MACHINES = frozenset({"ivr", "acd", "workflow", "bot", "botflow"})
OUTSIDE = frozenset({"external", "customer"})
USERS = frozenset({"agent", "user"})
MACHINE = ""
"""Stands where a user's id would: an id is never empty."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One who took part for the centre, a user or a machine, from when to when. Without end: until the end."""

    who: str
    start_s: float | None
    end_s: float | None

    def holds(self, at_s: float | None) -> bool:
        """Tell whether it took part then; where no time is known, it may have."""
        if at_s is None:
            return True
        return (self.start_s is None or self.start_s <= at_s) and (self.end_s is None or at_s < self.end_s)


@dataclass(frozen=True, slots=True)
class Cast:
    """All who took part for the centre."""

    seats: tuple[Seat, ...]

    def speaker(self, purpose: str, at_s: float | None, noted: Counter[str]) -> tuple[Role, str | None]:
        """Return role and, of agents, the id of who spoke at a time with such a purpose."""
        if purpose in OUTSIDE:
            return Role.CUSTOMER, None
        if purpose not in USERS and purpose != "internal":
            return (Role.BOT if purpose in MACHINES else role_of(purpose)), None
        here = {seat.who for seat in self.seats if seat.holds(at_s)}
        if len(here) > 1:
            noted["phrase within several windows"] += 1
        role = Role.AGENT if purpose in USERS else _inside(here, at_s)
        users = here - {MACHINE}
        return role, (users.pop() if role is Role.AGENT and len(users) == 1 else None)


def _inside(here: set[str], at_s: float | None) -> Role:
    """Return whose an internal phrase is; without its time, nobody can tell a machine from a user."""
    if not here or (at_s is None and MACHINE in here):
        return Role.UNKNOWN
    return Role.BOT if MACHINE in here else Role.AGENT


def cast_of(payload: Payload, time: Clock) -> Cast:
    """Return who took part for the centre: machines by their purpose, users by their id."""
    seats = []
    for one in payload.participants or ():
        who = MACHINE if one.purpose in MACHINES else one.user_id
        if who is not None and one.purpose not in OUTSIDE:
            seats.append(Seat(who, time.seconds(one.start_time_ms), time.seconds(one.end_time_ms or None)))
    return Cast(tuple(seats))
