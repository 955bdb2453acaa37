"""`ccqa formats`: which formats there are, what a file would give, and how a table's columns are told."""

from __future__ import annotations

from pathlib import Path

import click
import orjson

from ccqa.cli import options
from ccqa.errors import Rejected


@click.group("formats", invoke_without_command=True)
@options.JSON
@click.pass_context
def formats_command(context: click.Context, *, as_json: bool) -> None:
    """List the formats of transcripts that ccqa reads, or look at files before they are used.

    \b
    ccqa formats
    ccqa formats check export/
    ccqa formats map export.xlsx
    """
    if context.invoked_subcommand:
        return
    from ccqa.formats import catalogue
    from ccqa.reporting.describing import show_formats

    rows = [{"name": one.name, "says": one.says, "tried": one.tried.value} for one in catalogue()]
    if as_json:
        click.echo(orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode())
    else:
        show_formats(rows)


@formats_command.command("check")
@options.PATHS
@options.FORMAT
@options.COLUMNS
@options.JSON
def check(*, paths: tuple[str, ...], format_: str, columns: tuple[str, ...], as_json: bool) -> None:
    """Say of each file which format it is, what would be read of it, and what would not and why.

    Nothing is stored, and no word of a transcript is shown. With --json each line is one file.

    \b
    ccqa formats check export/
    ccqa formats check export.csv --column text=utterance --json
    """
    from ccqa.reporting.describing import show_inspection
    from ccqa.run.inspecting import inspect

    contacts = rejected = 0
    for seen in inspect(paths, format_, options.columns_of(columns)):
        contacts += seen.report.contacts
        rejected += seen.report.rejections
        if as_json:
            click.echo(orjson.dumps(seen.as_json()).decode())
        else:
            show_inspection(seen.as_json())
    options.end(contacts, rejected)


@formats_command.command("map")
@click.argument("file")
def map_columns(*, file: str) -> None:
    """Suggest the [source.columns] of a table whose columns have names of its own, to paste into ccqa.toml.

    It goes by the names of the columns and by what their first cells look like; no cell is shown. Read what it says
    before you use it.

    \b
    ccqa formats map export.xlsx
    """
    from ccqa.run.inspecting import suggestion

    click.echo(suggestion(file))


@formats_command.command("convert")
@options.PATHS
@options.FORMAT
@options.COLUMNS
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Write there.")
def convert(*, paths: tuple[str, ...], format_: str, columns: tuple[str, ...], out: Path) -> None:
    """Write the contacts of files, masked, as ccqa's own JSON: a contact a line.

    \b
    ccqa formats convert export/ --out contacts.jsonl
    """
    from ccqa.formats.jsonl import to_line
    from ccqa.reporting.loading import show_load
    from ccqa.run.pulling import LoadReport, masked
    from ccqa.sources import read_all

    report = LoadReport()
    found = masked(read_all(paths, format_, report.noted, "files", options.columns_of(columns)), report)
    with options.written(out) as stream:
        stream.writelines(to_line(one).decode() for one in found if not isinstance(one, Rejected))
    show_load(report.as_json())
    options.end(report.contacts, report.rejections)
