"""How often the roles of two speakers are told rightly from their words alone, by how sure ccqa says it is.

    python benchmarks/roles.py

Roles of the bundled contacts, of those held out from training and of labelled chats are hidden and told again: in whole
contacts, in pieces cut from them, and where every so-manieth turn has the other speaker's label, as diarisation errs.
Agents, clients' names and, in the last row, languages are hidden too.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ccqa.bundled import bundled
from ccqa.contact import Role, Unassigned
from ccqa.errors import Rejected
from ccqa.reading.speakers import ROLES, SURE, likeliest
from ccqa.run import judging
from ccqa.run.pulling import LoadReport, pull
from ccqa.statistics.shares import interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ccqa.contact import Contact
    from ccqa.reading.reader import Reader

    Change = Callable[[Contact], Contact]

GOLD: Final = Path(__file__).resolve().parent.parent.parent / "shared" / "gold" / "dev"
BANDS: Final = (0.0, 0.25, 0.5, 0.75, SURE, 1.5, 2.0, float("inf"))
LENGTHS: Final = (2, 3, 4, 6, 8, 12, 16)
WRONG: Final = (10, 5, 4)
AGENT: Final = "speaker 0"
"""Labels come in either order, so that the name of the label tells nothing."""


def contacts() -> dict[str, list[Contact]]:
    """Return the contacts in which both sides speak, by where they come from, without what else tells the agent."""
    places = {"bundled": bundled("examples", "contacts"), "held out": bundled("models", "acts", "data", "held-out")}
    if GOLD.is_dir():
        places["labelled chats"] = GOLD
    else:
        print("NOT MEASURED: labelled chats; ../shared/gold is absent")
    return {name: [one for one in _pulled(place) if both_speak(one)] for name, place in places.items()}


def of_writers() -> Iterator[Contact]:
    """Yield the contacts that the model learns from, and the words do not."""
    for path in sorted(bundled("models", "acts", "data").glob("??/writer-?.jsonl")):
        yield from (one for one in _pulled(path) if both_speak(one))


def _pulled(place: Path) -> Iterator[Contact]:
    for one in pull([str(place)], "benchmark", "auto", LoadReport()):
        if not isinstance(one, Rejected):
            yield replace(one, client=None, agent=None)


def both_speak(contact: Contact) -> bool:
    """Tell whether agent and customer speak."""
    return {turn.role for turn in contact.turns} >= set(ROLES)


def hidden(contact: Contact, every: int = 0) -> Contact:
    """Return the contact with labels for roles; each `every`-th turn gets the other label."""
    turns = []
    for number, turn in enumerate(contact.turns, 1):
        agents = (turn.role is Role.AGENT) != bool(every and number % every == 0)
        label = AGENT if agents else "speaker 1"
        own = turn.role in ROLES
        turns.append(Unassigned(Role.UNKNOWN, turn.text, turn.start_s, turn.end_s, None, label) if own else turn)
    return replace(contact, turns=tuple(turns))


def told(these: Iterable[Contact], reader: Reader) -> list[float]:
    """Return the margin of each contact: above zero where it is right, below where it is wrong."""
    found = [likeliest(one, reader) for one in these]
    return [guess.margin * (1 if guess.roles[AGENT] is Role.AGENT else -1) for guess in found if guess]


def share(margins: list[float], low: float, high: float = float("inf")) -> str:
    """Return how many in a band are right, of how many."""
    met = [margin > 0 for margin in margins if low <= abs(margin) < high]
    if not met:
        return "none"
    return f"{sum(met)} of {len(met)} ({interval(sum(met), len(met))[0]:.3f})"


def bands(margins: dict[str, list[float]]) -> None:
    """Print right shares by band, a column a set."""
    print(f"\n| margin | {' | '.join(f'{name} (n = {len(m)})' for name, m in margins.items())} |")
    print(f"|{'---|' * (len(margins) + 1)}")
    for low, high in pairwise(BANDS):
        cells = " | ".join(share(m, low, high) for m in margins.values())
        print(f"| {low} to {high} | {cells} |", flush=True)


def harder(whole: list[Contact], reader: Reader) -> None:
    """Print right shares from the line on, where contacts are cut, mixed up, or of unknown language."""
    cut = [replace(c, turns=c.turns[:n]) for n in LENGTHS for c in whole if len(c.turns) > n]
    end = [replace(c, turns=c.turns[-n:]) for n in LENGTHS for c in whole if len(c.turns) > n]
    sets = {
        "the first 2 to 16 turns": [hidden(c) for c in cut if both_speak(c)],
        "the last 2 to 16 turns": [hidden(c) for c in end if both_speak(c)],
        **{f"every {n}th turn mislabelled": [hidden(c, n) for c in whole] for n in WRONG},
        "language not told": [hidden(replace(c, language=None)) for c in whole],
    }
    print("\n| | told | right of those |\n|---|---|---|")
    for name, these in sets.items():
        margins = told(these, reader)
        above = sum(abs(m) >= SURE for m in margins)
        print(f"| {name} (n = {len(margins)}) | {above / len(margins):.2f} | {share(margins, SURE)} |", flush=True)


def main() -> None:
    """Print the tables, with the date."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    sets = contacts()
    for model in (None, "none"):
        reader = judging.reader(model)
        print(f"\nMeasured on {datetime.now(UTC).date()}, {reader.model.name if reader.model else 'words alone'}.")
        margins = {name: told(map(hidden, these), reader) for name, these in sets.items()}
        bands(margins | {"all": [m for these in margins.values() for m in these]})
        harder([one for these in sets.values() for one in these], reader)
    learnt = told(map(hidden, of_writers()), reader)
    print(f"\nOf the {len(learnt)} contacts that the model learns from, by words alone: {share(learnt, SURE)}.")


if __name__ == "__main__":
    main()
