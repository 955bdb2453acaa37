"""How often a single sentence tells whether it is formal or informal, by language, on pairs of translations.

    python benchmarks/register.py

Pairs that read the same in both registers hold none: they measure what is told of nothing. A contact has many
sentences, so more is told of it than of one. The words are English speech and chat, translated; no customer service.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from accuracy import share, table
from corpora import CORPORA

from ccqa.contact import Contact, Role, Turn
from ccqa.reading.register import Register, register

if TYPE_CHECKING:
    from collections.abc import Iterator

PAIRS: Final = CORPORA / "cocoa_register_train.jsonl.gz"
DOMAINS: Final = ("telephony", "topical_chat")
LANGUAGES: Final = ("de", "fr", "nl")
FORMAL, INFORMAL = Register.FORMAL, Register.INFORMAL


def sentences(language: str, domain: str) -> dict[Register, list[str]]:
    """Return the sentences of one language and domain by register, pair by pair."""
    found: dict[Register, list[str]] = {FORMAL: [], INFORMAL: []}
    with gzip.open(PAIRS, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if (row["language"], row["domain"]) == (language, domain):
                found[Register(row["register"])].append(row["text"])
    return found


def told(text: str, language: str) -> Register | None:
    """Return the register of a sentence that is the whole of what an agent says."""
    return register(Contact(id="benchmark", turns=(Turn(Role.AGENT, text),)), Role.AGENT, language)


def rows() -> Iterator[tuple[str, ...]]:
    """Yield a row a language and domain: what is right of all, of each register, and of what is told."""
    for language in LANGUAGES:
        for domain in DOMAINS:
            of = sentences(language, domain)
            alike = set(of[FORMAL]) & set(of[INFORMAL])
            counts = Counter((true, told(t, language)) for true in of for t in of[true] if t not in alike)
            right = [counts[true, true] for true in of]
            true = [sum(n for (one, _), n in counts.items() if one is of_one) for of_one in of]
            said = sum(n for (_, one), n in counts.items() if one in of)
            mixed = sum(n for (_, one), n in counts.items() if one is Register.MIXED)
            wrong = sum(told(text, language) is not None for text in alike)
            recalls = (share(met, n) for met, n in zip(right, true, strict=True))
            cells = share(sum(right), sum(true)), *recalls, share(sum(right), said), f"{mixed}"
            yield language, domain, *cells, f"{wrong} of {len(alike)}"


def main() -> None:
    """Print the table, with the date."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    print(f"Measured on {datetime.now(UTC).date()}.")
    head = ("", "domain", "accuracy (95 %)", "recall formal", "recall informal", "right of those told", "mixed")
    table("Sentences that differ between the registers", (*head, "told of sentences that do not differ"), rows())


if __name__ == "__main__":
    if not PAIRS.is_file():
        sys.exit("NOT MEASURED: ../shared/corpora is absent")
    main()
