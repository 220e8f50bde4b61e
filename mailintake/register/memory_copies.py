"""What went out, in memory: how much of it lately, and what is still to be copied (port Outbox)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from mailintake.domain.outbox import OutboxState, Uncopied
from mailintake.register.memory_state import MemoryRoom, Sending

_IN_HAND = frozenset({OutboxState.CLAIMED, OutboxState.FINAL})


class MemoryCopies(MemoryRoom):
    """Mail of ours that went out."""

    def sent_since(self, moment: datetime, now: datetime) -> int:
        """Return how many mails went out after a moment, with those that other processes have in hand now."""
        with self.state.lock:
            return sum(
                (each.row.sent_at is not None and each.row.sent_at > moment) or self._is_in_other_hands(each, now)
                for each in self.state.outbox.values()
            )

    def has_uncopied(self, since: datetime, now: datetime) -> bool:
        """Whether there is anything for ``claim_uncopied``."""
        with self.state.lock:
            return next(self._uncopied(since, now), None) is not None

    def claim_uncopied(self, since: datetime, now: datetime, until: datetime, limit: int) -> list[Uncopied]:
        """Claim mails sent after ``since``, but none to staff, of which no copy was made; in the order they went."""
        with self.state.lock:
            found = sorted(self._uncopied(since, now), key=lambda each: (each.row.sent_at, each.row.id))[:limit]
            for each in found:
                self.state.outbox[each.row.id] = replace(each, claimed_by=self.worker, claimed_until=until)
            return [Uncopied(mail=each.row, was_tried=each.claimed_until is not None) for each in found]

    def unclaim_uncopied(self, outbox_ids: Sequence[int]) -> None:
        """Give back claims of which nothing was ever tried."""
        with self.state.lock:
            for id_ in outbox_ids:
                each = self.state.outbox[id_]
                if _is_uncopied(each) and each.claimed_by == self.worker:
                    self.state.outbox[id_] = replace(each, claimed_by="", claimed_until=None)

    def mark_copied(self, outbox_id: int, now: datetime) -> None:
        """Record that a copy lies where it should: a fact, whatever became of the claim meanwhile."""
        with self.state.lock:
            each = self.state.outbox.get(outbox_id)
            if each is not None and _is_uncopied(each):
                self.state.outbox[outbox_id] = replace(each, copied_at=now, claimed_by="", claimed_until=None)

    def _uncopied(self, since: datetime, now: datetime) -> Iterator[Sending]:
        for each in self.state.outbox.values():
            is_free = each.claimed_until is None or each.claimed_until <= now
            is_recent = each.row.sent_at is not None and each.row.sent_at > since
            if _is_uncopied(each) and is_free and is_recent and not each.row.mail.is_for_staff:
                yield each

    def _is_in_other_hands(self, each: Sending, now: datetime) -> bool:
        is_claimed = each.row.state in _IN_HAND and each.claimed_until is not None and each.claimed_until > now
        return is_claimed and each.claimed_by != self.worker


def _is_uncopied(each: Sending) -> bool:
    return each.row.state is OutboxState.SENT and each.copied_at is None
