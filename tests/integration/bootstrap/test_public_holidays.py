"""The days off are read in a process that ends; the ``holidays`` library never comes into this one."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from mailintake.bootstrap import public_holidays
from mailintake.bootstrap.public_holidays import SwedishHolidays, read_calendar

# Ascension Day and Midsummer's Eve of 2018, New Year's Eve of 2026; a Sunday, and an ordinary Tuesday.
OFF = (date(2018, 5, 10), date(2018, 6, 22), date(2026, 12, 31))
NOT_OFF = (date(2018, 9, 30), date(2018, 10, 2))


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    public_holidays._days_off.cache_clear()


def test_holidays_and_eves_are_days_off_and_other_days_are_not() -> None:
    calendar = SwedishHolidays()

    assert [day in calendar for day in (*OFF, *NOT_OFF)] == [True] * len(OFF) + [False] * len(NOT_OFF)


def test_the_library_stays_out_of_the_process_that_asks() -> None:
    program = (
        "import sys\nfrom datetime import date\n"
        "from mailintake.bootstrap.public_holidays import SwedishHolidays\n"
        "print(date(2018, 6, 22) in SwedishHolidays(), 'holidays' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout == "True False\n"


def test_where_no_process_can_be_started_the_library_is_asked_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_holidays.sys, "executable", "/bin/false")

    assert OFF[0] in SwedishHolidays()
    assert public_holidays._days_off(2018) == read_calendar(2018)
