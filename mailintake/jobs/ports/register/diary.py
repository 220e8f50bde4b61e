"""The diary number of a comment (diarienummer), as the jobs see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mailintake.domain.outbox import NewMail, OutboxMail


class Diary(Protocol):
    """The number under which a comment stands in the authority's own diary."""

    def set_diary_number(
        self, comment_id: int, number: str, *, mails: Sequence[NewMail], by: str, now: datetime
    ) -> None:
        """Set a comment's diary number, as a person says, and queue what is told of it; one transaction.

        Raises NotFoundError.
        """

    def arrived_acknowledgement(self, comment_id: int) -> OutboxMail | None:
        """Return our newest answer about a comment that has not come back and may have arrived; None where none has."""
