"""The bundled contacts and the verdicts that they must get."""

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import orjson
import pytest

from ccqa.bundled import bundled
from ccqa.contact import Channel
from ccqa.errors import Rejected
from ccqa.finding import Verdict
from ccqa.run import judging
from ccqa.run.pulling import LoadReport, pull

HERE = Path(__file__).parent
EXPECTED = {
    (row["id"], row["leg"]): row
    for path in sorted(HERE.glob("verdicts-*.jsonl"))
    for row in map(orjson.loads, path.read_bytes().splitlines())
}

KNOWN = orjson.loads((HERE / "known-misses.json").read_bytes())
"""By contact and leg: the criteria that the program still gets wrong, with what it says. This list may only shrink."""


@cache
def scored():
    report = LoadReport()
    scorer = judging.scorer()
    contacts = list(pull([str(bundled("examples", "contacts"))], "demo", "auto", report))
    assert not [one for one in contacts if isinstance(one, Rejected)]
    return report, contacts, {(card.contact, card.leg): card for one in contacts for card in scorer.score(one)}


@pytest.mark.parametrize("key", EXPECTED, ids=lambda key: f"{key[0]}/{key[1]}")
def test_a_bundled_contact_gets_its_verdicts(key):
    """All verdicts as expected, but for the misses that are known; a miss that is mended leaves the list."""
    _, _, cards = scored()
    got = {result.criterion: str(result.verdict) for result in cards[key].results}
    because = {r.criterion: r.because for r in cards[key].results}
    known = KNOWN.get(f"{key[0]}/{key[1]}", {})
    wrong = {
        c: f"{got[c]}, not {v}: {because[c]}"
        for c, v in EXPECTED[key]["verdicts"].items()
        if got[c] != v and c not in known
    }
    assert not wrong
    assert known == {c: got[c] for c in known if got[c] != EXPECTED[key]["verdicts"][c]}
    assert cards[key].agent == EXPECTED[key].get("agent")


def test_known_misses_are_few():
    assert sum(map(len, KNOWN.values())) <= 34


def test_every_leg_is_labelled():
    assert scored()[2].keys() == EXPECTED.keys()


def test_there_are_enough_of_every_kind():
    report, contacts, _ = scored()
    assert report.contacts >= 60
    assert {c.channel for c in contacts} >= {Channel.VOICE, Channel.CHAT, Channel.EMAIL}
    assert {"en", "fr", "nl", "de"} <= {(c.language or "")[:2] for c in contacts}
    assert {"<CARD>", "<IBAN>", "<EMAIL>", "<PHONE>"} <= report.masked.keys()


def test_every_verdict_of_every_criterion_is_among_them():
    seen = defaultdict(Counter)
    for row in EXPECTED.values():
        for criterion, verdict in row["verdicts"].items():
            seen[criterion][Verdict(verdict)] += 1
    for criterion, verdicts in seen.items():
        wanted = set(Verdict) - ({Verdict.NA} if criterion == "CRT-03" else set())
        assert wanted <= verdicts.keys(), criterion
