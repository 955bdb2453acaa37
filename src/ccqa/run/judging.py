"""What judges: a rubric, a profile and a reader, from the files that are named or those that ship; built once each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ccqa import profile as profiles
from ccqa import rubric as rubrics
from ccqa.bundled import bundled
from ccqa.reading.reader import Reader
from ccqa.reading.stored import chosen_model
from ccqa.scoring import Scorer


@cache
def reader(model: str | None = None, language: str | None = None) -> Reader:
    """Return what reads, with the model that ships where none is named; `none` stands for words alone."""
    return Reader(chosen_model(model), language)


@cache
def scorer(
    rubric: str | Path | None = None,
    profile: str | Path | None = None,
    model: str | None = None,
    language: str | None = None,
) -> Scorer:
    """Return what judges, with the files that ship where none is named; raises ConfigError where one is wrong."""
    return Scorer(
        rubrics.load(Path(rubric or bundled("configs", "rubrics", "iso18295.toml"))),
        profiles.load(Path(profile or bundled("configs", "profiles", "default.toml"))),
        reader(model, language),
    )
