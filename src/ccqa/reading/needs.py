"""What the customer wants of an agent, and which of it nothing answers; keeps out whether an answer is a good one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccqa.contact import Role
from ccqa.reading.moments import is_last_leg

if TYPE_CHECKING:
    from ccqa.finding import Detection
    from ccqa.reading import Reading

ANSWERS: Final = ("solution", "next_step", "transfer", "refusal", "disclosure", "reason_or_alternative")
"""What meets a need, well or badly."""
PLAIN: Final = 0.8
"""Confidence from which a need is more than a long turn."""


def told(call: Reading) -> tuple[int, ...]:
    """Return the customer's turns that this agent could answer.

    What is said between two agents is for the second one.
    """
    agent, own = call.turns_of(Role.AGENT), call.turns_of(Role.CUSTOMER)
    if agent and not is_last_leg(call):
        own = tuple(n for n in own if n < agent[-1])
    return tuple(sorted({*call.before(Role.CUSTOMER), *own}))


def unanswered(call: Reading) -> tuple[Detection, ...]:
    """Return the needs that nothing the agent does answers, in order; of later ones, those in plain words."""
    needs = call.find("need", told(call))
    answers = [d.span.turn for d in call.find(ANSWERS, call.turns_of(Role.AGENT))]
    last = max(answers, default=-1)
    return tuple(n for k, n in enumerate(needs) if n.span.turn > last and (k == 0 or n.confidence >= PLAIN))
