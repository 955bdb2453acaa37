"""`ccqa sample`: what a plan will tell, a sample drawn from the store, and picks that cannot be reviewed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
import orjson

from ccqa.cli import options
from ccqa.cli.asking import asking, plan, plan_of

if TYPE_CHECKING:
    from ccqa.errors import Rejected
    from ccqa.run.drawing import Standing


@click.group("sample")
def sample_command() -> None:
    """Plan samples, draw them, and note what could not be reviewed."""


sample_command.add_command(plan)


@sample_command.command("draw")
@options.CONFIG
@options.SINCE
@options.UNTIL
@asking
@click.option("--out", type=click.Path(path_type=Path), help="Write a blind review sheet too: .xlsx, .csv or .jsonl.")
@options.JSON
def draw(
    *,
    config: Path | None,
    since: datetime | None,
    until: datetime | None,
    out: Path | None,
    as_json: bool,
    **asked: object,
) -> None:
    """Draw a sample from the stored contacts of a window, and keep it in the ledger with every probability.

    \b
    ccqa sample draw --since 2026-01-01 --until 2026-02-01 --size 60 --double 0.2
    ccqa sample draw --since 2026-01-01 --out january.xlsx
    """
    from ccqa.run import drawing, reviewing
    from ccqa.run.framing import framing_of
    from ccqa.run.night import open_store

    settings, now = options.settings(config), datetime.now(UTC)
    meant = plan_of(settings, asked)
    rejected: list[Rejected] = []
    with open_store(settings) as store:
        number = drawing.draw_sample(store, meant, options.window(since, until), now, framing_of(settings, store))
        if out is not None:
            order = reviewing.Order(path=out, token=options.token(), at=now, sample=number)
            reviewing.export(settings, store, order, rejected)
        _show(drawing.standing(store, number), as_json=as_json)
    options.tell(rejected)
    options.end(1, len(rejected))


@sample_command.command("show")
@click.option("--sample", type=int, help="Its number; the one drawn last if absent.")
@options.CONFIG
@options.JSON
def show(*, sample: int | None, config: Path | None, as_json: bool) -> None:
    """Show a sample: every pick with its stratum, what it stands for, and what was reviewed or skipped.

    \b
    ccqa sample show
    """
    from ccqa.run.drawing import standing
    from ccqa.run.night import open_store

    with open_store(options.settings(config)) as store:
        _show(standing(store, sample), as_json=as_json)


@sample_command.command("skip")
@click.argument("pick", type=int)
@click.option("--reason", required=True, help="Why it cannot be reviewed, such as 'cut off'. Names nobody.")
@options.CONFIG
@options.JSON
def skip(*, pick: int, reason: str, config: Path | None, as_json: bool) -> None:
    """Note that a pick cannot be reviewed, and let the next reserve of its stratum stand in. Both stay on record.

    \b
    ccqa sample skip 17 --reason "cut off after two turns"
    """
    from ccqa.reporting import machine
    from ccqa.run.night import open_store

    with open_store(options.settings(config)) as store:
        stand_in = store.ledger.samples.skip(pick, reason, datetime.now(UTC))
    if as_json:
        click.echo(orjson.dumps({"skipped": pick, "replacement": stand_in and machine.of_pick(stand_in)}).decode())
    elif stand_in is None:
        click.echo(f"pick {pick} is skipped; its stratum has no reserve left, so it stays without an answer.")
    else:
        click.echo(f"pick {pick} is skipped; pick {stand_in.id}, contact {stand_in.pick.contact}, stands in.")


def _show(standing: Standing, *, as_json: bool) -> None:
    from ccqa.reporting import machine
    from ccqa.reporting.planned import show_sample

    sample = standing.sample
    if as_json:
        days = {name: day and day.isoformat() for name, day in (("since", sample.since), ("until", sample.until))}
        told = {"sample": sample.id, **days, **machine.of_sample(sample.plan, standing.drawn, standing.reviewed)}
        click.echo(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode())
    else:
        bound = sample.since or sample.until
        window = f" of {sample.since or 'the first day'} to before {sample.until or 'now'}" if bound else ""
        show_sample(f"sample {sample.id}{window}", sample.plan, standing.drawn, standing.reviewed)
