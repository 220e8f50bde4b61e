"""The staff tray in the database (port Tray): what waits for people, and what they decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, bindparam, select, update

from mailintake.domain.decision import Decision, Outcome
from mailintake.domain.ledger import LedgerEntry, Registration
from mailintake.domain.message import MessageRef
from mailintake.domain.outbox import NewMail, OutboxMail
from mailintake.domain.tray import HumanDecision, Naming, TrayItem
from mailintake.errors import NotFoundError, StoreConflictError
from mailintake.register.events import MACHINE
from mailintake.register.mail_rows import ledger_entry_of, ref_of
from mailintake.register.naming import with_organisation
from mailintake.register.sql_events import EventLog, figure
from mailintake.register.sql_items import items_by_id, waiting_ids
from mailintake.register.sql_keep import add_decisions, seal_of_decision, searched_words
from mailintake.register.sql_naming import learn
from mailintake.register.sql_organisation_rows import present_organisations
from mailintake.register.sql_people import PEOPLE_FIGURE, human_decisions
from mailintake.register.sql_queue import Answer, queue
from mailintake.register.sql_recall import acknowledgement_of, recall
from mailintake.register.sql_registering import correct
from mailintake.register.sql_room import SqlRoom
from mailintake.register.sql_search import index_words
from mailintake.register.sql_undo import note_displaced, undo
from mailintake.register.tables import decision as decisions
from mailintake.register.tables import ledger, message
from mailintake.register.tables.mail import IS_STANDING, IS_WAITING


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
            ids = {id_ for match in matches if match and (id_ := match["organisation_id"]) is not None}
            now = present_organisations(connection, ids)
        return frozenset(now[id_].id if id_ in now else id_ for id_ in ids)

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
        naming: Naming | None = None,
    ) -> None:
        """Set a person's decision in the place of the standing one, with what follows from it; one transaction.

        The mail's registration follows: it is made, corrected or taken back. An answer that waits is dropped where the
        mail is none of ours, and one that was taken back before it was sent waits again. What ``naming`` says of the
        mail's organisation goes before what the decision and what follows from it say. Raises NotFoundError, and
        StoreConflictError where the standing decision is a person's already.
        """
        with self.store.write() as connection:
            log = EventLog(connection, now)
            item = _item(connection, item_id)
            if item.decided_by != MACHINE:
                raise StoreConflictError("A person has decided about this mail already.")
            if naming is not None:
                match = learn(log, item_id, naming, by=by)
                decision, registration, answers = with_organisation(match, decision, registration, answers)
            connection.execute(_PUT_ASIDE, {"of_message": item_id})
            [decision_id] = add_decisions(log, [(item_id, decision)], by=by)
            note_displaced(connection, item_id, decision_id)
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
                Answer(
                    mail=each,
                    message_id=item_id,
                    reading=item.reading,
                    comment_id=comment_id,
                    decision_id=decision_id,
                )
                for each in answers
            ]
            queue(log, due, by=by)
            if decision.outcome is Outcome.LEAVE:
                recall(log, item_id, decision_id, only_its_own=False, by=by)
            log.count(PEOPLE_FIGURE, 1)
            log.store()

    def undo(self, item_id: int, *, by: str, now: datetime) -> None:
        """Take back a person's standing decision and all that followed from it; one transaction.

        What was decided before stands again, and the mail is registered as it was then. An answer of the undone
        decision is dropped where nobody may have it yet. Raises NotFoundError, and StoreConflictError where the
        standing decision is no person's.
        """
        with self.store.write() as connection:
            log = EventLog(connection, now)
            item = _item(connection, item_id)
            decision, registration = undo(log, item, by=by)
            _correct_ledger(connection, item_id, decision)
            index_words(connection, [(item_id, searched_words(item.reading, registration))])
            log.count(PEOPLE_FIGURE, 1)
            log.store()

    def acknowledgement(self, item_id: int) -> OutboxMail | None:
        """Return our answer to a kept mail; None where none was ever promised."""
        with self.store.read() as connection:
            return acknowledgement_of(connection, item_id)

    def human_decisions(self) -> Iterator[HumanDecision]:
        """Yield what people have decided of mail that could be read and what was known of it, in the order they did."""
        return human_decisions(self.store)

    def human_decisions_mark(self) -> int:
        """Return a number that grows with every decision that a person makes or undoes."""
        with self.store.read() as connection:
            return figure(connection, PEOPLE_FIGURE)

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


def _is_at(ref: MessageRef) -> ColumnElement[bool]:
    return and_(
        ledger.c.mailbox == ref.mailbox,
        ledger.c.folder == ref.folder,
        ledger.c.uidvalidity == ref.uidvalidity,
        ledger.c.uid == ref.uid,
    )


_MATCHES_WAITING = select(decisions.c.organisation).where(IS_WAITING)
_PUT_ASIDE = (
    update(decisions)
    .where(IS_STANDING, decisions.c.message_id == bindparam("of_message"))
    .values(is_standing=False, is_waiting=False)
)
