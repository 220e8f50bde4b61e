"""Check the register against its log, a little at a time, so that nobody waits: chain, decisions, ledger, originals."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from mailintake.domain.ledger import LedgerEntry
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
            try:
                events = [_event_of(row) for row in connection.execute(asked.limit(_EVENTS_AT_ONCE))]
            except ValueError:
                yield f"An event after {head.seq} was changed and cannot be read; the log is not checked further."
                return
            if not events:
                break
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
    for each in events:
        data = _data(each)
        if "decision" not in data:
            continue
        asked = select(decision).where(decision.c.id == data["decision"])
        try:
            row = connection.execute(asked).one_or_none()
            fault = "is missing" if row is None else ""
            if row is not None and seal_of_decision(decision_of(row)) != data["decision_sha256"]:
                fault = "was changed"
        except (LookupError, TypeError, ValueError):
            # What stands there is no decision at all.
            fault = "was changed"
        if fault:
            yield f"Decision {data['decision']} about {each.subject} {fault}."


def _is_left_as_logged(connection: Connection, logged: Event) -> bool:
    data = _data(logged)
    if not data:
        # Its own fault has been told.
        return True
    sha256: str = data["sha256"]
    try:
        return seal_of(_ledger_rows(connection, data["places"])) == sha256
    except ValueError:
        # What stands there is no ledger row at all.
        return False


def _ledger_rows(connection: Connection, places: Iterable[Any]) -> Iterator[LedgerEntry]:
    for mailbox, folder, uidvalidity, ranges in places:
        for first, last in ranges:
            asked = select(ledger).where(
                ledger.c.mailbox == mailbox,
                ledger.c.folder == folder,
                ledger.c.uidvalidity == uidvalidity,
                ledger.c.uid.between(first, last),
            )
            yield from (ledger_entry_of(row) for row in connection.execute(asked))


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
