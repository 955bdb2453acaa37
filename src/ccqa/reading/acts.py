"""The codebook's acts, in its order, by who can do them, and the signals that are learnt like acts."""

from __future__ import annotations

from typing import Final

AGENT_ACTS: Final = tuple(
    "greeting self_introduction organisation_named offer_of_help verification_request recording_notice acknowledgement"
    " apology thanks courteous_request hold_request hold_return understanding_check clarifying_question solution"
    " next_step deadline reference resolution_check further_help_offer closing transfer refusal reason_or_alternative"
    " information_gap disclosure rude".split()
)
CUSTOMER_ACTS: Final = (
    "need",
    "complaint",
    "confirms_resolved",
    "denies_resolved",
    "customer_thanks",
    "customer_closing",
)
ACTS: Final = frozenset(AGENT_ACTS + CUSTOMER_ACTS)
AGENT_LEARNT: Final = (*AGENT_ACTS, "taken_up")
CUSTOMER_LEARNT: Final = (*CUSTOMER_ACTS, "trouble", "correction")
LEARNT: Final = AGENT_LEARNT + CUSTOMER_LEARNT
"""What the classifier learns: acts, and three signals that checks need and that are judged through verdicts alone."""
SIGNALS: Final = frozenset(LEARNT) - ACTS
COLUMN: Final = {name: number for number, name in enumerate(LEARNT)}
"""Where each of them stands in the classifier's tables."""
