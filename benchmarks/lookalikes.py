"""How often `rude` is found where an agent says what only looks like an insult, or insults somebody, by functionality.

    python benchmarks/lookalikes.py

Sentences of Multilingual HateCheck (Röttger et al. 2022), each the only turn of an agent. All of them are free of hate;
its hateful ones are not in the file. `rude` is an insult to the customer: what strikes groups, things or people who are
not there need not be found.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from accuracy import ours, share, table, words_alone
from corpora import CORPORA

from ccqa.contact import Channel, Contact, Role, Turn
from ccqa.reading import SURE_FROM
from ccqa.reading.register import register
from ccqa.run import judging

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCES: Final = CORPORA / "multilingual_hatecheck_fr_de.jsonl.gz"
ACT: Final = "rude"
PERSONS: Final = "target_indiv_nh"
"""Abuse of persons: those who are addressed, as far as words of address tell it, and others."""


def contacts() -> dict[tuple[str, str], list[Contact]]:
    """Return the sentences as contacts, by functionality and language."""
    found: dict[tuple[str, str], list[Contact]] = defaultdict(list)
    with gzip.open(SENTENCES, "rt", encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            said, language = (Turn(Role.AGENT, row["text"]),), row["language"]
            one = Contact(id=f"{number}", language=language, channel=Channel.CHAT, turns=said)
            found[row["functionality"], language].append(one)
            if row["functionality"] == PERSONS and register(one, Role.AGENT, language):
                found[f"{PERSONS}, of them to the hearer", language].append(one)
    return found


def rows() -> Iterator[tuple[str, ...]]:
    """Yield a row a functionality and language: n, and the share where the act is surely found, with its interval."""
    for (functionality, language), these in sorted(contacts().items()):
        cells = []
        for system in (ours, words_alone):
            likely = [max((d.confidence for d in system(c) if d.act == ACT), default=0.0) for c in these]
            doubtful = sum(0 < one < SURE_FROM for one in likely)
            cells += [share(sum(one >= SURE_FROM for one in likely), len(these)), f"{doubtful}"]
        yield functionality, language, *cells


def main() -> None:
    """Print the table, with the date."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    model = judging.reader().model
    assert model is not None
    print(f"Measured on {datetime.now(UTC).date()}, model {model.name} ({model.digest[:12]}).")
    head = ("functionality", "", "ccqa (95 %)", "doubtful", "its words and rules alone (95 %)", "doubtful")
    table(f"Sentences in which `{ACT}` is found", head, rows())


if __name__ == "__main__":
    if not SENTENCES.is_file():
        sys.exit("NOT MEASURED: ../shared/corpora is absent")
    main()
