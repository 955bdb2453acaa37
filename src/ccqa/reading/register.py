"""Register: whether a speaker says vous or tu, u or je, Sie or du to the other; no criterion asks for it.

Keeps out who should be addressed how, which is for the client to say, and the plural (ihr, jullie): it may mean the
company. French has one word for a person and for many, so a customer's *vous* may be the company too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ccqa.contact import Contact, Role

LEAST_MIXED: Final = 0.2
"""Share of the turns that tell a register. Where the rarer one has less, it is a slip, a quotation or a saying."""


class Register(StrEnum):
    """How a speaker addresses the other; `MIXED` is both ways, neither of them by the way."""

    FORMAL = "formal"
    INFORMAL = "informal"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Address:
    """The words of address of one language. Look-alikes are taken out before the others are looked for."""

    formal: re.Pattern[str]
    informal: re.Pattern[str]
    alike: re.Pattern[str]


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@/.])(?:{'|'.join(patterns)})(?![\w@/]|\.\w)", re.IGNORECASE)


ADDRESS: Final = {
    "de": Address(
        # A capital tells Sie from sie, but not where the sentence begins; speech without capitals tells nothing.
        formal=re.compile(r"(?<=[\w,;] )(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b"),
        informal=_words(
            "du|dich|dir|dein(?:e[mnrs]?|s)?",
            "bist|hast|kannst|könntest|willst|möchtest|musst|sollst|darfst|wirst|würdest|weißt",
        ),
        alike=_words("per (?:du|sie)", "(?:das|zum|beim) (?:du|sie)", "(?:du|sie) oder (?:du|sie)"),
    ),
    "fr": Address(
        # Names such as Lopez have a capital.
        formal=re.compile(r"(?i:\b(?:vous|votre|vos|vôtres?|veuillez)\b)|\b[a-zéèêîûç]{3,}ez\b"),
        informal=_words("tu|toi|te|ton|ta|tes|tien(?:ne)?s?", r"(?<!-)t['’](?!(?:ils?|elles?|on)\b)(?=\w)\w*"),
        alike=_words(
            "rendez[- ]vous|garde[- ]à[- ]vous|assez|allez(?= ?[,!])",
            "(?:le|un|(?<!-)ce|du|au|quel|même|d['’]un|bon|autre|chang(?:er|é|e|ez) de) ton",
            "(?:s['’]est|s['’]était|se sont|me suis) tue?s?",
        ),
    ),
    "nl": Address(
        formal=_words("(?<!-)(?:u|uw|uwe|uzelf)(?!-)", "alstublieft|dankuwel"),
        informal=_words("(?<!-)(?:je|jij|jou|jouwe?|jezelf)(?!-)", "alsjeblieft|dankjewel"),
        alike=_words(
            # Hours, the letter, an initial; "one never knows"; French.
            r"\d+ ?u|letter u|(?:heer|mevrouw|dhr\.?|mevr\.?|mw\.?) u\.",
            "je weet (?:maar )?nooit|weet je nooit",
            "je (?:ne|suis|vous|veux|voudrais|peux)|je n['’]\\w+",
        ),
    ),
}


def register(contact: Contact, role: Role, language: str) -> Register | None:
    """Return how a role addresses the other; None where no turn tells it, and in a language without the choice."""
    address = ADDRESS.get(language)
    if address is None:
        return None
    texts = [address.alike.sub(" ", turn.text) for turn in contact.turns if turn.role is role]
    formal = [bool(address.formal.search(text)) for text in texts]
    informal = [bool(address.informal.search(text)) for text in texts]
    telling = sum(map(max, formal, informal))
    if not telling:
        return None
    if min(sum(formal), sum(informal)) >= LEAST_MIXED * telling:
        return Register.MIXED
    return Register.FORMAL if sum(formal) > sum(informal) else Register.INFORMAL
