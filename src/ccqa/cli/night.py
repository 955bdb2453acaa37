"""`ccqa run` and `ccqa schedule`: a night, now or on a schedule. Prefect is loaded here, and by nothing else."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import orjson

from ccqa.bundled import bundled
from ccqa.cli import options
from ccqa.errors import MissingPartError

if TYPE_CHECKING:
    from datetime import datetime

QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "DO_NOT_TRACK": "1",
}
"""What Prefect is told unless the environment says otherwise: no telemetry, no chatter, a server of its own, and
time for it to start on a busy machine."""


@click.command("run")
@options.CONFIG
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The night's day; today if absent.")
@options.JSON
def run_command(*, config: Path | None, day: datetime | None, as_json: bool) -> None:
    """Run a night: pull, mask, score, store, draw a sample, report.

    Without --config it runs ./ccqa.toml, or the demonstration on the bundled contacts where there is none; the
    demonstration leaves everything in ./out.

    \b
    ccqa run
    ccqa run --config quality/ccqa.toml --day 2026-01-25
    """
    from ccqa.reporting.loading import show_loads
    from ccqa.reporting.outcome import show_night
    from ccqa.reporting.terminal import waiting

    flow = _pipeline().nightly
    chosen = options.chosen(config)
    with waiting("the night runs"):
        outcome = flow(str(chosen) if chosen else None, str(Path.cwd()), day.date() if day else None)
    if as_json:
        click.echo(orjson.dumps(outcome.as_json()).decode())
    else:
        show_night(outcome)
    show_loads(outcome.load)
    sys.exit(outcome.exit)


@click.command("schedule")
@options.CONFIG
@click.option("--cron", required=True, metavar="EXPR", help='When, as five cron fields, such as "0 2 * * *".')
@click.option("--zone", default="Europe/Brussels", show_default=True, help="The time zone of the cron fields.")
def schedule_command(*, config: Path | None, cron: str, zone: str) -> None:
    """Serve the night on a schedule, through Prefect, until it is stopped.

    With PREFECT_API_URL set it registers with that server; otherwise Prefect starts one of its own.

    \b
    ccqa schedule --cron "0 2 * * *" --config quality/ccqa.toml
    """
    chosen = options.chosen(config)
    click.echo(f"serving the night at '{cron}' ({zone}); stop with Ctrl-C", err=True)
    _pipeline().serve(cron, zone, str(chosen.resolve()) if chosen else None, str(Path.cwd()))


def _pipeline() -> Any:  # noqa: ANN401 - a module of flows, which nothing else may name
    """Load the nightly pipeline from its file; raises MissingPartError where Prefect is not installed."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    if importlib.util.find_spec("prefect") is None:
        raise MissingPartError("scheduled nights need Prefect, which is not installed: pip install 'ccqa[pipeline]'.")
    path = bundled("pipelines", "nightly.py")
    spec = importlib.util.spec_from_file_location("ccqa_nightly", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
