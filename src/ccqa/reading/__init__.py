"""A contact seen through one language's acts: what was done in which turn, by whom, and how surely.

Keeps out what ought to have been done: that is asked by checks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ccqa.contact import Contact, Leg, Role
from ccqa.finding import Detection, Finding, cannot_tell, failed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Answer = TypeVar("Answer")
SURE_FROM: Final = 0.5
"""A detection below this confidence is doubtful: it never counts, but it keeps a verdict from being *fail*."""
MOST_UNKNOWN: Final = 0.2
"""With a larger share of turns by unknown speakers, who said what cannot be told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One leg of a contact with all that was detected in the whole contact.

    `unreadable` says why no verdict can be had at all, or is None.
    """

    contact: Contact
    leg: Leg
    detections: dict[str, tuple[Detection, ...]] = field(default_factory=dict)
    unreadable: str | None = None
    kept: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def alone(self) -> bool:
        """Tell whether the leg is the whole contact, as it mostly is: then nobody else can have spoken as an agent."""
        return len(self.leg.turns) == len(self.contact.turns)

    def turns_of(self, *roles: Role) -> tuple[int, ...]:
        """Return the numbers of this leg's turns by these roles, in order."""
        kept = self.kept.get(roles)
        if kept is None:
            turns = self.contact.turns
            kept = self.kept[roles] = tuple([n for n in self.leg.turns if turns[n].role in roles])
        return kept

    def before(self, *roles: Role) -> tuple[int, ...]:
        """Return the numbers of the turns by these roles from the previous agent's last turn to the leg's first."""
        turns = self.contact.turns
        first = next(iter(self.turns_of(Role.AGENT)), 0)
        since = next((n + 1 for n in range(first - 1, -1, -1) if turns[n].role is Role.AGENT), 0)
        return tuple([n for n in range(since, first) if turns[n].role in roles])

    def heard(self, *roles: Role) -> tuple[int, ...]:
        """Return the numbers of all turns by these roles from the contact's start to the leg's end, in order."""
        stop = self.leg.turns[-1] + 1 if self.leg.turns else 0
        return tuple([n for n, turn in enumerate(self.contact.turns[:stop]) if turn.role in roles])

    def find(self, acts: str | Iterable[str], turns: Iterable[int]) -> tuple[Detection, ...]:
        """Return the sure detections of one or several acts in these turns, in order of place."""
        return tuple([d for d in self._all(acts, turns) if d.confidence >= SURE_FROM])

    def absent(self, acts: str | Iterable[str], turns: Iterable[int], because: str) -> Finding:
        """Return *failed* with the turns searched, or *cannot tell* where one holds a doubtful detection.

        Where there is no turn to search the place is missing, and nobody failed. An agent's turn that nobody is named
        for may be this agent's: where the act is found there, it cannot be told either.
        """
        searched = tuple(turns)
        if not searched:
            return cannot_tell(f"{because}, but the place where it belongs is missing")
        doubtful = [d for d in self._all(acts, searched) if d.confidence < SURE_FROM]
        if doubtful:
            return cannot_tell(f"{because}, but these words may mean it", *doubtful, searched=searched)
        if not self.alone and (strays := tuple(self._all(acts, self.contact.unattributed))):
            return cannot_tell(f"{because}, but a turn that no agent is named for has it", *strays, searched=searched)
        return failed(because, searched=searched)

    def _all(self, acts: str | Iterable[str], turns: Iterable[int]) -> list[Detection]:
        names = (acts,) if isinstance(acts, str) else acts
        found = [of for name in names if (of := self.detections.get(name))]
        if not found:
            return []
        within = frozenset(turns)
        seen = [d for of in found for d in of if d.span.turn in within]
        if len(found) > 1:
            seen.sort(key=lambda d: (d.span.turn, d.span.start, d.span.end))
        return seen

    def text(self, turn: int) -> str:
        """Return the words of a turn."""
        return self.contact.turns[turn].text


def once(ask: Callable[[Reading], Answer]) -> Callable[[Reading], Answer]:
    """Answer a question about a reading once: one check asks what another has asked before."""

    @wraps(ask)
    def answer(call: Reading) -> Answer:
        if ask not in call.kept:
            call.kept[ask] = ask(call)
        return call.kept[ask]  # type: ignore[no-any-return]

    return answer
