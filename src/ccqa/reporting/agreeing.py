"""How far machine and people agree and what that proves, in the terminal and as JSON; keeps out how it is figured."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from rich.table import Table

from ccqa.reporting.terminal import out, safe
from ccqa.statistics.gates import Status
from ccqa.statistics.shares import FEWEST_FOR_PERCENTAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccqa.statistics.calibration import Agreement
    from ccqa.statistics.estimate import Estimate
    from ccqa.statistics.judged import Agreements, Group, Standing

NAME: Final = 18
"""Characters of a criterion with its group that fit on a line of 100."""
COLOURED: Final = {
    Status.COUNTS: "[green]counts[/]",
    Status.ON_TRIAL: "[yellow]on trial[/]",
    Status.PEOPLE_ONLY: "people only",
    Status.NOT_VALIDATED: "[dim]not validated[/]",
}
TITLES: Final = (
    ("blind", "Blind: the person had not seen the machine's verdict."),
    ("anchored", "Anchored: the person had seen the machine's verdict. Such labels agree too well and prove nothing."),
)


def of_agreements(found: Agreements) -> dict[str, Any]:
    """Return all figures for machines; an estimate that is not defined is null."""
    groups = {name: [_group(one, found) for one in getattr(found, name)] for name, _ in TITLES}
    return {"by": list(found.by), "reviews": found.reviews, "left_out": found.left_out, **groups} | {
        "gate": {str(measure): least for measure, least in found.gate.least},
        "standings": [asdict(one) for one in found.standings],
    }


def _group(one: Group, found: Agreements) -> dict[str, Any]:
    where = dict(zip(map(str, found.by), one.where, strict=True))
    return {"criterion": one.criterion, **where, "machine": asdict(one.machine), "people": asdict(one.people)}


def show_agreements(found: Agreements) -> None:
    """Show a table of blind labels, then one of anchored ones, each where there are any."""
    console = out()
    for name, title in TITLES:
        if groups := getattr(found, name):
            console.print(f"[bold]{title}[/]\n", soft_wrap=True)
            console.print(_table(groups))
            console.print()
    asked = ", ".join(f"{measure} of {least:g}" for measure, least in found.gate.least)
    console.print(f"[bold]What a verdict of the machine is good for. To count: proved {asked}.[/]\n", soft_wrap=True)
    console.print(_standings(found.standings))
    console.print()
    console.print(
        "Machine beside person; 'two people': a first grading beside a second. Below: 95 % intervals.\n"
        "fails: what people fail; fails seen: of these, what the machine fails too; others kept: of the\n"
        f"rest, what it does not fail. Fewer than {FEWEST_FOR_PERCENTAGE} lines: counts. Sampling error alone.",
        style="dim",
        soft_wrap=True,
    )
    if found.left_out:
        console.print(f"{found.left_out} of {found.reviews} reviews have no verdict in force to stand beside.")


def _table(groups: Sequence[Group]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("criterion", no_wrap=True, overflow="ellipsis", max_width=NAME)
    for title in ("n", "fails", "equal", "kappa", "AC1", "alpha", "fails seen", "others kept"):
        table.add_column(title, justify="right", no_wrap=True)
    for one in groups:
        table.add_row(safe(" ".join((one.criterion, *(name or "?" for name in one.where)))), *_figures(one.machine))
        if one.people.n:
            table.add_row("  two people", *_figures(one.people)[:-2], "", "")
    return table


def _standings(found: Sequence[Standing]) -> Table:
    """Return a row for each criterion and channel, a column for each language."""
    told = {((one.criterion, one.channel), one.language): COLOURED[one.status] for one in found}
    languages = sorted({one.language for one in found})
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("criterion", *(safe(name or "?") for name in languages)):
        table.add_column(title)
    for row in dict.fromkeys((one.criterion, one.channel) for one in found):
        table.add_row(safe(" ".join(row)), *(told.get((row, language), "") for language in languages))
    return table


def _figures(one: Agreement) -> list[str]:
    shares = [_share(figure) for figure in (one.fails, one.raw, one.sensitivity, one.specificity)]
    alpha = _coefficient(one.alpha).partition("\n")[0]
    return [str(one.n), *shares[:2], _coefficient(one.kappa), _coefficient(one.ac1), alpha, *shares[2:]]


def _share(figure: Estimate | None) -> str:
    """Return a share with its bounds below, or the counts where there are too few for a percentage."""
    if figure is None:
        return "-"
    if not figure.enough:
        return f"{figure.value * figure.n:.0f} of {figure.n}"
    return f"{figure.value:.0%}\n[dim]{figure.low:.0%}-{figure.high:.0%}[/]"


def _coefficient(figure: Estimate | None) -> str:
    if figure is None or not figure.enough:
        return "-"
    return f"{figure.value:.2f}\n[dim]{figure.low:.2f} to {figure.high:.2f}[/]"
