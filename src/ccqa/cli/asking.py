"""`ccqa sample plan`, and the options that say a plan otherwise than the configuration does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import orjson

from ccqa.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from ccqa.config import Settings
    from ccqa.errors import Rejected
    from ccqa.run.drawable import Framed
    from ccqa.sampling import Plan

ASKED = (
    click.option("--design", type=click.Choice(["simple", "stratified", "risk"])),
    click.option("--size", type=int, help="Contacts to review."),
    click.option("--strata", metavar="FIELDS", help="What strata are, such as agent,channel."),
    click.option("--allocation", type=click.Choice(["proportional", "equal"])),
    click.option("--least", type=int, help="Fewest contacts of a stratum."),
    click.option("--most", type=int, help="Most contacts of a stratum."),
    click.option("--double", type=float, metavar="SHARE", help="Share of picks to be graded twice."),
    click.option("--seed", type=int),
)
"""What of the configuration's plan may be said otherwise."""


def asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a plan."""
    for option in reversed(ASKED):
        command = option(command)
    return command


def plan_of(settings: Settings, asked: Mapping[str, object]) -> Plan:
    """Return the plan of the configuration, but for what was asked; raises ConfigError that names every mistake."""
    from ccqa import tables
    from ccqa.sampling import Plan

    given = {name: value for name, value in asked.items() if value is not None}
    if (strata := given.get("strata")) is not None:
        given["strata"] = tuple(field.strip() for field in str(strata).split(",") if field.strip())
    return tables.parse(Plan, settings.sample.model_dump() | given, "the plan")


@click.command("plan")
@options.CONFIG
@options.SINCE
@options.UNTIL
@click.option("--frame", type=click.Path(path_type=Path), help="A CSV of contacts to draw from, instead of the store.")
@click.option("--width", type=click.FloatRange(0.001, 1), default=0.1, show_default=True, help="A width to price.")
@click.option(
    "--share", type=click.FloatRange(0, 1), default=0.8, show_default=True, help="Assumed where nothing is scored."
)
@asking
@options.JSON
def plan(
    *,
    config: Path | None,
    since: datetime | None,
    until: datetime | None,
    frame: Path | None,
    width: float,
    share: float,
    as_json: bool,
    **asked: object,
) -> None:
    """Say what a plan will tell before anybody works, and what a width of the interval costs.

    The plan is that of the configuration, but for what is said here. Shares come from the scorecards in the store.

    \b
    ccqa sample plan --size 200 --strata agent --least 5
    ccqa sample plan --frame last-month.csv --width 0.1 --json
    """
    from ccqa.reporting.planned import show_plan
    from ccqa.run.planning import outlooks

    settings = options.settings(config)
    rejected: list[Rejected] = []
    meant, framed = plan_of(settings, asked), _framed(settings, since, until, frame, rejected)
    found = outlooks(framed, meant, width, share)
    if as_json:
        told = {"plan": meant.model_dump(mode="json"), "width": width, "groups": [one.as_json() for one in found]}
        click.echo(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode())
    elif framed.frames:
        show_plan(meant, found, width)
    options.tell(rejected)
    options.end(len(framed.frames), len(rejected))


def _framed(
    settings: Settings, since: datetime | None, until: datetime | None, path: Path | None, rejected: list[Rejected]
) -> Framed:
    from ccqa.run import drawable
    from ccqa.run.framing import framing_of
    from ccqa.run.night import open_store

    if path is not None:
        return drawable.from_file(path, rejected)
    with open_store(settings) as store:
        return drawable.frame(store, options.window(since, until), framing_of(settings, store))
