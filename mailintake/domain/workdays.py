"""Working days: Monday to Friday but for public holidays, which the caller gives as a set of dates."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta


def is_working_day(day: date, holidays: Container[date]) -> bool:
    """Whether people are at work on a day."""
    return day.weekday() < 5 and day not in holidays


def working_day_at_or_before(day: date, holidays: Container[date]) -> date:
    """Return the day itself, or the nearest working day before it."""
    while not is_working_day(day, holidays):
        day -= timedelta(days=1)
    return day
