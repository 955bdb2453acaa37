"""The turns of a vCon: its text dialogs, and the transcripts of its recordings; keeps out the rest of the contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ccqa.contact import Role
from ccqa.formats._recognised import label_of
from ccqa.formats._refusal import Refused
from ccqa.formats._roles import role_of, spoken
from ccqa.formats._times import between
from ccqa.formats._utterances import Utterance, utterances
from ccqa.formats._vcon import Party
from ccqa.formats._vcon_body import decoded, text_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from datetime import datetime

    from ccqa.contact import Turn
    from ccqa.formats._vcon import Analysis, Dialog, VCon


@dataclass(frozen=True, slots=True)
class Cast:
    """Who may speak, and as what."""

    parties: list[Party]

    def role(self, party: Party) -> Role:
        """Return the role that the vCon gives a party; no guess is made where it gives none."""
        meta = party.meta if isinstance(party.meta, dict) else {}
        return role_of(party.role or meta.get("role") or (party.type if party.type == "bot" else None))

    def by_number(self, number: int) -> tuple[str | None, str | None]:
        """Return the role of a party, or its number where it has none, and of agents the id."""
        role = self.role(self.parties[number])
        if role is Role.UNKNOWN:
            return str(number), None
        return role.value, (self._name(self.parties[number]) if role is Role.AGENT else None)

    def by_word(self, word: str | None) -> tuple[str | None, str | None]:
        """Return role or label, and agent id, of a speaker whom a transcript calls so: a role, or a party's name."""
        named = [k for k, party in enumerate(self.parties) if word and party.name == word]
        if len(named) == 1:
            return self.by_number(named[0])
        role = role_of(word)
        agents = [party for party in self.parties if self.role(party) is Role.AGENT]
        agent = self._name(agents[0]) if role is Role.AGENT and len(agents) == 1 else None
        return label_of(None, word, channels=1), agent

    def _name(self, agent: Party) -> str | None:
        return agent.key or agent.name


def turns_of(vcon: VCon, begin: datetime | None, noted: Counter[str]) -> list[Turn]:
    """Return all turns, dialog by dialog in order of their start; times count from `begin`."""
    cast = Cast(vcon.parties)
    numbered = sorted(enumerate(vcon.dialog or ()), key=lambda pair: (pair[1].start is None, pair[1].start or begin))
    turns: list[Turn] = []
    for number, dialog in numbered:
        offset = None if dialog.start is None or begin is None else between(begin, dialog.start)
        said = text_of(dialog, f"dialog.{number}") if dialog.type == "text" else ""
        if said:
            turns.append(_message(dialog, said, offset, cast))
        else:
            turns += _transcribed(vcon, number, offset, noted)
    return turns


def _message(dialog: Dialog, text: str, offset: float | None, cast: Cast) -> Turn:
    """Make a turn of a text; by the standard its originator is the first party, unless it names another."""
    channels = dialog.channels
    first = channels[0] if channels else None
    number = first if dialog.originator is None else dialog.originator
    word, agent = (None, None) if number is None else cast.by_number(number)
    end = None if offset is None or dialog.duration is None else offset + dialog.duration
    return spoken(word, text, offset, end, agent)


def _transcribed(vcon: VCon, number: int, offset: float | None, noted: Counter[str]) -> Iterator[Turn]:
    """Yield the turns of the first transcript of a dialog."""
    dialog = (vcon.dialog or [])[number]
    found = [(k, one) for k, one in enumerate(vcon.analysis or ()) if _is_transcript(one, number)]
    if not found:
        if dialog.type == "recording":
            noted["recording without transcript"] += 1
        return
    if len(found) > 1:
        noted["further transcript ignored"] += len(found) - 1
    cast = Cast(vcon.parties)
    for said in _heard(*found[0], dialog.duration, noted):
        word, agent = _speaker(said, dialog, cast)
        yield spoken(word, said.text.strip(), _moved(said.start_s, offset), _moved(said.end_s, offset), agent)


def _is_transcript(one: Analysis, number: int) -> bool:
    return one.type == "transcript" and number in one.dialogs[:1]


def _heard(place: int, one: Analysis, duration_s: float | None, noted: Counter[str]) -> list[Utterance]:
    where = f"analysis.{place}.body"
    if one.body is None and one.url:
        raise Refused(
            "a transcript lies at an address outside the file, which is never followed", f"analysis.{place}.url"
        )
    body = decoded(one, f"analysis.{place}")
    try:
        return utterances(one.transcript if body is None else body, duration_s, noted)
    except Refused as refused:
        raise Refused(refused.reason, where) from None


def _speaker(said: Utterance, dialog: Dialog, cast: Cast) -> tuple[str | None, str | None]:
    channels = dialog.channels
    if said.channel is not None and len(channels) > 1 and said.channel < len(channels):
        return cast.by_number(channels[said.channel])
    return cast.by_word(said.speaker)


def _moved(seconds: float | None, offset: float | None) -> float | None:
    return None if seconds is None else seconds + (offset or 0.0)
