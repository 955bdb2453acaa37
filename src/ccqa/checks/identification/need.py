"""IDN-03: the need is established."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Finding, cannot_tell, failed, not_due, passed
from ccqa.reading.moments import after, first
from ccqa.reading.needs import held, pressed

if TYPE_CHECKING:
    from ccqa.reading import Reading

CHECKS = ("clarifying_question", "understanding_check")


@check(asks="Does the agent establish what the customer needs before answering?")
def need(call: Reading) -> Finding:
    """A plain need, met without a correction by the customer, wants no question."""
    agent = call.turns_of(Role.AGENT)
    solved = first(call.find("solution", agent))
    needs = held(call) or call.find("need", call.heard(Role.CUSTOMER) if call.leg.number and solved is not None else ())
    if not needs:
        return not_due("the customer states no need to this agent")
    before = agent if solved is None else tuple(n for n in agent if n <= solved)
    if seen := call.find(CHECKS, before):
        return passed("the agent asks or checks back before answering", needs[0], seen[0])
    corrections = pressed(call)
    if len(corrections) > 1 or (corrections and corrections[0].span.turn in _reply(call, solved)):
        if stray := call.find(CHECKS, call.contact.unattributed):
            return cannot_tell("the customer has to correct, and a turn that no agent is named for checks", *stray)
        return failed(
            "the customer has to correct or restate the need, and nothing was checked", corrections[0], searched=before
        )
    return passed("the need was plain and the customer corrects nothing", needs[0])


def _reply(call: Reading, solved: int | None) -> tuple[int, ...]:
    """Return the customer's turns up to the first after the first solution: what is asked again there was misread."""
    customer = call.turns_of(Role.CUSTOMER)
    return customer if solved is None else tuple(n for n in customer if n < solved) + after(customer, solved)[:1]
