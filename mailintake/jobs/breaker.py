"""The circuit breaker: when far more answers are due than is likely, a machine stops them and a person must look."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from mailintake.domain.acknowledgement import Reason
from mailintake.jobs.judging import Judged

_WINDOW = timedelta(hours=1)
# An answer that a cap refused was due all the same.
_CAPPED = frozenset({Reason.SENDER_CAP, Reason.DOMAIN_CAP, Reason.HOUR_CAP, Reason.ANSWERED_IN_THREAD})


class BreakerWatch:
    """Counts the answers that were due in the last hour, promised or capped."""

    def __init__(self, limit: int, trip: Callable[[int, datetime], None]) -> None:
        self._limit = limit
        self._trip = trip  # called with the count when it passes the limit
        self._due_at: deque[datetime] = deque()

    def note(self, judged: Judged) -> None:
        """Count what a batch had due."""
        for kept in judged.kept:
            if kept.answers or (kept.permission is not None and kept.permission.reason in _CAPPED):
                self._count(kept.entry.seen_at)

    def _count(self, now: datetime) -> None:
        self._due_at.append(now)
        while self._due_at[0] <= now - _WINDOW:
            self._due_at.popleft()
        if len(self._due_at) >= self._limit:
            due = len(self._due_at)
            self._due_at.clear()
            self._trip(due, now)
