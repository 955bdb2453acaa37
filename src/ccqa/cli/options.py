"""Options and arguments that several commands share, and how a command ends."""

from __future__ import annotations

import secrets
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from ccqa.contact import Role
from ccqa.errors import Exit, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from ccqa.config import Settings
    from ccqa.errors import Rejected
    from ccqa.formats import Columns
    from ccqa.store import Window

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
COLUMNS = click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="WHAT=NAME",
    help="What a column of a table is called, such as text=utterance; may come again.",
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


SINCE = click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="The first day; all days if absent.")
UNTIL = click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The day before which it ends.")


def _roles(given: tuple[str, ...]) -> dict[str, Role]:
    """Return roles by label; raises BadParameter where one is none."""
    pairs = [(label, role) for label, _, role in (one.rpartition("=") for one in given)]
    if not all(label and role in set(Role) for label, role in pairs):
        raise click.BadParameter(f"write LABEL=ROLE, with one of these roles: {', '.join(Role)}.")
    return {label: Role(role) for label, role in pairs}


def columns_of(given: Iterable[str]) -> Columns:
    """Return the columns that options name; raises UsageError that tells every mistake."""
    from ccqa.formats import named

    names: dict[str, list[str]] = {}
    for one in given:
        what, _, name = one.partition("=")
        names.setdefault(what.strip(), []).append(name.strip())
    try:
        return named(names)
    except ValueError as fault:
        raise UsageError(f"--column: {fault}.") from None


def chosen(config: Path | None) -> Path | None:
    """Return the configuration that is named, or the one in this folder; None stands for the demonstration."""
    return config or (OWN if OWN.exists() else None)


def settings(config: Path | None) -> Settings:
    """Return what the chosen configuration says."""
    from ccqa import config as configs

    named = chosen(config)
    return configs.load(named) if named else configs.demonstration(Path.cwd())


def window(since: datetime | None, until: datetime | None) -> Window:
    """Return the days that two options name."""
    from ccqa.store import Window

    return Window(since.date() if since else None, until.date() if until else None)


def token() -> str:
    """Return a name for a review sheet that nobody can guess, and that no spreadsheet takes for a number."""
    return f"s{secrets.token_hex(8)}"


def tell(rejected: Iterable[Rejected]) -> None:
    """Say on standard error which records could not be used, by place and reason."""
    for one in rejected:
        click.echo(f"rejected {one.ref}: {one.reason} {', '.join(one.fields)}".rstrip(), err=True)


def end(usable: int, rejected: int) -> None:
    """End the command with the exit code that tells how much could be used."""
    if not usable:
        sys.exit(Exit.NOTHING_USABLE)
    if rejected:
        sys.exit(Exit.SOME_REJECTED)


@contextmanager
def written(out: Path | None) -> Iterator[TextIO]:
    """Open where to write; a file is replaced only when all is written."""
    if out is None:
        yield sys.stdout
        return
    unfinished = out.with_name(f"{out.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8") as stream:
            yield stream
        unfinished.replace(out)
    except OSError as fault:
        reason = type(fault).__name__
        raise UsageError(f"{out}: cannot be written ({reason}). Name a file in a folder of yours.") from None
    finally:
        unfinished.unlink(missing_ok=True)
