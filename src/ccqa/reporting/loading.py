"""What the terminal shows of the intake: the load report, source by source, and the quarantine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ccqa.reporting.terminal import err, out, safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DELIVERED = {"new": "new", "changed": "changed", "known": "known before", "unchanged": "files unchanged"}
COUNTED = {"noted": "noted", "masked": "masked", "languages": "languages", "unscored": "legs not scoreable"}


def show_load(report: Mapping[str, Any]) -> None:
    """Show what was read and what could not be, on standard error; what is zero is left out."""
    console = err()
    rejected = sum(r["n"] for r in report["rejected"])
    console.print(f"read {report['contacts']} contacts, {report['turns']} turns; rejected {rejected}")
    if delivered := [f"{report[name]} {said}" for name, said in DELIVERED.items() if report[name]]:
        console.print("  " + ", ".join(delivered))
    for row in report["rejected"]:
        more = " …" if row["n"] > len(row["first"]) else ""
        places = safe(", ".join(row["first"]))
        console.print(f"  rejected {row['n']} at {row['step']}: {safe(row['reason'])} ({places}{more})", soft_wrap=True)
    for name, said in COUNTED.items():
        if report[name]:
            told = ", ".join(f"{what} {n}" for what, n in report[name].items())
            console.print(f"  {said}: {safe(told)}", soft_wrap=True)


def show_loads(report: Mapping[str, Any]) -> None:
    """Show the load report of each source of a night, on standard error, and which source failed."""
    for name, load in report["sources"].items():
        err().print(f"\n[bold]source {safe(name)}[/]")
        show_load(load)
        if load["failed"]:
            err().print(f"  [red]failed[/]: {safe(load['failed'])}", soft_wrap=True)


def show_quarantine(rows: Sequence[Mapping[str, Any]]) -> None:
    """Show the records that wait: where each stands and why, never a word of it."""
    console = out()
    for row in rows:
        why = f"{row['reason']} ({', '.join(row['fields'])})" if row["fields"] else row["reason"]
        console.print(f"{safe(row['source'])}  {safe(row['ref'])}", soft_wrap=True)
        since = f"since {row['first_seen']:%Y-%m-%d}, in {row['nights']} night{'s' if row['nights'] != 1 else ''}"
        console.print(f"  {row['step']}: {safe(why)}; {since}", soft_wrap=True)
    if not rows:
        console.print("nothing waits")
