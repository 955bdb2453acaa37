"""`ccqa estimate`: how much fails, from the machine on all contacts and people on a sample."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import orjson

from ccqa.cli import options
from ccqa.errors import UsageError

if TYPE_CHECKING:
    from ccqa.run.estimating import Estimated


@click.command("estimate")
@click.option("--sample", type=int, help="Its number; the one drawn last if absent.")
@click.option("--by", type=click.Choice(["agent", "queue", "channel", "language"]), help="Apart for each of these.")
@click.option("--plot", type=click.Path(path_type=Path), help="Draw the intervals into a PNG file too.")
@options.CONFIG
@options.JSON
def estimate_command(
    *, sample: int | None, by: str | None, plot: Path | None, config: Path | None, as_json: bool
) -> None:
    """Say how many contacts fail each criterion: the machine's share of all, set right by people's blind reviews.

    Beside it the machine's own share, people's alone, and that by error rates, with 95 % intervals. Reviews count that
    were blind, first, and of picks drawn by chance.

    \b
    ccqa estimate
    ccqa estimate --sample 3 --by channel --plot intervals.png
    """
    from ccqa.reporting.estimated import of_row, show_estimates
    from ccqa.run.estimating import By, estimate
    from ccqa.run.night import open_store

    settings = options.settings(config)
    with open_store(settings) as store:
        found = estimate(settings, store, sample, By(by) if by else None)
    if plot is not None:
        _draw(found, plot)
    if as_json:
        told = {"sample": found.sample.id, "contacts": found.contacts, "rows": list(map(of_row, found.rows))}
        click.echo(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode())
    else:
        show_estimates(_name(found), found.rows)
    options.end(any(row.figures.people.n for row in found.rows), 0)


def _draw(found: Estimated, path: Path) -> None:
    from ccqa.reporting.estimate_plot import draw_estimates

    rows = [row for row in found.rows if row.figures.best]
    if not rows:
        raise UsageError("no criterion has labels enough for an interval. `ccqa sample show` tells what was reviewed.")
    try:
        with path.open("wb") as file:
            draw_estimates(_name(found), rows, file)
    except OSError as fault:
        reason = type(fault).__name__
        raise UsageError(f"{path}: cannot be written ({reason}). Name a file in a folder of yours.") from None


def _name(found: Estimated) -> str:
    return f"sample {found.sample.id}: {found.contacts} contacts scored"
