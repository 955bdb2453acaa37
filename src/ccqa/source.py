"""One source, as a configuration names it: files, or the query of a database; keeps out how it is read."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from ccqa.contact import Role
from ccqa.formats import USUAL, Columns, named

PASSWORD = re.compile(r"://[^/@]*:[^/@]*@|[?&]password=")


class Source(BaseModel):
    """Where transcripts come from: files by `paths`, or a database by `url`, `query` and `watermark`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(default="files", pattern=r"^[a-z0-9_-]+$", description="Tells sources apart in the store.")
    paths: tuple[str, ...] = Field(default=(), description="Files, folders, globs or fsspec URLs.")
    options: dict[str, object] = Field(
        default={}, description="What fsspec needs for the URLs, such as `endpoint_url`; 'env:NAME' for a secret."
    )
    url: str | None = Field(default=None, description="A database, as an SQLAlchemy URL without its password.")
    password: str | None = Field(
        default=None, pattern="^env:.+", description="The database's password: 'env:NAME', a variable's name."
    )
    query: str | None = Field(default=None, description="Whole contacts that changed after `:since`, a row a turn.")
    watermark: str | None = Field(default=None, description="The query's column that says when a row changed.")
    since: datetime | date | int | str = Field(
        default=datetime(1970, 1, 1),  # noqa: DTZ001 - databases compare it with times of either kind
        description="What `:since` is the first night; 0 for a watermark of numbers.",
    )
    document: str | None = Field(
        default=None, description="The query's column that holds a contact's document, where a row is no turn."
    )
    format: str = "auto"
    language: str | None = Field(default=None, description="The language of contacts that name none, such as 'fr'.")

    roles: dict[str, Role] = Field(
        default_factory=dict,
        description="The roles of speakers whom the export only labels, such as { '0' = 'agent', '1' = 'customer' }.",
    )
    columns: Columns = Field(default=USUAL, description="What the columns of tables are called.")

    @field_validator("columns", mode="before")
    @classmethod
    def _are_named(cls, given: object) -> object:
        return named(given) if isinstance(given, dict) else given

    @model_validator(mode="after")
    def _is_one_of_two(self) -> Self:
        if bool(self.paths) == bool(self.url):
            raise ValueError("a source has either paths, or the url of a database")
        if self.url and not (self.query and self.watermark and ":since" in self.query):
            raise ValueError("a database needs a query that says ':since', and a watermark, one of the query's columns")
        if self.url and PASSWORD.search(self.url):
            raise ValueError("no password belongs in a url; set password = 'env:NAME', the name of a variable")
        return self
