"""Scorecards and detections as JSON, with the keys that machines rely on."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ccqa.finding import Detection
    from ccqa.sampling import Drawn, Plan
    from ccqa.scorecard import CriterionResult, Scorecard

PLACES = 4
"""Decimals of shares and confidences."""


def of_card(card: Scorecard) -> dict[str, Any]:
    """Return a scorecard; scores and coverage are shares from 0 to 1, or None where nothing was due."""
    return {
        "contact": card.contact,
        "source": card.source,
        "leg": card.leg,
        "agent": card.agent,
        "channel": card.channel,
        "language": card.language,
        "rubric": card.rubric,
        "engine": card.engine,
        "score": _share(card.score),
        "sections": {name: _share(share) for name, share in card.section_scores.items()},
        "coverage": _share(card.coverage),
        "gate": card.gate,
        "error_free": {kind.value: free for kind, free in card.error_free.items()},
        "results": [of_result(result) for result in card.results],
    }


def of_result(result: CriterionResult) -> dict[str, Any]:
    """Return the verdict on one criterion, with its evidence as places."""
    return {
        "criterion": result.criterion,
        "verdict": result.verdict,
        "suspected": result.suspected,
        "confirmed": result.confirmed,
        "because": result.because,
        "evidence": [of_detection(detection) for detection in result.evidence],
        "searched": list(result.searched),
    }


def of_detection(detection: Detection) -> dict[str, Any]:
    """Return an act at its place."""
    return {
        "turn": detection.span.turn,
        "start": detection.span.start,
        "end": detection.span.end,
        "act": detection.act,
        "by": detection.by,
        "confidence": round(detection.confidence, PLACES),
    }


def of_sample(plan: Plan, drawn: Iterable[Drawn], reviewed: Mapping[int, int]) -> dict[str, Any]:
    """Return a sample with every pick, reserves too; `reviewed` are the criteria that people judged, by pick."""
    picks = [of_pick(one) | {"reviewed": reviewed[one.id]} for one in drawn]
    return {"plan": plan.model_dump(mode="json"), "picks": picks}


def of_pick(one: Drawn) -> dict[str, Any]:
    """Return a pick with its probability from 0 to 1, None where chance had no part."""
    return {"pick": one.id, **asdict(one.pick), "skipped": one.skipped, "replacement": one.replacement}


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, PLACES)
