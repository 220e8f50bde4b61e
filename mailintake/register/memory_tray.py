"""The staff tray in memory (port Tray)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mailintake.domain.decision import Decision, Outcome
from mailintake.domain.ledger import LedgerEntry, Registration
from mailintake.domain.message import MessageRef
from mailintake.domain.outbox import NewMail, OutboxState
from mailintake.domain.tray import TrayItem
from mailintake.errors import NotFoundError, StoreConflictError
from mailintake.register.events import MACHINE
from mailintake.register.memory_registering import correct
from mailintake.register.memory_sending import add_answers, change
from mailintake.register.memory_state import Decided, MemoryRoom, State
from mailintake.register.standing import must_wait
from mailintake.register.text import cleaned


class MemoryTray(MemoryRoom):
    """What waits for staff, and what staff decide."""

    def waiting(self) -> list[TrayItem]:
        """Return what a person must look at: requests for public documents first, then by age."""
        with self.state.lock:
            return waiting_items(self.state)

    def organisations_waiting(self) -> frozenset[int]:
        """Return the numbers of the organisations that waiting mail was matched to."""
        with self.state.lock:
            matches = [item.decision.organisation for item in waiting_items(self.state)]
        return frozenset(match.organisation_id for match in matches if match and match.organisation_id is not None)

    def item(self, item_id: int) -> TrayItem:
        """Return one kept mail. Raises NotFoundError."""
        with self.state.lock:
            return item_of(self.state, item_id)

    def decide(
        self,
        item_id: int,
        decision: Decision,
        *,
        registration: Registration | None,
        answers: Sequence[NewMail],
        by: str,
        now: datetime,
    ) -> None:
        """Set a person's decision in the place of the standing one, with what follows from it, or nothing of it."""
        with self.state.lock:
            decision, registration = cleaned(decision), cleaned(registration)
            item = item_of(self.state, item_id)
            if item.decided_by != MACHINE:
                raise StoreConflictError("A person has decided about this mail already.")
            if registration is not None:
                self.state.require_organisation(registration.organisation_id)
            for answer in answers:
                self.state.require_organisation(answer.organisation_id)
            comment_id = correct(self.state, item_id, registration, by=by, now=now)
            kept = self.state.items[item_id]
            decided = Decided(decision=decision, by=by, at=now)
            self.state.items[item_id] = replace(kept, decisions=(*kept.decisions, decided))
            self.state.ledger[kept.ref] = replace(
                self.state.ledger[kept.ref],
                label=decision.label,
                outcome=decision.outcome,
                reason=decision.reason,
                probability=decision.probability,
            )
            data = {"label": decision.label, "outcome": decision.outcome, "before": item.decision.label}
            self.state.log("decided", f"message:{item_id}", data, now=now, actor=by)
            add_answers(
                self.state, answers, item_id=item_id, reading=item.reading, comment_id=comment_id, by=by, now=now
            )
            if decision.outcome is Outcome.LEAVE:
                self._drop_answers(item_id, by=by, now=now)

    def ledger_entry(self, ref: MessageRef) -> LedgerEntry | None:
        """Return what was decided of a mail in the mailbox, kept or not."""
        return self.state.ledger.get(ref)

    def _drop_answers(self, item_id: int, *, by: str, now: datetime) -> None:
        for each in list(self.state.outbox.values()):
            if each.answers == item_id and each.row.state is OutboxState.WAITING:
                change(self.state, each, state=OutboxState.DROPPED)
                self.state.log("dropped", f"outbox:{each.row.id}", {"message": item_id}, now=now, actor=by)


def item_of(state: State, item_id: int) -> TrayItem:
    """Return one kept mail as staff see it. Raises NotFoundError."""
    kept = state.items.get(item_id)
    if kept is None:
        raise NotFoundError(f"There is no kept mail with number {item_id}.")
    standing = kept.decisions[-1]
    link = state.links.get(item_id)
    return TrayItem(
        id=item_id,
        reading=kept.reading,
        decision=standing.decision,
        decided_by=standing.by,
        decided_at=standing.at,
        comment=None if link is None else state.comments[link.comment_id],
    )


def waiting_items(state: State) -> list[TrayItem]:
    """Return the kept mails that wait for a person, in the order they are shown."""
    items = [item_of(state, item_id) for item_id in state.items]
    waiting = [item for item in items if must_wait(item.decision, item.decided_by)]
    return sorted(waiting, key=lambda item: (not item.decision.is_records_request, item.reading.received_at, item.id))
