"""Undo a person's decision in the database: what stood before it stands again, and all that followed from it ends."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, update

from mailintake.domain.decision import Decision
from mailintake.domain.ledger import Registration
from mailintake.domain.tray import TrayItem
from mailintake.errors import StoreConflictError
from mailintake.register.columns import AnyRow
from mailintake.register.events import MACHINE
from mailintake.register.mail_rows import decision_of
from mailintake.register.register_rows import comment_of
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_naming import forget
from mailintake.register.sql_organisation_rows import present_decisions
from mailintake.register.sql_recall import let_wait_again, recall
from mailintake.register.sql_registering import (
    comment_of_message,
    judge_standing,
    link,
    note_standing,
    place,
    unlink,
)
from mailintake.register.standing import is_registered, must_wait, registered_again
from mailintake.register.tables import comment, comment_message
from mailintake.register.tables import decision as decisions
from mailintake.register.tables.mail import IS_STANDING


def note_displaced(connection: Connection, message_id: int, decision_id: int) -> None:
    """Note with a new decision what its mail is registered as until then, so that it can be undone."""
    linked = connection.execute(_LINK, {"of_message": message_id}).one_or_none()
    if linked is None:
        return
    displaced = {
        "displaced_comment": linked.comment_id,
        "displaced_role": linked.role,
        "displaced_since": linked.registered_at,
    }
    connection.execute(update(decisions).where(decisions.c.id == decision_id).values(displaced))


def undo(log: EventLog, item: TrayItem, *, by: str) -> tuple[Decision, Registration | None]:
    """Take back the standing decision of a person; return the one that stands again and what it registers.

    Raises StoreConflictError where no person has decided.
    """
    asked = {"of_message": item.id}
    undone = log.connection.execute(_STANDING, asked).one()
    before = log.connection.execute(_BEFORE, asked | {"undone": undone.id}).one_or_none()
    if undone.decided_by == MACHINE or before is None:
        raise StoreConflictError("No person has decided about this mail.")
    [decision] = present_decisions(log.connection, [decision_of(before)])
    _swap(log, undone, before, decision, by=by)
    data = {
        "label": decision.label,
        "outcome": decision.outcome,
        "before": item.decision.label,
        "undone": undone.id,
        "stands": before.id,
    }
    log.add("undone", f"message:{item.id}", data, actor=by)
    registration = _restore(log, item, undone, decision, decided_by=before.decided_by, by=by)
    recall(log, item.id, undone.id, only_its_own=True, by=by)
    let_wait_again(log, item.id, undone.id, by=by)
    forget(log, item.id, _organisation_of(item.decision), by=by)
    return decision, registration


def _swap(log: EventLog, undone: AnyRow, before: AnyRow, decision: Decision, *, by: str) -> None:
    ended = {"is_standing": False, "is_waiting": False, "undone_by": by, "undone_at": log.now}
    log.connection.execute(update(decisions).where(decisions.c.id == undone.id).values(ended))
    # A decision made before there was an undo noted nothing: what it displaced cannot be restored, so a person looks.
    is_lost = is_registered(decision) and undone.displaced_comment is None
    stands = {"is_standing": True, "is_waiting": is_lost or must_wait(decision, before.decided_by)}
    log.connection.execute(update(decisions).where(decisions.c.id == before.id).values(stands))


def _restore(
    log: EventLog, item: TrayItem, undone: AnyRow, decision: Decision, *, decided_by: str, by: str
) -> Registration | None:
    """Have the mail be registered as it was before the undone decision, or not at all."""
    connection = log.connection
    linked = comment_of_message(connection, item.id)
    if linked is not None and linked.id != undone.displaced_comment:
        unlink(log, item.id, linked, by=by)
    concerned = {None if linked is None else linked.organisation_id, _organisation_of(item.decision)}
    registration = None
    if undone.displaced_comment is not None:
        kept = connection.execute(select(comment).where(comment.c.id == undone.displaced_comment)).one()
        registration = registered_again(item.reading, decision, comment_of(kept), undone.displaced_role)
        if linked is None or linked.id != kept.id:
            link(connection, item.id, kept.id, since=undone.displaced_since)
        place(log, item.id, kept, registration, decided_by=decided_by)
        data = {"comment": kept.id, "message": item.id, "role": registration.role}
        log.add("registered_again", f"comment:{kept.reference}", data, actor=by)
    judge_standing(connection, concerned)
    if registration is not None:
        note_standing(connection, [registration])
    return registration


def _organisation_of(decision: Decision) -> int | None:
    return None if decision.organisation is None else decision.organisation.organisation_id


_LINK = select(comment_message).where(comment_message.c.message_id == bindparam("of_message"))
_STANDING = select(decisions).where(IS_STANDING, decisions.c.message_id == bindparam("of_message"))
_BEFORE = (
    select(decisions)
    .where(
        decisions.c.message_id == bindparam("of_message"),
        decisions.c.undone_at.is_(None),
        decisions.c.id < bindparam("undone"),
    )
    .order_by(decisions.c.id.desc())
    .limit(1)
)
