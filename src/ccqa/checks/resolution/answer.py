"""RES-01: every need is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Detection, Finding, cannot_tell, not_due, passed
from ccqa.reading.moments import after, customer_leaves, cut_end, handed_over

if TYPE_CHECKING:
    from ccqa.reading import Reading

PLAIN = 0.8
"""Confidence from which a need is more than a long turn."""
ANSWERS = ("solution", "next_step", "transfer", "refusal", "disclosure", "reason_or_alternative")


@check(asks="Does every need get an answer, a hand-over or a next step?")
def answer(call: Reading) -> Finding:
    """Whether the answer was true, the transcript does not tell: that there is one, it does."""
    needs = call.find("need", call.heard(Role.CUSTOMER))
    if not needs or call.find("wrong_number", call.turns_of(Role.CUSTOMER)):
        return not_due("the customer brings no need to this contact")
    agent = call.turns_of(Role.AGENT)
    answers = call.find(ANSWERS, agent)
    if answers and handed_over(call):
        return passed("the need is answered or handed over", needs[0], answers[0])
    if cut_end(call):
        return cannot_tell("the contact stops while the customer waits for an answer", needs[0])
    if not any(a.span.turn > needs[0].span.turn for a in answers):
        return _unanswered(call, needs[0], agent)
    late = [n for n in needs[1:] if n.confidence >= PLAIN and not any(a.span.turn > n.span.turn for a in answers)]
    if late and not customer_leaves(call):
        return cannot_tell("a later wish may have got no answer", *late)
    return passed("every need is followed by an answer", needs[0], answers[0])


def _unanswered(call: Reading, need: Detection, agent: tuple[int, ...]) -> Finding:
    later = after(agent, need.span.turn)
    if not later or customer_leaves(call):
        return not_due("the customer leaves before the agent can answer", need)
    return call.absent(ANSWERS, later, "the need gets no answer")
