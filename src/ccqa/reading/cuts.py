"""Whether a transcript begins or ends in the middle, or the customer left; keeps out what that means for a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.contact import Role
from ccqa.reading import once
from ccqa.reading.handover import somebody_follows
from ccqa.reading.moments import PARTING, QUESTIONS, SHORT, after, ended_by_agent, handed_over, tail

if TYPE_CHECKING:
    from ccqa.reading import Reading


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
    """Tell whether the transcript stops with the customer waiting, or the agent in mid-hold or mid-question.

    Where turns that nobody is named for follow, what the agent said last is not known either.
    """
    agent = call.turns_of(Role.AGENT)
    if not agent or handed_over(call):
        return False
    if somebody_follows(call) or ended_by_agent(call):
        return somebody_follows(call)
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
    """Tell whether the contact's first turn answers something that is not in the transcript."""
    answers = call.find(("affirmative", "negative"), (0,))
    return call.contact.turns[0].role is Role.CUSTOMER and bool(answers)
