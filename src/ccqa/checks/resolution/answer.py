"""RES-01: every need is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Finding, cannot_tell, not_due, passed
from ccqa.reading.moments import after, customer_leaves, cut_end, handed_over

if TYPE_CHECKING:
    from ccqa.reading import Reading

ANSWERS = ("solution", "next_step", "transfer", "refusal", "disclosure", "reason_or_alternative")


@check(asks="Does every need get an answer, a hand-over or a next step?")
def answer(call: Reading) -> Finding:
    """Whether the answer was true, the transcript does not tell: that there is one, it does."""
    needs = call.find("need", call.heard(Role.CUSTOMER))
    if not needs or call.find("wrong_number", call.turns_of(Role.CUSTOMER)):
        return not_due("the customer brings no need to this contact")
    agent = call.turns_of(Role.AGENT)
    answers = call.find(ANSWERS, agent)
    open_needs = [n for n in needs if not any(a.span.turn > n.span.turn for a in answers)]
    if not open_needs or (answers and handed_over(call)):
        return passed("every need is followed by an answer", needs[0], *answers[:1])
    if cut_end(call):
        return cannot_tell("the contact stops before the need could be answered", open_needs[0])
    if not after(agent, open_needs[0].span.turn) or (customer_leaves(call) and not answers):
        return not_due("the customer leaves before the agent can answer", open_needs[0])
    return call.absent(ANSWERS, after(agent, open_needs[0].span.turn), "a need gets no answer")
