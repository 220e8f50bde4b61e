"""What staff say of a consultation, and the letters about it, in the database (port Consultations)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, case, select, update

from mailintake.domain.comment import CommentStatus, Role
from mailintake.domain.consultation import ConsultationState
from mailintake.domain.correspondence import Answerer, QueuedLetter
from mailintake.domain.message import Authentication
from mailintake.domain.outbox import MailKind, NewMail, OutboxState
from mailintake.errors import NotFoundError
from mailintake.register.engine import insert_into
from mailintake.register.register_rows import outbox_row
from mailintake.register.sql_events import EventLog
from mailintake.register.sql_queue import add_to_outbox
from mailintake.register.sql_room import SqlRoom
from mailintake.register.tables import (
    comment,
    comment_message,
    consultation_state,
    message,
    organisation,
    organisation_address,
    outbox,
)

_CHUNK = 500


class SqlConsultations(SqlRoom):
    """What staff have said of the consultations, and who is written to about them."""

    def consultation_states(self) -> tuple[ConsultationState, ...]:
        """Return what was said of any consultation."""
        with self.store.read() as connection:
            return tuple(_state_of(row) for row in connection.execute(_STATES))

    def close_consultation(self, consultation: str, *, by: str, now: datetime) -> bool:
        """Take no mail for an answer to it from now on; False where it was closed."""
        return self._close_or_reopen(consultation, closed_at=now, by=by, now=now)

    def reopen_consultation(self, consultation: str, *, by: str, now: datetime) -> bool:
        """Take mail for an answer to it again; False where it was not closed."""
        return self._close_or_reopen(consultation, closed_at=None, by=by, now=now)

    def note_decision(self, consultation: str, decided_on: date, *, by: str, now: datetime) -> None:
        """Note the day of the decision that is told."""
        with self.store.write() as connection:
            log = EventLog(connection, now)
            if _state(connection, consultation).decided_on != decided_on:
                _set(log, consultation, {"decided_on": decided_on}, by=by)
                data = {"decided_on": decided_on.isoformat()}
                log.add("consultation_decided", f"consultation:{consultation}", data, actor=by)
                log.store()

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
        """Set an organisation's own last day and queue what is told of it; one transaction. Raises NotFoundError."""
        with self.store.write() as connection:
            log = EventLog(connection, now)
            is_it = (organisation.c.id == organisation_id) & organisation.c.retired_at.is_(None)
            extended = update(organisation).where(is_it).values(extended_to=extended_to)
            if connection.execute(extended.returning(organisation.c.id)).first() is None:
                raise NotFoundError(f"There is no organisation {organisation_id}.")
            is_late = comment.c.received_at >= ends_at
            changed = (
                update(comment)
                .where(comment.c.organisation_id == organisation_id, comment.c.is_late != is_late)
                .values(is_late=case((is_late, True), else_=False))
            )
            ids = connection.scalars(changed.returning(comment.c.id)).all()
            data = {"until": extended_to and extended_to.isoformat(), "comments": sorted(ids)}
            log.add("extended", f"organisation:{organisation_id}", data, actor=by)
            add_to_outbox(log, [outbox_row(mail) for mail in mails], by=by)
            log.store()
        return len(ids)

    def queue_letters(self, mails: Sequence[NewMail], *, by: str, now: datetime) -> int:
        """Store intents that a person has asked for and that are not stored yet; return how many were new."""
        with self.store.write() as connection:
            log = EventLog(connection, now)
            added = add_to_outbox(log, [outbox_row(mail) for mail in mails], by=by)
            log.store()
        return added

    def letters(self, subject_keys: Collection[str]) -> tuple[QueuedLetter, ...]:
        """Return our mails about any of these, in the order they were queued."""
        keys = sorted(set(subject_keys))
        found: list[QueuedLetter] = []
        with self.store.read() as connection:
            for first in range(0, len(keys), _CHUNK):
                asked = _LETTERS.where(outbox.c.subject_key.in_(keys[first : first + _CHUNK]))
                found += [_letter_of(row) for row in connection.execute(asked)]
        return tuple(sorted(found, key=lambda letter: letter.id))

    def answerers(self, consultation: str) -> tuple[Answerer, ...]:
        """Return who has sent the comments and declines that stand, one for each, oldest first."""
        with self.store.read() as connection:
            rows = connection.execute(_ANSWERERS.where(comment.c.consultation == consultation))
            return tuple(
                Answerer(
                    address=row.sender.lower(),
                    organisation_id=row.organisation_id,
                    language=row.language or "",
                    authentication=row.authentication or Authentication.UNKNOWN,
                    is_dead=bool(row.has_come_back or row.is_dead),
                )
                for row in rows
            )

    def _close_or_reopen(self, consultation: str, *, closed_at: datetime | None, by: str, now: datetime) -> bool:
        with self.store.write() as connection:
            log = EventLog(connection, now)
            if (_state(connection, consultation).closed_at is None) is (closed_at is None):
                return False
            _set(log, consultation, {"closed_at": closed_at}, by=by)
            kind = "consultation_reopened" if closed_at is None else "consultation_closed"
            log.add(kind, f"consultation:{consultation}", {}, actor=by)
            log.store()
        return True


def _state(connection: Connection, consultation: str) -> ConsultationState:
    row = connection.execute(_STATES.where(consultation_state.c.consultation == consultation)).one_or_none()
    return ConsultationState(consultation=consultation) if row is None else _state_of(row)


def _set(log: EventLog, consultation: str, values: dict[str, Any], *, by: str) -> None:
    values = values | {"changed_by": by, "changed_at": log.now}
    add = insert_into(log.connection.dialect.name, consultation_state).values(consultation=consultation, **values)
    log.connection.execute(add.on_conflict_do_update(index_elements=["consultation"], set_=values))


def _state_of(row: Any) -> ConsultationState:
    return ConsultationState(consultation=row.consultation, closed_at=row.closed_at, decided_on=row.decided_on)


def _letter_of(row: Any) -> QueuedLetter:
    return QueuedLetter(
        id=row.id,
        kind=MailKind(row.kind),
        subject_key=row.subject_key,
        recipient=row.recipient,
        organisation_id=row.organisation_id,
        state=OutboxState(row.state),
        sent_at=row.sent_at,
        is_bounced=row.is_bounced,
    )


_STATES = select(consultation_state.c.consultation, consultation_state.c.closed_at, consultation_state.c.decided_on)
# Without its content: it may hold a whole proposal.
_LETTERS = select(
    outbox.c.id,
    outbox.c.kind,
    outbox.c.subject_key,
    outbox.c.recipient,
    outbox.c.organisation_id,
    outbox.c.state,
    outbox.c.sent_at,
    outbox.c.is_bounced,
)
_IS_DEAD = (
    select(organisation_address.c.address_key)
    .where(organisation_address.c.address_key == comment.c.sender_key, organisation_address.c.is_dead)
    .correlate(comment)
    .exists()
)
_HAS_COME_BACK = (
    select(outbox.c.id)
    .where(outbox.c.answers == comment_message.c.message_id, outbox.c.is_bounced)
    .correlate(comment_message)
    .exists()
)
_ANSWERERS = (
    select(
        comment.c.sender,
        comment.c.organisation_id,
        message.c.language,
        message.c.authentication,
        _IS_DEAD.label("is_dead"),
        _HAS_COME_BACK.label("has_come_back"),
    )
    .join_from(
        comment,
        comment_message,
        (comment_message.c.comment_id == comment.c.id) & (comment_message.c.role == Role.ORIGINAL),
        isouter=True,
    )
    .join(message, message.c.id == comment_message.c.message_id, isouter=True)
    .where(comment.c.status == CommentStatus.STANDING)
    .order_by(comment.c.received_at, comment.c.id)
)
