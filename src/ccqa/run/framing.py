"""Makes of a contact what it can be drawn by: its key, its stratum, and the person, team and tenure of its agent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ccqa.people import People
from ccqa.run.people import pseudonym_of
from ccqa.run.peopling import people_of, strangers
from ccqa.sampling import Frame

if TYPE_CHECKING:
    from ccqa.config import Settings
    from ccqa.contact import Contact
    from ccqa.run.pulling import LoadReport
    from ccqa.store import Store


@dataclass(frozen=True, slots=True)
class Framing:
    """What frames are made with: the people of a deployment, and where its bands of tenure end, in months."""

    people: People
    bands: tuple[int, ...] = ()

    def frame_of(self, contact: Contact) -> Frame:
        """Return what a contact's stratum is made of; of several agents, the first named stands for the contact."""
        agent = next((leg.agent for leg in contact.legs() if leg.agent), None)
        person = self.people.at(contact.source, agent, contact.started_at)
        return Frame(
            contact.source,
            contact.id,
            contact.revision,
            person.key if person else agent or "",
            contact.channel,
            contact.language or "",
            contact.queue or "",
            contact.reason or "",
            person.team if person else "",
            person.tenure(self.people.day(contact.started_at), self.bands) if person else "",
        )

    def note(self, contact: Contact, load: LoadReport) -> None:
        """Count the agents of a contact who are nobody's."""
        if nameless := strangers(contact, self.people):
            load.noted["agent without a person"] += nameless


def framing_of(settings: Settings, store: Store) -> Framing:
    """Return what the frames of a deployment are made with."""
    return Framing(
        people_of(settings, pseudonym_of(settings, store)), settings.people.tenure_months if settings.people else ()
    )
