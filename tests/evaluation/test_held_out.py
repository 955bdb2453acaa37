"""Floors on contacts of our own by writers from whom nothing is learnt; they only rise."""

import pytest

from ccqa.bundled import bundled
from ccqa.run import judging
from ccqa.run.measuring import measure

FILES = sorted(str(path) for path in bundled("models", "acts", "data", "held-out").glob("*.jsonl"))
FLOORS = {"act_micro_f1": 0.78, "act_macro_f1": 0.76, "verdict_accuracy": 0.77, "verdict_kappa": 0.575}
CRITICAL = ("CRT-03", "IDN-02", "RES-01", "CMP-01")
FEWEST_FAILS = 50


@pytest.fixture(scope="module")
def figures():
    rejected = []
    found = measure(FILES, judging.scorer(), rejected)
    assert not rejected
    return found


def test_accuracy_on_writers_held_out_does_not_fall(figures):
    summary = figures["summary"]["all"]
    assert {name: summary[name] for name in FLOORS if summary[name] < FLOORS[name]} == {}


def test_the_model_finds_what_words_alone_do_not(figures):
    alone = measure(FILES, judging.scorer(model="none"), [])["summary"]["all"]
    assert figures["summary"]["all"]["act_micro_f1"] > alone["act_micro_f1"] + 0.05
    assert figures["summary"]["all"]["verdict_accuracy"] > alone["verdict_accuracy"] + 0.05


@pytest.mark.parametrize("criterion", CRITICAL)
def test_enough_fails_of_each_critical_criterion_are_among_them(figures, criterion):
    assert sum(figures["criteria"]["all"][criterion]["confusion"]["fail"].values()) >= FEWEST_FAILS
