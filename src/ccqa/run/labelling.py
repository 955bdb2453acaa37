"""Which reviews may stand for what people say of a sample: blind, first, and asked whatever the machine said."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ccqa.finding import Verdict
    from ccqa.review import Review, Sheet
    from ccqa.rubric import Rubric
    from ccqa.sampling import Drawn
    from ccqa.store import Store

Key = tuple[str, str, str]


def said_of(store: Store, picks: Mapping[Key, Drawn], rubric: Rubric) -> dict[tuple[str, str, str, int, str], Verdict]:
    """Return what people judged of picks, the latest first grading, by question.

    It counts where it was blind, came for this very pick, asks what is asked today, and where its sheet left nothing
    out: what was asked because the machine was unsure would tilt every share.
    """
    reviews = store.ledger.reviews.of({contact for _, contact, _ in picks})
    sheets = {token: store.ledger.reviews.sheet(token) for token in {one.sheet for one in reviews}}
    whole = {token for token, sheet in sheets.items() if sheet and _whole(sheet)}
    ids = {one.id for one in picks.values()}
    return {
        review.line.question[:5]: review.verdict
        for review in reviews
        if review.sheet in whole and review.line.pick in ids and _counts(review, rubric)
    }


def _counts(review: Review, rubric: Rubric) -> bool:
    asked = rubric.definitions.get(review.line.criterion) == review.line.definition
    return review.blind and not review.second and asked


def _whole(sheet: Sheet) -> bool:
    """Whether every leg on a sheet is asked the same criteria."""
    asked = defaultdict[tuple[object, ...], set[str]](set)
    for line in sheet.lines:
        asked[line.question[:4]].add(line.criterion)
    return len(set(map(frozenset, asked.values()))) == 1
