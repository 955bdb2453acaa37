"""The smaller sections of a configuration: what is kept and how long, the keys of pseudonyms, the table of people."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

CLOSED = ConfigDict(extra="forbid", frozen=True)


class Keep(BaseModel):
    """Where contacts, scorecards and the ledger are kept, and for how long contacts are."""

    model_config = CLOSED

    folder: str = "data"
    ledger: str | None = Field(default=None, description="An SQLAlchemy URL; SQLite in the folder where absent.")
    contact_days: int = Field(default=30, ge=1, le=3650, description="Days that transcripts are kept.")


class Retention(BaseModel):
    """How long all else is kept that a night makes; transcripts have `contact_days`, and their pages go with them."""

    model_config = CLOSED

    scorecard_days: int = Field(default=730, ge=1, le=3650, description="Days that scorecards are kept.")
    report_days: int = Field(default=365, ge=1, le=3650, description="Days that the first page of a night is kept.")
    ledger_days: int = Field(
        default=1095,
        ge=1,
        le=7300,
        description="Days of runs, samples and who is named where; not fewer than the rest.",
    )


class Privacy(BaseModel):
    """What makes and finds pseudonyms."""

    model_config = CLOSED

    key_file: str | None = Field(
        default=None, description="The keys, one a line, the one in use first; `key` in the store's folder if absent."
    )


class Staff(BaseModel):
    """Whose an agent's id is, in which team and with which coach: a CSV file, or one query of a database."""

    model_config = CLOSED

    file: str | None = Field(default=None, description="A CSV file; its columns are in docs/people.md.")
    query: str | None = Field(default=None, description="A SELECT that gives the same columns, instead of a file.")
    url: str | None = Field(
        default=None, description="An SQLAlchemy URL for the query; the variable CCQA_PEOPLE_URL where absent."
    )
    tenure_months: tuple[int, ...] = Field(default=(3, 12), description="Where one band of tenure ends, in months.")

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if bool(self.file) == bool(self.query):
            raise ValueError("give either 'file' or 'query'")
        return self
