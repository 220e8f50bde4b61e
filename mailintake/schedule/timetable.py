"""Which job is woken when: all the timing there is.

APScheduler is a ticker only: a tick wakes a thread, and the job finds what is due in the tables. A tick that is missed,
doubled on an autumn night or late after a standstill therefore neither skips nor doubles anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from mailintake.bootstrap import utc_now


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of the timetable."""

    job: str
    trigger: Any  # an APScheduler trigger


def timetable(*, zone: ZoneInfo, poll_seconds: float, lease_seconds: float) -> tuple[Entry, ...]:
    """Return the timetable; ``lease_seconds`` is how often the mailbox lease is renewed."""
    return (
        Entry(job="poll", trigger=IntervalTrigger(seconds=poll_seconds, timezone=zone)),
        Entry(job="deliver", trigger=IntervalTrigger(seconds=15, timezone=zone)),
        Entry(job="copies", trigger=IntervalTrigger(minutes=5, timezone=zone)),
        Entry(job="remind", trigger=CronTrigger(minute="*/5", timezone=zone)),
        Entry(job="digest", trigger=CronTrigger(minute="*/5", timezone=zone)),
        Entry(job="reconcile", trigger=CronTrigger(hour=5, minute=30, timezone=zone)),
        Entry(job="retain", trigger=CronTrigger(hour=4, minute=30, timezone=zone)),
        Entry(job="lease", trigger=IntervalTrigger(seconds=lease_seconds, timezone=zone)),
    )


class TickerLike(Protocol):
    """What wakes the jobs."""

    def start(self) -> None:
        """Begin to tick."""

    def nudge(self) -> None:
        """Look at the clock again."""

    def stop(self) -> None:
        """Tick no more."""


class Ticker:
    """APScheduler with a store in memory: it calls the wakers at their times and does nothing else."""

    def __init__(
        self,
        entries: tuple[Entry, ...],
        wakers: Mapping[str, Callable[[], None]],
        *,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._clock = clock
        self._looked_at = clock()
        self._scheduler = BackgroundScheduler(
            # The default grace of one second would drop ticks after a standstill; coalesced ones come late but once.
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
            executors={"default": {"type": "threadpool", "max_workers": 1}},
        )
        for entry in entries:
            self._scheduler.add_job(wakers[entry.job], trigger=entry.trigger, id=entry.job)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    def nudge(self) -> None:
        """Look at the clock again; where it was set back every job is woken, and its next time counts from now.

        APScheduler would wake none before the clock has caught up with what it showed.
        """
        now = self._clock()
        if now < self._looked_at:
            for job in self._scheduler.get_jobs():
                job.modify(next_run_time=now)
        self._looked_at = now
        self._scheduler.wakeup()

    def stop(self) -> None:
        """Tick no more."""
        self._scheduler.shutdown(wait=False)
