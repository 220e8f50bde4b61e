"""What can be told of the whole, as the jobs see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mailintake.domain.comment import Comment
    from mailintake.domain.consultation import Consultation
    from mailintake.domain.digest import Digest, Reconciliation
    from mailintake.domain.ledger import Disposition
    from mailintake.domain.outbox import OutboxMail
    from mailintake.domain.tray import Hit


class Reports(Protocol):
    """What can be told of the whole."""

    def digest(self, consultations: Sequence[Consultation], day: date, since: datetime, until: datetime) -> Digest:
        """Return the figures of a period; ``is_delayed`` is left False for the caller to set."""

    def last_digest_until(self) -> datetime | None:
        """Return the end of the period that the newest claimed digest covered."""

    def ledger_uids(self, mailbox: str, folder: str, uidvalidity: int) -> Mapping[int, Disposition]:
        """Return what became of each UID of a folder."""

    def record_reconciliation(self, mailbox: str, result: Reconciliation) -> None:
        """Store the result of a reconciliation."""

    def record_poll(self, now: datetime) -> None:
        """Store that the mailbox was read to its end at this moment."""

    def comments(self, consultation: str) -> tuple[Comment, ...]:
        """Return the comments of a consultation in the order they were received."""

    def comment(self, reference: str) -> Comment:
        """Return the comment with a reference, in any case of letters. Raises NotFoundError."""

    def comment_numbered(self, comment_id: int) -> Comment:
        """Return the comment with a number. Raises NotFoundError."""

    def search(self, words: str, limit: int) -> list[Hit]:
        """Return kept mail whose subject, text, sender, organisation or reference holds all the words, newest first."""

    def outbox(self, states: Collection[str], limit: int) -> list[OutboxMail]:
        """Return mails of ours in these states, newest first; all states where none is given."""

    def past_retention(self, received_before: datetime) -> int:
        """Return how many kept mails are older than this: due for a retention decision."""

    def verify(self) -> list[str]:
        """Check the event log's chain and every original's hash; return what is wrong, in words."""
