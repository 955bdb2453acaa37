"""The training of the classifier on Prefect: one task, since what it learns from fits in memory and is read once.

python pipelines/train.py [--with GOLD ...] [--out FOLDER]
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prefect import flow, get_run_logger
from prefect.cache_policies import NO_CACHE
from prefect.tasks import task

from ccqa.run import training

if TYPE_CHECKING:
    from ccqa.errors import Rejected

LONGEST_S = 2 * 3600
"""Seconds after which a training gives up."""


@task(retries=1, cache_policy=NO_CACHE, persist_result=False)
def learn(folder: Path, reviewed: tuple[str, ...]) -> dict[str, Any]:
    """Train and write the model; safe to repeat, since the same contacts give the same model."""
    rejected: list[Rejected] = []
    logger = get_run_logger()
    figures = training.learn(folder, f"acts/{folder.name}", reviewed, rejected, logger.info)
    for one in rejected:
        logger.warning("rejected %s: %s", one.ref, one.reason)
    return figures


@flow(name="ccqa-train", timeout_seconds=LONGEST_S)
def train(folder: Path, reviewed: tuple[str, ...] = ()) -> dict[str, Any]:
    """Train a version of the classifier from the contacts that ship, and a team's reviewed ones."""
    return learn(folder, reviewed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--with", dest="reviewed", action="append", default=[], metavar="GOLD")
    parser.add_argument("--out", type=Path, default=Path("models") / "acts" / "2")
    chosen = parser.parse_args()
    train(chosen.out, tuple(chosen.reviewed))
