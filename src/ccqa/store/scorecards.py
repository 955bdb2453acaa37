"""Scorecards in the lake: put in, and asked for; keeps out how a scorecard came about and how it is shown."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ccqa.errors import StoreError
from ccqa.store.filing import places
from ccqa.store.ledger_facts import Basis
from ccqa.store.partition import rows_of
from ccqa.store.scorecard_rows import card_of, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ccqa.scorecard import Scorecard
    from ccqa.store.filing import Key
    from ccqa.store.lake import Lake
    from ccqa.store.ledger import Ledger
    from ccqa.store.partition import Row

QUESTION = """
    SELECT * FROM scorecards SEMI JOIN (
        SELECT source, contact, max(seen) AS seen FROM scorecards
        WHERE rubric = $rubric AND engine = $engine GROUP BY source, contact
    ) AS latest USING (source, contact, seen)
    WHERE rubric = $rubric AND engine = $engine AND {} ORDER BY day, source, contact, leg
"""
VERDICTS = """
    SELECT * EXCLUDE (day, result), result.criterion, result.verdict, result.severity
    FROM (
        SELECT day, source, contact, revision, leg, agent, channel, language, queue, unnest(results) AS result FROM ({})
    )
    ORDER BY day, source, contact, leg
"""
FIRST_DAYS = "SELECT agent, min(day) AS day FROM scorecards WHERE agent IS NOT NULL GROUP BY agent ORDER BY agent"
STRATA = """
    SELECT DISTINCT channel, coalesce(language, '') AS language FROM scorecards
    WHERE rubric = $rubric AND engine = $engine ORDER BY channel, language
"""
EXACTLY = """
    SELECT {} FROM scorecards SEMI JOIN asked USING (source, contact, revision)
    WHERE rubric = $rubric AND engine = $engine ORDER BY source, contact, leg
"""


class Cards:
    """What the store knows of scorecards.

    Which ones a question means: those of one rubric and engine, the latest run's that ended well unless a `Basis` is
    given; and of a contact that came more than once, those of its latest revision among them. Other scorecards stay in
    the lake.
    """

    def __init__(self, lake: Lake, ledger: Ledger) -> None:
        self._lake = lake
        self._ledger = ledger

    def save(self, cards: Iterable[Scorecard], day: date) -> None:
        """Keep scorecards, all or none; the same again changes nothing. Raises StoreError.

        A scorecard is filed under the day of its contact; `day`, the day of ingest, is for those that are not stored
        and whose start is unknown.
        """
        kept = tuple(cards)
        with self._lake.writing() as writer:
            found = places(self._lake, ((_key(card), card.started_at) for card in kept), day)
            writer.commit("scorecards", (row_of(card, found[_key(card)]) for card in kept))

    def cards_between(self, since: date, until: date, basis: Basis | None = None) -> tuple[Scorecard, ...]:
        """Which scorecards have the local days from `since` to before `until`? By day, source, contact and leg."""
        return self._asked("day >= $since AND day < $until", basis, since=since, until=until)

    def cards_of(self, agent: str, since: date, basis: Basis | None = None) -> tuple[Scorecard, ...]:
        """Which scorecards does an agent have from a local day on? By day, source, contact and leg."""
        return self._asked("agent = $agent AND day >= $since", basis, agent=agent, since=since)

    def card(self, contact: str, source: str | None = None, basis: Basis | None = None) -> tuple[Scorecard, ...]:
        """How was a contact judged? One scorecard a leg, in order of source and leg; none where it was not judged."""
        condition = "contact = $contact AND ($source IS NULL OR source = $source)"
        return self._asked(condition, basis, contact=contact, source=source)

    def verdicts_between(self, since: date, until: date) -> Iterator[Row]:
        """Yield each verdict of a window with its leg and severity; none before the first run.

        Thousands of scorecards are many: this brings what plans and estimates need and no more.
        """
        if (run := self._ledger.last_run()) is None:
            return
        given = {"rubric": run.rubric, "engine": run.engine, "since": since, "until": until}
        cards = QUESTION.format("day >= $since AND day < $until")
        yield from rows_of(self._lake.query(VERDICTS.format(cards), given))

    def strata(self, basis: Basis) -> tuple[tuple[str, str], ...]:
        """On which channels, in which languages was anything judged? A language that is not known is empty."""
        found = rows_of(self._lake.query(STRATA, asdict(basis)))
        return tuple((row["channel"], row["language"]) for row in found)

    def first_days(self) -> dict[str, date]:
        """On which local day does each agent first appear?"""
        return {row["agent"]: row["day"] for row in rows_of(self._lake.query(FIRST_DAYS))}

    def judged(self, keys: Iterable[Key], basis: Basis) -> frozenset[Key]:
        """Which of these very revisions were judged?"""
        found = self._exactly("source, contact, revision", keys, basis)
        return frozenset((row["source"], row["contact"], row["revision"]) for row in found)

    def revisions(self, keys: Iterable[Key], basis: Basis) -> tuple[Scorecard, ...]:
        """How were these very revisions judged? In order of source, contact and leg."""
        return tuple(map(card_of, self._exactly("*", keys, basis)))

    def _exactly(self, columns: str, keys: Iterable[Key], basis: Basis) -> Iterator[dict[str, Any]]:
        asked = pa.Table.from_pylist([dict(zip(KEY.names, key, strict=True)) for key in sorted(set(keys))], schema=KEY)
        return rows_of(self._lake.query(EXACTLY.format(columns), asdict(basis), asked=asked))

    def drop_before(self, day: date) -> int:
        """Remove the scorecards of all local days before this one, from disk too, and return how many went."""
        return self._lake.drop("scorecards", *(d for d in self._lake.days("scorecards") if d < day))

    def _asked(self, condition: str, basis: Basis | None, **given: object) -> tuple[Scorecard, ...]:
        meant = basis or self._basis()
        found = self._lake.query(QUESTION.format(condition), {**given, "rubric": meant.rubric, "engine": meant.engine})
        return tuple(map(card_of, rows_of(found)))

    def _basis(self) -> Basis:
        """Return the rubric and engine of the latest run that ended well."""
        run = self._ledger.last_run()
        if run is None:
            raise StoreError(
                "The ledger knows no run that ended well, so there is no rubric and engine in force. Run once, or say "
                "which rubric and engine are meant."
            )
        return Basis(run.rubric, run.engine)


KEY = pa.schema([("source", pa.string()), ("contact", pa.string()), ("revision", pa.string())])


def _key(card: Scorecard) -> Key:
    return (card.source, card.contact, card.revision)
