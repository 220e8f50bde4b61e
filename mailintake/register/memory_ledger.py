"""The ledger in memory (port Ledger)."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from mailintake.domain.inquiry import Inquiry, Installation, Knowledge
from mailintake.domain.ledger import Batch, Cursor, Disposition, KeptMail
from mailintake.domain.message import MessageRef
from mailintake.errors import LeaseLostError, StoreConflictError
from mailintake.register.events import MACHINE
from mailintake.register.left import left_data
from mailintake.register.memory_ask import history_of
from mailintake.register.memory_registering import check, register
from mailintake.register.memory_sending import add_answers, settle
from mailintake.register.memory_state import Decided, KeptItem, MemoryRoom
from mailintake.register.merging import readdressed
from mailintake.register.text import cleaned

_KEPT = frozenset({Disposition.KEPT, Disposition.HELD})


class MemoryLedger(MemoryRoom):
    """What has been seen, and what was decided of it."""

    def installation(self, now: datetime) -> Installation:
        """Return the secret, made at the first call."""
        with self.state.lock:
            if self.state.installation is None:
                self.state.installation = Installation(secret=secrets.token_bytes(32), created_at=now)
            return self.state.installation

    def cursor(self, mailbox: str, folder: str) -> Cursor | None:
        """Return how far a folder has been read; None before its first run."""
        return self.state.cursors.get((mailbox, folder))

    def start(self, mailbox: str, folder: str, cursor: Cursor) -> None:
        """Set how far a folder has been read."""
        with self.state.lock:
            self.state.cursors[mailbox, folder] = cursor

    def unfinished(self, mailbox: str, folder: str, uidvalidity: int) -> dict[int, int]:
        """Return the UIDs that are to be read though the cursor may have passed them, with the number of attempts."""
        place = (mailbox, folder, uidvalidity)
        with self.state.lock:
            return {
                ref.uid: count
                for ref, count in self.state.attempts.items()
                if (ref.mailbox, ref.folder, ref.uidvalidity) == place
            }

    def begin(self, refs: Sequence[MessageRef], now: datetime) -> None:  # noqa: ARG002
        """Count an attempt for each mail before it is touched."""
        with self.state.lock:
            for ref in refs:
                self.state.attempts[ref] = self.state.attempts.get(ref, 0) + 1

    def withdraw(self, refs: Sequence[MessageRef]) -> None:
        """Take back one attempt of each of these mails; none at the least."""
        with self.state.lock:
            for ref in refs:
                if ref in self.state.attempts:
                    self.state.attempts[ref] = max(self.state.attempts[ref] - 1, 0)

    def known(self, sha256s: Collection[str]) -> frozenset[str]:
        """Return which originals have been seen before, under whatever UID."""
        with self.state.lock:
            return frozenset(sha256s) & {entry.sha256 for entry in self.state.ledger.values() if entry.sha256}

    def ask(self, inquiries: Sequence[Inquiry], now: datetime) -> list[Knowledge]:
        """Return what is known about each mail, in order."""
        with self.state.lock:
            seen = {entry.content_hash for entry in self.state.ledger.values() if entry.content_hash}
            return [
                Knowledge(history=history_of(self.state, inquiry, now), is_duplicate=inquiry.content_hash in seen)
                for inquiry in inquiries
            ]

    def end_recorded(self, refs: Sequence[MessageRef]) -> frozenset[MessageRef]:
        """Return which of these mails have a row already, and end the attempts at them."""
        with self.state.lock:
            recorded = frozenset(ref for ref in refs if ref in self.state.ledger)
            for ref in recorded:
                self.state.attempts.pop(ref, None)
        return recorded

    def record(self, batch: Batch) -> None:
        """Store everything of a batch, end its attempts and move the cursor, or nothing of it."""
        batch = cleaned(batch)
        with self.state.lock:
            self._check(batch)
            for entry in batch.entries:
                self.state.ledger[entry.ref] = entry
                if batch.cursor is not None:
                    self.state.attempts.pop(entry.ref, None)
            for mail in batch.kept:
                self._keep(mail, batch.now)
            left = [entry for entry in batch.entries if entry.disposition not in _KEPT]
            if left:
                self.state.log("left", "ledger", left_data(left), now=batch.now)
            self._move_cursor(batch)

    def _check(self, batch: Batch) -> None:
        holder, expires_at = self.state.leases.get(batch.mailbox, (self.worker, batch.now))
        if batch.cursor is not None and holder != self.worker and expires_at > batch.now:
            raise LeaseLostError
        refs = [entry.ref for entry in batch.entries]
        if len(set(refs)) < len(refs) or not self.state.ledger.keys().isdisjoint(refs):
            raise StoreConflictError
        check(self.state, [mail.registration for mail in batch.kept if mail.registration is not None])
        for mail in batch.kept:
            for answer in mail.answers:
                self.state.require_organisation(answer.organisation_id)

    def _keep(self, mail: KeptMail, now: datetime) -> None:
        state = self.state
        merged = {id_: into for id_ in state.merged if (into := state.present_organisation(id_)) is not None}
        mail = readdressed(mail, merged)
        item_id = len(state.items) + 1
        state.originals.setdefault(mail.reading.sha256, mail.original)
        state.items[item_id] = KeptItem(
            ref=mail.entry.ref,
            disposition=mail.entry.disposition,
            reading=mail.reading,
            permission=mail.permission,
            kept_at=now,
            decisions=(Decided(id=state.next_decision(), decision=mail.decision, by=MACHINE, at=now),),
        )
        data = {"label": mail.decision.label, "outcome": mail.decision.outcome, "reason": mail.decision.reason}
        state.log(mail.entry.disposition.value, f"message:{item_id}", data, now=now)
        comment_id = None
        if mail.registration is not None:
            comment_id = register(state, item_id, mail.registration, by=MACHINE, now=now)
        add_answers(state, mail.answers, item_id=item_id, comment_id=comment_id, by=MACHINE, now=now)
        for settlement in mail.settlements:
            settle(state, item_id, settlement, now)

    def _move_cursor(self, batch: Batch) -> None:
        if batch.cursor is None:
            return
        stored = self.state.cursors.setdefault((batch.mailbox, batch.folder), batch.cursor)
        if stored.uidvalidity == batch.cursor.uidvalidity and stored.last_uid < batch.cursor.last_uid:
            moved = replace(stored, last_uid=batch.cursor.last_uid)
            self.state.cursors[batch.mailbox, batch.folder] = moved
