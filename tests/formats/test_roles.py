from __future__ import annotations

import pytest

from ccqa.contact import Channel, Direction, Role
from ccqa.formats._channels import channel_of, direction_of
from ccqa.formats._roles import role_of

ROLES = {
    "agent": Role.AGENT, "AGENT": Role.AGENT, "Human Agent": Role.AGENT, "human_agent": Role.AGENT, "HUMAN-AGENT": Role.AGENT, "rep": Role.AGENT,
    "customer": Role.CUSTOMER, "client": Role.CUSTOMER, "END_USER": Role.CUSTOMER, "end-user": Role.CUSTOMER, "caller": Role.CUSTOMER, "contact": Role.CUSTOMER, "User": Role.CUSTOMER,
    "bot": Role.BOT, "SYSTEM": Role.BOT, "ivr": Role.BOT, "CUSTOM_BOT": Role.BOT, "AUTOMATED_AGENT": Role.BOT, " system message ": Role.BOT,
    "internal": Role.UNKNOWN, "external": Role.UNKNOWN, "any_agent": Role.UNKNOWN, "acd": Role.UNKNOWN, "SPEAKER_00": Role.UNKNOWN, "agents": Role.UNKNOWN, "": Role.UNKNOWN, "0": Role.UNKNOWN, "unknown": Role.UNKNOWN, None: Role.UNKNOWN, 1: Role.UNKNOWN, ("agent",): Role.UNKNOWN,
}  # fmt: skip


@pytest.mark.parametrize(("word", "role"), ROLES.items(), ids=repr)
def test_the_role_that_a_word_means(word, role):
    assert role_of(word) is role


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("VOICE", Channel.VOICE),
        ("PHONE_CALL", Channel.VOICE),
        ("Chat", Channel.CHAT),
        ("e-mail", Channel.EMAIL),
        ("WhatsApp", Channel.CHAT),
        ("task", Channel.OTHER),
        ("", Channel.OTHER),
        (None, Channel.OTHER),
    ],
)
def test_the_channel_that_a_word_means(word, channel, noted):
    assert channel_of(word, noted) is channel
    assert noted["unknown channel"] == (word == "task")


@pytest.mark.parametrize(
    ("word", "direction"), [("in", Direction.INBOUND), ("OUTBOUND", Direction.OUTBOUND), ("up", None), (None, None)]
)
def test_the_direction_that_a_word_means(word, direction, noted):
    assert direction_of(word, noted) is direction
