from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from ccqa.formats._times import instant, later

AT = datetime(2026, 1, 15, 10, tzinfo=UTC)
NAIVE, EPOCH = "time without zone taken as UTC", "epoch unit told by magnitude"

TIMES = {
    "iso with Z": ("2026-01-15T10:00:00Z", {}),
    "iso with milliseconds": ("2026-01-15T10:00:00.000Z", {}),
    "iso with offset": ("2026-01-15T12:00:00+02:00", {}),
    "iso with a blank": (" 2026-01-15 10:00:00+00:00 ", {}),
    "iso without zone": ("2026-01-15T10:00:00", {NAIVE: 1}),
    "mail header": ("Thu, 15 Jan 2026 10:00:00 +0000", {}),
    "mail header, zone not told": ("Thu, 15 Jan 2026 10:00:00 -0000", {NAIVE: 1}),
    "datetime": (AT, {}),
    "datetime elsewhere": (AT.astimezone(timezone(timedelta(hours=-5))), {}),
    "datetime without zone": (AT.replace(tzinfo=None), {NAIVE: 1}),
    "seconds": (1768471200, {EPOCH: 1}),
    "milliseconds": (1768471200000, {EPOCH: 1}),
    "microseconds": (1768471200000000, {EPOCH: 1}),
    "nanoseconds": (1768471200000000000, {EPOCH: 1}),
    "seconds in a string": ("1768471200", {EPOCH: 1}),
    "seconds as a float": (1768471200.0, {EPOCH: 1}),
}


@pytest.mark.parametrize(("value", "counts"), TIMES.values(), ids=TIMES)
def test_a_time_however_written(value, counts, noted):
    got = instant(value, noted)
    assert got == AT
    assert got.tzinfo is UTC
    assert dict(noted) == counts


NO_TIMES = [
    "",
    "soon",
    "2026-13-01",
    "25:00",
    None,
    True,
    [],
    {},
    float("nan"),
    float("inf"),
    -5.0,
    10**30,
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "1969-12-31",
    "NOT-A-DATE",
    date(2026, 1, 15),
    "Thu, 99 Jan 2026 10:00:00 +0000",
]


@pytest.mark.parametrize("value", NO_TIMES, ids=repr)
def test_what_is_no_time_is_told_without_its_words(value, noted):
    with pytest.raises(ValueError) as caught:
        instant(value, noted)
    assert str(caught.value) in {"not a point in time", "not a time between 1970 and 2200"}
    assert caught.value.__cause__ is None


def test_a_time_beyond_the_calendar_is_none():
    assert later(AT, 1e300) is None
    assert later(AT, 60.5) == datetime(2026, 1, 15, 10, 1, 0, 500_000, tzinfo=UTC)
