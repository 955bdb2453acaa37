"""Why a contact got its verdicts, in the terminal: the words with the evidence marked, then each verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ccqa.finding import Verdict
from ccqa.reporting.escape import visible
from ccqa.reporting.marking import marks_of, pieces
from ccqa.reporting.rendering import clock, sentence
from ccqa.reporting.terminal import out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from ccqa.contact import Contact
    from ccqa.reporting.marking import Piece
    from ccqa.rubric import Rubric
    from ccqa.scorecard import CriterionResult, Scorecard

SIGN = {Verdict.PASS: "✓ pass", Verdict.FAIL: "✗ fail", Verdict.UNSURE: "? unsure", Verdict.NA: "– not due"}
STYLE = {Verdict.PASS: "green", Verdict.FAIL: "red", Verdict.UNSURE: "yellow", Verdict.NA: "dim"}
WORDS = {"agent": "bold", "customer": "", "bot": "dim", "unknown": "dim"}


def show_explanation(cards: Sequence[Scorecard], contact: Contact, rubric: Rubric) -> None:
    """Show a contact with its evidence as `[words](criterion)`, and each leg's verdicts; words are made harmless."""
    console = out()
    same = [card for card in cards if (card.source, card.revision) == (contact.source, contact.revision)]
    facts = " ".join((contact.channel, contact.language or "?", contact.queue or "", contact.agent or ""))
    console.print(Text(visible(contact.id), "bold").append(f"  {visible(facts)}", "not bold dim"))
    console.print(_transcript(contact, same))
    for card in cards:
        _show_card(console, card, rubric)


def _transcript(contact: Contact, cards: Sequence[Scorecard]) -> Table:
    marks = marks_of(cards)
    table = Table(box=None, show_header=False, pad_edge=False, expand=False)
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for number, turn in enumerate(contact.turns):
        said = Text()
        for piece in pieces(turn.text, marks.get(number, ())):
            _append(said, piece)
        table.add_row(str(number), Text(turn.role, WORDS[turn.role]), clock(turn.start_s), said)
    return table


def _append(said: Text, piece: Piece) -> None:
    style = f"underline {STYLE[piece.verdict]}" if piece.verdict else ""
    places = {(mark.start, mark.end) for mark in piece.opening}
    said.append("[" * len(places), "dim").append(visible(piece.text), style)
    for end in sorted({(mark.start, mark.end) for mark in piece.ending}, reverse=True):
        cited = dict.fromkeys(mark.criterion for mark in piece.ending if (mark.start, mark.end) == end)
        said.append(f"]({visible(', '.join(cited))})", "dim")


def _show_card(console: Console, card: Scorecard, rubric: Rubric) -> None:
    score = "-" if card.score is None else f"{card.score * 100:.0f}"
    coverage = "-" if card.coverage is None else f"{card.coverage * 100:.0f}"
    console.print()
    console.print(
        Text(f"{visible(card.agent or 'agent unknown')}  score {score}, coverage {coverage}, gate {card.gate}", "bold")
    )
    for result in card.results:
        line = rubric.criterion(result.criterion)
        _show_result(console, result, line.title if line else "")


def _show_result(console: Console, result: CriterionResult, title: str) -> None:
    head = Text(f"{SIGN[result.verdict]:10}", STYLE[result.verdict])
    head.append(f"{visible(result.criterion)} ", "dim").append(visible(title), "not dim")
    if result.suspected:
        head.append("  ! suspected, for QA only", "yellow")
    if result.confirmed:
        head.append("  a person judged so", "cyan")
    console.print(head)
    why = Text(visible(sentence(result.because)))
    if result.searched and result.verdict is not Verdict.PASS:
        why.append(f" Searched turns {', '.join(map(str, result.searched))}.", "dim")
    console.print(Padding(why, (0, 0, 0, 10)))
