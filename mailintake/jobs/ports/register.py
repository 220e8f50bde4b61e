"""The register as the jobs see it, one protocol for each thing it is asked for.

The values are named here and not used, so that whoever imports a port does not load all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mailintake.domain.comment import Comment
    from mailintake.domain.consultation import Consultation
    from mailintake.domain.decision import Decision
    from mailintake.domain.digest import Digest, Reconciliation
    from mailintake.domain.inquiry import Inquiry, Installation, Knowledge
    from mailintake.domain.ledger import Batch, Cursor, Disposition, LedgerEntry, Registration
    from mailintake.domain.message import MessageRef
    from mailintake.domain.organisation import Organisation
    from mailintake.domain.outbox import NewMail, OutboxMail
    from mailintake.domain.tray import Hit, HumanDecision, Naming, TrayItem


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

    def record(self, batch: Batch) -> None:
        """Store everything of a batch, end its attempts and move the cursor; one transaction.

        Outbox rows that exist already are left as they are. Raises StoreConflictError where another process stored the
        same mail or reference first (ask and judge again), LeaseLostError where it has taken over the mailbox.
        """


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

    def next_due_at(self) -> datetime | None:
        """Return when the next waiting mail is due; None where none waits."""


class Organisations(Protocol):
    """The invited list and everyone else who has written."""

    def organisations(self, consultation: str) -> tuple[Organisation, ...]:
        """Return all of a consultation, by id."""

    def organisation(self, organisation_id: int) -> Organisation | None:
        """Return one, or None where there is none with this number."""

    def sync_invited(self, consultation: str, invited: Sequence[Organisation], now: datetime) -> int:
        """Add what is new on the invited list and overwrite nothing that staff changed; return how many were added."""


class Calendar(Protocol):
    """What is due once on a date: claimed by compare-and-set, so that two processes do not both do it."""

    def claim_run(self, kind: str, local_date: date, now: datetime) -> bool:
        """Claim a run; True for exactly one caller, ever."""

    def has_run(self, kind: str, local_date: date) -> bool:
        """Whether a run was claimed."""


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


class Reports(Protocol):
    """What can be told of the whole."""

    def digest(self, consultations: Sequence[Consultation], day: date, since: datetime, until: datetime) -> Digest:
        """Return the figures of a period; ``is_delayed`` is left False for the caller to set."""

    def last_digest_until(self) -> datetime | None:
        """Return the end of the period that the newest claimed digest covered."""

    def ledger_uids(self, mailbox: str, folder: str, uidvalidity: int) -> Mapping[int, Disposition]:
        """Return what became of each UID of a folder."""

    def record_reconciliation(self, mailbox: str, result: Reconciliation) -> None:
        """Store the result of a reconciliation."""

    def record_poll(self, now: datetime) -> None:
        """Store that the mailbox was read to its end at this moment."""

    def comments(self, consultation: str) -> tuple[Comment, ...]:
        """Return the comments of a consultation in the order they were received."""

    def comment(self, reference: str) -> Comment:
        """Return the comment with a reference, in any case of letters. Raises NotFoundError."""

    def comment_numbered(self, comment_id: int) -> Comment:
        """Return the comment with a number. Raises NotFoundError."""

    def search(self, words: str, limit: int) -> list[Hit]:
        """Return kept mail whose subject, text, sender, organisation or reference holds all the words, newest first."""

    def outbox(self, states: Collection[str], limit: int) -> list[OutboxMail]:
        """Return mails of ours in these states, newest first; all states where none is given."""

    def past_retention(self, received_before: datetime) -> int:
        """Return how many kept mails are older than this: due for a retention decision."""

    def verify(self) -> list[str]:
        """Check the event log's chain and every original's hash; return what is wrong, in words."""


class Lease(Protocol):
    """Which process reads the mailbox: one at a time."""

    # No other process can be alive on the same database, so that a lease or a claim of another one is a dead one's.
    is_alone: bool

    def take(self, mailbox: str, now: datetime) -> bool:
        """Take or renew the lease; False where another living process holds it."""

    def give_back(self, mailbox: str) -> None:
        """End the lease, so that another process need not wait for it to expire."""


class Breaker(Protocol):
    """The circuit breaker of automatic answers: opened by a machine, closed by a person."""

    def is_open(self) -> bool:
        """Whether answers are stopped."""

    def open(self, reason: str, now: datetime) -> None:
        """Stop answers."""

    def close(self, by: str, now: datetime) -> None:
        """Let answers go again."""
