"""A contact as ccqa sees it, whatever system it came from; keeps out how it was read, stored or judged.

Times are seconds from the start of the contact, or aware UTC datetimes. `None` always means *unknown*, never
*no*. A contact is immutable; everything that can be worked out from its fields is a property or a method.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """Who speaks. A bot, an IVR and system text are `BOT`; a speaker nobody can tell is `UNKNOWN`."""

    AGENT = "agent"
    CUSTOMER = "customer"
    BOT = "bot"
    UNKNOWN = "unknown"


class Channel(StrEnum):
    """How the contact took place."""

    VOICE = "voice"
    CHAT = "chat"
    EMAIL = "email"
    OTHER = "other"


class Direction(StrEnum):
    """Who made the contact: the customer (inbound) or the centre (outbound)."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class EventKind(StrEnum):
    """What happened beside the words."""

    QUEUE = "queue"
    HOLD = "hold"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a contact: turn number from 0, and characters `start` to `end` (exclusive) of its text."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One message or utterance. `agent` is the id of the agent who spoke, where the export says so."""

    role: Role
    text: str
    start_s: float | None = None
    end_s: float | None = None
    agent: str | None = None


@dataclass(frozen=True, slots=True)
class Unassigned(Turn):
    """A turn that has no role yet, only the label by which the export tells its speaker from others: `SPEAKER_00`.

    Formats make these; they become plain turns when roles are given, so no stored contact holds one.
    """

    label: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A queue, hold or transfer, with its begin and end in seconds from the start, and where it led."""

    kind: EventKind
    start_s: float | None = None
    end_s: float | None = None
    agent: str | None = None
    to: str | None = None

    @property
    def duration_s(self) -> float | None:
        """Seconds from begin to end, or None where either is unknown."""
        return None if self.start_s is None or self.end_s is None else self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Flags:
    """What the telephone or chat system knows of the contact. None: it did not say."""

    authenticated: bool | None = None
    announcement_played: bool | None = None
    recorded: bool | None = None
    disconnected_by: Role | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """What the customer answered afterwards: a score out of `top`."""

    score: float
    top: float | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """The case or ticket that the contact belongs to."""

    id: str
    opened_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """The part of a contact that one agent held: its number from 0, the agent, and the numbers of its turns.

    Customer and bot turns belong to the leg in which they fell. `agent` is None where the export does not tell
    who spoke; such turns are never given to another agent.
    """

    number: int
    agent: str | None
    turns: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One conversation between a customer and a centre, on one channel.

    `revision` tells two deliveries of the same contact apart; it is empty until the contact is masked.
    `language` is a BCP 47 tag. `agent` is the one agent of the whole contact, for exports that name no speaker.
    """

    id: str
    source: str = ""
    revision: str = ""
    channel: Channel = Channel.OTHER
    direction: Direction | None = None
    language: str | None = None
    client: str | None = None
    queue: str | None = None
    customer: str | None = None
    agent: str | None = None
    reason: str | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    wait_s: float | None = None
    events: tuple[Event, ...] = ()
    flags: Flags = Flags()
    survey: Survey | None = None
    case: Case | None = None
    turns: tuple[Turn, ...] = ()

    def quote(self, span: Span) -> str:
        """Return the words at a place; raises IndexError where the contact has no such turn."""
        return self.turns[span.turn].text[span.start : span.end]

    def agent_of(self, number: int) -> str | None:
        """Return the id of the agent who spoke turn `number`, or None where nobody can tell."""
        return self.turns[number].agent or (None if self._names_speakers else self.agent)

    @property
    def _names_speakers(self) -> bool:
        return any(turn.agent for turn in self.turns if turn.role is Role.AGENT)

    @property
    def unattributed(self) -> tuple[int, ...]:
        """The numbers of the agent turns that nobody is named for, in a contact that names other agents."""
        named = self._names_speakers
        return tuple(n for n, t in enumerate(self.turns) if named and t.role is Role.AGENT and t.agent is None)

    @property
    def hold_s(self) -> float | None:
        """Seconds on hold, or None where the export has no timed hold."""
        known = [e.duration_s for e in self.events if e.kind is EventKind.HOLD and e.duration_s is not None]
        return sum(known) if known else None

    def legs(self) -> tuple[Leg, ...]:
        """Split the contact by agent, in order of first appearance; a contact without agent turns is one leg."""
        named = self._names_speakers
        held: dict[str | None, list[int]] = {}
        waiting: list[int] = []
        current: list[int] = waiting
        for number, turn in enumerate(self.turns):
            if turn.role is Role.AGENT:
                current = held.setdefault(turn.agent if named else self.agent, [])
                current += waiting
                waiting.clear()
            current.append(number)
        if not held:
            return (Leg(0, None if named else self.agent, tuple(waiting)),)
        return tuple(Leg(k, agent, tuple(numbers)) for k, (agent, numbers) in enumerate(held.items()))
