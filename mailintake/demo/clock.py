"""A clock that stands still until the story moves it, and the ticker that goes with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from mailintake.schedule.timetable import Entry


class StoryClock:
    """The story's time, in UTC."""

    def __init__(self, begins_at: datetime) -> None:
        self._now = begins_at.astimezone(UTC)

    def __call__(self) -> datetime:
        """Return the present moment of the story."""
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Move on; time never goes back."""
        self._now = max(self._now, moment.astimezone(UTC))


class StoryTicker:
    """Wakes jobs when the story says so, in the place of the real ticker."""

    def __init__(self) -> None:
        self._wakers: Mapping[str, Callable[[], None]] = {}

    def make(self, _entries: tuple[Entry, ...], wakers: Mapping[str, Callable[[], None]]) -> StoryTicker:
        """Take the wakers in; the timetable's own times are of the real clock."""
        self._wakers = wakers
        return self

    def wake(self, job: str) -> None:
        """Wake one job."""
        self._wakers[job]()

    def start(self) -> None:
        """Nothing ticks by itself."""

    def nudge(self) -> None:
        """No real clock is looked at."""

    def stop(self) -> None:
        """Nothing ticks by itself."""
