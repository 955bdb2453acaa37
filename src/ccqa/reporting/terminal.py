"""What the terminal shows: results on standard output, progress and the load report on standard error."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from ccqa.reporting.escape import visible
from ccqa.scorecard import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ccqa.contact import Contact
    from ccqa.finding import Detection
    from ccqa.reporting.figures import Figures, Share
    from ccqa.rubric import Rubric

BAR = 8
"""Characters of a bar that stands for 100 %."""


def out() -> Console:
    """Return the console of results."""
    return Console(highlight=False, soft_wrap=False)


def err() -> Console:
    """Return the console of everything beside results."""
    return Console(stderr=True, highlight=False)


def safe(text: str) -> str:
    """Return a text that can neither style nor steer the terminal."""
    return escape(visible(text))


@contextmanager
def progress(label: str) -> Iterator[Callable[[], None]]:
    """Show a count that grows while work goes on; nothing where standard error is no terminal."""
    console = err()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda: bar.advance(task)


@contextmanager
def waiting(label: str) -> Iterator[None]:
    """Show that work goes on whose extent is not known."""
    console = err()
    with Progress(SpinnerColumn(), TextColumn(label), BarColumn(), TimeElapsedColumn(), console=console, transient=True,
                  disable=not console.is_terminal) as bar:  # fmt: skip
        bar.add_task(label, total=None)
        yield


def share_text(share: Share) -> str:
    """Return a pass share with its interval, or the counts where there are too few for a percentage."""
    if not share.n:
        return "-"
    if share.value is None:
        return f"{share.passed} of {share.n}"
    low, high = share.bounds
    return f"{share.value:4.0%} ({low:.0%}-{high:.0%})"


def _bar(share: Share) -> str:
    if share.value is None:
        return "too few" if share.n else ""
    full = round(share.value * BAR)
    return "█" * full + "░" * (BAR - full)


COLUMNS = (("", "left"), ("criterion", "left"), ("pass share, 95 %", "right"), ("", "left"), ("n", "right"))
LEFT_OUT = (("n/a", "right"), ("unsure", "right"))
TITLE = 22
"""Characters of a criterion's title that fit on a line of 80."""


def show_summary(figures: Figures, rubric: Rubric) -> None:
    """Show each criterion's pass share with n and interval, and how often it was not due or could not be told.

    A critical criterion shows counts: its fails are unsure until people confirm them, so its share would say nothing.
    """
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    for title, justify in (*COLUMNS, *LEFT_OUT):
        table.add_column(title, justify=justify, no_wrap=True, overflow="ellipsis")  # type: ignore[arg-type]
    for line in rubric.criteria:
        share = figures.share(line.id)
        unsure = f"{share.unsure} [yellow]!{share.suspected}[/]" if share.suspected else str(share.unsure)
        critical = line.severity is Severity.CRITICAL
        said = (f"{share.passed} passed", "") if critical else (share_text(share), _bar(share))
        table.add_row(line.id, safe(line.title), *said, str(share.n), str(share.na), unsure)
    table.columns[1].max_width = TITLE
    console = out()
    console.print(table)
    score, n = figures.mean("score")
    mean = f", mean score {score:.0%} of {n}" if score is not None else ""
    console.print(f"\n{figures.cards} scorecards by {rubric.key}{mean}")
    if figures.suspected:
        console.print(f"[yellow]![/] {figures.suspected} suspected critical fails: unsure until a person confirms them")


def show_acts(contact: Contact, found: Sequence[Detection]) -> None:
    """Show a contact turn by turn, with the acts and signals at each."""
    console = out()
    console.print(f"[bold]{safe(contact.id)}[/] {contact.language or '?'} {contact.channel}")
    for number, turn in enumerate(contact.turns):
        acts = dict.fromkeys(f"{d.act}{'?' if d.confidence < 0.5 else ''}" for d in found if d.span.turn == number)  # noqa: PLR2004
        console.print(f"{number:4} {turn.role:8} {safe(turn.text)}", soft_wrap=True)
        if acts:
            console.print(f"{'':13} [cyan]{' '.join(acts)}[/]", soft_wrap=True)
    console.print()


def show_checks(rows: Sequence[Mapping[str, Any]]) -> None:
    """Show every check with what it asks."""
    table = Table("check", "asks", "limits", box=None, pad_edge=False, header_style="bold")
    for row in rows:
        limits = ", ".join(f"{name} = {value}" for name, value in row["limits"].items())
        table.add_row(row["id"], row["asks"], limits)
    out().print(table)
