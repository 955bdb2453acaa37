"""Laws of the figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reporting.nights import card, contact, result

from ccqa.finding import Verdict
from ccqa.reporting.figures import ALL, Figures

OF = contact("A: Hello.")
verdicts = st.lists(st.sampled_from(Verdict), max_size=30)


def figures(given_verdicts, criterion="CRT-04"):
    found = Figures()
    for verdict in given_verdicts:
        found.add(card(OF, result(criterion, verdict)))
    return found


@given(verdicts, st.lists(st.sampled_from([Verdict.NA, Verdict.UNSURE]), max_size=30))
def test_what_was_not_due_or_cannot_be_told_never_moves_a_share(some, extra):
    one, two = figures(some).share("CRT-04"), figures([*some, *extra]).share("CRT-04")
    assert (one.n, one.value, one.bounds) == (two.n, two.value, two.bounds)


@given(verdicts)
def test_a_critical_fail_is_unsure_in_every_share_and_counted_apart(some):
    found = figures(some, "CRT-03").share("CRT-03")
    assert found.failed == 0
    assert found.suspected == some.count(Verdict.FAIL)
    assert found.unsure == some.count(Verdict.FAIL) + some.count(Verdict.UNSURE)


@given(verdicts)
def test_the_interval_holds_the_share_and_the_order_does_not_matter(some):
    share = figures(some).share("CRT-04")
    assert share == figures(reversed(some)).share("CRT-04")
    assert share.legs == len(some)
    if share.value is not None:
        low, high = share.bounds
        assert low <= share.value + 1e-9
        assert share.value <= high + 1e-9


@given(verdicts)
def test_groups_add_up(some):
    found = figures(some)
    assert found.share("CRT-04", ("language", "en")) == found.share("CRT-04", ALL)
    assert sum(n for _, n in found.groups("channel")) == len(some)


def test_a_mean_needs_ten():
    assert figures([Verdict.PASS] * 9).mean("score") == (None, 9)
    assert figures([Verdict.PASS] * 10).mean("score") == (pytest.approx(1), 10)
