"""What a person does with a mail of ours, and looks up by reference, in memory (ports Outbox and Reports)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mailintake.domain.comment import Comment
from mailintake.domain.outbox import OutboxMail, OutboxState
from mailintake.errors import NotFoundError
from mailintake.register.desk import DROPPABLE, RESENDABLE, no_such_comment, no_such_mail, wrong_state
from mailintake.register.memory_sending import change
from mailintake.register.memory_state import MemoryRoom, Sending
from mailintake.register.text import key_of


class MemoryDesk(MemoryRoom):
    """One mail or comment by its name, and a person's word on it."""

    def mail(self, outbox_id: int) -> OutboxMail:
        """Return one mail. Raises NotFoundError."""
        with self.state.lock:
            if outbox_id not in self.state.outbox:
                raise no_such_mail(outbox_id)
            return self.state.outbox[outbox_id].row

    def resend(self, outbox_id: int, by: str, now: datetime) -> None:
        """Let a mail wait to be sent again. Raises NotFoundError; UsageError where it stands elsewhere."""
        with self.state.lock:
            mail = replace(self._movable(outbox_id, RESENDABLE).row.mail, not_before=now)
            again = {"state": OutboxState.WAITING, "mail": mail, "next_attempt_at": now}
            change(self.state, replace(self.state.outbox[outbox_id], recalled_by=None), **again)
            self.state.log("resent", f"outbox:{outbox_id}", {}, now=now, actor=by)

    def drop(self, outbox_id: int, by: str, now: datetime) -> None:
        """Never send a mail, as a person decided. Raises NotFoundError; UsageError where it was sent."""
        with self.state.lock:
            change(self.state, self._movable(outbox_id, DROPPABLE), state=OutboxState.DROPPED)
            self.state.log("dropped", f"outbox:{outbox_id}", {}, now=now, actor=by)

    def comment(self, reference: str) -> Comment:
        """Return the comment with a reference, in any case of letters. Raises NotFoundError."""
        with self.state.lock:
            for comment in reversed(self.state.comments.values()):
                if key_of(comment.reference) == key_of(reference.strip()):
                    return comment
        raise no_such_comment(reference)

    def comment_numbered(self, comment_id: int) -> Comment:
        """Return the comment with a number. Raises NotFoundError."""
        with self.state.lock:
            if comment_id not in self.state.comments:
                raise NotFoundError(f"There is no comment {comment_id}.")
            return self.state.comments[comment_id]

    def _movable(self, outbox_id: int, allowed: tuple[OutboxState, ...]) -> Sending:
        state = self.mail(outbox_id).state
        if state not in allowed:
            raise wrong_state(outbox_id, state)
        return self.state.outbox[outbox_id]
