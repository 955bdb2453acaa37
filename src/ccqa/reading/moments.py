"""The moments of a contact that the codebook names: its opening, its end, a cut, a wait, who leaves first.

Each is a question about a reading; keeps out what ought to happen at that moment.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from ccqa.contact import EventKind, Role
from ccqa.reading import once
from ccqa.reading.handover import is_last_leg, last_stint

if TYPE_CHECKING:
    from ccqa.finding import Detection
    from ccqa.reading import Reading

OPENING: Final = 2
"""Agent turns. Telephony often splits "Good morning" off the first sentence."""
ENDING: Final = 4
"""Agent turns that belong to the end at least."""
PARTING: Final = ("customer_thanks", "customer_closing", "confirms_resolved", "leaves_to_try")
QUESTIONS: Final = ("clarifying_question", "verification_request", "understanding_check")
SHORT: Final = 20
"""Characters of a bare yes."""


@once
def opening(call: Reading) -> tuple[int, ...]:
    """Return the agent's first two turns."""
    return call.turns_of(Role.AGENT)[:OPENING]


@once
def ending(call: Reading) -> tuple[int, ...]:
    """Return the agent's last four turns, and every agent turn after the customer's last turn but one."""
    agent, customer = call.turns_of(Role.AGENT), call.turns_of(Role.CUSTOMER)
    last_but_one = customer[-2] if len(customer) > 1 else -1
    return tuple([n for k, n in enumerate(agent) if k >= len(agent) - ENDING or n > last_but_one])


def after(turns: tuple[int, ...], turn: int) -> tuple[int, ...]:
    """Return the turns that come after a turn, of turns in order."""
    return turns[bisect_right(turns, turn) :]


@once
def handed_over(call: Reading) -> bool:
    """Tell whether the agent passes the contact on at the end of the leg.

    A transfer that led to this agent is none; nor is one that was spoken of, where the same agent then answers or
    has come back since.
    """
    if not is_last_leg(call):
        return True
    since = last_stint(call)
    spoken = call.find("transfer", (n for n in ending(call) if n >= since))
    answered = call.find("solution", after(call.turns_of(Role.AGENT), spoken[-1].span.turn)) if spoken else ()
    return _led_away(call) or (bool(spoken) and not answered)


def _led_away(call: Reading) -> bool:
    """Tell whether the system knows of a transfer away from the last leg; of several legs, only its time can tell."""
    away = [e for e in call.contact.events if e.kind is EventKind.TRANSFER and e.to != call.leg.agent]
    if not away or len(call.contact.legs()) == 1:
        return bool(away)
    last = next((call.contact.turns[n].start_s for n in reversed(call.turns_of(Role.AGENT))), None)
    return last is not None and any(e.start_s is not None and e.start_s >= last for e in away)


@once
def ended_by_agent(call: Reading) -> bool:
    """Tell whether the agent ended the contact: the system says so, or the agent does."""
    return call.contact.flags.disconnected_by is Role.AGENT or bool(call.find("ends_contact", ending(call)))


@once
def customer_closes_first(call: Reading) -> bool:
    """Tell whether the customer says goodbye before the agent's first closing."""
    goodbye = call.find("customer_closing", call.turns_of(Role.CUSTOMER))
    closing = call.find("closing", call.turns_of(Role.AGENT))
    return bool(goodbye) and (not closing or goodbye[0].span < closing[0].span)


@once
def tail(call: Reading) -> tuple[int, ...]:
    """Return the customer's turns after the agent's last."""
    agent = call.turns_of(Role.AGENT)
    return after(call.turns_of(Role.CUSTOMER), agent[-1]) if agent else ()


@once
def customer_says_goodbye_last(call: Reading) -> bool:
    """Tell whether the customer parts, asks for nothing more, and the agent says no more."""
    last = tail(call)
    return bool(call.find(PARTING, last)) and not call.find("need", last)


def first(found: tuple[Detection, ...]) -> int | None:
    """Return the number of the turn of the first detection, or None."""
    return found[0].span.turn if found else None
