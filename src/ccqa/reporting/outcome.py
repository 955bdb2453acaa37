"""How a night ended, in the terminal: counts, criteria, what waits for a person, and the page to open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ccqa.reporting.terminal import out, safe, show_summary

if TYPE_CHECKING:
    from pathlib import Path

    from ccqa.reporting.figures import Figures
    from ccqa.rubric import Rubric


class Outcome(Protocol):
    """How a night ended, as far as it is shown."""

    @property
    def contacts(self) -> int:
        """How many were read."""

    @property
    def scorecards(self) -> int:
        """How many were made."""

    @property
    def rejected(self) -> int:
        """How many records could not be used."""

    @property
    def sampled(self) -> int:
        """How many were drawn for review."""

    @property
    def suspected(self) -> int:
        """How many critical fails wait for a person."""

    @property
    def figures(self) -> Figures:
        """The night's figures."""

    @property
    def rubric(self) -> Rubric:
        """What was judged by."""

    @property
    def page(self) -> Path:
        """The page to open."""


def show_night(outcome: Outcome) -> None:
    """Show how a night ended."""
    console = out()
    console.print(f"{outcome.contacts} contacts, {outcome.scorecards} scorecards, {outcome.rejected} rejected,")
    console.print(f"{outcome.sampled} drawn for review, {outcome.suspected} suspected critical\n")
    show_summary(outcome.figures, outcome.rubric)
    console.print(f"\nopen {safe(str(outcome.page))}", soft_wrap=True)
