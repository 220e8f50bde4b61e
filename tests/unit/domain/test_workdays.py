"""Which days people are at work."""

from __future__ import annotations

from datetime import date

import pytest

from mailintake.domain.workdays import is_working_day, working_day_at_or_before

MIDSUMMER_EVE = date(2018, 6, 22)
CHRISTMAS = frozenset(date(2018, 12, day) for day in (24, 25, 26, 31)) | {date(2019, 1, 1)}


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2018, 10, 1), True),  # Monday
        (date(2018, 10, 5), True),  # Friday
        (date(2018, 10, 6), False),  # Saturday
        (date(2018, 10, 7), False),  # Sunday
        (MIDSUMMER_EVE, False),  # a Friday, and a holiday
    ],
)
def test_people_work_from_monday_to_friday_but_for_holidays(day, is_working):
    assert is_working_day(day, {MIDSUMMER_EVE}) is is_working


def test_a_working_day_is_its_own():
    assert working_day_at_or_before(date(2018, 10, 1), frozenset()) == date(2018, 10, 1)


def test_a_sunday_goes_back_to_friday():
    assert working_day_at_or_before(date(2018, 10, 7), frozenset()) == date(2018, 10, 5)


def test_a_holiday_after_a_weekend_goes_back_past_both():
    assert working_day_at_or_before(date(2018, 12, 26), CHRISTMAS) == date(2018, 12, 21)


def test_a_year_can_be_gone_back_over():
    assert working_day_at_or_before(date(2019, 1, 1), CHRISTMAS) == date(2018, 12, 28)
