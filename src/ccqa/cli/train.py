"""`ccqa train`: teach the classifier, from what ships and from a team's own reviews."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import orjson

from ccqa.cli import options
from ccqa.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ccqa.errors import Rejected

MODELS = Path("models") / "acts"


@click.command("train")
@click.option(
    "--with", "reviewed", multiple=True, metavar="GOLD", help="Reviewed contacts (gold files), added to ours."
)
@click.option("--check", is_flag=True, help="Train nothing: check our contacts for near-duplicates and new words.")
@click.option("--out", type=click.Path(path_type=Path), help="The folder of the new model; models/acts/N if absent.")
@options.JSON
def train_command(*, reviewed: tuple[str, ...], check: bool, out: Path | None, as_json: bool) -> None:
    """Train the classifier anew from the contacts that ship, with your own reviewed contacts added.

    Takes some minutes. What your contacts change is measured by cross-validation: each is judged by a model that learnt
    from other groups of contacts. The new version judges only once `model` in ccqa.toml names its folder.

    \b
    ccqa train --with reviewed.jsonl
    ccqa eval other.jsonl --model models/acts/2
    """
    from ccqa.run.training import learn

    rejected: list[Rejected] = []
    if check:
        sys.exit(_check(rejected))
    folder = out or _next(MODELS)
    figures = learn(folder, f"acts/{folder.name}", reviewed, rejected, _tell)
    if as_json:
        click.echo(orjson.dumps(figures, option=orjson.OPT_INDENT_2).decode())
    else:
        _show(figures, folder)
    for one in rejected:
        print(f"rejected {one.ref}: {one.reason} {', '.join(one.fields)}", file=sys.stderr)  # noqa: T201


def _check(rejected: list[Rejected]) -> int:
    """Show how sound the contacts are; return the exit code."""
    from ccqa.run.training import look_after

    found = look_after(rejected)
    for code, one in found.items():
        words = " ".join(map(str, one.vocabulary))
        click.echo(
            f"{code}  {one.contacts} contacts  {one.turns} turns  near-duplicates {one.alike:.1%}"
            f"{'' if one.sound else '  TOO MANY'}  different words by fifths: {words}"
        )
    for bad in rejected:
        click.echo(f"rejected {bad.ref}: {bad.reason} {', '.join(bad.fields)}", err=True)
    return Exit.SOME_REJECTED if rejected or not all(one.sound for one in found.values()) else Exit.ALL_WELL


def _next(root: Path) -> Path:
    """Return a folder for the next version; 1 ships, so a team's own begin at 2."""
    taken = [int(path.name) for path in root.glob("*") if path.name.isdigit()]
    return root / str(max([1, *taken]) + 1)


def _tell(step: str) -> None:
    print(step, file=sys.stderr)  # noqa: T201


def _show(figures: Mapping[str, Any], folder: Path) -> None:
    held_out = figures["held_out"]["all"]
    click.echo(f"{folder}: digest {figures['digest'][:12]}")
    click.echo(
        f"contacts of writers held out   micro-F1 {held_out['micro_f1']:.3f}  macro-F1 {held_out['macro_f1']:.3f}"
    )
    for when in ("before", "after"):
        if when in figures.get("reviewed", {}):
            one = figures["reviewed"][when]
            click.echo(f"your contacts, {when:16}micro-F1 {one['micro_f1']:.3f}  macro-F1 {one['macro_f1']:.3f}")
    click.echo(f'To let it judge, set  model = "{folder}"  in ccqa.toml.')
