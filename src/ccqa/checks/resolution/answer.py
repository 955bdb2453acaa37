"""RES-01: every need is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.checks import check
from ccqa.contact import Role
from ccqa.finding import Detection, Finding, cannot_tell, failed, not_due, passed
from ccqa.reading.cuts import customer_leaves, cut_end
from ccqa.reading.handover import told
from ccqa.reading.moments import after, handed_over, tail
from ccqa.reading.needs import ANSWERS, held, left_open, perhaps_open, pressed, unanswered

if TYPE_CHECKING:
    from ccqa.reading import Reading


@check(asks="Does every need get an answer, a hand-over or a next step?")
def answer(call: Reading) -> Finding:
    """Whether the answer was true, the transcript does not tell: that there is one, it does."""
    agent = call.turns_of(Role.AGENT)
    needs, answers = held(call), call.find(ANSWERS, agent)
    if call.find("wrong_number", told(call)) or not (needs or (call.leg.number and answers)):
        return not_due("the customer brings no need to this contact")
    if handed_over(call):
        return passed("the need is answered or handed over", *needs[:1], *answers[:1])
    if left_open(call):
        return failed("the customer has to ask again and gets no answer to it", *pressed(call), searched=agent)
    if again := perhaps_open(call):
        return cannot_tell("the customer has to ask again, and never says that it is answered", *again)
    still_open = unanswered(call)
    if not still_open and not (cut_end(call) and tail(call)):
        return passed("every need is followed by an answer", *needs[:1], *answers[:1])
    return _open(call, still_open or needs, agent)


def _open(call: Reading, needs: tuple[Detection, ...], agent: tuple[int, ...]) -> Finding:
    """Judge the needs that nothing answers; a later one may have been met in words that are not known."""
    if cut_end(call):
        return cannot_tell("the contact stops while the customer waits for an answer", *needs[:1])
    later = after(agent, needs[0].span.turn)
    if not later:
        return not_due("the customer leaves before the agent can answer", needs[0])
    if call.find(ANSWERS, agent):
        return cannot_tell("a later wish may have got no answer", *needs, searched=later)
    if customer_leaves(call) and not call.find("closing", later):
        return not_due("the customer leaves before the agent can answer", needs[0])
    return call.absent(ANSWERS, later, "the need gets no answer")
