"""The outbox in memory (port Outbox)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from mailintake.domain.outbox import NewMail, OutboxMail, OutboxState, next_attempt
from mailintake.register.memory_sending import add, change, row_of
from mailintake.register.memory_state import MemoryRoom, Sending
from mailintake.register.text import clean

_IN_HAND = frozenset({OutboxState.CLAIMED, OutboxState.FINAL})


class MemoryOutbox(MemoryRoom):
    """Mail that we send."""

    def queue(self, mails: Sequence[NewMail], now: datetime) -> int:
        """Store intents that are not stored yet; return how many were new."""
        with self.state.lock:
            for mail in mails:
                self.state.require_organisation(mail.organisation_id)
            return sum(add(self.state, Sending(row=row_of(mail)), now=now) for mail in mails)

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
                claimed = replace(each, claimed_by=self.worker, claimed_until=until)
                change(self.state, claimed, state=OutboxState.CLAIMED, attempts=each.row.attempts + 1)
            return [self.state.outbox[each.row.id].row for each in due[:limit]]

    def mark_final(self, outbox_id: int, now: datetime) -> bool:  # noqa: ARG002
        """Record that the last dot is about to be sent; False if the row is no longer ours to send."""
        with self.state.lock:
            sending = self._in_hand(outbox_id)
            if sending is None or sending.row.state is not OutboxState.CLAIMED:
                return False
            change(self.state, sending, state=OutboxState.FINAL)
            return True

    def mark_sent(self, outbox_id: int, now: datetime) -> None:
        """Record the server's 250: a fact, whatever became of the claim meanwhile."""
        with self.state.lock:
            sending = self.state.outbox.get(outbox_id)
            if sending is not None and sending.row.state is not OutboxState.SENT:
                self._end(sending, now, state=OutboxState.SENT, sent_at=now, error="")

    def put_off(self, outbox_id: int, until: datetime, error: str, now: datetime) -> None:  # noqa: ARG002
        """Record that it did not go now."""
        with self.state.lock:
            sending = self._in_hand(outbox_id)
            if sending is not None:
                waiting = _freed(sending)
                change(self.state, waiting, state=OutboxState.WAITING, next_attempt_at=until, error=clean(error))

    def fail(self, outbox_id: int, error: str, now: datetime) -> None:
        """Record that it will not go."""
        self._give_up(outbox_id, OutboxState.FAILED, error, now)

    def suppress(self, outbox_id: int, reason: str, now: datetime) -> None:
        """Record that it is no longer due."""
        self._give_up(outbox_id, OutboxState.SUPPRESSED, reason, now)

    def mark_unknown(self, outbox_id: int, error: str, now: datetime) -> None:
        """Record that the server may have it; one for staff waits to be sent again."""
        with self.state.lock:
            sending = self._in_hand(outbox_id)
            if sending is not None:
                self._lose(sending, now, error=clean(error))

    def release(self, now: datetime, *, is_alone: bool) -> int:
        """Take back claims that have expired, or all of other processes when no other can be alive."""
        with self.state.lock:
            lost = [
                each
                for each in self.state.outbox.values()
                if each.row.state in _IN_HAND
                and ((each.claimed_until or now) <= now or (is_alone and each.claimed_by != self.worker))
            ]
            for each in lost:
                if each.row.state is OutboxState.FINAL:
                    self._lose(each, now, error=each.row.error)
                else:
                    change(self.state, _freed(each), state=OutboxState.WAITING)
            return len(lost)

    def counts(self) -> dict[str, int]:
        """Return how many mails are in each state."""
        with self.state.lock:
            found = Counter(each.row.state.value for each in self.state.outbox.values())
        return {state.value: found[state.value] for state in OutboxState}

    def next_due_at(self) -> datetime | None:
        """Return when the next waiting mail is due; None where none waits."""
        with self.state.lock:
            waiting = [each.row for each in self.state.outbox.values() if each.row.state is OutboxState.WAITING]
        return min((row.next_attempt_at for row in waiting), default=None)

    def _in_hand(self, outbox_id: int) -> Sending | None:
        sending = self.state.outbox.get(outbox_id)
        if sending is None or sending.row.state not in _IN_HAND or sending.claimed_by != self.worker:
            return None
        return sending

    def _give_up(self, outbox_id: int, state: OutboxState, why: str, now: datetime) -> None:
        with self.state.lock:
            sending = self.state.outbox.get(outbox_id)
            if sending is None:
                return
            if sending.row.state is OutboxState.WAITING or self._in_hand(outbox_id) is not None:
                self._end(sending, now, state=state, error=clean(why))

    def _lose(self, sending: Sending, now: datetime, *, error: str) -> None:
        if sending.row.mail.is_for_staff:
            due_at = next_attempt(max(sending.row.attempts, 1), now, jitter=0)
            change(self.state, _freed(sending), state=OutboxState.WAITING, next_attempt_at=due_at, error=error)
        else:
            self._end(sending, now, state=OutboxState.UNKNOWN, error=error)

    def _end(self, sending: Sending, now: datetime, *, state: OutboxState, **changes: Any) -> None:
        change(self.state, _freed(sending), state=state, **changes)
        self.state.log(state.value, f"outbox:{sending.row.id}", {}, now=now)


def _freed(sending: Sending) -> Sending:
    return replace(sending, claimed_by="", claimed_until=None)
