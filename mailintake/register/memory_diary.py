"""The diary number of a comment in memory (port Diary)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mailintake.domain.outbox import MailKind, NewMail, OutboxMail
from mailintake.errors import NotFoundError
from mailintake.register.memory_sending import add, row_of
from mailintake.register.memory_state import MemoryRoom, Sending
from mailintake.register.standing import MAY_HAVE_ARRIVED


class MemoryDiary(MemoryRoom):
    """The number under which a comment stands in the authority's own diary."""

    def set_diary_number(
        self, comment_id: int, number: str, *, mails: Sequence[NewMail], by: str, now: datetime
    ) -> None:
        """Set a comment's diary number and queue what is told of it. Raises NotFoundError."""
        with self.state.lock, self.state.transaction():
            if comment_id not in self.state.comments:
                raise NotFoundError(f"There is no comment with the number {comment_id}.")
            self.state.comments[comment_id] = replace(self.state.comments[comment_id], diary_number=number)
            self.state.log("diary_number", f"comment:{comment_id}", {"number": number}, now=now, actor=by)
            for mail in mails:
                add(self.state, Sending(row=row_of(mail), comment_id=comment_id), now=now, by=by)

    def arrived_acknowledgement(self, comment_id: int) -> OutboxMail | None:
        """Return our newest answer about a comment that has not come back and may have arrived."""
        with self.state.lock:
            found = [
                each.row
                for each in self.state.outbox.values()
                if each.comment_id == comment_id
                and each.row.mail.kind is MailKind.ACKNOWLEDGEMENT
                and not each.is_bounced
                and each.row.state in MAY_HAVE_ARRIVED
            ]
        return max(found, key=lambda row: row.id, default=None)
