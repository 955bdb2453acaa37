"""`ccqa score` and `ccqa acts`: judge files at once, without a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import orjson

from ccqa.cli import options
from ccqa.errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ccqa.contact import Contact, Role
    from ccqa.reading.speakers import Speakers
    from ccqa.run.pulling import LoadReport

SOURCE = "files"


@click.command("score")
@options.PATHS
@options.RUBRIC
@options.PROFILE
@options.FORMAT
@options.ROLES
@options.COLUMNS
@options.LANGUAGE
@options.MODEL
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write there instead of on the screen.")
@options.JSON
def score_command(
    *,
    paths: tuple[str, ...],
    rubric: Path | None,
    profile: Path | None,
    format_: str,
    roles: dict[str, Role],
    columns: tuple[str, ...],
    language: str | None,
    model: str | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Score transcripts against a rubric, without storing anything.

    PATH is a file, a folder, a pattern in quotes, or an fsspec URL. With --json each line is one scorecard: contact,
    leg, agent, rubric, engine, score, coverage, gate, results.

    \b
    ccqa score chats.jsonl
    ccqa score calls/ --format contact_lens --json --out cards.jsonl
    ccqa score calls/ --role 0=agent --role 1=customer
    ccqa score export.xlsx --column contact=ticket --column text=utterance
    """
    from ccqa.reading.speakers import Speakers
    from ccqa.reporting import machine, terminal
    from ccqa.reporting.figures import Figures
    from ccqa.reporting.loading import show_load
    from ccqa.run import judging
    from ccqa.run.pulling import LoadReport
    from ccqa.sources import read_all

    judge = judging.scorer(rubric, profile, model, language)
    report, figures = LoadReport(), Figures()
    as_lines = as_json or out is not None
    records = read_all(paths, format_, report.noted, SOURCE, options.columns_of(columns))
    with options.written(out) as stream:
        for card in judge.score_all(_contacts(records, report, Speakers(judge.reader, roles))):
            figures.add(card)
            if as_lines:
                stream.write(orjson.dumps(machine.of_card(card)).decode() + "\n")
    if not as_lines:
        terminal.show_summary(figures, judge.rubric)
    show_load(report.as_json())
    options.end(report.contacts, report.rejections)


@click.command("acts")
@options.PATHS
@options.FORMAT
@options.ROLES
@options.COLUMNS
@options.LANGUAGE
@options.MODEL
@options.JSON
def acts_command(
    *,
    paths: tuple[str, ...],
    format_: str,
    roles: dict[str, Role],
    columns: tuple[str, ...],
    language: str | None,
    model: str | None,
    as_json: bool,
) -> None:
    """Show what each turn does: the acts and signals found, with what found them and how surely.

    \b
    ccqa acts chats.jsonl
    ccqa acts chats.jsonl --json | head
    """
    from ccqa.reading.speakers import Speakers
    from ccqa.reporting import machine, terminal
    from ccqa.reporting.loading import show_load
    from ccqa.run import judging
    from ccqa.run.pulling import LoadReport
    from ccqa.sources import read_all

    report, reader = LoadReport(), judging.reader(model, language)
    records = read_all(paths, format_, report.noted, SOURCE, options.columns_of(columns))
    for contact in _contacts(records, report, Speakers(reader, roles)):
        found = reader.detections(contact)
        if as_json:
            line = {
                "contact": contact.id,
                "language": reader.code_of(contact),
                "detections": [machine.of_detection(d) for d in found],
            }
            click.echo(orjson.dumps(line).decode())
        else:
            terminal.show_acts(contact, found)
    show_load(report.as_json())
    options.end(report.contacts, report.rejections)


def _contacts(records: Iterable[Contact | Rejected], report: LoadReport, speakers: Speakers) -> Iterator[Contact]:
    from ccqa.reporting.terminal import progress
    from ccqa.run.pulling import Entry, masked

    with progress("contacts") as step:
        for found in masked(records, report, Entry(speakers)):
            step()
            if not isinstance(found, Rejected):
                yield found
