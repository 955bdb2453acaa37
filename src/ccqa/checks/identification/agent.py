"""IDN-01: agent and organisation identify themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Finding, cannot_tell, not_due, passed
from ccqa.reading.cuts import cut_start
from ccqa.reading.moments import opening

if TYPE_CHECKING:
    from ccqa.reading import Reading


@check(asks="Do the agent's name and the organisation become known in the opening?")
def agent(call: Reading) -> Finding:
    """A bot banner or an earlier agent may give the organisation, a join message in the agent's name the name."""
    turns = opening(call)
    name = call.find("self_introduction", (*_joined(call), *turns))
    organisation = call.find("organisation_named", _earlier(call, turns))
    if name and organisation:
        return passed("name and organisation are given", name[0], organisation[0])
    if going_on := call.find("continues", turns[:1]):
        return not_due("the agent's first turn continues an earlier exchange", going_on[0])
    if not call.leg.number and cut_start(call):
        return cannot_tell("the start of the contact is missing", searched=turns)
    wanted = [act for act, seen in (("self_introduction", name), ("organisation_named", organisation)) if not seen]
    return call.absent(wanted, turns, f"{_missing(bool(name), bool(organisation))} in the opening")


def _joined(call: Reading) -> tuple[int, ...]:
    """Return the bot turns that can be the agent's own join message; a virtual assistant's name never counts."""
    bots = call.before(Role.BOT)
    assistants = {d.span.turn for d in call.find("virtual_assistant", bots)}
    return tuple(n for n in bots if n not in assistants)


def _earlier(call: Reading, turns: tuple[int, ...]) -> tuple[int, ...]:
    """Return the turns of bots and agents up to the opening's end: who names the organisation names it for all."""
    return tuple(n for n in call.heard(Role.BOT, Role.AGENT) if turns and n <= turns[-1])


def _missing(name: bool, organisation: bool) -> str:  # noqa: FBT001 - two facts, one sentence
    if name or organisation:
        return "the organisation is not named" if name else "the agent gives no name"
    return "neither the agent's name nor the organisation is given"
