"""The mail that we send, as the jobs see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mailintake.domain.outbox import NewMail, OutboxMail, Uncopied


class Outbox(Protocol):
    """Mail that we send."""

    def queue(self, mails: Sequence[NewMail], now: datetime) -> int:
        """Store intents that are not stored yet; return how many were new."""

    def claim(self, now: datetime, until: datetime, limit: int) -> list[OutboxMail]:
        """Claim mails that are due, oldest first; each counts as an attempt. Claims of others are passed over."""

    def mark_final(self, outbox_id: int, now: datetime) -> bool:
        """Record that the last dot is about to be sent; False if the row is no longer ours to send."""

    def mark_sent(self, outbox_id: int, now: datetime) -> None:
        """Record the server's 250."""

    def put_off(self, outbox_id: int, until: datetime, error: str, now: datetime) -> None:
        """Record that it did not go now."""

    def fail(self, outbox_id: int, error: str, now: datetime) -> None:
        """Record that it will not go."""

    def suppress(self, outbox_id: int, reason: str, now: datetime) -> None:
        """Record that it is no longer due."""

    def mark_unknown(self, outbox_id: int, error: str, now: datetime) -> None:
        """Record that the server may have it."""

    def release(self, now: datetime, *, is_alone: bool) -> int:
        """Take back claims that have expired, or all of other processes when no other can be alive.

        A claimed one waits again, a final one becomes unknown (one for staff waits again). Returns how many.
        """

    def counts(self) -> dict[str, int]:
        """Return how many mails are in each state."""

    def mail(self, outbox_id: int) -> OutboxMail:
        """Return one mail. Raises NotFoundError."""

    def resend(self, outbox_id: int, by: str, now: datetime) -> None:
        """Let a mail that failed, is unknown, was suppressed or dropped wait to be sent again, as a person decided.

        Raises NotFoundError; UsageError where it is in another state.
        """

    def drop(self, outbox_id: int, by: str, now: datetime) -> None:
        """Never send a mail, as a person decided. Raises NotFoundError; UsageError where it was sent."""

    def sent_since(self, moment: datetime, now: datetime) -> int:
        """Return how many mails went out after a moment, with those that other processes have in hand now."""

    def has_uncopied(self, since: datetime, now: datetime) -> bool:
        """Whether there is anything for ``claim_uncopied``."""

    def claim_uncopied(self, since: datetime, now: datetime, until: datetime, limit: int) -> list[Uncopied]:
        """Claim mails sent after ``since``, but none to staff, of which no copy was made; in the order they went.

        A claim ends when the copy is marked as made. Where it expires instead, nobody knows whether there is a copy.
        """

    def unclaim_uncopied(self, outbox_ids: Sequence[int]) -> None:
        """Give back claims of which nothing was tried; one that was tried before stays so."""

    def mark_copied(self, outbox_id: int, now: datetime) -> None:
        """Record that a copy lies where it should."""

    def next_due_at(self) -> datetime | None:
        """Return when the next waiting mail is due; None where none waits."""
