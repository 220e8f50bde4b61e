"""The log of everything that was done: each event is sealed with the one before it, so that tampering shows.

The hash of an event is SHA-256 over the canonical JSON of all of it and of the hash before it. An event holds ids,
hashes and codes, never a person's words or address: the log is never erased.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from mailintake.register.text import canonical, clean

FIRST_HASH = "0" * 64
MACHINE = "machine"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One thing that was done."""

    seq: int  # from 1, without a gap
    at: datetime
    kind: str
    actor: str  # machine, or the name of a person
    subject: str  # such as message:12, comment:LÖK-7F3-KQ2, outbox:4
    data: str  # canonical JSON
    previous_hash: str
    hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The end of the log."""

    seq: int
    hash: str


def seal(head: Head, *, at: datetime, kind: str, actor: str, subject: str, data: dict[str, Any]) -> Event:
    """Return the event that follows the end of the log."""
    event = Event(
        seq=head.seq + 1,
        at=at,
        kind=kind,
        actor=clean(actor),
        subject=clean(subject),
        data=canonical(data),
        previous_hash=head.hash,
        hash="",
    )
    return replace(event, hash=_hash(event, data))


def faults_of(events: Iterable[Event], before: Head) -> tuple[list[str], Head]:
    """Check a stretch of the log against its end before; return what is wrong, in words, and its new end."""
    faults = []
    head = before
    for event in events:
        if event.seq != head.seq + 1:
            faults.append(_missing(head.seq + 1, event.seq - 1))
        elif event.previous_hash != head.hash:
            faults.append(f"Event {event.seq} does not follow from the event before it.")
        if not _is_sealed(event):
            faults.append(f"Event {event.seq} was changed: its hash does not fit its content.")
        head = Head(seq=event.seq, hash=event.hash)
    return faults, head


def fault_of_end(head: Head, stored: Head) -> str:
    """Return what is wrong at the end of the log; "" where the last event is the last that was written."""
    if head.seq < stored.seq:
        return _missing(head.seq + 1, stored.seq)
    return "" if head == stored else "The log does not end where its last entry was written."


def _missing(first: int, last: int) -> str:
    return f"Event {first} is missing." if first == last else f"Events {first} to {last} are missing."


def _is_sealed(event: Event) -> bool:
    try:
        data = json.loads(event.data)
    except ValueError:
        return False
    return canonical(data) == event.data and _hash(event, data) == event.hash


def _hash(event: Event, data: Any) -> str:
    content = {
        "seq": event.seq,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "kind": event.kind,
        "actor": event.actor,
        "subject": event.subject,
        "data": data,
        "previous_hash": event.previous_hash,
    }
    return hashlib.sha256(canonical(content).encode()).hexdigest()
