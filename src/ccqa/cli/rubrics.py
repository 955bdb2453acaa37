"""`ccqa checks` and `ccqa rubric`: what can be asked, and whether a rubric is sound."""

from __future__ import annotations

from pathlib import Path

import click
import orjson

from ccqa.cli import options


@click.command("checks")
@options.JSON
def checks_command(*, as_json: bool) -> None:
    """List every check: its id, what it asks, and the limits that a profile may set.

    \b
    ccqa checks
    ccqa checks --json
    """
    from ccqa.checks import catalogue
    from ccqa.reporting import terminal

    rows = [
        {
            "id": check.id,
            "asks": check.asks,
            "says": check.says,
            "limits": {} if check.limits is None else check.limits().model_dump(),
        }
        for check in catalogue().values()
    ]
    if as_json:
        click.echo(orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode())
    else:
        terminal.show_checks(rows)


@click.group("rubric")
def rubric_command() -> None:
    """Work with rubrics."""


@rubric_command.command("lint")
@click.argument("file", type=click.Path(path_type=Path))
def lint(*, file: Path) -> None:
    """Say whether a rubric is sound: known checks, known sections, weights in range, no criterion twice.

    \b
    ccqa rubric lint rubrics/shop.toml
    """
    from ccqa.rubric import load

    rubric = load(file)
    weights = sum(c.weight > 0 for c in rubric.criteria)
    parts = f"{len(rubric.criteria)} criteria, {weights} with weight, {len(rubric.sections)} sections"
    click.echo(f"{file}: {rubric.key} is sound: {parts}.")
