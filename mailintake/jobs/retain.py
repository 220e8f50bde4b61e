"""Retain: count what is old enough for a retention decision (gallring); a machine never deletes by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from mailintake.jobs.ports.register import Reports
from mailintake.jobs.reports import RetentionCounts

_DAYS_A_MONTH = 30.44


def retain(reports: Reports, *, months: int, now: datetime) -> RetentionCounts:
    """Return how many kept mails are older than the retention time; 0 months means that all is kept for good."""
    if months <= 0:
        return RetentionCounts()
    return RetentionCounts(due=reports.past_retention(now - timedelta(days=months * _DAYS_A_MONTH)))
