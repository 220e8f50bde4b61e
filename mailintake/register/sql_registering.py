"""What a registration does to comments and organisations, by machine or by a person, and how it is undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from mailintake.domain.comment import CommentStatus, Role, Stance
from mailintake.domain.ledger import Registration
from mailintake.domain.organisation import Standing
from mailintake.errors import NotFoundError
from mailintake.register.columns import AnyRow
from mailintake.register.register_rows import comment_row
from mailintake.register.sql_events import EventLog
from mailintake.register.standing import is_counted, stance_after, stance_of, standing_after, standing_by, status_by
from mailintake.register.tables import comment, comment_message, decision, organisation
from mailintake.register.tables.mail import IS_STANDING


def register(log: EventLog, registrations: Sequence[tuple[int, Registration]], *, by: str) -> dict[int, int]:
    """Store what messages do to the register; return the id of each message's comment.

    Raises NotFoundError for a comment or an organisation that there is not; the database raises a conflict where a
    reference is taken.
    """
    if not registrations:
        return {}
    fresh = [(message_id, each) for message_id, each in registrations if each.joins is None]
    joining = [(message_id, each) for message_id, each in registrations if each.joins is not None]
    comment_ids = dict(zip((message_id for message_id, _ in fresh), _add(log, fresh, by=by), strict=True))
    joined = {message_id: _comment(log.connection, each.joins) for message_id, each in joining}
    comment_ids |= {message_id: row.id for message_id, row in joined.items()}
    links = [
        {"message_id": message_id, "comment_id": comment_ids[message_id], "role": each.role, "registered_at": log.now}
        for message_id, each in registrations
    ]
    log.connection.execute(insert(comment_message), links)
    for message_id, each in joining:
        _take_in(log, comment_ids[message_id], each, by=by)
    note_standing(log.connection, [each for _, each in registrations])
    for message_id, each in registrations:
        _log(log, "registered", message_id, comment_ids[message_id], each, by=by)
    return comment_ids


def correct(log: EventLog, message_id: int, registration: Registration | None, *, by: str) -> int | None:
    """Put a person's registration of a message in the place of the one it has; return the id of its comment.

    The comment that loses its last message no longer stands; its reference is never given to another. Registered again
    under the same reference, it stands as the person says.
    """
    linked = comment_of_message(log.connection, message_id)
    kept = None if registration is None else _meant(log.connection, registration, linked)
    if linked is not None and (kept is None or kept.id != linked.id):
        unlink(log, message_id, linked, by=by)
        linked = None
    if registration is None:
        return None
    if kept is None:
        return register(log, [(message_id, registration)], by=by)[message_id]
    if linked is None:
        link(log.connection, message_id, kept.id, since=log.now)
    place(log, message_id, kept, registration, decided_by=by)
    _log(log, "corrected", message_id, kept.id, registration, by=by)
    return kept.id  # type: ignore[no-any-return]


def link(connection: Connection, message_id: int, comment_id: int, *, since: datetime) -> None:
    """Make a message one of a comment's; ``place`` then says what it is in it."""
    row = {"message_id": message_id, "comment_id": comment_id, "role": Role.ORIGINAL, "registered_at": since}
    connection.execute(insert(comment_message).values(row))


def unlink(log: EventLog, message_id: int, linked: AnyRow, *, by: str) -> None:
    """Take a message out of its comment: what it said there no longer counts."""
    log.connection.execute(delete(comment_message).where(comment_message.c.message_id == message_id))
    _change(log, linked, _stance_without(log.connection, linked))
    judge_standing(log.connection, {linked.organisation_id})
    log.add("unregistered", f"comment:{linked.reference}", {"comment": linked.id, "message": message_id}, actor=by)


def place(log: EventLog, message_id: int, kept: AnyRow, registration: Registration, *, decided_by: str) -> None:
    """Have a message that is one of a comment's be in it what a registration says."""
    changed = update(comment_message).where(comment_message.c.message_id == message_id)
    log.connection.execute(changed.values(role=registration.role))
    told = {message_id: (registration.stance, decided_by)}
    stance, stance_by = stance_of(_steps(log.connection, kept.id, told))
    values = {} if registration.joins is not None else comment_row(registration, by=decided_by)
    _change(log, kept, values | {"stance": stance, "stance_by": stance_by})
    if registration.joins is None:
        judge_standing(log.connection, {kept.organisation_id, registration.organisation_id})


def comment_of_message(connection: Connection, message_id: int) -> AnyRow | None:
    """Return the row of the comment that a message belongs to."""
    linked = comment.join(comment_message, comment_message.c.comment_id == comment.c.id)
    asked = select(comment).select_from(linked).where(comment_message.c.message_id == message_id)
    return connection.execute(asked).one_or_none()


def judge_standing(connection: Connection, organisation_ids: set[int | None]) -> None:
    """Set where organisations stand by the comments they have left."""
    for id_ in sorted(each for each in organisation_ids if each is not None):
        has_message = select(comment_message.c.message_id).where(comment_message.c.comment_id == comment.c.id).exists()
        kinds = connection.scalars(select(comment.c.kind).where(comment.c.organisation_id == id_, has_message)).all()
        connection.execute(_SET_STANDING, {"organisation": id_, "new_standing": standing_by(kinds)})


def note_standing(connection: Connection, registrations: Sequence[Registration]) -> None:
    """Set where the organisations stand that have sent these mails."""
    told = [each for each in registrations if each.organisation_id is not None and each.role is not Role.WITHDRAWAL]
    if not told:
        return
    asked = select(organisation.c.id, organisation.c.standing).where(
        organisation.c.id.in_(sorted({each.organisation_id for each in told if each.organisation_id is not None}))
    )
    before: dict[int, Standing] = {row.id: row.standing for row in connection.execute(asked)}
    after = dict(before)
    for each in told:
        if each.organisation_id in after:
            after[each.organisation_id] = standing_after(after[each.organisation_id], each)
    changes = [
        {"organisation": id_, "new_standing": after[id_]} for id_ in sorted(after) if after[id_] is not before[id_]
    ]
    if changes:
        connection.execute(_SET_STANDING, changes)


def _add(log: EventLog, fresh: Sequence[tuple[int, Registration]], *, by: str) -> list[int]:
    if not fresh:
        return []
    rows = [
        comment_row(each, by=by) | {"status": CommentStatus.STANDING, "diary_number": ""} for _message_id, each in fresh
    ]
    for row in rows:
        _count(log, row["consultation"], row["kind"], CommentStatus.STANDING, 1)
    return list(log.connection.scalars(_ADD_COMMENTS, rows))


def _take_in(log: EventLog, comment_id: int, registration: Registration, *, by: str) -> None:
    """Have a comment follow from a message that has joined it."""
    row = _comment(log.connection, comment_id)
    stance, stance_by = stance_after(row.stance, row.stance_by, registration, by)
    _change(log, row, {"stance": stance, "stance_by": stance_by})


def _change(log: EventLog, row: AnyRow, values: dict[str, Any]) -> None:
    """Change a comment; whether it stands follows from its messages."""
    roles = select(comment_message.c.role).where(comment_message.c.comment_id == row.id)
    status = status_by(log.connection.scalars(roles.order_by(comment_message.c.message_id)).all())
    log.connection.execute(update(comment).where(comment.c.id == row.id).values(values | {"status": status}))
    _count(log, row.consultation, row.kind, row.status, -1)
    _count(log, row.consultation, values.get("kind", row.kind), status, 1)


def _steps(
    connection: Connection, comment_id: int, told: Mapping[int, tuple[Stance, str]]
) -> Iterator[tuple[Role, Stance | None, str]]:
    """Yield what each message is in a comment, its stance and who decided so; ``told`` goes before what is stored."""
    for row in connection.execute(_STEPS, {"of_comment": comment_id}):
        yield row.role, *told.get(row.message_id, (row.stance, row.decided_by))


def _stance_without(connection: Connection, row: AnyRow) -> dict[str, Any]:
    """Return the stance that a comment has left; one without messages keeps what it last was, for the record."""
    steps = list(_steps(connection, row.id, {}))
    return dict(zip(("stance", "stance_by"), stance_of(steps), strict=True)) if steps else {}


def _meant(connection: Connection, registration: Registration, linked: AnyRow | None) -> AnyRow | None:
    """Return the comment that a corrected registration means: this message's own, or one that has lost its original."""
    if registration.joins is not None:
        return linked if linked is not None and linked.id == registration.joins else None
    named = connection.execute(
        select(comment).where(
            comment.c.reference_key == registration.reference, comment.c.consultation == registration.consultation
        )
    ).one_or_none()
    is_own = named is not None and linked is not None and named.id == linked.id
    return named if is_own or (named is not None and not _has_original(connection, named.id)) else None


def _comment(connection: Connection, comment_id: int | None) -> AnyRow:
    row = connection.execute(select(comment).where(comment.c.id == comment_id)).one_or_none()
    if row is None:
        raise NotFoundError(f"There is no comment {comment_id} to join.")
    return row


def _has_original(connection: Connection, comment_id: int) -> bool:
    is_original = (comment_message.c.comment_id == comment_id) & (comment_message.c.role == Role.ORIGINAL)
    return connection.scalar(select(comment_message.c.message_id).where(is_original).limit(1)) is not None


def _count(log: EventLog, consultation: str, kind: str, status: CommentStatus, change: int) -> None:
    if is_counted(kind, status):
        log.count(f"comments:{consultation}", change)


def _log(log: EventLog, kind: str, message_id: int, comment_id: int, registration: Registration, *, by: str) -> None:
    data = {
        "comment": comment_id,
        "message": message_id,
        "consultation": registration.consultation,
        "kind": registration.kind,
        "role": registration.role,
        "organisation": registration.organisation_id,
        "is_late": registration.is_late,
    }
    log.add(kind, f"comment:{registration.reference}", data, actor=by)


_ADD_COMMENTS = insert(comment).returning(comment.c.id, sort_by_parameter_order=True)
_SET_STANDING = (
    update(organisation)
    .where(organisation.c.id == bindparam("organisation"))
    .values(standing=bindparam("new_standing", type_=organisation.c.standing.type))
)
_STEPS = (
    select(comment_message.c.message_id, comment_message.c.role, decision.c.stance, decision.c.decided_by)
    .join(decision, decision.c.message_id == comment_message.c.message_id)
    .where(IS_STANDING, comment_message.c.comment_id == bindparam("of_comment"))
    .order_by(comment_message.c.message_id)
)
