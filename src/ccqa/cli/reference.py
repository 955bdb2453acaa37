"""Writes the reference pages that follow from the program: commands, checks, acts, rubric, configuration, formats.

`python -m ccqa.cli.reference FOLDER` writes them; a test compares them with what would be written.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ccqa import formats, rubric
from ccqa.bundled import bundled
from ccqa.checks import catalogue
from ccqa.cli.main import COMMANDS, cli
from ccqa.config import Keep, Privacy, Retention, Settings, Source, Trial
from ccqa.errors import Exit
from ccqa.reading.lexicon import languages, load
from ccqa.sampling import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

MADE = "<!-- Made by `make docs` from the program. Change the program, not this page. -->\n\n"

TABLES: Final[dict[str, type[BaseModel]]] = {
    "source": Source,
    "store": Keep,
    "retention": Retention,
    "privacy": Privacy,
    "sample": Plan,
    "gate": Trial,
}
"""The tables of the configuration file."""


def pages() -> dict[str, str]:
    """Return the text of each page by its name."""
    made = {
        "commands.md": _commands,
        "checks.md": _checks,
        "words.md": _words,
        "rubric.md": _rubric,
        "configuration.md": _config,
        "formats.md": _formats,
    }
    return {name: MADE + "\n".join(lines()).rstrip() + "\n" for name, lines in made.items()}


def _commands() -> Iterator[str]:
    yield "# Commands\n"
    context = click.Context(cli, info_name="ccqa", max_content_width=96, terminal_width=96)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield from _help(command, context, name)
    yield "## Exit codes\n\n| code | meaning |\n|---|---|"
    yield from (f"| {code.value} | {code.name.replace('_', ' ').lower()} |" for code in Exit)


def _help(command: click.Command, parent: click.Context, name: str) -> Iterator[str]:
    context = click.Context(command, parent=parent, info_name=name, max_content_width=96, terminal_width=96)
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found is not None
            yield from _help(found, context, inner)


def _checks() -> Iterator[str]:
    yield "# Checks\n\nEach asks one question of one leg of a contact, and answers pass, fail, not due or unsure.\n"
    for check in catalogue().values():
        yield f"## {check.id}\n\n{check.asks}\n\n{check.says}\n"
        if check.limits is not None:
            for name, field in check.limits.model_fields.items():
                yield f"- limit `{name}` (default {field.default}): {field.description}\n"


def _words() -> Iterator[str]:
    yield "# Acts and signals\n\nWhat the lexicons find, with the number of phrases in each language.\n"
    codes = languages()
    yield f"| act or signal | says | {' | '.join(codes)} |\n|---|---|{'---:|' * len(codes)}"
    first = load(codes[0]).entries
    for act in sorted(first):
        counts = " | ".join(str(len(load(code).entries[act].phrases)) for code in codes)
        yield f"| `{act}` | {load('en').entries[act].says} | {counts} |"


def _rubric() -> Iterator[str]:
    shipped = rubric.load(bundled("configs", "rubrics", "iso18295.toml"))
    yield f"# The rubric {shipped.key}\n\n{shipped.title}. Basis: {shipped.basis}. It certifies nothing.\n"
    yield from (f"- [{letter}] {meaning}" for letter, meaning in shipped.grades.items())
    yield "\n| id | criterion | section | weight | severity | error class | checks | derived from |"
    yield "|---|---|---|---:|---|---|---|---|"
    for c in shipped.criteria:
        checks = ", ".join(f"`{name}`" for name in c.checks)
        section = shipped.sections[c.section].title
        cells = (c.id, c.title, section, f"{c.weight:g}", c.severity, c.error_class, checks, "; ".join(c.basis))
        yield f"| {' | '.join(cells)} |"


def _config() -> Iterator[str]:
    yield "# Configuration\n\n`ccqa init DIR` writes a `ccqa.toml` with comments. Every choice:\n"
    yield from _fields("top of the file", Settings)
    for title, model in TABLES.items():
        yield from _fields(f"[{title}]", model)
    yield "## [source.columns]\n\nWhat the columns of a table are called: one name, or a list, the first that is there"
    yield "counts. A name that is given stands alone; an empty one takes the usual names away. Case and signs do not"
    yield "matter. `ccqa formats map FILE` suggests them.\n"
    yield "| name | default |\n|---|---|"
    yield from (
        f"| `{what}` | {', '.join(f'`{name}`' for name in getattr(formats.USUAL, what))} |" for what in formats.THINGS
    )


def _fields(title: str, model: type[BaseModel]) -> Iterator[str]:
    yield f"## {title}\n\n| name | default | meaning |\n|---|---|---|"
    for name, field in model.model_fields.items():
        default = "required" if field.is_required() else f"`{field.default}`"
        if name not in {*TABLES, "sources", "columns"}:
            yield f"| `{name}` | {default} | {field.description or ''} |"
    yield ""


def _formats() -> Iterator[str]:
    yield "# Formats\n\nThe format of a file is told by its content. `ccqa formats check FILE` says what would be"
    yield "read of it. What holds for every format, the fields of our own JSON and the columns of tables stand in"
    yield "[Formats in detail](../formats.md).\n\n| Name | What it is | Tried on |\n|---|---|---|"
    yield from (f"| `{one.name}` | {one.says} | {one.tried.value} |" for one in formats.catalogue())
    yield ""
    for one in formats.catalogue():
        told = sys.modules[getattr(one.read, "func", one.read).__module__].__doc__
        yield f"## {one.name}\n\n{(told or one.says).strip()}\n"


def main() -> None:
    """Write the pages into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
