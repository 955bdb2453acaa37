"""Genuine chats: floors that only rise, and nothing lost. They are read from where they lie; none of them is in here."""

from pathlib import Path

import pytest

from ccqa.errors import Rejected
from ccqa.run import judging
from ccqa.run.measuring import measure
from ccqa.run.pulling import LoadReport, pull

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold" / "dev"
CORPORA = ROOT.parent / "shared" / "corpora"
FLOORS = {
    "act_micro_f1": 0.87,
    "act_macro_f1": 0.81,
    "verdict_accuracy": 0.85,
    "verdict_kappa": 0.77,
    "verdict_kappa_macro": 0.58,
}


@pytest.fixture(scope="module")
def scorer():
    return judging.scorer()


@pytest.mark.skipif(not GOLD.is_dir(), reason="NOT MEASURED: ../shared/gold is absent")
def test_accuracy_on_labelled_chats_does_not_fall(scorer):
    rejected = []
    summary = measure([str(path) for path in sorted(GOLD.glob("*.jsonl"))], scorer, rejected)["summary"]["all"]
    assert not rejected
    assert {name: summary[name] for name in FLOORS if summary[name] < FLOORS[name]} == {}
    assert summary["verdict_kappa"] > summary["constant_kappa"]


@pytest.mark.skipif(not CORPORA.is_dir(), reason="NOT MEASURED: ../shared/corpora is absent")
def test_contacts_in_are_scorecards_and_rejected_out(scorer, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import corpora

    report, cards = LoadReport(), 0
    for found in pull([str(path) for path in corpora.write(tmp_path)], "files", "auto", report):
        cards += 0 if isinstance(found, Rejected) else len(scorer.score(found))
    assert (report.contacts, report.rejections, cards) == (1352, 0, 1352)
