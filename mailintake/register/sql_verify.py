"""Check the register against its log, a little at a time, so that nobody waits: chain, decisions, ledger, originals."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from mailintake.register.columns import AnyRow
from mailintake.register.engine import Store
from mailintake.register.events import FIRST_HASH, Event, Head, fault_of_end, faults_of
from mailintake.register.left import seal_of
from mailintake.register.mail_rows import decision_of, ledger_entry_of
from mailintake.register.sql_keep import seal_of_decision
from mailintake.register.tables import decision, event, event_head, ledger, message, original

_EVENTS_AT_ONCE = 500
_ORIGINALS_AT_ONCE = 500


def verify(store: Store) -> list[str]:
    """Return what is wrong, in words; empty when all is well."""
    return [*_faults_of_log(store), *_faults_of_originals(store)]


def _faults_of_log(store: Store) -> Iterator[str]:
    with store.read() as connection:
        row = connection.execute(select(event_head.c.seq, event_head.c.hash)).one_or_none()
    if row is None:
        yield "The end of the log is missing."
        return
    stored = Head(seq=row.seq, hash=row.hash)
    head = Head(seq=0, hash=FIRST_HASH)
    while head.seq < stored.seq:
        asked = select(event).where(event.c.seq > head.seq, event.c.seq <= stored.seq).order_by(event.c.seq)
        with store.read() as connection:
            rows = connection.execute(asked.limit(_EVENTS_AT_ONCE)).all()
            if not rows:
                break
            events = [_event_of(row) for row in rows]
            faults, head = faults_of(events, head)
            yield from faults
            yield from _faults_of_decisions(connection, events)
            for each in events:
                if each.kind == "left" and not _is_left_as_logged(connection, each):
                    yield f"The ledger rows of event {each.seq} were changed or removed."
    if fault := fault_of_end(head, stored):
        yield fault


def _faults_of_decisions(connection: Connection, events: Sequence[Event]) -> Iterator[str]:
    """Compare every decision with the hash that the log keeps of it."""
    logged = {}
    for each in events:
        data = _data(each)
        if "decision_sha256" in data and "decision" in data:
            logged[data["decision"]] = (each.subject, data["decision_sha256"])
    if not logged:
        return
    rows = {row.id: row for row in connection.execute(select(decision).where(decision.c.id.in_(list(logged))))}
    for id_, (subject, sha256) in logged.items():
        if id_ not in rows:
            yield f"Decision {id_} about {subject} is missing."
        elif not _is_sealed(rows[id_], sha256):
            yield f"Decision {id_} about {subject} was changed."


def _is_sealed(row: AnyRow, sha256: str) -> bool:
    try:
        return seal_of_decision(decision_of(row)) == sha256
    except (LookupError, TypeError, ValueError):
        return False


def _is_left_as_logged(connection: Connection, logged: Event) -> bool:
    data = _data(logged)
    if not data:
        # Its own fault has been told.
        return True
    rows: list[AnyRow] = []
    for mailbox, folder, uidvalidity, ranges in data["places"]:
        for first, last in ranges:
            asked = select(ledger).where(
                ledger.c.mailbox == mailbox,
                ledger.c.folder == folder,
                ledger.c.uidvalidity == uidvalidity,
                ledger.c.uid.between(first, last),
            )
            rows.extend(connection.execute(asked))
    sha256: str = data["sha256"]
    return seal_of(ledger_entry_of(row) for row in rows) == sha256


def _faults_of_originals(store: Store) -> Iterator[str]:
    last = ""
    while True:
        asked = select(original.c.sha256).where(original.c.sha256 > last).order_by(original.c.sha256)
        with store.read() as connection:
            hashes = connection.scalars(asked.limit(_ORIGINALS_AT_ONCE)).all()
        if not hashes:
            break
        for sha256 in hashes:
            # One by one, for a mail may be as large as the mailbox allows.
            with store.read() as connection:
                content = connection.scalar(select(original.c.content).where(original.c.sha256 == sha256))
            if content is not None and hashlib.sha256(content).hexdigest() != sha256:
                yield f"The original {sha256[:12]} was changed: its bytes do not fit its hash."
        last = hashes[-1]
    with store.read() as connection:
        missing = connection.execute(
            select(message.c.id, message.c.sha256)
            .join(original, original.c.sha256 == message.c.sha256, isouter=True)
            .where(original.c.sha256.is_(None))
            .order_by(message.c.id)
        ).all()
    for row in missing:
        yield f"The original {row.sha256[:12]} of message:{row.id} is missing."


def _data(logged: Event) -> dict[str, Any]:
    try:
        data = json.loads(logged.data)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _event_of(row: AnyRow) -> Event:
    return Event(
        seq=row.seq,
        at=row.at,
        kind=row.kind,
        actor=row.actor,
        subject=row.subject,
        data=row.data,
        previous_hash=row.previous_hash,
        hash=row.hash,
    )
