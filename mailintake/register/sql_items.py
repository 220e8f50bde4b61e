"""Kept mails as staff see them: the mail, the decision that stands, and the comment it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import BindParameter, Connection, bindparam, select

from mailintake.domain.tray import TrayItem
from mailintake.register.columns import AnyRow
from mailintake.register.mail_rows import decision_of, reading_of
from mailintake.register.register_rows import comment_of
from mailintake.register.sql_organisation_rows import present_decisions
from mailintake.register.tables import attachment, comment, comment_message, decision, message
from mailintake.register.tables.mail import IS_STANDING, IS_WAITING

_CHUNK = 200


def waiting_ids(connection: Connection) -> list[int]:
    """Return the mails that wait for a person: requests for public documents first, then by age."""
    return list(connection.scalars(_WAITING))


def items_by_id(connection: Connection, ids: Sequence[int]) -> list[TrayItem]:
    """Return kept mails in the order asked; one that there is not is left out."""
    found: dict[int, TrayItem] = {}
    for first in range(0, len(ids), _CHUNK):
        found |= _items(connection, ids[first : first + _CHUNK])
    return [found[id_] for id_ in ids if id_ in found]


def _items(connection: Connection, ids: Sequence[int]) -> dict[int, TrayItem]:
    asked = {"ids": ids}
    attachments: dict[int, list[AnyRow]] = defaultdict(list)
    for row in connection.execute(_ATTACHMENTS, asked):
        attachments[row.message_id].append(row)
    comments = {row.of_message: comment_of(row) for row in connection.execute(_COMMENTS, asked)}
    decisions = {row.message_id: row for row in connection.execute(_DECISIONS, asked)}
    told = present_decisions(connection, [decision_of(row) for row in decisions.values()])
    decided = dict(zip(decisions, told, strict=True))
    return {
        row.id: TrayItem(
            id=row.id,
            reading=reading_of(row, attachments[row.id]),
            decision=decided[row.id],
            decided_by=decisions[row.id].decided_by,
            decided_at=decisions[row.id].decided_at,
            comment=comments.get(row.id),
        )
        for row in connection.execute(_MESSAGES, asked)
    }


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_WAITING = (
    select(message.c.id)
    .join(decision, decision.c.message_id == message.c.id)
    .where(IS_WAITING)
    .order_by(decision.c.is_records_request.desc(), message.c.received_at, message.c.id)
)
_MESSAGES = select(message).where(message.c.id.in_(_IDS))
_DECISIONS = select(decision).where(IS_STANDING, decision.c.message_id.in_(_IDS))
_ATTACHMENTS = (
    select(attachment).where(attachment.c.message_id.in_(_IDS)).order_by(attachment.c.message_id, attachment.c.position)
)
_COMMENTS = (
    select(comment, comment_message.c.message_id.label("of_message"))
    .join(comment_message, comment_message.c.comment_id == comment.c.id)
    .where(comment_message.c.message_id.in_(_IDS))
)
