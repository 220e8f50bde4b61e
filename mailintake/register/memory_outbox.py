"""The outbox in memory (port Outbox)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from mailintake.domain.ledger import Settlement
from mailintake.domain.message import Message, Reading
from mailintake.domain.outbox import MailKind, NewMail, OutboxMail, OutboxState, next_attempt
from mailintake.register.events import MACHINE
from mailintake.register.memory_state import MemoryRoom, Sending, State
from mailintake.register.standing import MAX_POINTERS, SETTLED_BY_ARRIVAL
from mailintake.register.text import cleaned, key_of

_IN_HAND = frozenset({OutboxState.CLAIMED, OutboxState.FINAL})


class MemoryOutbox(MemoryRoom):
    """Mail that we send."""

    def queue(self, mails: Sequence[NewMail], now: datetime) -> int:
        """Store intents that are not stored yet; return how many were new."""
        with self.state.lock:
            for mail in mails:
                self.state.require_organisation(mail.organisation_id)
            return sum(_add(self.state, Sending(row=_row(mail)), by=MACHINE, now=now) for mail in mails)

    def claim(self, now: datetime, until: datetime, limit: int) -> list[OutboxMail]:
        """Claim mails that are due, oldest first; each counts as an attempt."""
        with self.state.lock:
            due = [
                each
                for each in self.state.outbox.values()
                if each.row.state is OutboxState.WAITING
                and each.row.mail.not_before <= now
                and each.row.next_attempt_at <= now
            ]
            due.sort(key=lambda each: (each.row.mail.not_before, each.row.id))
            for each in due[:limit]:
                self._set(
                    replace(each, claimed_by=self.worker, claimed_until=until),
                    state=OutboxState.CLAIMED,
                    attempts=each.row.attempts + 1,
                )
            return [self.state.outbox[each.row.id].row for each in due[:limit]]

    def mark_final(self, outbox_id: int, now: datetime) -> bool:  # noqa: ARG002
        """Record that the last dot is about to be sent; False if the row is no longer ours to send."""
        with self.state.lock:
            sending = self.state.outbox.get(outbox_id)
            if sending is None or sending.row.state is not OutboxState.CLAIMED or sending.claimed_by != self.worker:
                return False
            self._set(sending, state=OutboxState.FINAL)
            return True

    def mark_sent(self, outbox_id: int, now: datetime) -> None:
        """Record the server's 250."""
        is_unsent = lambda each: each.row.state is not OutboxState.SENT  # noqa: E731
        self._end(outbox_id, is_unsent, now, state=OutboxState.SENT, sent_at=now, error="")

    def put_off(self, outbox_id: int, until: datetime, error: str, now: datetime) -> None:  # noqa: ARG002
        """Record that it did not go now."""
        with self.state.lock:
            sending = self.state.outbox.get(outbox_id)
            if sending is not None and self._is_claimed(sending):
                self._set(_free(sending), state=OutboxState.WAITING, next_attempt_at=until, error=error)
