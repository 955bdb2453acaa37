"""CPU time of the whole `score` path beside the blank tokenizer on the same turns, in one run on one core; as a ratio.

    python benchmarks/speed.py [--rounds N]

From bytes to scorecards: reading, masking, detection, checks. The tokenizer gets the turns ready made, in `nlp.pipe`.
Each round meets turns that it has not heard. Then turns a second beside Presidio's recognisers alone, and beside
ConvoKit's politeness markers, where the environment variable CCQA_CONVOKIT names a Python that has it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import corpora
import spacy

from ccqa.errors import Rejected
from ccqa.run import judging
from ccqa.run.pulling import LoadReport, pull

if TYPE_CHECKING:
    from collections.abc import Callable

    from ccqa.scoring import Scorer

FEW = 2000
"""Turns that the slower peers are timed on."""


def cpu(work: Callable[[], object]) -> float:
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
            ours = measure(path, scorer, rounds)
            beside(path.stem[-2:], ours)


def measure(path: Path, scorer: Scorer, rounds: int) -> float:
    """Time both in turn, so that a machine that slows down slows both; print a line, and return turns a second."""
    language = path.stem[-2:]
    turns = [turn["text"] for chat in corpora.chats(language) for turn in chat["turns"]]  # type: ignore[attr-defined]
    nlp = spacy.blank(language)
    report = LoadReport()

    def score() -> None:
        report.__init__()  # type: ignore[misc]
        scorer.reader.forget()
        found = pull([str(path)], "benchmark", "auto", report)
        cards = sum(1 for _ in scorer.score_all(one for one in found if not isinstance(one, Rejected)))
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
    return float(report.turns / ours)


def beside(language: str, ours: float) -> None:
    """Print how many times the turns a second of others, each doing its one part."""
    turns = [turn["text"] for chat in corpora.chats(language) for turn in chat["turns"]][:FEW]  # type: ignore[attr-defined]
    engine = presidio(language)
    theirs = len(turns) / cpu(lambda: all(engine.analyze(text, language) is not None for text in turns))
    said = f"  {ours / theirs:.1f} times the turns/s of Presidio's recognisers ({theirs:.0f})"
    if python := os.environ.get("CCQA_CONVOKIT"):
        script = str(Path(__file__).with_name("convokit_markers.py"))
        answer = subprocess.run([python, script], input=json.dumps(turns).encode(), capture_output=True, check=True)
        marked = len(turns) / json.loads(answer.stdout)["seconds"]
        said += f", {ours / marked:.1f} times those of ConvoKit's markers ({marked:.0f})"
    print(said)


def presidio(language: str) -> Any:  # noqa: ANN401 - Presidio has no types
    """Return Presidio with a blank pipeline and the recognisers that it ships for the language."""
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    engine = SpacyNlpEngine()
    engine.nlp = {language: spacy.blank(language)}  # type: ignore[assignment]
    registry = RecognizerRegistry(supported_languages=[language])
    registry.load_predefined_recognizers(languages=[language])
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=[language])


if __name__ == "__main__":
    if not corpora.CORPORA.is_dir():
        sys.exit("NOT MEASURED: ../shared/corpora is absent")
    main()
