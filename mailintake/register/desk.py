"""What a person may do with a mail of ours by where it stands, and the words for what cannot be: for every store."""

from __future__ import annotations

from mailintake.domain.outbox import OutboxState
from mailintake.errors import NotFoundError, UsageError

RESENDABLE = (OutboxState.FAILED, OutboxState.UNKNOWN, OutboxState.SUPPRESSED, OutboxState.DROPPED)
DROPPABLE = (OutboxState.WAITING, OutboxState.FAILED, OutboxState.UNKNOWN, OutboxState.SUPPRESSED)


def no_such_comment(reference: str) -> NotFoundError:
    """Return the error that there is no such comment."""
    return NotFoundError(
        f"There is no comment with the reference {reference!r}.", remedy="mailintake consultation show KEY lists them."
    )


def no_such_mail(outbox_id: int) -> NotFoundError:
    """Return the error that there is no such mail."""
    return NotFoundError(f"There is no mail {outbox_id}.", remedy="mailintake outbox list shows the numbers.")


def wrong_state(outbox_id: int, state: OutboxState) -> UsageError:
    """Return the error that a mail stands where this cannot be done to it."""
    return UsageError(
        f"Mail {outbox_id} is {state}, so that cannot be done.", remedy="mailintake outbox list shows what may be done."
    )
