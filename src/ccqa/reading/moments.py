"""The moments of a contact that the codebook names: its opening, its end, a cut, a wait, who leaves first.

Each is a question about a reading; keeps out what ought to happen at that moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccqa.contact import EventKind, Role

if TYPE_CHECKING:
    from ccqa.finding import Detection
    from ccqa.reading import Reading

OPENING: Final = 2
"""Agent turns. Telephony often splits "Good morning" off the first sentence."""
ENDING: Final = 4
"""Agent turns that belong to the end at least."""
PARTING: Final = ("customer_thanks", "customer_closing", "confirms_resolved", "leaves_to_try")
ASKED_OF_CUSTOMER: Final = ("clarifying_question", "verification_request", "understanding_check")


def opening(call: Reading) -> tuple[int, ...]:
    """Return the agent's first two turns."""
    return call.turns_of(Role.AGENT)[:OPENING]


def ending(call: Reading) -> tuple[int, ...]:
    """Return the agent's last four turns, and every agent turn after the customer's last turn but one."""
    agent, customer = call.turns_of(Role.AGENT), call.turns_of(Role.CUSTOMER)
    last_but_one = customer[-2] if len(customer) > 1 else -1
    return tuple(n for k, n in enumerate(agent) if k >= len(agent) - ENDING or n > last_but_one)


def parting(call: Reading) -> tuple[int, ...]:
    """Return the agent's turns in which thanks are thanks for the contact.

    They come after the customer's last turn but one and after the last answer, or they name the organisation.
    """
    customer, end = call.turns_of(Role.CUSTOMER), ending(call)
    answers = call.find("solution", end)
    since = max(customer[-2] if len(customer) > 1 else -1, answers[-1].span.turn if answers else -1)
    named = {d.span.turn for d in call.find("organisation_named", end)}
    return tuple(n for n in end if n > since or n in named)


def after(turns: tuple[int, ...], turn: int) -> tuple[int, ...]:
    """Return the turns that come after a turn."""
    return tuple(n for n in turns if n > turn)


def is_last_leg(call: Reading) -> bool:
    """Tell whether no other agent's turns come after this leg's."""
    return not any(
        turn.role is Role.AGENT and n not in call.leg.turns
        for n, turn in enumerate(call.contact.turns)
        if n > call.leg.turns[-1]
    )


def handed_over(call: Reading) -> bool:
    """Tell whether the agent passes the contact on at the end of the leg."""
    events = any(e.kind is EventKind.TRANSFER for e in call.contact.events) and len(call.contact.legs()) == 1
    return not is_last_leg(call) or events or bool(call.find("transfer", ending(call)))


def disconnected_by_agent(call: Reading) -> bool:
    """Tell whether the telephone or chat system says that the agent ended the contact."""
    return call.contact.flags.disconnected_by is Role.AGENT


def customer_closes_first(call: Reading) -> bool:
    """Tell whether the customer says goodbye before the agent's first closing."""
    goodbye = call.find("customer_closing", call.turns_of(Role.CUSTOMER))
    closing = call.find("closing", call.turns_of(Role.AGENT))
    return bool(goodbye) and (not closing or goodbye[0].span < closing[0].span)


def customer_says_goodbye_last(call: Reading) -> bool:
    """Tell whether the customer parts and the agent says no more."""
    spoken = call.turns_of(Role.AGENT, Role.CUSTOMER)
    tail = after(spoken, call.turns_of(Role.AGENT)[-1]) if call.turns_of(Role.AGENT) else ()
    return bool(call.find(("customer_closing", "customer_thanks", "confirms_resolved"), tail))


def customer_leaves(call: Reading) -> bool:
    """Tell whether the customer falls silent: no turn after the agent's last, no goodbye, and nobody was cut off."""
    agent, customer = call.turns_of(Role.AGENT), call.turns_of(Role.CUSTOMER)
    if disconnected_by_agent(call) or not agent:
        return False
    return not after(customer, agent[-1]) and not call.find("customer_closing", customer) and not cut_end(call)


def cut_end(call: Reading) -> bool:
    """Tell whether the transcript stops with the customer waiting, or the agent in mid-hold or mid-question."""
    spoken = call.turns_of(Role.AGENT, Role.CUSTOMER)
    if not spoken or handed_over(call) or disconnected_by_agent(call):
        return False
    agent = call.turns_of(Role.AGENT)
    waiting = after(spoken, agent[-1]) if agent else ()
    if waiting:
        return not call.find(PARTING, waiting) and not _fell_silent(call, agent)
    last = agent[-1:]
    held = bool(call.find("hold_request", last)) and not call.find(("solution", "closing"), last)
    return held or bool(call.find(ASKED_OF_CUSTOMER, last))


def _fell_silent(call: Reading, agent: tuple[int, ...]) -> bool:
    """Tell whether the agent had already parted, so that what the customer says last leaves nothing open."""
    return bool(call.find(("closing", "further_help_offer"), agent[-2:]))


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
