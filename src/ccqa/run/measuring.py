"""Measures ccqa on gold files: detections and verdicts beside the labels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ccqa.errors import Rejected, SourceError
from ccqa.evaluation import gold
from ccqa.evaluation.report import evaluate
from ccqa.evaluation.verdicts import of_contact
from ccqa.privacy import mask
from ccqa.sources import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ccqa.evaluation.report import Case
    from ccqa.scoring import Scorer

SEED = 20260101
"""Of the bootstrap; the figures of one file are the same at every run."""


def measure(paths: Iterable[str], scorer: Scorer, rejected: list[Rejected]) -> dict[str, Any]:
    """Return all figures of the gold files; lines that are none are put into `rejected`."""
    cases = [_case(one, scorer) for one in gold_of(paths, rejected)]
    if not cases:
        raise SourceError("no labelled contact found. Gold files are described in docs/reference/gold.md.")
    return evaluate(cases, SEED)


def gold_of(paths: Iterable[str], rejected: list[Rejected]) -> Iterator[gold.Gold]:
    """Yield the labelled contacts of gold files; lines that are none are put into `rejected`."""
    for blob in files.find(paths):
        if isinstance(blob, Rejected):
            rejected.append(blob)
            continue
        with blob.open() as stream:
            for one in gold.read(stream, blob.ref):
                if isinstance(one, Rejected):
                    rejected.append(one)
                else:
                    yield one


def _case(one: gold.Gold, scorer: Scorer) -> Case:
    contact, _ = mask(one.contact)
    return replace(one, contact=contact), scorer.reader.detections(contact), of_contact(scorer.score(contact))
