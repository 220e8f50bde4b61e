"""What the register knows of a mail's sender and thread: looked up before it is judged, so that judging stays pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailintake.domain.comment import Comment
from mailintake.domain.outbox import MailKind


@dataclass(frozen=True, kw_only=True, slots=True)
class SentMail:
    """A mail of ours that a received one points back to."""

    outbox_id: int
    message_id: str
    kind: MailKind
    recipient: str
    consultation: str | None
    organisation_id: int | None
    comment_id: int | None  # the comment that an acknowledgement was about


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerCounts:
    """How many automatic answers have been promised lately: the ladder of caps stands on these."""

    to_sender_today: int = 0  # to this address in the last 24 hours
    to_domain_this_hour: int = 0  # to this address's domain in the last hour
    this_hour: int = 0  # to anybody in the last hour
    in_thread: int = 0  # to this sender on a mail of ours that this one points back to


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """Everything earlier that bears on one mail."""

    replies_to: SentMail | None = None  # a mail of ours by Message-ID; the seal has been checked
    comments_of_sender: tuple[Comment, ...] = ()  # standing ones, newest first
    referenced: Comment | None = None  # named by our reference in subject or text
    answers: AnswerCounts = AnswerCounts()
    first_run_at: datetime | None = None  # when the mailbox was first read; None: read from files

    @property
    def is_blank(self) -> bool:
        """Whether nothing is known of the sender and the thread that bears on what the mail is."""
        return self.replies_to is None and self.referenced is None and not self.comments_of_sender
