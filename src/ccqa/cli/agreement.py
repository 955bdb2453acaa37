"""`ccqa agreement`: how far the machine's verdicts agree with people's, beside how far people agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import orjson

from ccqa.cli import options

if TYPE_CHECKING:
    from pathlib import Path


@click.command("agreement")
@click.option(
    "--by", type=click.Choice(["channel", "language"]), multiple=True, help="Tell lines apart by it; may come twice."
)
@click.option("--seed", type=int, default=20260101, show_default=True, help="Of the redraws that intervals come from.")
@options.CONFIG
@options.JSON
def agreement_command(*, by: tuple[str, ...], seed: int, config: Path | None, as_json: bool) -> None:
    """Show for each criterion how far the machine agrees with people, and people with each other.

    Reviews of suspected criticals are left out: the machine chose them. Blind and anchored reviews have a table each.

    \b
    ccqa agreement
    ccqa agreement --by channel --by language --json
    """
    from ccqa.reporting.agreeing import of_agreements, show_agreements
    from ccqa.run.agreeing import agreements
    from ccqa.run.night import open_store
    from ccqa.statistics.judged import By

    settings = options.settings(config)
    with open_store(settings) as store:
        found = agreements(settings, store, tuple(map(By, dict.fromkeys(by))), seed)
    if as_json:
        click.echo(orjson.dumps(of_agreements(found), option=orjson.OPT_INDENT_2).decode())
    else:
        show_agreements(found)
