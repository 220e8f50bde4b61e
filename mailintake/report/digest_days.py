"""When the daily digest is due, and whether there is anything to say."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from mailintake.domain.digest import Digest

# How far back a digest that was missed is looked for: holidays and a long weekend.
_LOOK_BACK_DAYS = 14
# A digest this much later than its time says that it is late.
DELAY_TO_TELL = timedelta(hours=1)


class WhenQuiet(StrEnum):
    """What is sent when nothing is new and all is well."""

    SKIP = "skip"
    LINE = "line"


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestPlan:
    """On which days and when the digest goes out."""

    at: time  # local
    days: frozenset[int]  # Monday is 0
    holidays: Container[date]  # no digest on these
    zone: ZoneInfo

    def moment(self, day: date) -> datetime:
        """Return when the digest of a day is due, aware.

        A time that does not exist on a spring night is the moment after it; one that exists twice is the first.
        """
        return datetime.combine(day, self.at, self.zone)

    def is_digest_day(self, day: date) -> bool:
        """Whether a digest goes out on a day."""
        return day.weekday() in self.days and day not in self.holidays


def due_day(plan: DigestPlan, now: datetime) -> date | None:
    """Return the day of the newest digest that is due at this moment; none where none has been lately.

    Only the newest counts: after a week of standstill staff get one digest that covers it, not five.
    """
    today = now.astimezone(plan.zone).date()
    for back in range(_LOOK_BACK_DAYS):
        day = today - timedelta(days=back)
        if plan.is_digest_day(day) and plan.moment(day) <= now:
            return day
    return None


def is_quiet(digest: Digest) -> bool:
    """Whether there is nothing new, nothing to do and nothing wrong.

    That the mailbox cannot be read is told by an alert of its own, every day; a service that has just started has not
    read it yet.
    """
    return (
        digest.new_comments == 0
        and digest.needs_attention == 0
        and all(result.is_balanced for result in digest.reconciliations)
    )
