"""Scorecards as rows of the lake and back; keeps out which scorecards are asked for."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from ccqa.contact import Channel, Span
from ccqa.finding import Detection, Verdict
from ccqa.scorecard import Attribution, CriterionResult, ErrorClass, Scorecard, Severity

if TYPE_CHECKING:
    from ccqa.store.filing import Place
    from ccqa.store.partition import Row

PLACES = 4
"""Decimals of a confidence, so that the last bits of a model's arithmetic do not make two nights differ."""


def row_of(card: Scorecard, place: Place) -> Row:
    """Return a scorecard as a row, with score, coverage and gate as a cache."""
    return {
        "day": place.day,
        "seen": place.seen,
        "source": card.source,
        "contact": card.contact,
        "revision": card.revision,
        "leg": card.leg,
        "agent": card.agent,
        "turns": list(card.turns),
        "channel": str(card.channel),
        "language": card.language,
        "queue": card.queue,
        "client": card.client,
        "started_at": card.started_at,
        "rubric": card.rubric,
        "engine": card.engine,
        "results": [_result_row(result) for result in card.results],
        **cache_of(card),
    }


def cache_of(card: Scorecard) -> dict[str, float | str | None]:
    """Return the derived columns, as the scorecard itself works them out."""
    return {"score": card.score, "coverage": card.coverage, "gate": str(card.gate)}


def _result_row(result: CriterionResult) -> Row:
    return {
        "criterion": result.criterion,
        "verdict": str(result.verdict),
        "because": result.because,
        "evidence": [_evidence_row(detection) for detection in result.evidence],
        "searched": list(result.searched),
        "section": result.section,
        "section_weight": float(result.section_weight),
        "weight": float(result.weight),
        "severity": str(result.severity),
        "error_class": str(result.error_class),
        "attribution": str(result.attribution),
    }


def _evidence_row(seen: Detection) -> Row:
    place = {"turn": seen.span.turn, "start": seen.span.start, "end": seen.span.end}
    return {**place, "act": seen.act, "by": seen.by, "confidence": round(float(seen.confidence), PLACES)}


def card_of(row: dict[str, Any]) -> Scorecard:
    """Return the scorecard of a row; what is derived is worked out anew."""
    started_at = row["started_at"]
    return Scorecard(
        contact=row["contact"],
        source=row["source"],
        revision=row["revision"],
        leg=row["leg"],
        agent=row["agent"],
        turns=tuple(row["turns"]),
        channel=Channel(row["channel"]),
        language=row["language"],
        queue=row["queue"],
        client=row["client"],
        started_at=started_at and started_at.astimezone(UTC),
        rubric=row["rubric"],
        engine=row["engine"],
        results=tuple(_result(result) for result in row["results"]),
    )


def _result(row: dict[str, Any]) -> CriterionResult:
    return CriterionResult(
        criterion=row["criterion"],
        verdict=Verdict(row["verdict"]),
        because=row["because"],
        evidence=tuple(_evidence(detection) for detection in row["evidence"]),
        searched=tuple(row["searched"]),
        section=row["section"],
        section_weight=row["section_weight"],
        weight=row["weight"],
        severity=Severity(row["severity"]),
        error_class=ErrorClass(row["error_class"]),
        attribution=Attribution(row["attribution"]),
    )


def _evidence(row: dict[str, Any]) -> Detection:
    return Detection(row["act"], Span(row["turn"], row["start"], row["end"]), row["by"], row["confidence"])
