from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from mailintake.report.digest_days import DigestPlan, due_day

STOCKHOLM = ZoneInfo("Europe/Stockholm")
WEEKDAYS = frozenset(range(5))


def _plan(*holidays: date, at: time = time(7, 30), days: frozenset[int] = WEEKDAYS) -> DigestPlan:
    return DigestPlan(at=at, days=days, holidays=frozenset(holidays), zone=STOCKHOLM)


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def test_a_digest_is_due_from_its_time_on_and_not_a_moment_before() -> None:
    monday = date(2018, 9, 17)

    assert due_day(_plan(), _local("2018-09-17T07:30")) == monday
    assert due_day(_plan(), _local("2018-09-17T07:29:59")) == date(2018, 9, 14)


def test_on_a_weekend_the_newest_digest_is_that_of_friday() -> None:
    assert due_day(_plan(), _local("2018-09-16T12:00")) == date(2018, 9, 14)


def test_a_public_holiday_has_no_digest() -> None:
    midsummer_eve = date(2018, 6, 22)

    assert due_day(_plan(midsummer_eve), _local("2018-06-22T09:00")) == date(2018, 6, 21)


def test_a_plan_without_days_has_no_digest() -> None:
    plan = DigestPlan(at=time(7, 30), days=frozenset(), holidays=frozenset(), zone=STOCKHOLM)

    assert due_day(plan, _local("2018-06-22T09:00")) is None


@pytest.mark.parametrize("night", ["2018-03-25", "2018-10-28"])
def test_a_time_in_the_hour_that_is_skipped_or_doubled_is_one_moment(night: str) -> None:
    plan = _plan(at=time(2, 30), days=frozenset(range(7)))
    day = date.fromisoformat(night)
    hours = [datetime(day.year, day.month, day.day, hour, 45, tzinfo=UTC) for hour in range(4)]

    days = [due_day(plan, moment) for moment in hours]

    assert days == sorted(days)
    assert days[-1] == day
