"""`ccqa eval`: how right ccqa is on labelled contacts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
import orjson

from ccqa.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from ccqa.errors import Rejected


@click.command("eval")
@click.argument("gold", nargs=-1, required=True, metavar="GOLD...")
@options.RUBRIC
@options.PROFILE
@options.LANGUAGE
@options.MODEL
@options.JSON
def eval_command(
    *,
    gold: tuple[str, ...],
    rubric: Path | None,
    profile: Path | None,
    language: str | None,
    model: str | None,
    as_json: bool,
) -> None:
    """Measure acts and verdicts against labelled contacts (gold files).

    Prints, by language and in all: each act's n, precision, recall and F1 with a 95 % bootstrap interval by group; each
    criterion's confusion, accuracy, kappa and share unsure; and what a constant answer would reach.

    \b
    ccqa eval gold/*.jsonl
    ccqa eval gold/en.jsonl --json
    """
    from ccqa.reporting.accuracy import show_evaluation
    from ccqa.run import judging
    from ccqa.run.measuring import measure

    rejected: list[Rejected] = []
    figures = measure(gold, judging.scorer(rubric, profile, model, language), rejected)
    if as_json:
        click.echo(orjson.dumps(figures, option=orjson.OPT_INDENT_2).decode())
    else:
        show_evaluation(figures)
    for one in rejected:
        print(f"rejected {one.ref}: {one.reason} {', '.join(one.fields)}", file=sys.stderr)  # noqa: T201
    options.end(figures["contacts"]["all"], len(rejected))
