"""The `ccqa` command: which subcommands there are. A subcommand's module is imported when it is used."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import Final

import click

import ccqa

COMMANDS: Final = {
    "run": "night",
    "score": "score",
    "explain": "ask",
    "feedback": "ask",
    "schedule": "night",
    "sample": "sample",
    "review": "review",
    "agreement": "agreement",
    "estimate": "estimate",
    "quarantine": "quarantine",
    "erase": "erase",
    "verify": "verify",
    "acts": "score",
    "eval": "measure",
    "train": "train",
    "checks": "rubrics",
    "rubric": "rubrics",
    "formats": "formats",
    "init": "start",
}


class Lazy(click.Group):
    """A group whose commands are imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by name."""
        if name not in COMMANDS:
            return None
        module = import_module(f"ccqa.cli.{COMMANDS[name]}")
        command = getattr(module, f"{name}_command")
        assert isinstance(command, click.Command)
        return command


@click.command(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 all well, 2 wrong usage, 3 some records rejected, 4 nothing usable, 10 wrong configuration, "
    "11 source unreadable, 12 store, 13 a part is not installed.",
)
@click.version_option(ccqa.__version__, prog_name="ccqa")
@click.option("-v", "--verbose", is_flag=True, help="Log every rejected record by its place and reason.")
def cli(*, verbose: bool) -> None:
    """Find what agents and customers do in contact-centre transcripts, and score them against a quality rubric.

    \b
    ccqa run                          the demonstration, or the night of ./ccqa.toml
    ccqa score chats/*.jsonl          one line a contact; --json for one scorecard a line
    ccqa explain CONTACT              why a contact got its verdicts
    ccqa init DIR                     a starter configuration
    """
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
