"""What waits for staff, as the jobs see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mailintake.domain.decision import Decision
    from mailintake.domain.ledger import LedgerEntry, Registration
    from mailintake.domain.message import MessageRef
    from mailintake.domain.outbox import NewMail, OutboxMail
    from mailintake.domain.tray import HumanDecision, Naming, TrayItem


class Tray(Protocol):
    """What waits for staff, and what staff decide."""

    def waiting(self) -> list[TrayItem]:
        """Return what a person must look at: requests for public documents first, then by age.

        That is every kept mail whose standing decision is a machine's and either says review or labels it a question.
        """

    def organisations_waiting(self) -> frozenset[int]:
        """Return the numbers of the organisations that mail of, in ``waiting``, was matched to."""

    def item(self, item_id: int) -> TrayItem:
        """Return one kept mail. Raises NotFoundError."""

    def decide(
        self,
        item_id: int,
        decision: Decision,
        *,
        registration: Registration | None,
        answers: Sequence[NewMail],
        by: str,
        now: datetime,
        naming: Naming | None = None,
    ) -> None:
        """Set a person's decision in the place of the standing one, with what follows from it; one transaction.

        ``naming`` says from which organisation the mail comes: its number is filled in where it is to be found or made
        by its name, and an address that is nobody's yet becomes one of its own. Raises NotFoundError, and
        StoreConflictError where the standing decision is a person's already or a reference is taken.
        """

    def undo(self, item_id: int, *, by: str, now: datetime) -> None:
        """Take back a person's standing decision and all that followed from it; one transaction.

        What was decided before stands again, and the mail is registered as it was then. A comment that has no mail left
        is ``undone``, and its reference is never given to another. An answer of the undone decision is dropped where
        nobody may have it yet; decided anew, it may wait again. What was learned of an organisation is forgotten.
        Raises NotFoundError, and StoreConflictError where the standing decision is no person's.
        """

    def acknowledgement(self, item_id: int) -> OutboxMail | None:
        """Return our answer to a kept mail, whatever became of it; None where none was ever promised."""

    def human_decisions(self) -> Iterator[HumanDecision]:
        """Yield every decision of a person that stands, about mail that could be read, in the order they were made."""

    def human_decisions_mark(self) -> int:
        """Return a number that grows with every decision that a person makes or undoes; one look-up."""

    def ledger_entry(self, ref: MessageRef) -> LedgerEntry | None:
        """Return what was decided of a mail in the mailbox, kept or not."""
