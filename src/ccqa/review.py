"""What people judged, and what settles a verdict: the latest review, else the machine; keeps out where both are kept.

A review is never changed: whoever thinks again adds one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from ccqa.finding import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ccqa.scorecard import CriterionResult, Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One question about one leg. `definition` is the digest of what the criterion asked at the time."""

    source: str
    contact: str
    revision: str
    leg: int
    criterion: str
    definition: str
    pick: int | None = None

    @property
    def question(self) -> tuple[str, str, str, int, str, str]:
        """What is asked of what, from whichever sample it came."""
        return (self.source, self.contact, self.revision, self.leg, self.criterion, self.definition)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines handed out to be graded, under a token that the file carries.

    `blind`: the machine's verdicts were left out. `second`: to be graded again by someone else, for agreement.
    """

    token: str
    sample: int | None
    rubric: str
    blind: bool
    second: bool
    made_at: datetime
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """What one reviewer judged of one line; `evidence` are turn numbers, `sheet` the token it came with.

    A second grading is for agreement and settles nothing.
    """

    line: Line
    reviewer: str
    verdict: Verdict
    evidence: tuple[int, ...]
    note: str
    blind: bool
    second: bool
    sheet: str
    at: datetime

    def same_as(self, other: Review) -> bool:
        """Whether it says nothing that the other did not."""
        said = (self.verdict, self.evidence, self.note, self.second)
        return said == (other.verdict, other.evidence, other.note, other.second)


def settled(card: Scorecard, reviews: Iterable[Review], definitions: Mapping[str, str]) -> Scorecard:
    """Return the scorecard with what people judged in place of what the machine did, later reviews counting.

    `reviews` come in the order in which they were made. `definitions` are the digests of the criteria in force, by id:
    a review counts under a new version of the rubric only while it asks the same.
    """
    latest = {review.line.question: review for review in reviews if not review.second}
    return replace(card, results=tuple(_settled(card, result, latest, definitions) for result in card.results))


def _settled(
    card: Scorecard,
    result: CriterionResult,
    latest: Mapping[tuple[str, str, str, int, str, str], Review],
    definitions: Mapping[str, str],
) -> CriterionResult:
    review = latest.get((*card.key, result.criterion, definitions.get(result.criterion, "")))
    if review is None:
        return result
    agreed = review.verdict is result.verdict
    return replace(
        result,
        verdict=review.verdict,
        because=review.note or (result.because if agreed else "a reviewer judged so"),
        evidence=result.evidence if agreed else (),
        searched=review.evidence or result.searched,
        confirmed=True,
    )
