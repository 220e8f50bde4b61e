"""Mail of ours in memory: stored once, found by its Message-ID, settled by what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from mailintake.domain.ledger import Settlement
from mailintake.domain.message import Message
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import NewMail, OutboxMail, OutboxState
from mailintake.register.events import MACHINE
from mailintake.register.memory_state import Decided, Sending, State
from mailintake.register.standing import SETTLED_BY_ARRIVAL
from mailintake.register.text import cleaned, key_of
from mailintake.register.threads import pointers_of, root_of_thread


def row_of(mail: NewMail) -> OutboxMail:
    """Return a mail as it waits to be sent."""
    return OutboxMail(
        id=0,
        mail=cleaned(mail),
        state=OutboxState.WAITING,
        attempts=0,
        next_attempt_at=mail.not_before,
        sent_at=None,
        error="",
    )


def add(state: State, sending: Sending, *, now: datetime, by: str = MACHINE) -> bool:
    """Store a mail; False where there is one of its kind, subject and recipient, or with its Message-ID.

    One that a person's word took back before it was sent is no second mail: it waits again, as it is now.
    """
    mail = sending.row.mail
    key = (mail.kind, mail.subject_key, key_of(mail.recipient))
    id_ = len(state.outbox) + 1
    for each in state.outbox.values():
        other = each.row.mail
        is_it = (other.kind, other.subject_key, key_of(other.recipient)) == key
        if is_it and by != MACHINE and was_recalled(each):
            id_ = each.row.id
        elif is_it or other.message_id == mail.message_id:
            return False
    state.outbox[id_] = replace(sending, row=replace(sending.row, id=id_))
    data = {"kind": mail.kind, "message": sending.answers, "consultation": mail.consultation}
    state.log("queued", f"outbox:{id_}", data, now=now, actor=by)
    return True


def add_answers(
    state: State,
    answers: Sequence[NewMail],
    *,
    item_id: int,
    comment_id: int | None,
    by: str,
    now: datetime,
) -> None:
    """Store the answers to a kept mail that follow from its standing decision, each in its thread."""
    reading = state.items[item_id].reading
    answered = next((found for each in pointers_of(reading) if (found := find(state, each))), None)
    for answer in answers:
        sending = Sending(
            row=row_of(answer),
            comment_id=comment_id,
            answers=item_id,
            answers_sender=key_of(reading.from_address) if isinstance(reading, Message) else "",
            thread_root=root_of(answered),
            promised_by=state.items[item_id].decisions[-1].id,
        )
        add(state, sending, now=now, by=by)


def change(state: State, sending: Sending, /, **changes: Any) -> None:
    """Put a mail in the place of what it was."""
    state.outbox[sending.row.id] = replace(sending, row=replace(sending.row, **changes))


def was_recalled(sending: Sending) -> bool:
    """Whether a mail was taken back before it was sent, and never by hand."""
    return sending.row.state is OutboxState.DROPPED and sending.recalled_by is not None


def recall(state: State, item_id: int, decided: Decided, *, only_its_own: bool, by: str, now: datetime) -> None:
    """Take back the answers to a mail that nobody may have yet, for a decision that was made or undone."""
    for each in list(state.outbox.values()):
        is_meant = each.promised_by == decided.id or not only_its_own
        if is_meant and each.answers == item_id and each.row.state in {OutboxState.WAITING, OutboxState.CLAIMED}:
            taken = replace(each, recalled_by=decided.id, claimed_by="", claimed_until=None)
            change(state, taken, state=OutboxState.DROPPED)
            state.log("dropped", f"outbox:{each.row.id}", {"message": item_id}, now=now, actor=by)


def let_wait_again(state: State, item_id: int, undone: Decided, *, by: str, now: datetime) -> None:
    """Let the answers to a mail wait again that a decision, undone since, took back: they follow from another one."""
    for each in list(state.outbox.values()):
        is_meant = each.recalled_by == undone.id and each.promised_by != undone.id
        if is_meant and each.answers == item_id and was_recalled(each):
            mail = replace(each.row.mail, not_before=now)
            free = replace(each, recalled_by=None)
            change(state, free, state=OutboxState.WAITING, mail=mail, next_attempt_at=now)
            state.log("resent", f"outbox:{each.row.id}", {"message": item_id}, now=now, actor=by)


def find(state: State, message_id: str) -> Sending | None:
    """Return the mail of ours that has a Message-ID."""
    return next((each for each in state.outbox.values() if each.row.mail.message_id == message_id), None)


def root_of(sent: Sending | None) -> str | None:
    """Return the Message-ID of the acknowledgement that began the thread of a mail of ours; None: it lies in none."""
    return None if sent is None else root_of_thread(sent.row.mail.kind, sent.row.mail.message_id, sent.thread_root)


def settle(state: State, item_id: int, settlement: Settlement, now: datetime) -> None:
    """Note what a kept mail proves of a mail of ours; a Message-ID that is not ours proves nothing."""
    sent = find(state, settlement.message_id)
    if sent is None:
        return
    before, after = sent.row.state, sent
    if before in SETTLED_BY_ARRIVAL:
        arrived = replace(sent.row, state=OutboxState.SENT, sent_at=sent.row.sent_at or now)
        after = replace(sent, row=arrived, claimed_by="", claimed_until=None)
    if not settlement.has_arrived:
        after = replace(after, row=replace(after.row, error=settlement.proof), is_bounced=True)
        _stop_address(state, sent, settlement.failed_address)
    if settlement.away_until is not None:
        _note_absence(state, sent, settlement.away_address, settlement.away_until, item_id=item_id, now=now)
    if after is sent:
        return
    state.outbox[sent.row.id] = after
    data = {"message": item_id, "before": before, "is_dead": bool(settlement.failed_address)}
    state.log("arrived" if settlement.has_arrived else "returned", f"outbox:{sent.row.id}", data, now=now)


def _stop_address(state: State, sent: Sending, failed_address: str) -> None:
    """Mark an address as dead."""
    for organisation in _owners(state, sent, failed_address):
        dead = {address for address in organisation.addresses if key_of(address) == key_of(failed_address)}
        stopped = replace(organisation, dead_addresses=organisation.dead_addresses | dead)
        state.organisations[organisation.id] = stopped


def _note_absence(state: State, sent: Sending, address: str, until: date, *, item_id: int, now: datetime) -> None:
    """Note until when nobody reads an address."""
    owners = _owners(state, sent, address)
    for organisation in owners:
        state.away_until[organisation.id, key_of(address)] = until
        days = [day for (id_, _), day in state.away_until.items() if id_ == organisation.id]
        state.organisations[organisation.id] = replace(organisation, away_until=max(days))
    if owners:
        data = {"message": item_id, "until": until.isoformat()}
        state.log("away", f"outbox:{sent.row.id}", data, now=now)


def _owners(state: State, sent: Sending, address: str) -> list[Organisation]:
    """Return whose an address is: everybody's where it is the one we wrote to, else only that organisation's."""
    key = key_of(address)
    is_recipient = key == key_of(sent.row.mail.recipient)
    return [
        organisation
        for organisation in state.organisations.values()
        if (is_recipient or organisation.id == sent.row.mail.organisation_id)
        and key in {key_of(each) for each in organisation.addresses}
    ]
