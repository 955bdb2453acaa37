"""What the terminal shows of formats and of files that were looked at: counts and places, never a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table

from ccqa.reporting.terminal import out, safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TITLES = {
    "roles": "turns by role",
    "channels": "channels",
    "languages": "languages",
    "noted": "noted",
    "fields": "fields at fault",
}


def show_formats(rows: Sequence[Mapping[str, str]]) -> None:
    """Show every format with what it is and what its reader was tried on."""
    table = Table("format", "what it is", "tried on", box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(row["name"], row["says"], row["tried"])
    out().print(table)


def show_inspection(seen: Mapping[str, Any]) -> None:
    """Show what one file holds, what would not be read and what was odd; what is zero is left out."""
    console = out()
    console.print(f"[bold]{safe(seen['file'])}[/]: {seen['format'] or 'no known format'}", soft_wrap=True)
    console.print(f"  {seen['contacts']} contacts, {seen['turns']} turns")
    for what, title in TITLES.items():
        if counts := seen[what]:
            said = ", ".join(f"{name} {n}" for name, n in counts.items())
            console.print(f"  {title}: {safe(said)}", soft_wrap=True)
    times = seen["times"]
    if seen["turns"]:
        console.print(f"  turns with a start {times['turns_with_start']}, with an end {times['turns_with_end']}")
    if began := times["contacts_began"]:
        console.print(f"  contacts began from {began[0]:%Y-%m-%d %H:%M} to {began[-1]:%Y-%m-%d %H:%M} UTC")
    for row in seen["rejected"]:
        more = " …" if row["n"] > len(row["first"]) else ""
        places = safe(", ".join(row["first"]))
        console.print(f"  [red]would not read[/] {row['n']}: {safe(row['reason'])} ({places}{more})", soft_wrap=True)
