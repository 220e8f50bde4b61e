"""What is found out about a mail that a machine wrote."""

from __future__ import annotations

from dataclasses import dataclass

from mailintake.domain.message import Automatic, FailedRecipient

MAX_RECIPIENTS = 200
MAX_REASON = 500  # characters of what a mail server said


@dataclass(frozen=True, kw_only=True, slots=True)
class Detection:
    """What kind of machine wrote a mail, and what it tells."""

    automatic: Automatic
    reason: str = ""  # what betrayed it
    reported_message_id: str = ""
    recipients: tuple[FailedRecipient, ...] = ()
