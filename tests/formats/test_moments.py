"""Numbers that are points in time or offsets, told apart by magnitude."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ccqa.formats._moments import clock
from ccqa.formats._refusal import Refused

AT = datetime(2026, 1, 15, 10, tzinfo=UTC)
EPOCH, OFFSET = "epoch unit told by magnitude", "offset told by magnitude"
SERIES = {
    "epoch milliseconds": ((1768471200000, 1768471201500), 1e3, AT, (0, 1.5), {EPOCH: 1}),
    "epoch seconds where milliseconds are due": ((1768471200, 1768471202), 1e3, AT, (0, 2), {EPOCH: 1}),
    "epoch microseconds": ((1768471200000000, 1768471200400000), 1e6, AT, (0, 0.4), {EPOCH: 1}),
    "epoch milliseconds where microseconds are due": ((1768471200000, 1768471201500), 1e6, AT, (0, 1.5), {EPOCH: 1}),
    "offsets in milliseconds": ((0, 1000), 1e3, None, (0, 1), {OFFSET: 1}),
    "offsets in microseconds": ((400000, 3000000), 1e6, None, (0.4, 3), {OFFSET: 1}),
    "eleven days": ((999_999_999,), 1e3, None, (999_999.999,), {OFFSET: 1}),
    "both": ((1768471200000, 1000), 1e3, AT, (0, 1), {EPOCH: 1, OFFSET: 1}),
    "the earliest is not the first": ((1768471201000, 1768471200000), 1e3, AT, (1, 0), {EPOCH: 1}),
    "one is missing": ((None, 1768471200000), 1e3, AT, (None, 0), {EPOCH: 1}),
    "none": ((), 1e3, None, (), {}),
}


@pytest.mark.parametrize("row", SERIES.values(), ids=SERIES)
def test_a_series_of_numbers(row, noted):
    numbers, unit, began, seconds, counts = row
    time = clock(numbers, unit, noted)
    assert time.began == began
    assert [time.seconds(number) for number in numbers] == pytest.approx(list(seconds))
    assert dict(noted) == counts


def test_the_start_that_is_told_goes_before_the_earliest(noted):
    time = clock([1768471205000], 1e3, noted, None, 0, 1768471200000)
    assert time.began == AT
    assert time.seconds(1768471205000) == 5


def test_a_number_beyond_every_unit_is_refused_without_it(noted):
    with pytest.raises(Refused) as caught:
        clock([9e18], 1e3, noted)
    assert "9" not in caught.value.reason
