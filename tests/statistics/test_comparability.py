"""Gaps between kinds of contacts, and agents' figures as if all had the same contacts."""

import numpy as np
import pytest
from statsmodels.stats.contingency_tables import StratifiedTable

from ccqa.statistics import within
from ccqa.statistics.case_mix import adjusted
from ccqa.statistics.comparability import Judged, gaps

BERKELEY = (
    ((512, 313), (89, 19)),
    ((353, 207), (17, 8)),
    ((120, 205), (202, 391)),
    ((138, 279), (131, 244)),
    ((53, 138), (94, 299)),
    ((22, 351), (24, 317)),
)
"""Admitted and rejected, men and women, by department: P. J. Bickel, E. A. Hammel, J. W. O'Connell, Science 187 (1975)."""


def contacts(chance, n, planted=0.0):
    channels, lengths = chance.choice(["chat", "voice"], n), chance.choice(["long", "middle", "short"], n)
    return [
        Judged(
            bool(luck < 0.05 + 0.02 * agent + planted * (channel == "chat" and length == "short")),
            f"agent {agent}",
            (("channel", str(channel)), ("length", str(length))),
        )
        for agent, channel, length, luck in zip(
            chance.integers(0, 8, n), channels, lengths, chance.random(n), strict=True
        )
    ]


def test_departments_are_compared_within():
    """Within departments women are admitted about as often: CMH 1.43, p = 0.232, as R's mantelhaen.test prints."""
    seen = within.Strata(*np.array([[m[0], sum(m), w[0], sum(w)] for m, w in BERKELEY], float).T)
    assert within.p_value(seen) == pytest.approx(0.2323, abs=5e-5)
    tables = StratifiedTable([np.array(rows) for rows in BERKELEY])
    assert within.p_value(seen) == pytest.approx(tables.test_null_odds(correction=True).pvalue)
    more, low, high = within.more(seen, 0.95)
    assert low < 0 < high
    assert more == pytest.approx(-0.018, abs=0.001)


def test_one_agent_alone_gives_the_plain_difference():
    seen = within.Strata(*(np.array([v], float) for v in (30, 100, 20, 100)))
    more, low, high = within.more(seen, 0.95)
    plain = 1.96 * np.sqrt(0.3 * 0.7 / 100 + 0.2 * 0.8 / 100)
    assert (more, high - low) == pytest.approx((0.1, 2 * plain), rel=0.02)


def test_a_rule_that_fails_short_chats_is_found_and_named_first():
    found = gaps([("CRT-04", contacts(np.random.default_rng(1), 2000, planted=0.2)), ("CRT-05", [])])
    assert found[0].name == "CRT-04: channel chat and length short"
    assert found[0].found
    assert found[0].more.low <= 0.2 <= found[0].more.high


def test_nothing_planted_is_found_in_few_reports():
    chance = np.random.default_rng(2)
    wrong = sum(any(g.found for g in gaps([("CRT-04", contacts(chance, 400))])) for _ in range(100))
    assert wrong <= 9


def test_who_takes_which_contacts_makes_no_gap():
    """One agent fails twice as often, and has nearly all the chats."""
    chance, rows = np.random.default_rng(3), []
    for agent, fails, chats in (("one", 0.4, 0.9), ("other", 0.2, 0.1)):
        for luck, kind in chance.random((600, 2)):
            rows.append(Judged(luck < fails, agent, (("channel", "chat" if kind < chats else "voice"),)))
    raw = [np.mean([r.failed for r in rows if r.traits[0][1] == kind]) for kind in ("chat", "voice")]
    assert raw[0] - raw[1] > 0.1
    assert not gaps([("CRT-04", rows)])[0].found


def test_few_contacts_are_refused():
    rows = [Judged(k % 3 == 0, "one", (("channel", "chat" if k < 29 else "voice"),)) for k in range(500)]
    gap = gaps([("CRT-04", rows)])[0]
    assert (gap.n, gap.others, gap.more, gap.found) == (29, 471, None, False)


def test_an_agent_with_the_hard_contacts_is_not_the_worse_for_it():
    easy, hard = (("queue", "orders"),), (("queue", "complaints"),)
    rows = [Judged(k % 10 == 0, "easy", easy) for k in range(100)] + [
        Judged(k % 2 == 0, "hard", hard) for k in range(100)
    ]
    rows += [Judged(k % 10 == 0, "both", easy) for k in range(100)] + [
        Judged(k % 2 == 0, "both", hard) for k in range(100)
    ]
    found = {one.agent: one for one in adjusted(rows)}
    assert (found["easy"].raw.value, found["hard"].raw.value) == (0.1, 0.5)
    assert all(one.adjusted.value == pytest.approx(0.3) for one in found.values())


def test_below_ten_contacts_there_is_no_figure():
    found = adjusted([Judged(failed=True, agent="new", traits=()) for _ in range(9)])
    assert (found[0].n, found[0].raw, found[0].adjusted) == (9, None, None)


def test_where_nobody_fails_nobody_is_adjusted():
    assert adjusted([Judged(failed=False, agent="one", traits=()) for _ in range(20)])[0].adjusted.value == 0
