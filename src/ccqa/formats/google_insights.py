"""Google Insights conversation resources, as REST or the Python clients write them; tested on documented examples.

Read: id, channel, language, start, end, wait, agents, rating, roles, texts, times, holds of the last analysis. The
queue is the label `queue`, else the only team. Dropped: sentiment, phrase matches, summaries, the customer's id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ccqa.contact import Contact, Survey
from ccqa.formats import Format
from ccqa.formats._channels import channel_of
from ccqa.formats._google import Conversation, Quality
from ccqa.formats._google_turns import began, holds_of, turns_of
from ccqa.formats._keys import has_key, top_keys
from ccqa.formats._languages import language_of
from ccqa.formats._records import Found, Record, contacts
from ccqa.formats._refusal import Refused
from ccqa.formats._times import later
from ccqa.formats._turns import settle, tally

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

MEDIUMS = {"0": None, "MEDIUM_UNSPECIFIED": None, "1": "PHONE_CALL", "2": "CHAT"}


def read(stream: BinaryIO, ref: str, noted: Counter[str]) -> Iterator[Found]:
    """Yield the contact of each conversation, or why it is none."""
    return contacts(stream, ref, noted, _contact)


def recognises(head: bytes) -> bool:
    """Tell by the segments of the transcript, or by the keys of a conversation that lacks them."""
    keys = top_keys(head)
    if "transcript" in keys and (has_key(head, "transcriptSegments") or has_key(head, "transcript_segments")):
        return True
    return {"name", "medium"} <= keys


def _contact(record: Record, noted: Counter[str]) -> Contact:
    talk = Conversation.model_validate(record.value, context=noted)
    if talk.segments is None:
        raise Refused("the conversation comes without its transcript: fetch it in the full view")
    quality = talk.quality_metadata or Quality()
    start, agent = began(talk), _agent(talk)
    _count_mood(talk, noted)
    return Contact(
        id=(talk.name or "").rpartition("/")[2] or record.name,
        channel=channel_of(MEDIUMS.get(talk.medium or "0", talk.medium), noted),
        language=language_of(talk.language_code or None, (one.language_code for one in talk.segments or ()), noted),
        queue=_queue(talk, noted),
        agent=agent,
        started_at=start,
        ended_at=later(start, talk.duration) if start and talk.duration else None,
        wait_s=quality.wait_duration,
        events=tuple(holds_of(talk)),
        survey=Survey(quality.customer_satisfaction_rating) if quality.customer_satisfaction_rating else None,
        turns=settle(turns_of(talk, start, agent), noted),
    )


def _agent(talk: Conversation) -> str | None:
    """Return the one agent that the file names beside the turns; None where it names several."""
    named = {one for one in (talk.agent_id, *(info.agent_id for info in (talk.agents or ()))) if one}
    return named.pop() if len(named) == 1 else None


def _queue(talk: Conversation, noted: Counter[str]) -> str | None:
    if talk.labels and talk.labels.queue:
        return talk.labels.queue
    teams = {team for info in (talk.agents or ()) for team in info.teams or () if team}
    tally(noted, "team taken as queue", len(teams) == 1)
    return teams.pop() if len(teams) == 1 else None


def _count_mood(talk: Conversation, noted: Counter[str]) -> None:
    moods = sum(bool(one.sentiment) for one in talk.segments or ())
    tally(noted, "sentiment dropped", moods + bool(talk.sentiments))


FORMAT = Format(
    name="google_insights",
    says="Google Insights conversations, calls and chats",
    recognises=recognises,
    read=read,
)
