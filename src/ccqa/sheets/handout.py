"""What a grader gets: the lines of a sheet with their questions, the words, and the machine's verdicts unless blind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ccqa.contact import Contact
from ccqa.reporting.escape import visible
from ccqa.reporting.rendering import clock
from ccqa.review import Line, Sheet
from ccqa.scorecard import CriterionResult

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKED: Final = ("contact", "leg", "criterion", "question")
MACHINE: Final = ("machine", "because")
"""What a blind sheet leaves out."""
GRADED: Final = ("verdict", "turns", "note", "reviewer")
ROW: Final = "row"
"""The column that tells a line apart, and which sheet it is of."""
NEEDED: Final = ("contact", "criterion", *GRADED[:2], ROW)
SAID: Final = ("contact", "leg", "turn", "who", "at", "words")


@dataclass(frozen=True, slots=True)
class Handout:
    """A sheet with what it takes to grade it: titles by criterion, results by number of line, contacts by key."""

    sheet: Sheet
    titles: Mapping[str, str]
    results: Mapping[int, CriterionResult]
    contacts: Mapping[tuple[str, str, str], Contact]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the sheet, in their order."""
        return (*ASKED, *(() if self.sheet.blind else MACHINE), *GRADED, ROW)

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield each line as text by column; what is to be graded is empty."""
        for number, line in enumerate(self.sheet.lines, 1):
            result = None if self.sheet.blind else self.results.get(number)
            yield dict.fromkeys(self.columns, "") | {
                "contact": visible(line.contact),
                "leg": str(line.leg + 1),
                "criterion": line.criterion,
                "question": self.titles[line.criterion],
                **({"machine": str(result.verdict), "because": visible(result.because)} if result else {}),
                ROW: f"{self.sheet.token}-{number}",
            }

    def said(self, line: Line) -> Iterator[dict[str, str]]:
        """Yield what was said in the leg of a line, turn by turn."""
        contact = self.contacts[line.source, line.contact, line.revision]
        for number in contact.legs()[line.leg].turns:
            turn = contact.turns[number]
            told = (line.contact, str(line.leg + 1), str(number), str(turn.role), clock(turn.start_s), turn.text)
            yield dict(zip(SAID, map(visible, told), strict=True))
