"""What the machine's verdicts are good for."""

import pytest

from ccqa.finding import Verdict
from ccqa.statistics.calibration import Pair
from ccqa.statistics.gates import Gate, Measure, Status, status

P, F = Verdict.PASS, Verdict.FAIL
KAPPA, AC1 = Gate(((Measure.KAPPA, 0.6),)), Gate(((Measure.AC1, 0.8),))


def pairs(both_fail, missed, invented, both_pass, *, blind=True):
    verdicts = [(F, F)] * both_fail + [(F, P)] * missed + [(P, F)] * invented + [(P, P)] * both_pass
    return [Pair(str(k), a, b, blind) for k, (a, b) in enumerate(verdicts)]


CASES = {
    "nobody has looked": ([], Gate(), Status.NOT_VALIDATED),
    "anchored labels alone": (pairs(40, 0, 0, 200, blind=False), Gate(), Status.NOT_VALIDATED),
    "good and proved": (pairs(38, 2, 4, 196), Gate(), Status.COUNTS),
    "good, too few to prove it": (pairs(8, 0, 0, 40), Gate(), Status.ON_TRIAL),
    "misses too many": (pairs(20, 20, 0, 200), Gate(), Status.ON_TRIAL),
    "invents too many": (pairs(38, 2, 40, 160), Gate(), Status.ON_TRIAL),
    "always yes": (pairs(0, 10, 0, 190), Gate(), Status.ON_TRIAL),
    "always yes, by kappa": (pairs(0, 10, 0, 190), KAPPA, Status.ON_TRIAL),
    "always yes, by AC1 alone": (pairs(0, 10, 0, 190), AC1, Status.COUNTS),
    "good by kappa": (pairs(38, 2, 4, 196), KAPPA, Status.COUNTS),
    "too rare to be proved": (pairs(0, 0, 0, 900), Gate(), Status.PEOPLE_ONLY),
    "one review, a fail": (pairs(1, 0, 0, 0), Gate(), Status.ON_TRIAL),
    "one review that tells neither": ([Pair("c", Verdict.UNSURE, P, blind=True)], Gate(), Status.ON_TRIAL),
    "one review, few to be had but enough": (pairs(1, 0, 0, 0), Gate(attainable=60), Status.ON_TRIAL),
    "rare, with reviews enough": (pairs(0, 0, 0, 900), Gate(attainable=20_000), Status.ON_TRIAL),
    "few reviews to be had": (pairs(1, 0, 0, 60), Gate(attainable=60), Status.PEOPLE_ONLY),
}


@pytest.mark.parametrize(("seen", "gate", "expected"), CASES.values(), ids=CASES)
def test_status(seen, gate, expected):
    assert status(seen, gate) is expected


def test_anchored_labels_neither_help_nor_harm():
    anchored = pairs(0, 50, 50, 0, blind=False)
    assert status([*pairs(38, 2, 4, 196), *anchored], Gate()) is Status.COUNTS
