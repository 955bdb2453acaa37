"""`ccqa review`: sheets for people to grade, and their verdicts taken in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
import orjson

from ccqa.cli import options

if TYPE_CHECKING:
    from ccqa.errors import Rejected

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group("review")
def review_command() -> None:
    """Hand out review sheets, and take verdicts in."""


@review_command.command("export")
@FILE
@click.option("--sample", type=int, help="Its number; the one drawn last if absent.")
@click.option(
    "--part",
    type=click.Choice(["sample", "double", "overlay"]),
    default="sample",
    show_default=True,
    help="The picks drawn by chance, those for a second reviewer, or the suspected criticals.",
)
@click.option("--blind/--seen", default=True, show_default=True, help="Leave the machine's verdicts out, or show them.")
@click.option("--open", "open_", is_flag=True, help="Only what the machine left open: unsure or suspected.")
@options.CONFIG
@options.JSON
def export_command(
    *, file: Path, sample: int | None, part: str, blind: bool, open_: bool, config: Path | None, as_json: bool
) -> None:
    """Write a review sheet to FILE, which ends in .xlsx, .csv or .jsonl: a row a criterion, with the masked words.

    The ledger remembers whether it was blind; the file cannot change that.

    \b
    ccqa review export week-4.xlsx
    ccqa review export second.xlsx --part double
    ccqa review export suspected.csv --part overlay --seen --open
    """
    from ccqa.run.night import open_store
    from ccqa.run.reviewing import Order, Part, export

    settings = options.settings(config)
    rejected: list[Rejected] = []
    order = Order(
        path=file, token=options.token(), at=datetime.now(UTC), sample=sample, part=Part(part), blind=blind, open=open_
    )
    with open_store(settings) as store:
        lines = export(settings, store, order, rejected)
    told = {"file": str(file), "sheet": order.token, "lines": lines, "blind": blind, "left_out": len(rejected)}
    click.echo(orjson.dumps(told).decode() if as_json else f"{file}: {lines} lines to grade, {_way(blind=blind)}.")
    options.tell(rejected)
    options.end(lines, len(rejected))


def _way(*, blind: bool) -> str:
    return "blind" if blind else "with the machine's verdicts in sight"


@review_command.command("import")
@FILE
@click.option("--reviewer", default="", metavar="ID", help="Who graded, where a row names nobody: an id, not a name.")
@options.CONFIG
@options.JSON
def import_command(*, file: Path, reviewer: str, config: Path | None, as_json: bool) -> None:
    """Take the verdicts of a graded sheet in. The same file again changes nothing; a changed verdict is a new review.

    \b
    ccqa review import week-4.xlsx --reviewer r-02
    """
    from ccqa.run.grading import take_in
    from ccqa.run.night import open_store

    rejected: list[Rejected] = []
    with open_store(options.settings(config)) as store:
        taken = take_in(store, file, reviewer, datetime.now(UTC), rejected)
    counts = {"new": taken.new, "same": taken.same, "open": taken.open, "rejected": len(rejected)}
    said = f"{taken.new} new reviews, {taken.same} known, {taken.open} rows not graded yet, {len(rejected)} rejected"
    click.echo(orjson.dumps(counts).decode() if as_json else said)
    options.tell(rejected)
    options.end(taken.new + taken.same + taken.open, len(rejected))
