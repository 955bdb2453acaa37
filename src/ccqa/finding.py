"""What a check found: one of four verdicts, the reason in words, and where it stands in the contact.

Keeps out which checks there are and what a verdict is worth.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from ccqa.contact import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


class Verdict(StrEnum):
    """`NA`: the behaviour was not due. `UNSURE`: the transcript cannot tell. Neither ever moves a score."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    NA = "na"
    UNSURE = "unsure"


DECIDES: Final = (Verdict.FAIL, Verdict.UNSURE, Verdict.PASS, Verdict.NA)
"""Which verdict decides where several are folded into one, the first that is among them."""


@dataclass(frozen=True, slots=True)
class Detection:
    """An act or signal at a place. `by` says what found it; `confidence` runs from 0 to 1."""

    act: str
    span: Span
    by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of one check. `because` is a clause a coach could read aloud; `searched` are turns, in order."""

    verdict: Verdict
    because: str
    evidence: tuple[Detection, ...] = ()
    searched: tuple[int, ...] = ()


def passed(because: str, *evidence: Detection, searched: Iterable[int] = ()) -> Finding:
    """The behaviour was due and seen."""
    return Finding(Verdict.PASS, because, evidence, tuple(searched))


def failed(because: str, *evidence: Detection, searched: Iterable[int] = ()) -> Finding:
    """The behaviour was due and not seen, or a forbidden act was seen. By absence: name the turns searched."""
    return Finding(Verdict.FAIL, because, evidence, tuple(searched))


def not_due(because: str, *evidence: Detection) -> Finding:
    """The behaviour was not due in this contact."""
    return Finding(Verdict.NA, because, evidence)


def cannot_tell(because: str, *evidence: Detection, searched: Iterable[int] = ()) -> Finding:
    """It was due or may have been, but the transcript cannot tell."""
    return Finding(Verdict.UNSURE, because, evidence, tuple(searched))
