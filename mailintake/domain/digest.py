"""What the daily digest (dagligt sammandrag) holds: figures and one-liners, never a body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mailintake.domain.comment import Stance

POLL_IS_STALE_AFTER = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentLine:
    """One new comment."""

    reference: str
    organisation: str  # its name, or the sender's where none is known
    received_at: datetime
    is_late: bool
    stance: Stance
    kind: str  # comment or decline
    role: str  # original, or what a supplement is


@dataclass(frozen=True, kw_only=True, slots=True)
class TrayLine:
    """One mail that waits for staff."""

    item_id: int
    received_at: datetime
    label: str
    reason: str
    organisation: str
    is_held: bool
    is_records_request: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsultationFigures:
    """How one consultation stands."""

    key: str
    title: str
    last_day: date
    days_left: int
    is_deadline_on_weekend: bool
    new: tuple[CommentLine, ...]
    comments: int  # standing ones, all time
    invited: int
    answered: int  # of the invited
    declined: int  # of the invited
    silent: tuple[str, ...]  # names of the invited that have not answered
    closed_on: date | None = None  # the local day on which staff closed it; None: they have not


@dataclass(frozen=True, kw_only=True, slots=True)
class Reconciliation:
    """The proof that nothing is lost: in the mailbox = seen = kept + left."""

    folder: str
    at: datetime
    in_mailbox: int  # mails that lie in the folder now, from the start on
    unseen: int  # of those, mails without a ledger row: 0 when all is well
    kept: int
    left: int  # left alone, duplicates and older than the start
    gone: int  # with a ledger row, but no longer in the folder: people move and delete mail

    @property
    def is_balanced(self) -> bool:
        """Whether every mail in the folder has been seen."""
        return self.unseen == 0 and self.in_mailbox == self.kept + self.left


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """The whole state on one screen."""

    day: date
    since: datetime  # end of the period that the last digest covered
    until: datetime
    is_delayed: bool  # it should have been sent on an earlier day, or much earlier this day
    consultations: tuple[ConsultationFigures, ...]
    tray: tuple[TrayLine, ...]
    sending_unknown: int
    sending_failed: int
    bounced: tuple[str, ...]  # names of organisations with an address that mail cannot reach
    suppressed: tuple[tuple[str, int], ...]  # reason why no automatic answer was given, and how often since
    seen: int  # mails seen since
    left: int  # of those, left alone
    held: int  # held in all, undecided
    reconciliations: tuple[Reconciliation, ...]
    last_poll_at: datetime | None
    approvals: tuple[str, ...] = ()  # rounds of reminders that wait for a person: the consultation and the day

    @property
    def new_comments(self) -> int:
        """New comments and supplements in all consultations."""
        return sum(len(figures.new) for figures in self.consultations)

    @property
    def is_poll_stale(self) -> bool:
        """Whether the mailbox has not been read for long, or never: it is read every minute or so."""
        return self.last_poll_at is None or self.until - self.last_poll_at > POLL_IS_STALE_AFTER

    @property
    def needs_attention(self) -> int:
        """How many things wait for a person."""
        return len(self.tray) + self.sending_unknown + self.sending_failed + len(self.bounced) + len(self.approvals)
