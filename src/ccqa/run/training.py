"""Trains a classifier from the contacts that ship, and from a team's own reviews where there are some."""

from __future__ import annotations

import zlib
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from ccqa.bundled import bundled
from ccqa.errors import Rejected, SourceError
from ccqa.reading.lexicon import languages
from ccqa.reading.reader import code_of
from ccqa.reading.stored import chosen_model, save
from ccqa.run.measuring import gold_of
from ccqa.training import agreement, card, measured, upkeep
from ccqa.training.examples import Examples
from ccqa.training.fitting import train

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ccqa.evaluation.gold import Gold
    from ccqa.training.upkeep import Health

FOLDS: Final = 7
"""Parts into which a team's own contacts are put by group, and shipped ones by their writer."""
DATA: Final = ("models", "acts", "data")
SECOND_READER: Final = "second-reader"
"""The folder of labels that another reader gave to some of the contacts, blind to the first."""


def shipped() -> list[str]:
    """Return the files of labelled contacts that ship to be learnt from, sorted."""
    return sorted(str(path) for code in languages() for path in bundled(*DATA, code).glob("*.jsonl"))


def learn(
    folder: Path, name: str, reviewed: Sequence[str], rejected: list[Rejected], told: Callable[[str], None]
) -> dict[str, Any]:
    """Train, write the model with its metrics and card into a folder, and return the metrics.

    `reviewed` are gold files; what they change is measured by cross-validation over their groups.
    """
    ours = list(gold_of(shipped(), rejected))
    own = list(gold_of(reviewed, rejected)) if reviewed else []
    if reviewed and not own:
        raise SourceError("no labelled contact found. Gold files are described in docs/reference/gold.md.")
    sets = by_language([*ours, *own])
    trained = train(sets, {one.code: one.by_turn([fold_of(c) for c in one.contacts]) for one in sets}, name, told)
    folder.mkdir(parents=True, exist_ok=True)
    digest = save(trained.model, folder)
    figures: dict[str, Any] = {"digest": digest, "held_out": measured.held_out(sets, trained)}
    if own:
        groups = {one.group for one in own}
        figures["reviewed"] = measured.change(sets, trained, chosen_model(None), groups)
    again = sorted(map(str, bundled(*DATA, SECOND_READER).glob("*.jsonl")))
    figures["second_reader"] = agreement.between(ours, gold_of(again, rejected) if again else ())
    measured.write(figures, folder)
    card.write(sets, figures, folder, name)
    return figures


def look_after(rejected: list[Rejected]) -> dict[str, Health]:
    """Return how sound the contacts that ship are, by language."""
    return {one.code: upkeep.health(one.contacts) for one in by_language(gold_of(shipped(), rejected))}


def by_language(contacts: Iterable[Gold]) -> list[Examples]:
    """Return contacts made ready to learn from, by language."""
    by_code: dict[str, list[Gold]] = defaultdict(list)
    for one in contacts:
        by_code[code_of(one.contact) or ""].append(one)
    return [Examples(code, tuple(by_code[code])) for code in languages() if code in by_code]


def fold_of(one: Gold) -> int:
    """Return the fold of a contact: its writer's, the same in every language, or else one by its group."""
    number = (one.writer or "").rpartition("-")[2]
    return (int(number) if number.isdigit() else zlib.crc32((one.writer or one.group).encode())) % FOLDS
