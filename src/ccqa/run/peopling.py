"""The people of a deployment: loaded from where its configuration says, and the ids that they do not cover, counted."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ccqa.errors import ConfigError
from ccqa.people import People
from ccqa.people.origin import from_file, from_query
from ccqa.people.table import lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from ccqa.config import Settings
    from ccqa.contact import Contact
    from ccqa.scorecard import Scorecard

URL = "CCQA_PEOPLE_URL"
"""The environment variable of the database's URL, since that may hold a password."""


def people_of(settings: Settings, pseudonym: Callable[[str], str] = str) -> People:
    """Return the people of a deployment, nobody where it names no table; raises ConfigError with every mistake of it.

    `pseudonym` is what contacts' agent ids went through before they were stored, so that the ids here meet them.
    """
    staff, zone = settings.people, ZoneInfo(settings.time_zone)
    if staff is None:
        return People((), zone)
    if staff.file:
        return People(lines(from_file(Path(staff.file)), staff.file, pseudonym), zone)
    url = staff.url or os.environ.get(URL)
    if not (staff.query and url):
        raise ConfigError(f"[people] query: there is no URL. Set 'url', or the environment variable {URL}.")
    return People(lines(from_query(staff.query, url), "[people] query", pseudonym), zone)


def groups_of(card: Scorecard, people: People, *, several: bool = False) -> dict[str, str]:
    """Return the groups that a scorecard belongs to by its person; an id that is nobody's stays itself.

    Of `several` sources, the same id in two of them may be two people: the source tells them apart.
    """
    person = people.at(card.source, card.agent, card.started_at)
    if person is None:
        agent = f"{card.agent} ({card.source})" if several and card.agent else card.agent or "-"
        return {"agent": agent, **({"team": "-", "coach": "-"} if people else {})}
    return {"agent": person.key, "team": person.team or "-", "coach": person.coach or "-"}


def strangers(contact: Contact, people: People) -> int:
    """Return how many agents of a contact the table does not know at its time; none where there is no table."""
    if not people:
        return 0
    agents = {leg.agent for leg in contact.legs() if leg.agent}
    return sum(people.at(contact.source, agent, contact.started_at) is None for agent in agents)
