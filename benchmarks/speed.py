"""CPU time of the whole `score` path beside the blank tokenizer on the same turns, in one run on one core; as a ratio.

    python benchmarks/speed.py [--rounds N]

From bytes to scorecards: reading, masking, detection, checks. The tokenizer gets the turns ready made, in `nlp.pipe`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import corpora
import spacy

from ccqa.errors import Rejected
from ccqa.run import judging
from ccqa.run.pulling import LoadReport, pull

if TYPE_CHECKING:
    from collections.abc import Callable

    from ccqa.scoring import Scorer


def cpu(work: Callable[[], None]) -> float:
    """Return the CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print a line a language: contacts, turns, and the median ratio with its range."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    scorer = judging.scorer()
    print(
        f"{'language':10}{'contacts':>10}{'turns':>9}{'ratio':>8}{'min':>7}{'max':>7}{'turns/s':>10}{'tokenizer':>11}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for path in corpora.write(Path(folder)):
            measure(path, scorer, rounds)


def measure(path: Path, scorer: Scorer, rounds: int) -> None:
    """Time both in turn, so that a machine that slows down slows both, and print a line."""
    language = path.stem[-2:]
    turns = [turn["text"] for chat in corpora.chats(language) for turn in chat["turns"]]  # type: ignore[attr-defined]
    nlp = spacy.blank(language)
    report = LoadReport()

    def score() -> None:
        report.__init__()  # type: ignore[misc]
        cards = 0
        for found in pull([str(path)], "benchmark", "auto", report):
            cards += 0 if isinstance(found, Rejected) else len(scorer.score(found))
        assert cards + report.rejections >= report.contacts

    def tokenise() -> None:
        for _ in nlp.pipe(turns):
            pass

    score()  # once, uncounted
    tokenise()
    pairs = [(cpu(score), cpu(tokenise)) for _ in range(rounds)]
    ratios = sorted(ours / blank for ours, blank in pairs)
    ours, blank = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"{language:10}{report.contacts:10}{report.turns:9}{statistics.median(ratios):8.2f}{ratios[0]:7.2f}{ratios[-1]:7.2f}"
        f"{report.turns / ours:10.0f}{report.turns / blank:11.0f}"
    )


if __name__ == "__main__":
    if not corpora.CORPORA.is_dir():
        sys.exit("NOT MEASURED: ../shared/corpora is absent")
    main()
