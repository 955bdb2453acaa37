"""The intervals of each criterion as a picture: people alone, corrected and by error rates; the machine's share."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

from ccqa.reporting.escape import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from ccqa.statistics.beside import Row

DRAWN: Final = (("by_people", "people alone"), ("corrected", "corrected"), ("by_rates", "Rogan-Gladen"))
APART: Final = 0.22
"""From one interval of a criterion to the next; criteria are 1 apart."""
INCHES: Final = 0.55
"""Height of a criterion."""
NAME: Final = 44
"""Characters of a name that leave room for the intervals."""


def draw_estimates(name: str, rows: Sequence[Row], file: BinaryIO) -> None:
    """Write a PNG of the rows that have enough labels, in their order from the top."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 1.6 + INCHES * len(rows)), layout="constrained")
    axes = figure.subplots()
    for number in range(len(DRAWN)):
        _intervals(axes, rows, number)
    said = [row.figures.by_machine for row in rows]
    axes.plot(
        [100 * one.value for one in said if one], [k for k, one in enumerate(said) if one], "kx", ms=6, label="machine"
    )
    axes.set_yticks(range(len(rows)), labels=[_name(row) for row in rows], parse_math=False)
    axes.set(ylim=(len(rows) - 0.5, -0.5), xlim=(-1.5, None), xlabel="contacts that fail, %, with 95 % intervals")
    axes.set_title(visible(name), fontsize=10, loc="left", parse_math=False)
    axes.grid(axis="x", lw=0.3)
    figure.legend(frameon=False, fontsize=8, loc="outside lower center", ncols=4)
    figure.savefig(file, dpi=120, format="png")


def _intervals(axes: Axes, rows: Sequence[Row], number: int) -> None:
    field, label = DRAWN[number]
    found = [(k + (number - 1) * APART, one) for k, row in enumerate(rows) if (one := getattr(row.figures, field))]
    axes.errorbar(
        [100 * one.value for _, one in found], [y for y, _ in found], fmt="o", ms=4, lw=1.5, label=label,
        xerr=[[100 * max(0, one.value - one.low) for _, one in found],
              [100 * max(0, one.high - one.value) for _, one in found]],
    )  # fmt: skip


def _name(row: Row) -> str:
    text = visible(" ".join(part for part in (row.criterion, row.group or row.title) if part))
    return text if len(text) <= NAME else f"{text[: NAME - 1]}…"
