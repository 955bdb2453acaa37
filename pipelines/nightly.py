"""The night on Prefect: pull and mask, score in batches, store, sample, report, let go.

Retries, timeouts and concurrency live here, and nothing that a test would want to reach: the steps are `ccqa.run`.
It runs with no server set up (Prefect starts its own), and unchanged against one (PREFECT_API_URL).
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from prefect import Task, flow, get_run_logger, unmapped
from prefect.cache_policies import NO_CACHE
from prefect.schedules import Cron
from prefect.task_runners import ThreadPoolTaskRunner

from ccqa import config
from ccqa.run import night, receiving, reporting, tallying
from ccqa.scorecard import Scorecard

RUNNER: Any = ThreadPoolTaskRunner(max_workers=2)
LONGEST_S = 8 * 3600
"""Seconds after which a night gives up."""
GROUP = 20
"""Batches that are scored before their scorecards are stored together."""
P = ParamSpec("P")
R = TypeVar("R")


def step(work: Callable[P, R]) -> Task[P, R]:
    """Make a task that is tried again, and of which Prefect keeps no copy."""
    return Task(
        work,
        name=work.__name__,
        retries=2,
        retry_delay_seconds=30,
        cache_policy=NO_CACHE,
        persist_result=False,
    )


@step
def pull(settings: config.Settings, day: date) -> receiving.Pulled:
    """Read, mask and store what is new in the sources."""
    return receiving.pull_contacts(settings, day)


@step
def score(settings: config.Settings, keys: tuple[night.Key, ...]) -> tuple[Scorecard, ...]:
    """Score one batch; safe to repeat, since a scorecard depends on nothing but its inputs."""
    return night.score_batch(settings, keys)


@step
def store(settings: config.Settings, cards: tuple[Scorecard, ...], day: date) -> None:
    """Put scorecards into the store."""
    night.keep(settings, cards, day)


@step
def report(settings: config.Settings, tally: tallying.Tally, day: date) -> reporting.Outcome:
    """Draw the sample and write the pages."""
    return reporting.finish(settings, tally, day, datetime.now(UTC))


@step
def let_go(settings: config.Settings, day: date) -> None:
    """Let go of what was kept long enough."""
    night.let_go(settings, day)


@flow(name="ccqa nightly", task_runner=RUNNER, timeout_seconds=LONGEST_S)
def nightly(config_file: str | None = None, outputs: str = ".", day: date | None = None) -> reporting.Outcome:
    """Run a night by a configuration file, or the demonstration where none is named."""
    settings = config.load(Path(config_file)) if config_file else config.demonstration(Path(outputs))
    now = datetime.now(UTC)
    today = day or reporting.local_day(settings, now)
    tally = tallying.Tally(run=night.begin(settings, now))
    try:
        outcome = steps(settings, tally, today)
    except Exception:
        night.give_up(settings, tally.run, datetime.now(UTC))
        raise
    get_run_logger().info(
        "%s contacts, %s scorecards, %s rejected", outcome.contacts, outcome.scorecards, outcome.rejected
    )
    return outcome


def steps(settings: config.Settings, tally: tallying.Tally, today: date) -> reporting.Outcome:
    """Pull, score and store in groups of batches, report, and let go of what was kept long enough."""
    tally.pulled = pull(settings, today)
    chosen, tally.drawn = night.to_score(settings, tally.pulled, today)
    batches = night.batches(tallying.recall(settings, tally, chosen), settings.batch)
    while group := list(islice(batches, GROUP)):
        scored = score.map(unmapped(settings), group).result()
        cards = tuple(card for batch in scored for card in batch)
        store(settings, cards, today)
        tally.add(cards)
    outcome = report(settings, tally, today)
    let_go(settings, today)
    return outcome


def serve(cron: str, zone: str, config_file: str | None, outputs: str) -> None:
    """Run the night whenever five cron fields say, until stopped."""
    parameters = {"config_file": config_file, "outputs": outputs}
    nightly.serve(name="nightly", schedule=Cron(cron, timezone=zone), parameters=parameters)
