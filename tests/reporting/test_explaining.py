"""What the terminal shows of a contact and of a night."""

from dataclasses import dataclass
from pathlib import Path

from reporting.nights import RUBRIC, card, contact, hostile, result, seen

from ccqa.finding import Verdict
from ccqa.reporting.explaining import show_explanation
from ccqa.reporting.figures import Figures
from ccqa.reporting.outcome import show_night


@dataclass(frozen=True)
class Ended:
    contacts: int = 3
    scorecards: int = 4
    rejected: int = 1
    sampled: int = 2
    suspected: int = 1
    figures: Figures = None
    rubric = RUBRIC
    page: Path = Path("out/[bold]night/index.html")


def test_evidence_is_marked_with_its_criterion(capsys):
    of = contact("A: Good morning, this is Ana. | C: Hello.")
    evidence = [seen(of, 0, "Good morning"), seen(of, 0, "morning, this")]
    show_explanation([card(of, result("CRT-01", evidence=evidence[:1]), result("IDN-01", evidence=evidence[1:]),
                           result("CRT-04", Verdict.FAIL, "no word on it", searched=[0]))], of, RUBRIC)  # fmt: skip
    shown = capsys.readouterr().out
    assert "[Good [morning](CRT-01), this](IDN-01) is Ana." in shown
    assert "No word on it. Searched turns 0." in shown


def test_a_hostile_contact_cannot_steer_the_terminal_and_fits(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    of, cards = hostile()
    show_explanation(cards, of, RUBRIC)
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "suspected, for QA only" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_night_ends_with_the_page_to_open(capsys):
    show_night(Ended(figures=Figures()))
    shown = capsys.readouterr().out
    assert "3 contacts, 4 scorecards, 1 rejected" in shown
    assert "out/[bold]night/index.html" in shown
