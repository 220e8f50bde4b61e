"""Store mail that is kept: its bytes, what was read of it, what was decided, and everything that follows from it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import insert

from mailintake.domain.decision import Decision
from mailintake.domain.ledger import KeptMail, Registration
from mailintake.domain.message import Reading
from mailintake.register.engine import insert_into
from mailintake.register.events import MACHINE
from mailintake.register.mail_rows import attachment_rows, decision_data, decision_row, message_row
from mailintake.register.merging import concerned, readdressed
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_organisation_rows import merged_organisations
from mailintake.register.sql_queue import Answer, queue
from mailintake.register.sql_registering import register
from mailintake.register.sql_search import index_words
from mailintake.register.sql_settle import settle
from mailintake.register.standing import must_wait
from mailintake.register.tables import attachment, decision, message, original
from mailintake.register.text import canonical
from mailintake.register.words import words_of_mail


def keep(log: EventLog, kept: Sequence[KeptMail]) -> None:
    """Store kept mails. Raises NotFoundError, and what the database raises."""
    connection = log.connection
    if merged := merged_organisations(connection, concerned(kept)):
        kept = [readdressed(mail, merged) for mail in kept]
    connection.execute(
        insert_into(connection.dialect.name, original).on_conflict_do_nothing(),
        [
            {"sha256": mail.reading.sha256, "size": len(mail.original), "content": mail.original, "stored_at": log.now}
            for mail in kept
        ],
    )
    ids = connection.scalars(_ADD_MESSAGES, [message_row(mail, log.now) for mail in kept]).all()
    mails = list(zip(ids, kept, strict=True))
    attachments = [row for id_, mail in mails for row in attachment_rows(id_, mail.reading)]
    if attachments:
        connection.execute(insert(attachment), attachments)
    decision_ids = add_decisions(log, [(id_, mail.decision) for id_, mail in mails], by=MACHINE)
    for (id_, mail), decision_id in zip(mails, decision_ids, strict=True):
        _log_kept(log, id_, mail, decision_id)
    registrations = [(id_, mail.registration) for id_, mail in mails if mail.registration is not None]
    comment_ids = register(log, registrations, by=MACHINE)
    index_words(connection, [(id_, searched_words(mail.reading, mail.registration)) for id_, mail in mails])
    answers = [
        Answer(
            mail=answer,
            message_id=id_,
            reading=mail.reading,
            comment_id=comment_ids.get(id_),
            decision_id=decision_id,
        )
        for (id_, mail), decision_id in zip(mails, decision_ids, strict=True)
        for answer in mail.answers
    ]
    queue(log, answers)
    settle(log, [(id_, settlement) for id_, mail in mails for settlement in mail.settlements])


def add_decisions(log: EventLog, decisions: Sequence[tuple[int, Decision]], *, by: str) -> list[int]:
    """Store the decisions that stand from now on, each of another message; return their ids."""
    rows = [
        decision_row(message_id, each, by=by, at=log.now, is_waiting=must_wait(each, by))
        for message_id, each in decisions
    ]
    return list(log.connection.scalars(_ADD_DECISIONS, rows))


def seal_of_decision(decided: Decision) -> str:
    """Return the hash that the log keeps of a decision."""
    return hashlib.sha256(canonical(decision_data(decided)).encode()).hexdigest()


def searched_words(reading: Reading, registration: Registration | None) -> list[str]:
    """Return the words by which a kept mail is found."""
    told = () if registration is None else (registration.reference, registration.organisation_name)
    return words_of_mail(reading, *told)


def _log_kept(log: EventLog, message_id: int, mail: KeptMail, decision_id: int) -> None:
    decided = mail.decision
    data = {
        "ref": str(mail.entry.ref),
        "sha256": mail.reading.sha256,
        "label": decided.label,
        "outcome": decided.outcome,
        "reason": decided.reason,
        "consultation": decided.consultation,
        "version": decided.version,
        "permission": None if mail.permission is None else mail.permission.reason,
        "decision": decision_id,
        "decision_sha256": seal_of_decision(decided),
    }
    log.add(mail.entry.disposition.value, f"message:{message_id}", data)


_ADD_MESSAGES = insert(message).returning(message.c.id, sort_by_parameter_order=True)
_ADD_DECISIONS = insert(decision).returning(decision.c.id, sort_by_parameter_order=True)
