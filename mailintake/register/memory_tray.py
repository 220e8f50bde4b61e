"""The staff tray in memory (port Tray)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from mailintake.domain.decision import Decision, Outcome
from mailintake.domain.ledger import LedgerEntry, Registration
from mailintake.domain.message import Message, MessageRef
from mailintake.domain.outbox import NewMail, OutboxMail
from mailintake.domain.tray import HumanDecision, Naming, TrayItem
from mailintake.errors import NotFoundError, StoreConflictError
from mailintake.register.events import MACHINE
from mailintake.register.memory_ask import history_of
from mailintake.register.memory_registering import correct
from mailintake.register.memory_sending import add_answers, let_wait_again, recall
from mailintake.register.memory_state import Decided, MemoryRoom, State
from mailintake.register.memory_undo import forget, learn, restore
from mailintake.register.naming import with_organisation
from mailintake.register.people import history_before, inquiry_about
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
        naming: Naming | None = None,
    ) -> None:
        """Set a person's decision in the place of the standing one, with what follows from it, or nothing of it."""
        with self.state.lock, self.state.transaction():
            decision, registration, naming = cleaned(decision), cleaned(registration), cleaned(naming)
            item = item_of(self.state, item_id)
            if item.decided_by != MACHINE:
                raise StoreConflictError("A person has decided about this mail already.")
            if registration is not None:
                self.state.require_organisation(registration.organisation_id)
            for answer in answers:
                self.state.require_organisation(answer.organisation_id)
            if naming is not None:
                match = learn(self.state, item_id, naming, by=by, now=now)
                decision, registration, answers = with_organisation(match, decision, registration, answers)
            displaced = self.state.links.get(item_id)
            comment_id = correct(self.state, item_id, registration, by=by, now=now)
            kept = self.state.items[item_id]
            decided = Decided(id=self.state.next_decision(), decision=decision, by=by, at=now, displaced=displaced)
            self._let_stand(item_id, (*kept.decisions, decided))
            data = {"label": decision.label, "outcome": decision.outcome, "before": item.decision.label}
            self.state.log("decided", f"message:{item_id}", data, now=now, actor=by)
            add_answers(self.state, answers, item_id=item_id, comment_id=comment_id, by=by, now=now)
            if decision.outcome is Outcome.LEAVE:
                recall(self.state, item_id, decided, only_its_own=False, by=by, now=now)

    def undo(self, item_id: int, *, by: str, now: datetime) -> None:
        """Take back a person's standing decision and all that followed from it."""
        with self.state.lock:
            item = item_of(self.state, item_id)
            if item.decided_by == MACHINE:
                raise StoreConflictError("No person has decided about this mail.")
            *earlier, undone = self.state.items[item_id].decisions
            before = earlier[-1]
            self._let_stand(item_id, tuple(earlier))
            data = {
                "label": before.decision.label,
                "outcome": before.decision.outcome,
                "before": item.decision.label,
                "undone": undone.id,
                "stands": before.id,
            }
            self.state.log("undone", f"message:{item_id}", data, now=now, actor=by)
            restore(self.state, item, undone, before, by=by, now=now)
            recall(self.state, item_id, undone, only_its_own=True, by=by, now=now)
            let_wait_again(self.state, item_id, undone, by=by, now=now)
            forget(self.state, item_id, item.decision.organisation, by=by, now=now)

    def acknowledgement(self, item_id: int) -> OutboxMail | None:
        """Return our answer to a kept mail; None where none was ever promised."""
        with self.state.lock:
            mine = [each.row for each in self.state.outbox.values() if each.answers == item_id]
        return mine[-1] if mine else None

    def human_decisions(self) -> Iterator[HumanDecision]:
        """Yield what people have decided of mail that could be read and what was known of it, in the order they did."""
        with self.state.lock:
            standing = [(item.decisions[-1], item.reading) for item in self.state.items.values()]
            found = [
                HumanDecision(
                    message=reading,
                    history=history_before(reading, history_of(self.state, inquiry_about(reading), decided.at)),
                    decision=self.state.present_decision(decided.decision),
                    decided_by=decided.by,
                    decided_at=decided.at,
                )
                for decided, reading in sorted(standing, key=lambda each: each[0].id)
                if decided.by != MACHINE and isinstance(reading, Message)
            ]
        yield from found

    def human_decisions_mark(self) -> int:
        """Return a number that grows with every decision that a person makes or undoes."""
        with self.state.lock:
            return sum(event.kind in {"decided", "undone"} for event in self.state.events)

    def ledger_entry(self, ref: MessageRef) -> LedgerEntry | None:
        """Return what was decided of a mail in the mailbox, kept or not."""
        return self.state.ledger.get(ref)

    def _let_stand(self, item_id: int, decisions: tuple[Decided, ...]) -> None:
        """Let the last of these decisions stand, and have the mail's ledger row tell it."""
        kept, standing = self.state.items[item_id], decisions[-1].decision
        self.state.items[item_id] = replace(kept, decisions=decisions)
        self.state.ledger[kept.ref] = replace(
            self.state.ledger[kept.ref],
            label=standing.label,
            outcome=standing.outcome,
            reason=standing.reason,
            probability=standing.probability,
        )


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
        decision=state.present_decision(standing.decision),
        decided_by=standing.by,
        decided_at=standing.at,
        comment=None if link is None else state.comments[link.comment_id],
    )


def waiting_items(state: State) -> list[TrayItem]:
    """Return the kept mails that wait for a person, in the order they are shown."""
    items = [item_of(state, item_id) for item_id in state.items]
    waiting = [item for item in items if must_wait(item.decision, item.decided_by)]
    return sorted(waiting, key=lambda item: (not item.decision.is_records_request, item.reading.received_at, item.id))
