"""`ccqa verify`: is the store what it says it is?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
import orjson

from ccqa.cli import options
from ccqa.errors import Exit

if TYPE_CHECKING:
    from pathlib import Path


@click.command("verify")
@options.CONFIG
@options.JSON
def verify_command(*, config: Path | None, as_json: bool) -> None:
    """Check the store: files and reports against their digests, the ledger, and that nobody who was erased is back.

    \b
    ccqa verify
    ccqa verify --json
    """
    from ccqa.run.night import open_store
    from ccqa.run.verifying import verify

    settings = options.settings(config)
    with open_store(settings) as store:
        found = verify(settings, store)
    if as_json:
        click.echo(orjson.dumps(found.as_json()).decode())
    else:
        state = "were checked" if found.broken else "are as they were written"
        click.echo(f"{found.files} files and {found.reports} reports {state}")
        for kind, n in sorted(found.erased.items()):
            click.echo(f"erased: {n} {kind}{'s' if n != 1 else ''}")
        for line in found.broken:
            click.echo(f"broken: {line}", err=True)
    sys.exit(Exit.STORE if found.broken else Exit.ALL_WELL)
