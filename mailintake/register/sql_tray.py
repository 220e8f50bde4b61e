"""The staff tray in the database (port Tray): what waits for people, and what they decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, bindparam, select, update

from mailintake.domain.decision import Decision, Outcome
from mailintake.domain.ledger import LedgerEntry, Registration
from mailintake.domain.message import MessageRef
from mailintake.domain.outbox import NewMail, OutboxState
from mailintake.domain.tray import TrayItem
from mailintake.errors import NotFoundError, StoreConflictError
from mailintake.register.events import MACHINE
from mailintake.register.mail_rows import ledger_entry_of, ref_of
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_items import items_by_id, waiting_ids
from mailintake.register.sql_keep import add_decisions, seal_of_decision, searched_words
from mailintake.register.sql_queue import Answer, queue
from mailintake.register.sql_registering import correct
from mailintake.register.sql_room import SqlRoom
from mailintake.register.sql_search import index_words
from mailintake.register.tables import decision as decisions
from mailintake.register.tables import ledger, message, outbox
from mailintake.register.tables.mail import IS_STANDING
from mailintake.register.tables.mail import IS_WAITING as IS_IN_TRAY
from mailintake.register.tables.outbox import IS_WAITING


class SqlTray(SqlRoom):
    """What waits for staff, and what staff decide."""

    def waiting(self) -> list[TrayItem]:
        """Return what a person must look at: requests for public documents first, then by age."""
        with self.store.read() as connection:
            return items_by_id(connection, waiting_ids(connection))

    def organisations_waiting(self) -> frozenset[int]:
        """Return the numbers of the organisations that waiting mail was matched to."""
        with self.store.read() as connection:
            matches = connection.scalars(_MATCHES_WAITING).all()
        return frozenset(id_ for match in matches if match and (id_ := match["organisation_id"]) is not None)

    def item(self, item_id: int) -> TrayItem:
        """Return one kept mail. Raises NotFoundError."""
        with self.store.read() as connection:
            return _item(connection, item_id)

    def decide(
        self,
        item_id: int,
        decision: Decision,
        *,
        registration: Registration | None,
        answers: Sequence[NewMail],
        by: str,
        now: datetime,
    ) -> None:
        """Set a person's decision in the place of the standing one, with what follows from it; one transaction.

        The mail's registration follows: it is made, corrected or taken back. An answer that waits is dropped where the
        mail is none of ours. Raises NotFoundError, and StoreConflictError where the standing decision is a person's
        already.
        """
        with self.store.write() as connection:
            log = EventLog(connection, now)
            item = _item(connection, item_id)
            if item.decided_by != MACHINE:
                raise StoreConflictError("A person has decided about this mail already.")
            connection.execute(_PUT_ASIDE, {"of_message": item_id})
            [decision_id] = add_decisions(log, [(item_id, decision)], by=by)
            _correct_ledger(connection, item_id, decision)
            data = {
                "label": decision.label,
                "outcome": decision.outcome,
                "before": item.decision.label,
                "decision": decision_id,
                "decision_sha256": seal_of_decision(decision),
            }
            log.add("decided", f"message:{item_id}", data, actor=by)
            comment_id = correct(log, item_id, registration, by=by)
            index_words(connection, [(item_id, searched_words(item.reading, registration))])
            due = [
                Answer(mail=each, message_id=item_id, reading=item.reading, comment_id=comment_id) for each in answers
            ]
            queue(log, due, by=by)
            if decision.outcome is Outcome.LEAVE:
                _drop_answers(log, item_id, by=by)
            log.store()

    def ledger_entry(self, ref: MessageRef) -> LedgerEntry | None:
        """Return what was decided of a mail in the mailbox, kept or not."""
        with self.store.read() as connection:
            row = connection.execute(select(ledger).where(_is_at(ref))).one_or_none()
        return None if row is None else ledger_entry_of(row)


def _item(connection: Connection, item_id: int) -> TrayItem:
    found = items_by_id(connection, [item_id])
    if not found:
        raise NotFoundError(f"There is no kept mail with number {item_id}.")
    return found[0]


def _correct_ledger(connection: Connection, item_id: int, decision: Decision) -> None:
    """Have the mail's ledger row tell what stands now; what became of the mail stays as it was."""
    place = select(message.c.mailbox, message.c.folder, message.c.uidvalidity, message.c.uid)
    ref = ref_of(connection.execute(place.where(message.c.id == item_id)).one())
    connection.execute(
        update(ledger)
        .where(_is_at(ref))
        .values(
            label=decision.label, outcome=decision.outcome, reason=decision.reason, probability=decision.probability
        )
    )


def _drop_answers(log: EventLog, item_id: int, *, by: str) -> None:
    dropped = (
        update(outbox)
        .where(IS_WAITING, outbox.c.answers == item_id)
        .values(state=OutboxState.DROPPED)
        .returning(outbox.c.id)
    )
    for outbox_id in log.connection.scalars(dropped).all():
        log.add("dropped", f"outbox:{outbox_id}", {"message": item_id}, actor=by)


def _is_at(ref: MessageRef) -> ColumnElement[bool]:
    return and_(
        ledger.c.mailbox == ref.mailbox,
        ledger.c.folder == ref.folder,
        ledger.c.uidvalidity == ref.uidvalidity,
        ledger.c.uid == ref.uid,
    )


_MATCHES_WAITING = select(decisions.c.organisation).where(IS_IN_TRAY)
_PUT_ASIDE = (
    update(decisions)
    .where(IS_STANDING, decisions.c.message_id == bindparam("of_message"))
    .values(is_standing=False, is_waiting=False)
)
