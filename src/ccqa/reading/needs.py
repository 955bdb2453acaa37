"""What the customer wants of an agent, and which of it nothing answers; keeps out whether an answer is a good one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccqa.contact import Role
from ccqa.reading import once
from ccqa.reading.moments import after, is_last_leg

if TYPE_CHECKING:
    from ccqa.finding import Detection
    from ccqa.reading import Reading

ANSWERS: Final = ("solution", "next_step", "transfer", "refusal", "disclosure", "reason_or_alternative")
"""What meets a need, well or badly."""
PLAIN: Final = 0.8
"""Confidence from which a need is more than a long turn."""


@once
def told(call: Reading) -> tuple[int, ...]:
    """Return the customer's turns that this agent could answer.

    What is said between two agents is for the second one.
    """
    agent, own = call.turns_of(Role.AGENT), call.turns_of(Role.CUSTOMER)
    if agent and not is_last_leg(call):
        own = tuple(n for n in own if n < agent[-1])
    return tuple(sorted({*call.before(Role.CUSTOMER), *own}))


@once
def unanswered(call: Reading) -> tuple[Detection, ...]:
    """Return the needs that nothing the agent does answers, in order; of later ones, those in plain words."""
    needs = call.find("need", told(call))
    answers = [d.span.turn for d in call.find(ANSWERS, call.turns_of(Role.AGENT))]
    last = max(answers, default=-1)
    return tuple(n for k, n in enumerate(needs) if n.span.turn > last and (k == 0 or n.confidence >= PLAIN))


@once
def pressed(call: Reading) -> tuple[Detection, ...]:
    """Return what the customer says to get the need understood after the agent first spoke: corrections, repeats."""
    agent = call.turns_of(Role.AGENT)
    return call.find("correction", after(told(call), agent[0])) if agent else ()


@once
def left_open(call: Reading) -> bool:
    """Tell whether a need stays unanswered: asked for twice more, or once more and never answered after that.

    Of our own contacts with such labels, twice more told a dropped need in nine of ten (docs/decisions/verdicts.md).
    """
    again = pressed(call)
    if not again:
        return False
    later = after(call.turns_of(Role.AGENT), again[-1].span.turn)
    return len(again) > 1 or (bool(later) and not call.find(ANSWERS, later))


def perhaps_open(call: Reading) -> tuple[Detection, ...]:
    """Return the one repeat of a need after which the customer never says that it is met."""
    again = pressed(call)
    if not again or call.find(("confirms_resolved", "customer_thanks"), after(told(call), again[-1].span.turn)):
        return ()
    return again
