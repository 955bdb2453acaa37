"""Contacts for tests, written as they are said: "A: Hello. | C: My parcel is lost." (A agent, C customer, B bot)."""

from ccqa.contact import Channel, Contact, Role, Turn
from ccqa.reading.reader import Reader

ROLES = {"A": Role.AGENT, "C": Role.CUSTOMER, "B": Role.BOT, "U": Role.UNKNOWN}


def contact(said, language="en", **fields):
    """Return a contact; "A2:" is a turn of the agent whose id is 2."""
    return Contact(
        id="test", language=language, channel=Channel.CHAT, turns=tuple(map(_turn, said.split(" | "))), **fields
    )


def _turn(line):
    who, _, text = line.partition(": ")
    return Turn(ROLES[who[0]], text, agent=who[1:] or None)


def call(said, language="en", **fields):
    """Return the reading of the first leg."""
    return next(Reader().readings(contact(said, language, **fields)))
