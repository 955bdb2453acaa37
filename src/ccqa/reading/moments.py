"""The moments of a contact that the codebook names: its opening, its end, a cut, a wait, who leaves first.

Each is a question about a reading; keeps out what ought to happen at that moment.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from ccqa.contact import EventKind, Role
from ccqa.reading import once

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
def is_last_leg(call: Reading) -> bool:
    """Tell whether no other agent's turns come after this leg's."""
    return all(turn.role is not Role.AGENT for turn in call.contact.turns[call.leg.turns[-1] + 1 :])


@once
def handed_over(call: Reading) -> bool:
    """Tell whether the agent passes the contact on at the end of the leg.

    A transfer that led to this agent is none; nor is one that was spoken of, where the same agent then answers.
    """
    if not is_last_leg(call):
        return True
    led_away = any(e.kind is EventKind.TRANSFER and e.to != call.leg.agent for e in call.contact.events)
    spoken = call.find("transfer", ending(call))
    answered = call.find("solution", after(call.turns_of(Role.AGENT), spoken[-1].span.turn)) if spoken else ()
    return (led_away and len(call.contact.legs()) == 1) or (bool(spoken) and not answered)


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


@once
def customer_leaves(call: Reading) -> bool:
    """Tell whether the customer falls silent after a complete answer: no turn after the agent's last, and no goodbye.

    Where the customer had thanked or the agent ended the contact, it was not the customer who left.
    """
    agent, customer = call.turns_of(Role.AGENT), call.turns_of(Role.CUSTOMER)
    if not agent or tail(call) or ended_by_agent(call) or cut_end(call):
        return False
    parted = call.find(("customer_closing", "customer_thanks"), after(customer, agent[0])[-1:])
    return not parted and not call.find("customer_closing", customer)


@once
def cut_end(call: Reading) -> bool:
    """Tell whether the transcript stops with the customer waiting, or the agent in mid-hold or mid-question."""
    agent = call.turns_of(Role.AGENT)
    if not agent or handed_over(call) or ended_by_agent(call):
        return False
    if waiting := tail(call):
        return not (_parts(call, waiting) or _agent_had_parted(call, agent) or _assents(call, agent, waiting))
    last = agent[-1:]
    held = bool(call.find("hold_request", last)) and not call.find(("solution", "closing"), last)
    return held or bool(call.find(QUESTIONS, last))


def _parts(call: Reading, waiting: tuple[int, ...]) -> bool:
    """Tell whether the customer takes leave and wishes nothing more."""
    parting = call.find(PARTING, waiting)
    return bool(parting) and not any(need.span > parting[0].span for need in call.find("need", waiting))


def _agent_had_parted(call: Reading, agent: tuple[int, ...]) -> bool:
    """Tell whether the agent had already parted, so that what the customer says last leaves nothing open."""
    return bool(call.find(("closing", "further_help_offer"), agent[-2:]))


def _assents(call: Reading, agent: tuple[int, ...], waiting: tuple[int, ...]) -> bool:
    """Tell whether the customer only says yes to an answer."""
    answered = call.find("solution", agent[-1:]) and not call.find(QUESTIONS, agent[-1:])
    return bool(answered) and all(call.find("affirmative", (n,)) and len(call.text(n)) <= SHORT for n in waiting)


@once
def cut_start(call: Reading) -> bool:
    """Tell whether the first turn answers something that is not in the transcript."""
    if call.leg.number or not call.leg.turns:
        return False
    first = call.leg.turns[0]
    answers = call.find(("affirmative", "negative"), (first,))
    return call.contact.turns[first].role is Role.CUSTOMER and bool(answers)


def first(found: tuple[Detection, ...]) -> int | None:
    """Return the number of the turn of the first detection, or None."""
    return found[0].span.turn if found else None
