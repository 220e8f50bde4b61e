"""Which mail of ours a received one points back to, and in which thread it lies.

A thread begins with an acknowledgement of ours and goes on through every answer to it. A mail that points at a reminder
begins a thread of its own, for the acknowledgement it gets is the first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, select

from mailintake.domain.message import Message, Reading
from mailintake.domain.outbox import MailKind
from mailintake.register.columns import AnyRow
from mailintake.register.tables import outbox

# Pointers of one mail that are looked up, nearest first; a thread of people is shorter.
MAX_POINTERS = 50


def pointers_of(reading: Reading) -> tuple[str, ...]:
    """Return the Message-IDs that a mail points back to, nearest first."""
    return reading.answers_to[:MAX_POINTERS] if isinstance(reading, Message) else ()


def sent_mails(connection: Connection, message_ids: Collection[str]) -> dict[str, AnyRow]:
    """Return the mails of ours that have these Message-IDs."""
    if not message_ids:
        return {}
    found = connection.execute(_SENT.where(outbox.c.message_id.in_(sorted(message_ids))))
    return {row.message_id: row for row in found}


def nearest(pointers: Iterable[str], sent: Mapping[str, AnyRow]) -> AnyRow | None:
    """Return the nearest mail of ours among the pointers."""
    return next((sent[pointer] for pointer in pointers if pointer in sent), None)


def root_of(sent: AnyRow | None) -> str | None:
    """Return the Message-ID of the acknowledgement that began the thread of a mail of ours; None: it began none."""
    if sent is None or sent.kind is not MailKind.ACKNOWLEDGEMENT:
        return None
    return sent.thread_root or sent.message_id  # type: ignore[no-any-return]


_SENT = select(
    outbox.c.id,
    outbox.c.message_id,
    outbox.c.kind,
    outbox.c.recipient,
    outbox.c.consultation,
    outbox.c.organisation_id,
    outbox.c.comment_id,
    outbox.c.thread_root,
)
