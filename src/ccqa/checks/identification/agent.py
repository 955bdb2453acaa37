"""IDN-01: agent and organisation identify themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Finding, cannot_tell, not_due, passed
from ccqa.reading.moments import cut_start, opening

if TYPE_CHECKING:
    from ccqa.reading import Reading


@check(asks="Do the agent's name and the organisation become known in the opening?")
def agent(call: Reading) -> Finding:
    """A bot banner may give the organisation, and a join message in the agent's name the name."""
    turns = opening(call)
    place = tuple(n for n in call.turns_of(Role.BOT) if not turns or n <= turns[-1]) + turns
    name = call.find("self_introduction", place)
    organisation = call.find("organisation_named", place)
    if name and organisation:
        return passed("name and organisation are given", name[0], organisation[0])
    if going_on := call.find("continues", turns[:1]):
        return not_due("the agent's first turn continues an earlier exchange", going_on[0])
    if cut_start(call):
        return cannot_tell("the start of the contact is missing", searched=turns)
    wanted = [act for act, seen in (("self_introduction", name), ("organisation_named", organisation)) if not seen]
    return call.absent(wanted, place, f"{_missing(bool(name), bool(organisation))} in the opening")


def _missing(name: bool, organisation: bool) -> str:  # noqa: FBT001 - two facts, one sentence
    if name or organisation:
        return "the organisation is not named" if name else "the agent gives no name"
    return "neither the agent's name nor the organisation is given"
