"""What a plan will tell and what was drawn, in the terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.table import Table

from ccqa.reporting.terminal import out, safe
from ccqa.sampling import OVERLAY, RESERVE, SAMPLE
from ccqa.statistics.shares import FEWEST_FOR_PERCENTAGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

    from ccqa.sampling import Drawn, Plan
    from ccqa.statistics.expected import Outlook

MOST: Final = 15
"""Groups of a kind that are shown; --json has them all."""
NAME: Final = 24
"""Characters of a name that fit on a line of 80."""


def described(plan: Plan) -> str:
    """Return a plan in a line."""
    how = {
        "simple": "each contact as likely as the next",
        "stratified": f"{plan.allocation} by {', '.join(plan.strata) or 'nothing'}",
        "risk": f"likelier by risk, spread over {', '.join(plan.strata) or 'nothing'}",
    }[plan.design]
    most = f" to {plan.most}" if plan.most else " or more"
    quota = f", {plan.least}{most} a stratum" if plan.design == "stratified" else ""
    twice = f", {plan.double:.0%} graded twice" if plan.double else ""
    return f"{plan.design}, {plan.size} asked: {how}{quota}{twice}, seed {plan.seed}"


def show_plan(plan: Plan, outlooks: Sequence[Outlook], width: float) -> None:
    """Show what to expect of each group: the 95 % interval of a share, and the contacts that a width costs."""
    console = out()
    console.print(f"{described(plan)}\n", soft_wrap=True)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", no_wrap=True, overflow="ellipsis", max_width=NAME)
    for title in ("contacts", "picks", "share", "95 %", "wide", f"for {width * 100:g}"):
        table.add_column(title, justify="right", no_wrap=True)
    for kind, group in groupby(outlooks, key=lambda one: one.kind):
        _show_kind(table, kind, list(group))
    console.print(table)
    _explain(console, outlooks, width)


def _show_kind(table: Table, kind: str, group: Sequence[Outlook]) -> None:
    if kind != "all":
        table.add_row(f"[bold]{kind}[/]", *[""] * 6)
    for one in group[:MOST]:
        few = one.picks < FEWEST_FOR_PERCENTAGE and one.width > 0
        name = f"{'' if kind == 'all' else '  '}{safe(one.name)}"
        interval = f"{one.low:.0%} to {one.high:.0%}"
        table.add_row(
            name, str(one.contacts), f"{one.picks:.1f}".removesuffix(".0"), f"{one.share:.0%}", interval,
            f"{one.width * 100:.0f}{'*' if few else ' '}", str(one.needed),
        )  # fmt: skip
    if len(group) > MOST:
        table.add_row(f"  [dim]{len(group) - MOST} more: --json[/]", *[""] * 6)


def _explain(console: Console, outlooks: Sequence[Outlook], width: float) -> None:
    console.print(
        f"\nwide: points from the lower bound to the upper; for {width * 100:g}: contacts of the group, drawn evenly, "
        "that it takes.\nAgents and queues: for a criterion that is due in every contact. Sampling error alone.",
        style="dim",
        soft_wrap=True,
    )
    if any(one.picks < FEWEST_FOR_PERCENTAGE and one.width > 0 for one in outlooks):
        console.print(
            f"* fewer than {FEWEST_FOR_PERCENTAGE} picks: counts, and no percentage, will be shown.", style="dim"
        )


def show_sample(name: str, plan: Plan, drawn: Sequence[Drawn], reviewed: Mapping[int, int]) -> None:
    """Show each pick with its stratum, its weight and how many criteria were reviewed; reserves are counted."""
    console = out()
    console.print(f"{name}, {described(plan)}\n", soft_wrap=True)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("pick", justify="right")
    for title in ("contact", "stratum"):
        table.add_column(title, no_wrap=True, overflow="ellipsis", max_width=NAME)
    table.add_column("stands for", justify="right")
    table.add_column("how it stands")
    for one in drawn:
        if one.pick.reason != RESERVE:
            weight = "itself" if one.pick.weight is None else f"{one.pick.weight:.1f}"
            table.add_row(str(one.id), safe(one.pick.contact), safe(one.pick.stratum), weight, _stands(one, reviewed))
    console.print(table)
    console.print(f"\n{_counted(drawn, reviewed)}", style="dim", soft_wrap=True)


def _stands(one: Drawn, reviewed: Mapping[int, int]) -> str:
    if one.skipped is not None:
        return safe(f"skipped: {one.skipped}" + (f"; pick {one.replacement} stands in" if one.replacement else ""))
    n = reviewed[one.id]
    why = {SAMPLE: "", OVERLAY: "suspected"}.get(one.pick.reason, one.pick.reason)
    said = (f"{n} reviewed" if n else "open", "twice" if one.pick.double else "", why)
    return ", ".join(word for word in said if word)


def _counted(drawn: Sequence[Drawn], reviewed: Mapping[int, int]) -> str:
    stands = [one for one in drawn if one.stands]
    skipped = sum(one.skipped is not None for one in drawn)
    held = sum(one.pick.reason == RESERVE for one in drawn)
    done = sum(reviewed[one.id] > 0 for one in stands)
    return f"{len(stands)} picks to review, {done} with reviews, {skipped} skipped, {held} drawn in reserve"
