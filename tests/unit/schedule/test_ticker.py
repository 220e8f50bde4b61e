"""The ticker goes on ticking when the clock is set back or forward."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from apscheduler.triggers.interval import IntervalTrigger

from mailintake.schedule.timetable import Entry, Ticker

NOW = datetime.now(UTC)
# Longer than any test: what ticks has been nudged.
ENTRY = Entry(job="deliver", trigger=IntervalTrigger(hours=1, timezone=ZoneInfo("Europe/Stockholm")))
SECONDS = 5.0


@pytest.mark.parametrize(("set_by", "is_woken"), [(-timedelta(minutes=10), True), (timedelta(minutes=1), False)])
def test_a_clock_that_was_set_back_does_not_hold_up_a_job_until_it_has_caught_up(set_by, is_woken):
    shown = iter((NOW, NOW + set_by))
    woken = threading.Event()
    ticker = Ticker((ENTRY,), {ENTRY.job: woken.set}, clock=lambda: next(shown))
    ticker.start()
    before = ticker._scheduler.get_job(ENTRY.job).next_run_time

    ticker.nudge()

    after = ticker._scheduler.get_job(ENTRY.job).next_run_time
    was_woken = woken.wait(SECONDS if is_woken else 0)
    ticker.stop()
    assert was_woken is is_woken
    assert (after < before) is is_woken
