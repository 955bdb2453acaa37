"""`ccqa quarantine`: the records that could not be used, to look at, to try again, or to let go."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
import orjson

from ccqa.cli import options
from ccqa.errors import Exit, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ccqa.config import Settings
    from ccqa.store import Quarantined, Store


@click.group("quarantine")
def quarantine_command() -> None:
    """See the records that could not be used, try them again, or let them go."""


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    """Add what the three commands share."""
    for option in (
        options.JSON,
        options.CONFIG,
        click.option("--step", help="Only those that fell at this step: open or read."),
        click.option("--source", help="Only those of this source."),
    ):
        command = option(command)
    return command


@quarantine_command.command("list")
@_filters
def list_command(*, source: str | None, step: str | None, config: Path | None, as_json: bool) -> None:
    """List the records that wait: where each stands, at which step it fell, why, since when, in how many nights.

    \b
    ccqa quarantine list
    ccqa quarantine list --source calls --step read --json
    """
    from ccqa.reporting.loading import show_quarantine

    with _store(options.settings(config)) as store:
        rows = [asdict(record) for record in store.ledger.intake.quarantined(source, step)]
    if as_json:
        click.echo(orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode())
    else:
        show_quarantine(rows)


@quarantine_command.command("retry")
@_filters
def retry_command(*, source: str | None, step: str | None, config: Path | None, as_json: bool) -> None:
    """Read the records that wait again; what works now is stored and scored at once.

    Run the night of this day again to see them in its report.

    \b
    ccqa quarantine retry --source calls
    """
    from ccqa.run.reporting import local_day
    from ccqa.run.retrying import retry

    settings, now = options.settings(config), datetime.now(UTC)
    with _store(settings) as store:
        records = _asked(store, source, step)
    done = retry(settings, records, local_day(settings, now), now)
    if as_json:
        click.echo(orjson.dumps(asdict(done)).decode())
    else:
        click.echo(
            f"{done.contacts} contacts can be used now, {done.scorecards} scorecards; {done.waiting} records wait"
        )
    for name, why in done.failed.items():
        click.echo(f"source '{name}' failed: {why}", err=True)
    sys.exit(Exit.UNREADABLE_SOURCE if done.failed else Exit.SOME_REJECTED if done.waiting else Exit.ALL_WELL)


@quarantine_command.command("drop")
@_filters
@click.option("--all", "everything", is_flag=True, help="All of them, where neither source nor step is named.")
def drop_command(*, source: str | None, step: str | None, config: Path | None, as_json: bool, everything: bool) -> None:
    """Let records go. One that is delivered and rejected again comes back.

    \b
    ccqa quarantine drop --source calls --step open
    """
    if not (source or step or everything):
        raise UsageError("name a --source or a --step, or say --all.")
    with _store(options.settings(config)) as store:
        records = _asked(store, source, step)
        store.ledger.intake.drop(records)
    click.echo(orjson.dumps({"dropped": len(records)}).decode() if as_json else f"{len(records)} records dropped")


def _asked(store: Store, source: str | None, step: str | None) -> tuple[Quarantined, ...]:
    records = store.ledger.intake.quarantined(source, step)
    if not records:
        raise UsageError("no such record waits. `ccqa quarantine list` shows those that do.")
    return records


def _store(settings: Settings) -> Store:
    from ccqa.run.night import open_store

    return open_store(settings)
