"""`ccqa explain` and `ccqa feedback`: what the store knows of a contact, and what a coach can tell an agent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click
import orjson

from ccqa.cli import options
from ccqa.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command("explain")
@click.argument("contact")
@click.option("--source", help="The source of the contact, where several have one of this id.")
@options.CONFIG
@options.JSON
def explain_command(*, contact: str, source: str | None, config: Path | None, as_json: bool) -> None:
    """Show why a stored contact got its verdicts: the transcript with evidence marked, and each criterion's reason.

    \b
    ccqa explain en-chat-1
    ccqa explain en-chat-1 --json
    """
    from ccqa.reporting import machine
    from ccqa.reporting.explaining import show_explanation
    from ccqa.run.night import open_store, scorer_of
    from ccqa.run.reviewing import settle

    settings = options.settings(config)
    rubric = scorer_of(settings).rubric
    with open_store(settings) as store:
        cards = settle(store, store.cards.card(contact, source), rubric)
        found = store.contacts.contact(contact, source)
    if not cards:
        raise UsageError(
            f"there is no scored contact '{contact}' in {settings.store.folder}. `ccqa run` scores them first."
        )
    if as_json:
        click.echo(orjson.dumps([machine.of_card(card) for card in cards], option=orjson.OPT_INDENT_2).decode())
    elif found is None:
        raise UsageError(f"the transcript of '{contact}' is no longer kept; --json shows its verdicts.")
    else:
        show_explanation(cards, found, rubric)


@click.command("feedback")
@click.option("--agent", required=True, help="The agent's id, a person's, or the pseudonym in a report.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="The first day that counts; all days if absent.")
@click.option("--format", "format_", type=click.Choice(["md", "html"]), default="md", show_default=True)
@options.CONFIG
@options.JSON
def feedback_command(*, agent: str, since: datetime | None, format_: str, config: Path | None, as_json: bool) -> None:
    """Write what a coach can tell an agent: what went well, and at most three things to work on, with quotations.

    No percentage under ten contacts, and nothing critical that no person has confirmed. A person of the table of people
    gets one page for all their ids.

    \b
    ccqa feedback --agent agent-03
    ccqa feedback --agent agent-03 --since 2026-01-12 --format html > agent-03.html
    """
    from ccqa.reporting import feedback
    from ccqa.run.feedback import feedback_about

    found = feedback_about(options.settings(config), agent, since.date() if since else date.min)
    if found is None:
        raise UsageError(
            f"there is no scored contact of agent '{agent}'. Name them as their system does, or as the report does."
        )
    if as_json:
        click.echo(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())
    else:
        click.echo(feedback.to_markdown(found) if format_ == "md" else feedback.to_html(found))
