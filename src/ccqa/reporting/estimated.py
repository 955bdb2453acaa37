"""The machine's figures beside people's: in the terminal, and as JSON."""

from __future__ import annotations

from itertools import groupby
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from rich.table import Table

from ccqa.reporting.machine import PLACES
from ccqa.reporting.terminal import out, safe
from ccqa.statistics.beside import Use
from ccqa.statistics.shares import FEWEST_FOR_PERCENTAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccqa.statistics.beside import Beside, Row
    from ccqa.statistics.estimate import Estimate

NAME: Final = 28
"""Characters of a title or a group that fit on a line of 100."""
COLUMNS = ("machine", "people alone", "corrected", "Rogan-Gladen", "labels", "worth")
FIGURES: Final = ("by_machine", "by_people", "corrected", "by_rates")
EXPLAINED = f"""
Share of contacts that fail, with 95 % intervals; * is the figure to use. machine: of all contacts, with whatever
error it has. labels: contacts judged blind. worth: as many labels without a machine would tell as much.
Under {FEWEST_FOR_PERCENTAGE} labels there are counts, and no percentage."""


def show_estimates(name: str, rows: Sequence[Row]) -> None:
    """Show each criterion in each group; those that nobody judged are counted below."""
    console = out()
    console.print(f"{name}\n", soft_wrap=True)
    judged = [row for row in rows if row.figures.people.n]
    if not judged:
        console.print("Nobody judged its picks blind yet: `ccqa review export` writes a sheet.", soft_wrap=True)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("fails", no_wrap=True, overflow="ellipsis", max_width=NAME)
    for title in COLUMNS:
        table.add_column(title, justify="right", no_wrap=True)
    for title, group in groupby(judged, key=lambda row: f"{row.criterion} {row.title}"):
        found = list(group)
        if found[0].group:
            table.add_row(f"[bold]{safe(title)}[/]", *[""] * len(COLUMNS))
        for row in found:
            table.add_row(safe(f"  {row.group}" if row.group else title), *_cells(row.figures))
    console.print(table)
    if len(judged) < len(rows):
        console.print(f"\n{len(rows) - len(judged)} more that nobody judged blind: --json", style="dim")
    console.print(EXPLAINED, style="dim", soft_wrap=True)


def _cells(figures: Beside) -> tuple[str, ...]:
    machine, people = figures.machine, figures.people
    said = f"{figures.by_machine.value:.0%}" if figures.by_machine else f"{machine.hit:.0f} of {machine.n:.0f}"
    if figures.use is Use.COUNTS:
        return (said, f"{people.hit:.0f} of {people.n:.0f}", "", "", f"{people.n:.0f}", "")
    shares = (_text(one, used=one is figures.best) for one in (figures.by_people, figures.corrected, figures.by_rates))
    return (said, *shares, f"{people.n:.0f}", f"{figures.worth:.0f}")


def _text(one: Estimate | None, *, used: bool) -> str:
    if one is None:
        return "- "
    text = f"{one.value:.0%} ({100 * one.low:.0f}-{100 * one.high:.0f})"
    return f"[bold]{text}*[/]" if used else f"{text} "


def of_row(row: Row) -> dict[str, Any]:
    """Return a row; shares run from 0 to 1, and are None where there are too few contacts or labels."""
    figures = row.figures
    machine = {"fails": round(figures.machine.hit), "contacts": round(figures.machine.n)}
    people = {"fails": round(figures.people.hit), "labels": round(figures.people.n)}
    worth = figures.worth and round(figures.worth, 1)
    return {
        "criterion": row.criterion,
        "title": row.title,
        "group": row.group or None,
        "counted": {"machine": machine, "people": people | {"unsure": row.unsure, "drawn": row.drawn}},
        **{name: _estimate(getattr(figures, name)) for name in FIGURES},
        "use": str(figures.use),
        "worth": worth,
    }


def _estimate(one: Estimate | None) -> dict[str, Any] | None:
    if one is None:
        return None
    shares = {name: round(getattr(one, name), PLACES) for name in ("value", "low", "high", "width")}
    return {**shares, "n": one.n, "effective": round(one.effective, 1) if isfinite(one.effective) else None}
