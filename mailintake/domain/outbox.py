"""Mail that we send: one row for each (kind, subject, recipient), ever, and the states it goes through.

waiting -> claimed -> final -> sent
   ^          |         `----> unknown    (the server may have it: never sent again by machine, unless to staff)
   `----------'--------------> failed     (refused for good, or given up)
waiting -> suppressed                     (no longer due at the moment of sending)
any but sent -> dropped                   (by staff)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class MailKind(StrEnum):
    """Every kind of mail the service sends."""

    INVITATION = "invitation"  # to the consultation
    ACKNOWLEDGEMENT = "acknowledgement"
    REGISTERED = "registered"  # the comment has its diary number
    REMINDER = "reminder"
    EXTENSION = "extension"  # more time was granted
    DECISION = "decision"  # what was decided in the end, and the next meeting
    DIGEST = "digest"
    ALERT = "alert"


# Mail to ourselves: sent again when its fate is unknown.
STAFF_KINDS = frozenset({MailKind.DIGEST, MailKind.ALERT})


class OutboxState(StrEnum):
    """Where a mail of ours stands."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    FINAL = "final"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"
    SUPPRESSED = "suppressed"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True, slots=True)
class NewMail:
    """A mail to be sent: the intent, composed, not yet stored."""

    kind: MailKind
    subject_key: str  # what it is about: "message:<sha256>", "reminder:lulea-lok-2018:14", "digest:2018-06-21"
    recipient: str
    message_id: str
    subject: str
    language: str
    content: bytes  # the whole mail (RFC 5322) with CRLF line ends
    consultation: str | None = None
    organisation_id: int | None = None
    created_at: datetime
    not_before: datetime  # it may be sent from this moment on
    is_for_staff: bool = False  # a digest or an alert: sent again when its fate is unknown


@dataclass(frozen=True, kw_only=True, slots=True)
class OutboxMail:
    """A mail of ours as the store holds it."""

    id: int
    mail: NewMail
    state: OutboxState
    attempts: int
    next_attempt_at: datetime
    sent_at: datetime | None
    error: str  # the last one, for staff to read


@dataclass(frozen=True, kw_only=True, slots=True)
class Uncopied:
    """A mail that was sent and of which no copy lies in the folder of sent mail, as far as is known."""

    mail: OutboxMail
    was_tried: bool  # an attempt at copying it never ended: the copy may be there


@dataclass(frozen=True, kw_only=True, slots=True)
class SendResult:
    """How an attempt ended."""

    is_sent: bool
    is_permanent: bool = False  # refused for good (5xx)
    is_unknown: bool = False  # broke after the last dot began: the server may have it
    error: str = ""


# Pauses between attempts at a mail that the server put off; the last one repeats.
RETRY_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 40, 60, 120))


def next_attempt(attempts: int, now: datetime, *, jitter: float) -> datetime:
    """Return when a mail that has been tried ``attempts`` times (at least once) is tried again.

    ``jitter`` is a random number from 0 to 1: up to a fifth is added, so that many mails do not come back at once.
    """
    pause = RETRY_PAUSES[min(attempts, len(RETRY_PAUSES)) - 1]
    return now + pause * (1 + jitter / 5)
