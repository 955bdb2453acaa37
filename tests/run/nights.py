"""A night without Prefect, step after step, for tests."""

from datetime import UTC, date, datetime

from ccqa.config import Keep, Settings, Source
from ccqa.run import night, receiving, reporting, tallying
from ccqa.sampling import Plan

DAY = date(2026, 1, 25)


def settings(tmp_path, paths, **fields):
    from ccqa.bundled import bundled

    return Settings(
        source=Source(paths=tuple(map(str, paths))),
        store=Keep(folder=str(tmp_path / "data")),
        rubric=str(bundled("configs", "rubrics", "iso18295.toml")),
        profile=str(bundled("configs", "profiles", "default.toml")),
        report=str(tmp_path / "out"),
        **({"sample": Plan(size=5)} | fields),
    )


def run(given, day=DAY, at=datetime(2026, 1, 26, 1, tzinfo=UTC), shuffle=lambda batches: batches):
    """Run a night and return its outcome."""
    tally = tallying.Tally(run=night.begin(given, at))
    tally.pulled = receiving.pull_contacts(given, day)
    chosen, tally.drawn = night.to_score(given, tally.pulled, day)
    for keys in shuffle(list(night.batches(tallying.recall(given, tally, chosen), given.batch))):
        cards = night.score_batch(given, keys)
        night.keep(given, cards, day)
        tally.add(cards)
    outcome = reporting.finish(given, tally, day, at)
    night.let_go(given, day)
    return outcome
