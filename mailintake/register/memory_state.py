"""What the register in memory holds: plain containers of domain values, behind one lock."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any

from mailintake.domain.acknowledgement import Permission
from mailintake.domain.comment import Comment, Role
from mailintake.domain.consultation import ConsultationState
from mailintake.domain.decision import Decision
from mailintake.domain.digest import Reconciliation
from mailintake.domain.inquiry import Installation
from mailintake.domain.ledger import Cursor, Disposition, LedgerEntry
from mailintake.domain.message import MessageRef, Reading
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import OutboxMail
from mailintake.errors import NotFoundError
from mailintake.register.events import FIRST_HASH, MACHINE, Event, Head, seal
from mailintake.register.merging import told_as


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """What a message is in its comment."""

    comment_id: int
    role: Role
    registered_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """A decision, and who made it."""

    id: int
    decision: Decision
    by: str
    at: datetime
    displaced: Link | None = None  # what the mail was registered as until then


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptItem:
    """A kept mail."""

    ref: MessageRef
    disposition: Disposition
    reading: Reading
    permission: Permission | None
    kept_at: datetime
    decisions: tuple[Decided, ...]  # the last one stands


@dataclass(frozen=True, kw_only=True, slots=True)
class Sending:
    """A mail of ours, and what the store knows of it beside."""

    row: OutboxMail
    claimed_by: str = ""
    claimed_until: datetime | None = None
    is_bounced: bool = False
    copied_at: datetime | None = None
    comment_id: int | None = None
    answers: int | None = None
    answers_sender: str = ""
    thread_root: str | None = None
    promised_by: int | None = None  # the decision that it follows from
    recalled_by: int | None = None  # the decision that was made or undone when it was taken back


@dataclass(kw_only=True, slots=True)
class State:
    """Everything that is stored; several repositories may share it, as processes share a database."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    installation: Installation | None = None
    cursors: dict[tuple[str, str], Cursor] = field(default_factory=dict)
    attempts: dict[MessageRef, int] = field(default_factory=dict)
    ledger: dict[MessageRef, LedgerEntry] = field(default_factory=dict)
    originals: dict[str, bytes] = field(default_factory=dict)
    items: dict[int, KeptItem] = field(default_factory=dict)
    comments: dict[int, Comment] = field(default_factory=dict)
    stance_by: dict[int, str] = field(default_factory=dict)
    links: dict[int, Link] = field(default_factory=dict)
    organisations: dict[int, Organisation] = field(default_factory=dict)
    added: set[int] = field(default_factory=set)  # the organisations that a person's word has made
    retired: set[int] = field(default_factory=set)  # those of them that are told of no more
    learned_from: dict[tuple[int, str], int] = field(default_factory=dict)  # the mail, by organisation and address
    merged: dict[int, int] = field(default_factory=dict)  # which organisation another one turned out to be
    listed: dict[int, tuple[str | None, str | None]] = field(default_factory=dict)  # how lists know a renamed one
    removed: dict[int, frozenset[str]] = field(default_factory=dict)  # keys of addresses that staff took away
    uninvited: set[int] = field(default_factory=set)  # staff took them off the list
    away_until: dict[tuple[int, str], date] = field(default_factory=dict)  # by organisation and key of the address
    decisions: int = 0  # how many were ever made
    outbox: dict[int, Sending] = field(default_factory=dict)
    consultations: dict[str, ConsultationState] = field(default_factory=dict)
    runs: dict[tuple[str, date], datetime] = field(default_factory=dict)
    approvers: dict[tuple[str, date], str] = field(default_factory=dict)
    reconciliations: dict[tuple[str, str], Reconciliation] = field(default_factory=dict)
    polled_at: datetime | None = None
    leases: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    is_breaker_open: bool = False
    events: list[Event] = field(default_factory=list)

    def log(self, kind: str, subject: str, data: dict[str, Any], *, now: datetime, actor: str = MACHINE) -> None:
        """Log one thing that was done."""
        self.events.append(seal(self.head, at=now, kind=kind, actor=actor, subject=subject, data=data))

    @property
    def head(self) -> Head:
        """The end of the log."""
        if not self.events:
            return Head(seq=0, hash=FIRST_HASH)
        return Head(seq=self.events[-1].seq, hash=self.events[-1].hash)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep what is done in the block, or nothing of it where an error leaves it."""
        before = {each.name: copy(getattr(self, each.name)) for each in fields(self) if each.name != "lock"}
        try:
            yield
        except Exception:
            for name, value in before.items():
                setattr(self, name, value)
            raise

    def next_decision(self) -> int:
        """Return the number of a new decision."""
        self.decisions += 1
        return self.decisions

    def organisations_of(self, consultation: str) -> tuple[Organisation, ...]:
        """Return the organisations of a consultation that are told of, by id."""
        known = [each for id_, each in sorted(self.organisations.items()) if id_ not in self.retired]
        return tuple(each for each in known if each.consultation == consultation)

    def present_organisation(self, organisation_id: int | None) -> Organisation | None:
        """Return which organisation a number means now; None where it is told of no more."""
        if organisation_id is None:
            return None
        id_ = self.merged.get(organisation_id, organisation_id)
        return None if id_ in self.retired else self.organisations.get(id_)

    def present_decision(self, decision: Decision) -> Decision:
        """Return a decision as it is told now: its organisation may have been merged or renamed since it was made."""
        match = decision.organisation
        found = None if match is None else self.present_organisation(match.organisation_id)
        return decision if match is None or found is None else replace(decision, organisation=told_as(match, found))

    def require_organisation(self, organisation_id: int | None) -> None:
        """Raise NotFoundError where a number is no organisation's, as a foreign key does."""
        if organisation_id is not None and organisation_id not in self.organisations:
            raise NotFoundError("What is to be stored refers to something that is not in the register.")


class MemoryRoom:
    """A part of the repository in memory that speaks of one noun."""

    def __init__(self, state: State, *, worker: str, lease_seconds: int, is_alone: bool) -> None:
        self.state = state
        self.worker = worker
        self.lease_seconds = lease_seconds
        self.is_alone = is_alone
