"""Look up the mail of ours that received ones point back to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, select

from mailintake.register.columns import AnyRow
from mailintake.register.tables import outbox
from mailintake.register.threads import root_of_thread


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
    """Return the Message-ID of the acknowledgement that began the thread of a mail of ours; None: it lies in none."""
    return None if sent is None else root_of_thread(sent.kind, sent.message_id, sent.thread_root)


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
