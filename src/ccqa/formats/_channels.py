"""What systems call channels and directions, and what each word means here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccqa.contact import Channel, Direction

if TYPE_CHECKING:
    from collections import Counter

CHANNELS = {
    **dict.fromkeys(("voice", "call", "phone", "phone_call", "telephony", "audio"), Channel.VOICE),
    **dict.fromkeys(
        ("chat", "text", "sms", "rcs", "whatsapp", "messaging", "message", "webchat", "web_chat"), Channel.CHAT
    ),
    **dict.fromkeys(("email", "e_mail", "mail"), Channel.EMAIL),
    "other": Channel.OTHER,
}
DIRECTIONS = {
    **dict.fromkeys(("inbound", "in", "incoming"), Direction.INBOUND),
    **dict.fromkeys(("outbound", "out", "outgoing"), Direction.OUTBOUND),
}


def channel_of(word: str | None, noted: Counter[str]) -> Channel:
    """Return the channel; `Channel.OTHER` where there is no word, or one that is not known, which is counted."""
    if not word:
        return Channel.OTHER
    found = CHANNELS.get(_plain(word))
    if found is None:
        noted["unknown channel"] += 1
    return found or Channel.OTHER


def direction_of(word: str | None, noted: Counter[str]) -> Direction | None:
    """Return the direction, or None where there is no word, or one that is not known, which is counted."""
    if not word:
        return None
    found = DIRECTIONS.get(_plain(word))
    if found is None:
        noted["unknown direction"] += 1
    return found


def _plain(word: str) -> str:
    return "_".join(word.lower().replace("-", " ").split())
