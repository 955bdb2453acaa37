"""Which column of a table holds what, by the names that systems give them; keeps out how a table is read."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def _names(words: str) -> tuple[str, ...]:
    return tuple(words.split())


@dataclass(frozen=True, slots=True)
class Columns:
    """For each thing the column names it may have, the first that is there counts.

    Names are compared in lower case with `_` for every other sign, so `Contact ID` is `contact_id`. To read a table
    of your own, give the name: `Columns(text=("utterance",))`.
    """

    contact: tuple[str, ...] = _names("contact_id conversation_id interaction_id call_id chat_id session_id contact id")
    role: tuple[str, ...] = _names("role speaker_role participant_role sender_type author_type speaker sender author")
    text: tuple[str, ...] = _names("text message utterance content body transcript")
    start_s: tuple[str, ...] = _names("start_s start_seconds offset_s start begin")
    end_s: tuple[str, ...] = _names("end_s end_seconds end")
    start_ms: tuple[str, ...] = _names("start_ms beginoffsetmillis begin_offset_millis offset_ms")
    end_ms: tuple[str, ...] = _names("end_ms endoffsetmillis end_offset_millis")
    at: tuple[str, ...] = _names("at timestamp time sent_at created_at datetime date_time")
    agent: tuple[str, ...] = _names("agent_id agent")
    language: tuple[str, ...] = _names("language language_code lang locale")
    channel: tuple[str, ...] = _names("channel medium media_type")
    direction: tuple[str, ...] = _names("direction")
    client: tuple[str, ...] = _names("client client_id tenant")
    queue: tuple[str, ...] = _names("queue queue_name queue_id skill")
    customer: tuple[str, ...] = _names("customer customer_id")
    reason: tuple[str, ...] = _names("reason contact_reason topic")
    started_at: tuple[str, ...] = _names("started_at start_time contact_start call_start")
    ended_at: tuple[str, ...] = _names("ended_at end_time contact_end call_end")
    wait_s: tuple[str, ...] = _names("wait_s queue_s wait_seconds")


USUAL = Columns()
THINGS = tuple(f.name for f in fields(Columns))
"""What a column may hold."""
NEEDED = ("contact", "role", "text")


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's columns: all of them, what is where, what is missing though needed, and what nobody asked for."""

    header: tuple[str, ...]
    places: dict[str, int]
    missing: tuple[str, ...]
    strangers: tuple[str, ...]


def named(given: Mapping[str, object]) -> Columns:
    """Return the usual columns, but for those things whose columns a deployment names: one name, or several.

    A name that is given stands alone: the usual names of that thing no longer count, and none at all does for an
    empty one. Raises ValueError that tells every mistake.
    """
    wrong = [_mistake(what) for what in given if what not in THINGS]
    wrong += [
        f"'{what}' wants the name of a column, or a list of names" for what in given if _names_of(given[what]) is None
    ]
    if wrong:
        raise ValueError("; ".join(wrong))
    return replace(USUAL, **{what: _names_of(names) or () for what, names in given.items()})


def _names_of(names: object) -> tuple[str, ...] | None:
    several = [names] if isinstance(names, str) else names
    if not isinstance(several, list | tuple) or not all(isinstance(name, str) for name in several):
        return None
    return tuple(name for name in several if name.strip())


def _mistake(what: str) -> str:
    close = get_close_matches(what, THINGS, 1)
    meant = f" Did you mean '{close[0]}'?" if close else ""
    return f"a column cannot hold '{what}'.{meant} It can hold: {', '.join(THINGS)}"


def layout(header: Iterable[str], columns: Columns) -> Layout:
    """Find the columns in a header."""
    given = tuple(header)
    at = {plain(name): number for number, name in reversed(list(enumerate(given)))}
    found = {
        f.name: [at[plain(name)] for name in getattr(columns, f.name) if plain(name) in at] for f in fields(columns)
    }
    places = {what: numbers[0] for what, numbers in found.items() if numbers}
    strangers = tuple(name for number, name in enumerate(given) if number not in places.values())
    return Layout(given, places, tuple(what for what in NEEDED if what not in places), strangers)


def plain(name: str) -> str:
    """Return a column name for comparing: lower case, `_` for every sign that is no letter or digit."""
    return "_".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
