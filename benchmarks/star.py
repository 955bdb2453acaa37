"""STAR's dialogues as contacts, with the acts that its labels of agent turns tell.

A label says one thing that a turn does; a turn that says more is judged for that one alone. Labels that do not tell
what is said (`custom`), or say two things at once, judge nothing. The mapping, by what the labels ask: who the customer
is, what an account or booking is known by; whether there is anything else; goodbye.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Final

from corpora import CORPORA

from ccqa.contact import Channel, Contact, Role, Turn
from ccqa.reading import SURE_FROM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ccqa.finding import Detection

ACTS: Final = {
    "verification_request": frozenset(
        "ask_name hotel_ask_name bank_ask_account_number bank_ask_pin bank_ask_dob bank_ask_mothers_maiden_name"
        " bank_ask_childhood_pets_name ride_ask_booking_number".split()
    ),
    "further_help_offer": frozenset({"anything_else"}),
    "closing": frozenset({"goodbye_1", "goodbye_2", "ride_bye", "trivia_bye", "spaceship_bye"}),
}
UNCLEAR: Final = frozenset(
    "custom out_of_scope party_confirm_rsvp hotel_ask_room_number spaceship_ask_rank spaceship_ask_code".split()
)
"""A farewell beside a confirmation; data that may identify a guest or open a door; whatever the wizard liked."""
FEWEST_WORDS: Final = 4
Labelled = tuple[Contact, dict[int, str]]


def contacts() -> Iterator[Labelled]:
    """Yield each dialogue with the wizard's typed words in place of the template's, and the labels of such turns."""
    with gzip.open(CORPORA / "star.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            turns = tuple(Turn(Role(t["role"]), t.get("typed") or t["text"]) for t in row["turns"])
            labels = {n: t["label"] for n, t in enumerate(row["turns"]) if _counts(t)}
            yield Contact(id=row["id"], language="en", channel=Channel.CHAT, turns=turns), labels


def _counts(turn: dict[str, str | None]) -> bool:
    known = turn.get("label") and turn["label"] not in UNCLEAR
    return bool(known) and len((turn.get("typed") or "").split()) >= FEWEST_WORDS


def measured(
    dialogues: Sequence[Labelled], system: Callable[[Contact], list[Detection]]
) -> Iterator[tuple[float, float, float]]:
    """Yield precision, recall and F1 of each mapped act over the labelled turns."""
    said = [{(d.span.turn, d.act) for d in system(c) if d.confidence >= SURE_FROM} for c, _ in dialogues]
    for act, names in ACTS.items():
        pairs = [
            ((turn, act) in found, label in names)
            for found, (_, labels) in zip(said, dialogues, strict=True)
            for turn, label in labels.items()
        ]
        hits, finds, true = (sum(column) for column in zip(*((a and b, a, b) for a, b in pairs), strict=True))
        yield hits / max(1, finds), hits / max(1, true), 2 * hits / max(1, finds + true)
