"""Acts found by ccqa and by simpler means, side by side in one run: on labelled chats and on STAR.

    python benchmarks/accuracy.py [--markdown]

Ours; the lexicon alone; the model alone; a plain list of 20 lines (benchmarks/phrases); and ConvoKit's politeness
markers, where the environment variable CCQA_CONVOKIT names a Python that has it. F1 over acts, micro and macro.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import star

from ccqa.bundled import bundled
from ccqa.contact import Span
from ccqa.errors import Rejected
from ccqa.evaluation import gold
from ccqa.evaluation.acts import figures, macro_f1, micro_f1, tally
from ccqa.finding import Detection
from ccqa.reading import classifier
from ccqa.reading.acts import ACTS, CUSTOMER_ACTS, LEARNT
from ccqa.reading.matching import language
from ccqa.reading.place import Rows
from ccqa.reading.reader import by_words
from ccqa.run import judging
from ccqa.run.measuring import measure
from ccqa.statistics.shares import interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ccqa.contact import Contact
    from ccqa.evaluation.gold import Gold

    System = Callable[[Contact], list[Detection]]

HERE: Final = Path(__file__).resolve().parent
GOLD: Final = HERE.parent.parent / "shared" / "gold" / "dev"
CONVOKIT: Final = "CCQA_CONVOKIT"
SEED: Final = 20260101
CRITICAL: Final = ("CRT-03", "IDN-02", "RES-01", "CMP-01")


def ours(contact: Contact) -> list[Detection]:
    """Words, rules and model, as they ship."""
    return judging.reader().detections(contact)


def words_alone(contact: Contact) -> list[Detection]:
    """Words and rules."""
    return judging.reader("none").detections(contact)


def model_alone(contact: Contact) -> list[Detection]:
    """What the model finds likely enough, whatever words and rules say."""
    reader = judging.reader()
    model, code = reader.model, reader.code_of(contact)
    assert model is not None
    assert code is not None
    said = language(code).weighed_by(model.languages[code], model.entries).said(contact.turns)
    likely = classifier.probabilities(model, Rows.of([contact]), said, [by_words(contact, said)])
    places = np.argwhere(likely >= model.lines[code].sure).tolist()
    return [found(turn, LEARNT[act]) for turn, act in places if LEARNT[act] in ACTS]


def phrase_list(contact: Contact) -> list[Detection]:
    """Find an act wherever one of its phrases stands in a turn of the right speaker."""
    lines = [line.split(": ") for line in (HERE / "phrases" / f"{contact.language}.txt").read_text().splitlines()]
    return [
        found(number, act)
        for number, turn in enumerate(contact.turns)
        for act, phrases in lines
        if turn.role.value == ("customer" if act in CUSTOMER_ACTS else "agent")
        and any(phrase in turn.text.lower() for phrase in phrases.split(" | "))
    ]


def found(turn: int, act: str) -> Detection:
    """Return a sure detection in a turn."""
    return Detection(act, Span(turn, 0, 1), "benchmark", 1.0)


def labelled(path: Path) -> Iterator[Gold]:
    """Yield the labelled contacts of a gold file."""
    with path.open("rb") as stream:
        for one in gold.read(stream, path.name):
            assert not isinstance(one, Rejected)
            yield one


SYSTEMS: Final[dict[str, System]] = {
    "ccqa": ours,
    "its words and rules alone": words_alone,
    "its model alone": model_alone,
    "a list of 20 lines": phrase_list,
}


def on_chats() -> Iterator[tuple[str, ...]]:
    """Yield a row a system: micro and macro F1 in each language."""
    for name, system in SYSTEMS.items():
        cells = []
        for path in sorted(GOLD.glob("*.jsonl")):
            counts = tally((one, system(one.contact)) for one in labelled(path))
            cells.append(f"{micro_f1(counts) or 0:.2f} / {macro_f1(figures(counts, SEED)) or 0:.2f}")
        yield (name, *cells)


def on_star() -> Iterator[tuple[str, ...]]:
    """Yield a row a system: precision, recall and F1 of the acts that STAR's labels tell."""
    contacts = [one for one in star.contacts() if one[0].turns]
    for name, system in SYSTEMS.items():
        yield (name, *(f"{p:.2f} / {r:.2f} / {f1:.2f}" for p, r, f1 in star.measured(contacts, system)))


def on_politeness() -> Iterator[tuple[str, ...]]:
    """Yield what ConvoKit finds of greetings, thanks and apologies in English, and what ccqa does, as F1."""
    chats = list(labelled(GOLD / "en.jsonl"))
    turns = [turn.text for one in chats for turn in one.contact.turns if turn.role.value == "agent"]
    answer = subprocess.run(
        [os.environ[CONVOKIT], str(HERE / "convokit_markers.py")],
        input=json.dumps(turns).encode(),
        capture_output=True,
        check=True,
    )
    marked = iter(json.loads(answer.stdout)["markers"])
    theirs = [[set(next(marked)) if t.role.value == "agent" else set() for t in one.contact.turns] for one in chats]
    for act in ("greeting", "thanks", "apology"):
        rows = [[found(n, act) for n, acts in enumerate(acts) if act in acts] for acts in theirs]
        cells = []
        for said in (rows, [ours(one.contact) for one in chats]):
            counts = tally(zip(chats, said, strict=True))
            cells.append(f"{figures(counts, SEED)[act].f1 or 0:.2f}")
        yield (act, *cells)


def on_critical() -> Iterator[tuple[str, ...]]:
    """Yield a row a critical criterion: its fails, and how many the machine tells, held out and on real chats."""
    scorer = judging.scorer()
    held_out = sorted(bundled("models", "acts", "data", "held-out").glob("*.jsonl"))
    for name, paths in (("held out", held_out), ("real chats", sorted(GOLD.glob("*.jsonl")))):
        found = measure([str(path) for path in paths], scorer, [])["criteria"]["all"]
        for criterion in CRITICAL:
            confusion = found[criterion]["confusion"]
            true = confusion.get("fail", {})
            hits, fails = true.get("fail", 0), sum(true.values())
            said = sum(row.get("fail", 0) for row in confusion.values())
            unsure = true.get("unsure", 0)
            yield criterion, name, f"{fails}", share(hits, said), share(hits, fails), f"{unsure}"


def share(met: int, of: int) -> str:
    low, high = interval(met, of)
    return f"{met / of:.2f} ({low:.2f}–{high:.2f}), {met} of {of}" if of else "none"


def table(title: str, head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> None:
    """Print a table in Markdown."""
    print(f"\n{title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)


def main() -> None:
    """Print the tables, with the date."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    model = judging.reader().model
    assert model is not None
    print(f"Measured on {datetime.now(UTC).date()}, model {model.name} ({model.digest[:12]}).")
    names = tuple(path.stem for path in sorted(GOLD.glob("*.jsonl")))
    table("Labelled chats (30 a language, English 90): micro / macro F1 of acts", ("", *names), on_chats())
    head = ("", *star.ACTS)
    table("STAR, typed text of four words and more: precision / recall / F1 by mapped label", head, on_star())
    head = ("criterion", "contacts", "fails", "precision (95 %)", "recall (95 %)", "fails left unsure")
    table("Critical criteria: fails that the machine suspects", head, on_critical())
    if os.environ.get(CONVOKIT):
        table("English chats, agents: F1", ("", "ConvoKit", "ccqa"), on_politeness())
    else:
        print(f"\nNOT MEASURED: ConvoKit's markers; {CONVOKIT} names no Python that has it.")


if __name__ == "__main__":
    if not GOLD.is_dir():
        sys.exit("NOT MEASURED: ../shared/gold is absent")
    main()
