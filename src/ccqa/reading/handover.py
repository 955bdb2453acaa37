"""Who speaks after whom where a contact has several agents; keeps out what each of them owes the customer.

A turn that nobody is named for, in a contact that names other agents, may be anybody's: it makes no hand-over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.contact import Role

if TYPE_CHECKING:
    from ccqa.reading import Reading


def another_follows(call: Reading, turn: int) -> bool:
    """Tell whether another agent speaks after a turn."""
    later = () if call.alone else call.contact.turns[turn + 1 :]
    return any(one.role is Role.AGENT and one.agent not in {None, call.leg.agent} for one in later)


def is_last_leg(call: Reading) -> bool:
    """Tell whether no other agent's turns come after this leg's."""
    return not another_follows(call, call.leg.turns[-1])


def somebody_follows(call: Reading) -> bool:
    """Tell whether an agent's turn, whoever's it is, comes after this agent's last."""
    agent = () if call.alone else call.turns_of(Role.AGENT)
    return bool(agent) and any(one.role is Role.AGENT for one in call.contact.turns[agent[-1] + 1 :])


def until_taken_over(call: Reading, turn: int) -> tuple[int, ...]:
    """Return the agent's turns after a turn, up to where somebody else speaks as an agent."""
    own = set(call.turns_of(Role.AGENT))
    found: list[int] = []
    for number in range(turn + 1, len(call.contact.turns)):
        if number in own:
            found.append(number)
        elif call.contact.turns[number].role is Role.AGENT:
            break
    return tuple(found)


def told(call: Reading) -> tuple[int, ...]:
    """Return the customer's turns that are for this agent: those after which they are the next agent to speak.

    What is said last of all is for the last agent, and what is said before a turn of nobody's for the next one named.
    """
    if call.alone:
        return call.turns_of(Role.CUSTOMER)
    own = set(call.turns_of(Role.AGENT))
    found: list[int] = []
    mine = is_last_leg(call)
    for number in range(len(call.contact.turns) - 1, -1, -1):
        turn = call.contact.turns[number]
        if turn.role is Role.AGENT and (turn.agent is not None or number in own):
            mine = number in own
        elif turn.role is Role.CUSTOMER and mine:
            found.append(number)
    return tuple(reversed(found))


def last_stint(call: Reading) -> int:
    """Return the turn from which the agent speaks on, with no other agent between, to their last turn."""
    agent = call.turns_of(Role.AGENT)
    if call.alone:
        return agent[0]
    start = agent[-1]
    for number in range(agent[-1], -1, -1):
        if call.contact.turns[number].role is Role.AGENT:
            if number not in agent:
                break
            start = number
    return start
