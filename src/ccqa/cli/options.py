"""Options and arguments that several commands share, and how a command ends."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ccqa.contact import Role
from ccqa.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Callable


Command = TypeVar("Command", bound="Callable[..., Any]")

OWN = Path("ccqa.toml")
PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON for machines.")
MODEL = click.option(
    "--model", metavar="NAME", help="The classifier: a version that ships, a folder, or 'none' for words alone."
)
LANGUAGE = click.option("--language", metavar="CODE", help="The language of contacts that name none, such as fr.")
FORMAT = click.option("--format", "format_", default="auto", show_default=True, help="The transcripts' format.")
ROLES = click.option(
    "--role",
    "roles",
    multiple=True,
    metavar="LABEL=ROLE",
    callback=lambda _context, _option, given: _roles(given),
    help="The role of speakers whom the export only labels, such as 0=agent; as often as there are labels.",
)
RUBRIC = click.option("--rubric", type=click.Path(path_type=Path), help="A rubric file; the one that ships if absent.")
PROFILE = click.option(
    "--profile", type=click.Path(path_type=Path), help="A profile file; the one that ships if absent."
)
CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="ccqa.toml; the one in this folder, or the demonstration, if absent.",
)


def _roles(given: tuple[str, ...]) -> dict[str, Role]:
    """Return roles by label; raises BadParameter where one is none."""
    pairs = [(label, role) for label, _, role in (one.rpartition("=") for one in given)]
    if not all(label and role in set(Role) for label, role in pairs):
        raise click.BadParameter(f"write LABEL=ROLE, with one of these roles: {', '.join(Role)}.")
    return {label: Role(role) for label, role in pairs}


def chosen(config: Path | None) -> Path | None:
    """Return the configuration that is named, or the one in this folder; None stands for the demonstration."""
    return config or (OWN if OWN.exists() else None)


def end(usable: int, rejected: int) -> None:
    """End the command with the exit code that tells how much could be used."""
    if not usable:
        sys.exit(Exit.NOTHING_USABLE)
    if rejected:
        sys.exit(Exit.SOME_REJECTED)
