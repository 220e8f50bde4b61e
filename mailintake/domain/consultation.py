"""A consultation (remiss, samråd) and its deadline.

"By 1 October" means that a comment is in time until 2 October 00:00 in the consultation's own time zone; a deadline is
never moved, not even off a weekend, unless staff grant an extension (anstånd).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

_ONE_DAY = timedelta(days=1)


class Phase(StrEnum):
    """How far a consultation has come."""

    UPCOMING = "upcoming"  # its first day has not come
    OPEN = "open"
    ENDED = "ended"  # the last day has passed; late comments are registered
    CLOSED = "closed"  # no mail is taken for an answer to it any more
    DECIDED = "decided"


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """The named person an association may call."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of the proposal that comments may address."""

    name: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """The last day of answering, as a date in a time zone."""

    last_day: date
    zone: ZoneInfo

    @property
    def ends_at(self) -> datetime:
        """The first moment that is too late, in UTC."""
        return _midnight(self.last_day + _ONE_DAY, self.zone)

    @property
    def is_on_weekend(self) -> bool:
        """Whether the last day is a Saturday or a Sunday: warned about, never moved."""
        return self.last_day.weekday() >= 5

    def days_left(self, now: datetime) -> int:
        """Whole local days from today to the last day: 0 on the last day, negative after it."""
        return (self.last_day - now.astimezone(self.zone).date()).days


@dataclass(frozen=True, kw_only=True, slots=True)
class Consultation:
    """A proposal that is out for comments."""

    key: str
    title: str
    title_by_language: dict[str, str]  # the title in other languages than the service's own; may be empty
    reference_prefix: str
    diary_number: str  # "" until there is a real one
    opens: date
    deadline: Deadline
    closes: date  # after this day a mail is no longer taken for an answer to it
    contact: Contact
    decided_by: str  # who decides in the end, such as "kommunfullmäktige"
    next_steps: str  # one sentence: what happens after the deadline
    next_steps_by_language: dict[str, str]
    proposal_text: str
    proposal_url: str
    proposal_document: str = ""  # path of the file that goes with an invitation; "": it is linked
    privacy_url: str  # how the authority treats personal data
    terms: tuple[str, ...] = ()  # words that speak for this consultation
    near_misses: tuple[str, ...] = ()  # words that speak for another matter
    languages: tuple[str, ...] = ("sv",)
    remind_days_before: tuple[int, ...] = (14, 3)
    remind_at: time = time(9, 0)
    must_approve_reminders: bool = False  # a round goes out only when a person has approved it
    closed_at: datetime | None = None  # staff closed it before its day; aware
    decided_on: date | None = None  # the day of the decision that was told
    sections: tuple[Section, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which its days are counted."""
        return self.deadline.zone

    @property
    def opens_at(self) -> datetime:
        """The first moment of its first day, in UTC."""
        return _midnight(self.opens, self.zone)

    @property
    def closes_at(self) -> datetime:
        """The first moment at which no mail is taken for an answer to it, unless staff close it before; in UTC."""
        return _midnight(self.closes + _ONE_DAY, self.zone)

    def is_open(self, at: datetime) -> bool:
        """Whether a comment at this moment is neither too early nor late."""
        return self.opens_at <= at < self.deadline.ends_at and not self.is_closed(at)

    def is_closed(self, at: datetime) -> bool:
        """Whether staff had closed it at this moment."""
        return self.closed_at is not None and self.closed_at <= at

    def is_listening(self, at: datetime) -> bool:
        """Whether a mail at this moment may be about it: late comments are kept and registered too."""
        return self.opens_at <= at < self.closes_at and not self.is_closed(at)

    @property
    def closed_on(self) -> date | None:
        """The local day on which staff closed it; None where they have not."""
        return None if self.closed_at is None else self.closed_at.astimezone(self.zone).date()

    def phase(self, now: datetime) -> Phase:
        """How far it has come."""
        if self.decided_on is not None:
            return Phase.DECIDED
        if self.is_closed(now) or now >= self.closes_at:
            return Phase.CLOSED
        if now < self.opens_at:
            return Phase.UPCOMING
        return Phase.OPEN if self.is_open(now) else Phase.ENDED

    def deadline_for(self, extended_to: date | None) -> Deadline:
        """The deadline of an organisation, with its extension where it has a later one."""
        if extended_to is None or extended_to <= self.deadline.last_day:
            return self.deadline
        return Deadline(last_day=extended_to, zone=self.zone)

    def is_late(self, received_at: datetime, extended_to: date | None = None) -> bool:
        """Whether a comment received at this moment came after the deadline or the organisation's extension."""
        return received_at >= self.deadline_for(extended_to).ends_at

    def title_in(self, language: str) -> str:
        """The title in a language, or the original one."""
        return self.title_by_language.get(language, self.title)

    def next_steps_in(self, language: str) -> str:
        """What happens next in a language, or in the original one."""
        return self.next_steps_by_language.get(language, self.next_steps)


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsultationState:
    """What staff have said of a consultation as a whole, beside its settings."""

    consultation: str
    closed_at: datetime | None = None
    decided_on: date | None = None


def with_states(
    consultations: Mapping[str, Consultation], states: Iterable[ConsultationState]
) -> dict[str, Consultation]:
    """Return the consultations as staff have left them; a state of one that is not among them is nothing's."""
    current = dict(consultations)
    for state in states:
        if state.consultation in current:
            current[state.consultation] = replace(
                current[state.consultation], closed_at=state.closed_at, decided_on=state.decided_on
            )
    return current


# Every mail is compared with the same few midnights.
@lru_cache(maxsize=1024)
def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the first moment of a day in a zone, in UTC."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)
