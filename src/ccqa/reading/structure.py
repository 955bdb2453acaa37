"""Acts that are told by their place and form more than by their words: needs, questions about them, and solutions.

What the words already said comes in; what follows from order, role and form is added, and marked `by="structure"`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ccqa.contact import Role, Span
from ccqa.finding import Detection
from ccqa.reading.signature import signatures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ccqa.contact import Contact
    from ccqa.reading.said import Said

BY: Final = "structure"
CONFIDENCE: Final = 0.6
MASKED: Final = 0.9
"""For what is certain by its form."""
FEWEST_WORDS: Final = 4
"""A shorter turn says too little to be taken for a need or a solution without a word of the lexicon."""

LONG: Final = 30
"""Words of a turn that can do one thing and state or answer a need beside it, as an e-mail does."""
STORY: Final = 12
"""Words of a customer's turn that can give a name or thank, and tell the need as well."""
SHORTEST_NAME: Final = 3
"""Characters of a client's name that can be looked for."""
BY_PLACE: Final = frozenset({"reason_or_alternative", "denies_resolved"})
"""Acts whose words are something else, or nothing, in another place."""
REACH: Final = 2
"""Agent turns after a refusal in which its reason can still come."""
OPENING: Final = 3
"""Agent turns in which an offer of help is that of the start."""
ASKED: Final = re.compile(r"[^.!,;?]{0,25}\?")
"""What is left of a question after its words."""
PRAISE: Final = frozenset({"customer_thanks", "confirms_resolved"})
WISH: Final = frozenset({"trouble", "question", "complaint", "denies_resolved"})
NO_SOLUTION: Final = frozenset(
    "greeting self_introduction offer_of_help verification_request recording_notice acknowledgement apology thanks"
    " hold_request hold_return understanding_check clarifying_question next_step reference resolution_check"
    " further_help_offer closing transfer information_gap rude".split()
)
"""An agent's turn that does one of these is no solution by its form alone."""
QUESTIONS: Final = frozenset(
    "verification_request offer_of_help hold_request understanding_check clarifying_question resolution_check"
    " further_help_offer transfer".split()
)
SETTLED: Final = frozenset({"customer_closing", "confirms_resolved"})
"""After these words of the customer, what the agent says is no answer by its form alone, until a new need."""
NO_NEED: Final = frozenset(
    "customer_thanks customer_closing confirms_resolved denies_resolved identifying_data still_there leaves_to_try"
    " affirmative negative".split()
)


def told_by_place(contact: Contact, said: Sequence[Said], found: Sequence[Detection]) -> Iterator[Detection]:
    """Yield the detections that follow from place and form, in order of turn, unless a look-alike speaks against."""
    yield from _client_named(contact)
    yield from signatures(contact, found)
    for guess in _guesses(contact, said, found):
        turn = said[guess.span.turn]
        if guess.act not in turn.vetoes or turn.words >= LONG:
            yield guess


def in_order(contact: Contact, found: Sequence[Detection]) -> list[Detection]:
    """Return what the words say in the light of what came before.

    A reason or another way is one only after a refusal or a gap, and there even a bare "because" is. "It does not work"
    is a need until the agent has spoken, and a denial from then on. "How can I help?" asked late offers further help.
    """
    agent = [number for number, turn in enumerate(contact.turns) if turn.role is Role.AGENT]
    refused = {d.span.turn for d in found if d.act in {"refusal", "information_gap"}}
    near = {n for k, n in enumerate(agent) if refused and refused.intersection(agent[max(0, k - REACH) : k + 1])}
    first = agent[0] if agent else len(contact.turns)
    late = frozenset(agent[OPENING:])
    seen = (_in_place(d, near, first) if d.act in BY_PLACE else d for d in found)
    return [_further(d, contact, late) if d.act == "offer_of_help" else d for d in seen if d]


def _in_place(d: Detection, near: set[int], first: int) -> Detection | None:
    if d.act == "reason_or_alternative":
        return replace(d, confidence=max(d.confidence, CONFIDENCE)) if d.span.turn in near else None
    return replace(d, act="need") if d.act == "denies_resolved" and d.span.turn < first else d


def _further(d: Detection, contact: Contact, late: frozenset[int]) -> Detection:
    if d.span.turn not in late:
        return d
    asked = ASKED.match(contact.turns[d.span.turn].text, d.span.end)
    return replace(d, act="further_help_offer") if asked else d


def _guesses(contact: Contact, said: Sequence[Said], found: Sequence[Detection]) -> Iterator[Detection]:
    acts: list[set[str]] = [set() for _ in contact.turns]
    for detection in found:
        acts[detection.span.turn].add(detection.act)
    opened, answered = False, False
    for number, (turn, told) in enumerate(zip(contact.turns, said, strict=True)):
        if turn.role is Role.CUSTOMER:
            if told.identifying:
                acts[number].add("identifying_data")
                yield Detection("identifying_data", Span(number, *told.identifying), BY, MASKED)
            if not opened and not answered and _is_need(acts[number], told.words):
                opened = True
                yield _whole(contact, number, "need")
            opened = (opened or "need" in acts[number]) and not acts[number] & SETTLED
        elif turn.role is Role.AGENT:
            act = _agent_act(acts[number], told.words, opened=opened, asking=told.asks)
            if act:
                yield _whole(contact, number, act)
            answered = answered or (opened and (act is not None or bool(acts[number] & QUESTIONS)))


def _client_named(contact: Contact) -> Iterator[Detection]:
    """Yield where an agent or bot says the name of the client that the metadata give."""
    if not contact.client or len(contact.client) < SHORTEST_NAME:
        return
    name = re.compile(rf"\b{re.escape(contact.client)}\b", re.IGNORECASE)
    for number, turn in enumerate(contact.turns):
        if turn.role in {Role.AGENT, Role.BOT} and (said := name.search(turn.text)):
            yield Detection("organisation_named", Span(number, *said.span()), "metadata", MASKED)


def _is_need(acts: set[str], words: int) -> bool:
    """A substantial turn of a customer who has put no need into plain words yet."""
    if "need" in acts or words < FEWEST_WORDS or (acts & PRAISE and not acts & WISH):
        return False
    return not acts & NO_NEED or words >= STORY


def _agent_act(acts: set[str], words: int, *, opened: bool, asking: bool) -> str | None:
    """A question that is no other question clarifies; a statement that does nothing else answers."""
    if asking:
        return None if acts & (QUESTIONS | {"solution"}) or words < FEWEST_WORDS - 1 else "clarifying_question"
    if not opened or words < FEWEST_WORDS or "solution" in acts or (acts & NO_SOLUTION and words < LONG):
        return None
    return "solution"


def _whole(contact: Contact, number: int, act: str) -> Detection:
    return Detection(act, Span(number, 0, len(contact.turns[number].text)), BY, CONFIDENCE)
