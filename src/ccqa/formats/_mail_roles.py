"""Who of a thread is the centre: by what is known of its addresses, else by addresses that belong to no person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ccqa.contact import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ccqa.formats._mail import Mail

STRONG = frozenset(
    """
    support service services customerservice customerservices customercare customersupport care help helpdesk
    servicedesk klantendienst klantenservice klantenzorg serviceclient serviceclients clientservice sav assistance
    kundenservice kundendienst kundenbetreuung complaints klachten reclamations reclamation beschwerden
    noreply donotreply
    """.split()
)
"""What only a centre calls an address, signs taken out."""

WEAK = frozenset("info contact kontakt sales office hello mail enquiries bookings orders billing admin team".split())
"""What a customer's firm may call its address too: it counts where a thread has none of the others."""

FREE = frozenset(
    """
    gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com aol.com gmx.de gmx.net
    web.de t-online.de orange.fr free.fr laposte.net telenet.be skynet.be proximus.be ziggo.nl kpnmail.nl proton.me
    """.split()
)
"""Domains of everybody: an address there says nothing of its neighbours."""

SIGNS = re.compile(r"[._-]|\+.*")


@dataclass(frozen=True, slots=True)
class Centre:
    """The addresses and domains of a centre, in lower case; a domain holds those below it."""

    addresses: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()

    def holds(self, address: str | None) -> bool:
        """Tell whether an address belongs to the centre."""
        if address is None:
            return False
        parts = address.rpartition("@")[2].split(".")
        return address in self.addresses or any(".".join(parts[k:]) in self.domains for k in range(len(parts)))

    def known(self) -> bool:
        """Tell whether anything is known of the centre."""
        return bool(self.addresses or self.domains)


def local_part(address: str) -> str:
    """Return what stands before the @, without signs and extensions."""
    return SIGNS.sub("", address.partition("@")[0])


def centre_of(mails: Sequence[Mail]) -> Centre:
    """Return the centre of a thread; an unknown one where nothing tells it, or where nobody would be left outside."""
    people = {address for mail in mails for address in _named(mail)}
    told = {mail.sender for mail in mails if mail.agent and mail.sender}
    boxes = {address for mail in mails for address in mail.boxes}
    for found in (told, _called(boxes, STRONG | WEAK), _called(people, STRONG), _called(people, WEAK)):
        centre = Centre(frozenset(found), frozenset(_domains(found)))
        if found and any(not centre.holds(address) for address in people):
            return centre
    return Centre()


def role_in(mail: Mail, centre: Centre) -> Role:
    """Return who wrote a mail. One that the centre sends itself, to be answered outside, holds a form's words."""
    if not centre.known() or mail.sender is None:
        return Role.BOT if mail.automatic else Role.UNKNOWN
    inside = centre.holds(mail.sender)
    if inside and mail.reply_to and not centre.holds(mail.reply_to) and centre.holds(next(iter(mail.recipients), None)):
        return Role.CUSTOMER
    if mail.automatic:
        return Role.BOT
    return Role.AGENT if inside else Role.CUSTOMER


def is_internal(mail: Mail, centre: Centre) -> bool:
    """Tell whether colleagues write to each other: nobody outside reads it."""
    everybody = (mail.sender, *mail.recipients, *((mail.reply_to,) if mail.reply_to else ()))
    return bool(mail.recipients) and all(centre.holds(one) for one in everybody)


def is_personal(address: str) -> bool:
    """Tell whether an address belongs to one person."""
    return local_part(address) not in STRONG | WEAK


def _named(mail: Mail) -> Iterator[str]:
    yield from (one for one in (mail.sender, mail.reply_to, *mail.recipients, *mail.boxes) if one)


def _called(people: Iterable[str], words: frozenset[str]) -> set[str]:
    return {address for address in people if local_part(address) in words}


def _domains(addresses: Iterable[str]) -> set[str]:
    return {address.rpartition("@")[2] for address in addresses} - FREE
