"""A rehearsal: the register as it is, with every write kept in memory, so that a job shows what it would do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from mailintake.domain.inquiry import Inquiry, Installation, Knowledge
from mailintake.domain.ledger import Batch, Cursor
from mailintake.domain.message import MessageRef
from mailintake.domain.outbox import NewMail
from mailintake.jobs.ports.register import Ledger


class RehearsedLedger:
    """A ledger that reads from a real one and writes nothing to it (port Ledger)."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._cursors: dict[tuple[str, str], Cursor] = {}
        self._sha256s: set[str] = set()
        self._content_hashes: set[str] = set()
        # The mails that would be sent.
        self.mails: list[NewMail] = []

    def installation(self, now: datetime) -> Installation:
        """Return the real one."""
        return self._ledger.installation(now)

    def cursor(self, mailbox: str, folder: str) -> Cursor | None:
        """Return the rehearsed cursor, else the real one."""
        return self._cursors.get((mailbox, folder)) or self._ledger.cursor(mailbox, folder)

    def start(self, mailbox: str, folder: str, cursor: Cursor) -> None:
        """Remember the cursor."""
        self._cursors[mailbox, folder] = cursor

    def unfinished(self, mailbox: str, folder: str, uidvalidity: int) -> dict[int, int]:
        """Return the real ones."""
        return self._ledger.unfinished(mailbox, folder, uidvalidity)

    def begin(self, refs: Sequence[MessageRef], now: datetime) -> None:
        """Count nothing."""

    def withdraw(self, refs: Sequence[MessageRef]) -> None:
        """Take nothing back."""

    def known(self, sha256s: Collection[str]) -> frozenset[str]:
        """Return what has been seen, in earnest or in this rehearsal."""
        return self._ledger.known(sha256s) | self._sha256s.intersection(sha256s)

    def ask(self, inquiries: Sequence[Inquiry], now: datetime) -> list[Knowledge]:
        """Return what is known, with what this rehearsal has seen."""
        return [
            replace(finding, is_duplicate=finding.is_duplicate or inquiry.content_hash in self._content_hashes)
            for inquiry, finding in zip(inquiries, self._ledger.ask(inquiries, now), strict=True)
        ]

    def end_recorded(self, refs: Sequence[MessageRef]) -> frozenset[MessageRef]:  # noqa: ARG002
        """Return none: a rehearsal stores nothing, so that nothing stands in its way."""
        return frozenset()

    def record(self, batch: Batch) -> None:
        """Remember what would be stored and sent."""
        if batch.cursor is not None:
            self._cursors[batch.mailbox, batch.folder] = batch.cursor
        self._sha256s.update(entry.sha256 for entry in batch.entries if entry.sha256)
        self._content_hashes.update(entry.content_hash for entry in batch.entries if entry.content_hash)
        self.mails.extend(mail for kept in batch.kept for mail in kept.answers)
