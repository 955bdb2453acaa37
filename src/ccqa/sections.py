"""The smaller sections of a configuration: what is kept and how long, pseudonyms, the table of people, the gate."""

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


class Trial(BaseModel):
    """What blind reviews have to prove before a verdict of the machine counts: the lower bounds of 95 % intervals.

    It is proved for each criterion, channel and language apart. 0 asks nothing.
    """

    model_config = CLOSED

    sensitivity: float = Field(default=0.7, ge=0, le=1, description="Of what people fail, what the machine fails.")
    specificity: float = Field(default=0.9, ge=0, le=1, description="Of what people do not fail, what it does not.")
    kappa: float = Field(default=0, ge=0, le=1, description="Cohen's kappa.")
    ac1: float = Field(default=0, ge=0, le=1, description="Gwet's AC1.")
    attainable: int = Field(default=1000, ge=1, le=10_000, description="Blind reviews that can ever be had for it.")

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not any((self.sensitivity, self.specificity, self.kappa, self.ac1)):
            raise ValueError("ask for at least one measure above 0")
        return self


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
