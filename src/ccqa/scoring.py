"""Judges a contact by a rubric: reading, checks and profile in, one scorecard a leg out; no files, time or chance."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

import ccqa
from ccqa.checks import catalogue
from ccqa.finding import DECIDES, Finding
from ccqa.reading import lexicon
from ccqa.scorecard import CriterionResult, Scorecard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic import BaseModel

    from ccqa.checks import Check
    from ccqa.contact import Contact
    from ccqa.profile import Profile
    from ccqa.reading import Reading
    from ccqa.reading.reader import Reader
    from ccqa.rubric import Criterion, Rubric

TOGETHER: Final = 64
"""Contacts that are read at once: with more, nothing is gained."""


def fold(findings: Sequence[Finding]) -> Finding:
    """Return one finding for several: any fail, else any unsure, else any pass, else not due."""
    if len(findings) == 1:
        return findings[0]
    decided = min((f.verdict for f in findings), key=DECIDES.index)
    told = [f for f in findings if f.verdict is decided]
    return Finding(
        decided,
        "; ".join(dict.fromkeys([f.because for f in told])),
        tuple([d for f in told for d in f.evidence]),
        tuple(sorted({n for f in told for n in f.searched})),
    )


class Scorer:
    """A rubric, a profile and a reader made ready to judge contacts."""

    def __init__(self, rubric: Rubric, profile: Profile, reader: Reader) -> None:
        self.rubric = rubric
        self.profile = profile
        self.reader = reader
        checks = catalogue()
        self._lines: tuple[tuple[Criterion, tuple[tuple[Check, BaseModel | None], ...]], ...] = tuple(
            (line, tuple((checks[name], profile.given(name)) for name in line.checks)) for line in rubric.criteria
        )

    @cached_property
    def engine(self) -> str:
        """What judged: the program's version, the digests of words, model and profile, the default language."""
        parts = [f"ccqa-{ccqa.__version__}", f"words.{lexicon.digest()}", f"profile.{self.profile.digest}"]
        if self.reader.model:
            parts.append(f"model.{self.reader.model.digest[:12]}")
        return "+".join(parts + ([f"language.{self.reader.default}"] if self.reader.default else []))

    def score(self, contact: Contact) -> tuple[Scorecard, ...]:
        """Return one scorecard for each leg of a contact."""
        return tuple(self.score_all([contact]))

    def score_all(self, contacts: Iterable[Contact]) -> Iterator[Scorecard]:
        """Yield one scorecard for each leg of each contact, in order; what is beside a contact changes none of its."""
        left = iter(contacts)
        while together := list(islice(left, TOGETHER)):
            for contact, calls in zip(together, self.reader.readings_of(together), strict=True):
                yield from (self._card(contact, call) for call in calls)

    def _card(self, contact: Contact, call: Reading) -> Scorecard:
        return Scorecard(
            contact=contact.id,
            source=contact.source,
            revision=contact.revision,
            leg=call.leg.number,
            agent=call.leg.agent,
            turns=call.leg.turns,
            channel=contact.channel,
            language=self.reader.code_of(contact),
            queue=contact.queue,
            client=contact.client,
            started_at=contact.started_at,
            rubric=self.rubric.key,
            engine=self.engine,
            results=tuple(self._result(line, checks, call) for line, checks in self._lines),
        )

    def _result(
        self, line: Criterion, checks: tuple[tuple[Check, BaseModel | None], ...], call: Reading
    ) -> CriterionResult:
        finding = fold([check(call, given) for check, given in checks])
        return CriterionResult(
            line.id,
            finding.verdict,
            finding.because,
            finding.evidence,
            finding.searched,
            line.section,
            self.rubric.sections[line.section].weight,
            line.weight,
            line.severity,
            line.error_class,
            line.attribution,
        )
