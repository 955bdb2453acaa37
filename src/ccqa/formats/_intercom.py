"""The parts of an Intercom conversation that are read; keeps out what is made of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ccqa.formats._border import Id, Lenient, Many, Text, When, Word

TOP_RATING = 5


class Author(Lenient):
    """Who wrote; an AI answers as an admin or a bot."""

    type: Word | None = None
    id: Word | None = None
    from_ai_agent: bool | None = None
    is_ai_answer: bool | None = None


class Part(Lenient):
    """A message, a note, or an event without words."""

    part_type: Word | None = None
    body: Text | None = None
    author: Author = Author()
    created_at: When | None = None
    redacted: bool | None = None
    delivered_as: Word | None = None
    type: Word | None = None


class Parts(Lenient):
    """The parts that the export holds, and how many there are in all."""

    conversation_parts: Annotated[list[Part], Many] = Field(default=[])
    total_count: int | None = None


class Rating(Lenient):
    """What the customer answered afterwards."""

    rating: Annotated[float, Field(ge=0, le=TOP_RATING)] | None = None


class Person(Lenient):
    """The customer, or one of several."""

    id: Word | None = None


class People(Lenient):
    """Those outside the centre who take part."""

    contacts: Annotated[list[Person], Many] = Field(default=[])


class Conversation(Lenient):
    """A conversation resource."""

    id: Id | None = None
    created_at: When | None = None
    source: Part | None = None
    conversation_parts: Parts
    contacts: People | None = None
    team_assignee_id: Word | None = None
    conversation_rating: Rating | None = None
