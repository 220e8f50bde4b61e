"""What staff say of a consultation, and the letters about it, as the jobs see them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mailintake.domain.consultation import ConsultationState
    from mailintake.domain.correspondence import Answerer, QueuedLetter
    from mailintake.domain.outbox import NewMail


class Consultations(Protocol):
    """What staff have said of the consultations, and who is written to about them."""

    def consultation_states(self) -> tuple[ConsultationState, ...]:
        """Return what was said of any consultation; one small look-up."""

    def close_consultation(self, consultation: str, *, by: str, now: datetime) -> bool:
        """Take no mail for an answer to it from now on; False where it was closed."""

    def reopen_consultation(self, consultation: str, *, by: str, now: datetime) -> bool:
        """Take mail for an answer to it again; False where it was not closed."""

    def note_decision(self, consultation: str, decided_on: date, *, by: str, now: datetime) -> None:
        """Note the day of the decision that is told."""

    def extend(
        self,
        organisation_id: int,
        extended_to: date | None,
        *,
        ends_at: datetime,
        mails: Sequence[NewMail],
        by: str,
        now: datetime,
    ) -> int:
        """Set an organisation's own last day, or take it away, and queue what is told of it; one transaction.

        A comment of theirs is late if it came at ``ends_at`` or later. Returns how many are late, or are not, other
        than before. Raises NotFoundError.
        """

    def queue_letters(self, mails: Sequence[NewMail], *, by: str, now: datetime) -> int:
        """Store intents that a person has asked for and that are not stored yet; return how many were new."""

    def letters(self, subject_keys: Collection[str]) -> tuple[QueuedLetter, ...]:
        """Return our mails about any of these, in the order they were queued."""

    def answerers(self, consultation: str) -> tuple[Answerer, ...]:
        """Return who has sent the comments and declines that stand, one for each, oldest first."""
