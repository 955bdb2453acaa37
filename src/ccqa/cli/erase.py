"""`ccqa erase`: take a person out of everything that is kept."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
import orjson

from ccqa.cli import options
from ccqa.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from ccqa.run.erasing import Reach, Whom

SALT_BYTES = 16


@click.command("erase")
@click.option("--customer", metavar="ID", help="The customer's id, as their system gives it: their contacts go.")
@click.option("--agent", metavar="ID", help="The agent's id: it is cut from contacts and scorecards.")
@click.option("--contact", metavar="ID", help="A contact's id, for exports that name no customer.")
@click.option("--source", metavar="NAME", help="The source of the contact, where several have one of this id.")
@click.option("--dry-run", is_flag=True, help="Show what would go, and change nothing.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@options.CONFIG
@options.JSON
def erase_command(
    *,
    customer: str | None,
    agent: str | None,
    contact: str | None,
    source: str | None,
    dry_run: bool,
    yes: bool,
    config: Path | None,
    as_json: bool,
) -> None:
    """Erase a person from contacts, scorecards, ledger and reports, and keep later deliveries from bringing them back.

    Counts of past runs stay, and places in samples, under ids that lead nowhere. To be run again where it was stopped.

    \b
    ccqa erase --customer c-1042 --dry-run
    ccqa erase --agent agent-03 --yes
    """
    from ccqa.run import erasing
    from ccqa.run.night import open_store
    from ccqa.store import Status

    settings = options.settings(config)
    with open_store(settings) as store:
        found = erasing.reach(settings, store, _whom(customer, agent, contact, source))
        if not dry_run:
            if not yes:
                click.confirm(f"{_told(found)}. Erase? This cannot be undone", abort=True, err=True)
            erasing.erase(settings, store, found, datetime.now(UTC), secrets.token_bytes(SALT_BYTES))
        last = store.ledger.last_run(None)
    if as_json:
        click.echo(orjson.dumps({**found.as_json(), "erased": not dry_run}).decode())
    else:
        click.echo(f"{'would erase' if dry_run else 'erased'}: {_told(found)}")
    if last and last.status is Status.RUNNING:
        click.echo("A night has not ended. If it still runs, erase again when it has.", err=True)


def _whom(customer: str | None, agent: str | None, contact: str | None, source: str | None) -> Whom:
    from ccqa.privacy import Kind
    from ccqa.run.erasing import Whom

    named = {Kind.CUSTOMER: customer, Kind.AGENT: agent, Kind.CONTACT: contact}
    given = [(kind, name.strip()) for kind, name in named.items() if name and name.strip()]
    if len(given) != 1:
        raise UsageError("Say whom to erase: one of --customer, --agent and --contact.")
    return Whom(*given[0], source)


def _told(found: Reach) -> str:
    """Say what goes, in counts alone."""
    rows = ", ".join(f"{n} rows of {table}" for table, n in found.rows.items())
    return f"1 {found.kind}, {len(found.contacts)} contacts: {rows}, {len(found.pages)} pages"
