"""What the customer wants of an agent, and which of it nothing answers; keeps out whether an answer is a good one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccqa.contact import Role
from ccqa.reading import once
from ccqa.reading.handover import last_stint, told
from ccqa.reading.moments import after

if TYPE_CHECKING:
    from ccqa.finding import Detection
    from ccqa.reading import Reading

ANSWERS: Final = ("solution", "next_step", "transfer", "refusal", "disclosure", "reason_or_alternative")
"""What meets a need, well or badly."""
PLAIN: Final = 0.8
"""Confidence from which a need is more than a long turn."""


@once
def held(call: Reading) -> tuple[Detection, ...]:
    """Return the needs that this agent was to meet: told to them, or left open by the agents before; in order."""
    return tuple(sorted((*call.find("need", told(call)), *_left(call)), key=lambda d: d.span))


def _left(call: Reading) -> tuple[Detection, ...]:
    """Return the needs that were told to others before this agent last took over, and that nothing has met since.

    What is said in handing over is about the hand-over, and meets nothing.
    """
    if call.alone:
        return ()
    since, own = last_stint(call), {*told(call)}
    needs = [d for d in call.find("need", range(since)) if d.span.turn not in own]
    if not needs:
        return ()
    over = {d.span.turn for d in call.find("transfer", range(since))}
    agents = [n for n in range(since) if call.contact.turns[n].role is Role.AGENT and n not in over]
    met = max((d.span.turn for d in call.find(ANSWERS, agents)), default=-1)
    return tuple(d for d in needs if d.span.turn > met and call.contact.turns[d.span.turn].role is Role.CUSTOMER)


@once
def unanswered(call: Reading) -> tuple[Detection, ...]:
    """Return the needs that nothing the agent does answers, in order; of later ones, those in plain words."""
    needs = held(call)
    answers = [d.span.turn for d in call.find(ANSWERS, call.turns_of(Role.AGENT))]
    last = max(answers, default=-1)
    return tuple(n for k, n in enumerate(needs) if n.span.turn > last and (k == 0 or n.confidence >= PLAIN))


@once
def pressed(call: Reading) -> tuple[Detection, ...]:
    """Return what the customer says to get the need understood after the agent first spoke: corrections, repeats.

    What a later agent hears first is the need told anew, and no correction of theirs.
    """
    agent = call.turns_of(Role.AGENT)
    heard = after(told(call), agent[0]) if agent else ()
    return call.find("correction", heard[1:] if call.leg.number else heard)


@once
def left_open(call: Reading) -> bool:
    """Tell whether a need stays unanswered: asked for twice more, or once more and never answered after that.

    Of our own contacts with such labels, twice more told a dropped need in nine of ten (docs/decisions/verdicts.md).
    """
    again = pressed(call)
    if not again or call.find(ANSWERS, after(call.contact.unattributed, again[0].span.turn)):
        return False
    later = after(call.turns_of(Role.AGENT), again[-1].span.turn)
    return len(again) > 1 or (bool(later) and not call.find(ANSWERS, later))


def perhaps_open(call: Reading) -> tuple[Detection, ...]:
    """Return the one repeat of a need after which the customer never says that it is met."""
    again = pressed(call)
    if not again or call.find(("confirms_resolved", "customer_thanks"), after(told(call), again[-1].span.turn)):
        return ()
    return again
