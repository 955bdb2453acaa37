"""The figures of an evaluation as tables in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table

from ccqa.reporting.terminal import out

if TYPE_CHECKING:
    from collections.abc import Mapping


def show_evaluation(figures: Mapping[str, Any]) -> None:
    """Show acts, criteria and the summary, by language and in all."""
    console = out()
    for name, contacts in figures["contacts"].items():
        console.rule(f"{name}: {contacts} contacts", align="left", style="dim")
        console.print(_acts(figures["acts"][name]))
        console.print(_criteria(figures["criteria"][name]))
    console.print(_summary(figures["summary"]))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", no_wrap=True)
    return table


def _two(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _acts(acts: Mapping[str, Any]) -> Table:
    table = _table("act", "n", "precision", "recall", "F1", "95 %")
    for name, a in sorted(acts.items(), key=lambda item: (-item[1]["n"], item[0])):
        bounds = "" if a["f1"] is None else f"{_two(a['f1_low'])}-{_two(a['f1_high'])}"
        table.add_row(name, str(a["n"]), _two(a["precision"]), _two(a["recall"]), _two(a["f1"]), bounds)
    return table


def _criteria(criteria: Mapping[str, Any]) -> Table:
    table = _table("criterion", "n", "accuracy", "kappa", "unsure", "constant", "gold → said: contacts")
    for name, c in criteria.items():
        cells = [f"{gold}→{said}:{n}" for gold, row in c["confusion"].items() for said, n in row.items()]
        constant = f"{_two(c['constant_accuracy'])} {c['constant']}"
        table.add_row(
            name, str(c["n"]), _two(c["accuracy"]), _two(c["kappa"]), _two(c["unsure"]), constant, " ".join(cells)
        )
    table.columns[-1].justify = "left"
    table.columns[-1].no_wrap = False
    return table


def _summary(summary: Mapping[str, Mapping[str, float | None]]) -> Table:
    table = _table("", "acts micro F1", "macro F1", "verdicts accuracy", "kappa", "kappa macro")
    for name, s in summary.items():
        said = (s["verdict_accuracy"], s["verdict_kappa"], s["verdict_kappa_macro"])
        table.add_row(name, _two(s["act_micro_f1"]), _two(s["act_macro_f1"]), *map(_two, said))
    last = summary["all"]
    flat = (last["constant_accuracy"], last["constant_kappa"], last["constant_kappa_macro"])
    table.add_row("a constant answer", "", "", *map(_two, flat))
    return table
