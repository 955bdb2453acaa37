"""Figures of an evaluation on tiny gold whose answers can be worked out by hand."""

from collections import Counter

import orjson
import pytest
from sklearn.metrics import cohen_kappa_score

from ccqa.contact import Contact, Role, Span, Turn
from ccqa.errors import Rejected
from ccqa.evaluation import acts, gold, verdicts
from ccqa.evaluation.report import evaluate
from ccqa.finding import Detection, Verdict


def one(turns, group="g", judged=acts and gold.ACTS, said=None):
    contact = Contact(id=group, language="en", turns=tuple(Turn(Role.AGENT, "x") for _ in turns))
    labels = tuple(None if t is None else gold.Labels(frozenset(t[0]), frozenset(t[1:])) for t in turns)
    return gold.Gold(contact, group, labels, said or {}, frozenset(judged))


def found(*places):
    return [Detection(act, Span(turn, 0, 1), "lexicon", sure) for turn, act, sure in places]


def test_precision_recall_and_f1_by_turn():
    case = one([({"thanks"},), ({"thanks", "closing"},), (set(),)])
    got = found((0, "thanks", 0.9), (0, "thanks", 0.9), (2, "thanks", 0.9), (1, "closing", 0.9))
    figures = acts.figures(acts.tally([(case, got)]), 1)
    assert (figures["thanks"].n, figures["thanks"].precision, figures["thanks"].recall) == (2, 0.5, 0.5)
    assert figures["closing"].f1 == 1


def test_doubtful_ambiguous_unjudged_and_unannotated_count_nowhere():
    case = one([({"thanks"}, "closing"), None, (set(),)], judged={"thanks", "closing"})
    got = found((0, "closing", 0.9), (1, "thanks", 0.9), (2, "greeting", 0.9), (2, "closing", 0.4))
    figures = acts.figures(acts.tally([(case, got)]), 1)
    assert set(figures) == {"thanks"}
    assert figures["thanks"].recall == 0


def test_signals_are_no_acts():
    got = found((0, "trouble", 0.9))
    assert acts.figures(acts.tally([(one([(set(),)]), got)]), 1) == {}


def test_few_gold_turns_stay_out_of_the_macro_average():
    case = one([({"thanks"},)] * 5 + [({"closing"},)])
    figures = acts.figures(acts.tally([(case, found(*((k, "thanks", 1.0) for k in range(5))))]), 1)
    assert acts.macro_f1(figures) == 1


def test_kappa_agrees_with_scikit_learn():
    pairs = (
        [("pass", "pass")] * 7 + [("fail", "pass")] * 2 + [("na", "na")] * 4 + [("fail", "fail")] + [("na", "unsure")]
    )
    counts = Counter((Verdict(a), Verdict(b)) for a, b in pairs)
    assert verdicts.kappa(counts) == pytest.approx(cohen_kappa_score(*zip(*pairs, strict=True)))


def test_an_always_yes_machine_has_kappa_zero():
    counts = Counter({(Verdict.PASS, Verdict.PASS): 95, (Verdict.FAIL, Verdict.PASS): 5})
    assert verdicts.kappa(counts) == pytest.approx(0)
    assert verdicts.figures(counts).constant_accuracy == 0.95


def test_kappa_is_undefined_where_there_is_nothing_to_tell_apart():
    assert verdicts.kappa(Counter({(Verdict.PASS, Verdict.PASS): 9})) is None


def test_keys_of_the_report_are_stable():
    case = one([({"thanks"},)], said={"CRT-01": Verdict.PASS})
    report = evaluate([(case, found((0, "thanks", 0.9)), {"CRT-01": Verdict.PASS})], 1)
    assert set(report) == {"contacts", "acts", "criteria", "summary"}
    assert {"n", "precision", "recall", "f1", "f1_low", "f1_high"} == set(report["acts"]["en"]["thanks"])
    assert {"n", "accuracy", "kappa", "unsure"} <= set(report["criteria"]["all"]["CRT-01"])
    wanted = {"act_macro_f1", "act_micro_f1", "verdict_accuracy", "verdict_kappa", "verdict_kappa_macro"}
    assert wanted <= set(report["summary"]["all"])


def test_gold_lines_are_read_and_bad_ones_rejected():
    good = {
        "id": "a",
        "language": "en",
        "turns": [{"role": "agent", "text": "Hi", "acts": ["greeting"]}, {"role": "bot", "text": "x"}],
    }
    good["verdicts"] = {"CRT-01": {"verdict": "pass", "evidence": [0]}, "RES-03": None}
    lines = [orjson.dumps(good), b"", b'{"id": "b"', b'{"id": "c", "turns": [{"role": "agent", "text": 5}]}']
    first, *rest = gold.read(lines, "f")
    assert first.labels[0] == gold.Labels(frozenset({"greeting"}), frozenset())
    assert first.labels[1] is None
    assert first.verdicts == {"CRT-01": Verdict.PASS}
    assert first.group == "a"
    assert [type(r) for r in rest] == [Rejected, Rejected]
    assert rest[0].ref == "f:3"
