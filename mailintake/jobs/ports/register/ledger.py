"""What has been seen, as the jobs see it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mailintake.domain.inquiry import Inquiry, Installation, Knowledge
    from mailintake.domain.ledger import Batch, Cursor
    from mailintake.domain.message import MessageRef


class Ledger(Protocol):
    """What has been seen, and what was decided of it."""

    def installation(self, now: datetime) -> Installation:
        """Return the secret of this database, made at the first call."""

    def cursor(self, mailbox: str, folder: str) -> Cursor | None:
        """Return how far a folder has been read; None before its first run."""

    def start(self, mailbox: str, folder: str, cursor: Cursor) -> None:
        """Set how far a folder has been read: at its first run, and after its UIDVALIDITY changed."""

    def unfinished(self, mailbox: str, folder: str, uidvalidity: int) -> dict[int, int]:
        """Return the UIDs that are to be read though the cursor may have passed them, with the number of attempts.

        An attempt that was withdrawn is not counted, so the number may be 0.
        """

    def begin(self, refs: Sequence[MessageRef], now: datetime) -> None:
        """Count an attempt for each mail before it is touched; one transaction."""

    def withdraw(self, refs: Sequence[MessageRef]) -> None:
        """Take back one attempt of each of these mails: it ended without harm, and without a result.

        The mail stays unfinished, with one attempt less (none at the least), so that it is found again.
        """

    def known(self, sha256s: Collection[str]) -> frozenset[str]:
        """Return which originals have been seen before, under whatever UID."""

    def ask(self, inquiries: Sequence[Inquiry], now: datetime) -> list[Knowledge]:
        """Return what is known about each mail, in order, in a bounded number of queries."""

    def end_recorded(self, refs: Sequence[MessageRef]) -> frozenset[MessageRef]:
        """Return which of these mails have a row already, and end the attempts at them."""

    def record(self, batch: Batch) -> None:
        """Store everything of a batch, end its attempts and move the cursor; one transaction.

        Outbox rows that exist already are left as they are. Raises StoreConflictError where another process stored the
        same mail or reference first (ask and judge again), LeaseLostError where it has taken over the mailbox.
        """
