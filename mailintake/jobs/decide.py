"""Decide: a person says what a mail is; the register follows, and the answer that is due goes out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from mailintake.domain.comment import Role, Stance
from mailintake.domain.consultation import Consultation
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.history import History
from mailintake.domain.message import Message
from mailintake.domain.organisation import Organisation, OrganisationMatch
from mailintake.domain.tray import TrayItem
from mailintake.errors import UsageError
from mailintake.jobs.answering import Tally, answer_to, permission_for
from mailintake.jobs.judging import Bench, inquire
from mailintake.jobs.ports.register import Tray
from mailintake.jobs.registering import registration_of

# What a person may say of a mail, and what then happens to it.
_OUTCOMES = {
    Label.COMMENT: Outcome.ACT,
    Label.SUPPLEMENT: Outcome.ACT,
    Label.DECLINE: Outcome.ACT,
    Label.QUESTION: Outcome.ACT,
    Label.UNRELATED: Outcome.LEAVE,
    Label.AUTOMATIC: Outcome.LEAVE,
    Label.BOUNCE: Outcome.LEAVE,
    Label.SPAM: Outcome.LEAVE,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What a person says of a mail; what is None stays as the machine judged it."""

    label: Label
    consultation: Consultation | None = None
    organisation: Organisation | None = None
    stance: Stance | None = None
    role: Role | None = None
    joins: int | None = None  # id of the comment that a supplement belongs to
    by: str  # who says it


def decide(tray: Tray, bench: Bench, item_id: int, verdict: Verdict, now: datetime) -> tuple[TrayItem, str]:
    """Set a person's decision; return the item as it then stands, and why an answer was or was not promised.

    The answer goes through the same rules as every other; a mail whose sender has had it gets none again. Raises
    NotFoundError, UsageError where the mail cannot be what it is said to be, StoreConflictError where a person has
    decided already.
    """
    item = tray.item(item_id)
    message = item.reading
    if not isinstance(message, Message):
        if _OUTCOMES[verdict.label] is not Outcome.LEAVE:
            raise UsageError(
                f"Item {item_id} could not be read, so it cannot be registered as {verdict.label}.",
                remedy="Read it in the mailbox, and ask the sender to send it again.",
            )
        decision = _decision(item, verdict, is_late=False)
        tray.decide(item_id, decision, registration=None, answers=(), by=verdict.by, now=now)
        return tray.item(item_id), ""
    history = _history(message, bench, now)
    decision = _decision(item, verdict, is_late=_is_late(message, item, verdict))
    _check(item_id, decision, history)
    registration = None
    if decision.outcome is Outcome.ACT:
        registration = registration_of(message, decision, history, prefixes=bench.prefixes, secret=bench.secret)
    permission = permission_for(message, decision, history, bench.policy, Tally())
    answers = answer_to(message, decision, registration, permission, composer=bench.composer, now=now)
    tray.decide(item_id, decision, registration=registration, answers=answers, by=verdict.by, now=now)
    return tray.item(item_id), permission.text if permission else ""


def _decision(item: TrayItem, verdict: Verdict, *, is_late: bool) -> Decision:
    standing = item.decision
    organisation = standing.organisation
    if verdict.organisation is not None:
        organisation = OrganisationMatch(
            name=verdict.organisation.name, matched_by="staff", organisation_id=verdict.organisation.id
        )
    return replace(
        standing,
        label=verdict.label,
        outcome=_OUTCOMES[verdict.label],
        reason="decided_by_staff",
        explanation=f"Decided by {verdict.by}.",
        probability=0.0 if _OUTCOMES[verdict.label] is Outcome.LEAVE else 1.0,
        consultation=verdict.consultation.key if verdict.consultation else standing.consultation,
        organisation=organisation,
        stance=verdict.stance or standing.stance,
        role=verdict.role or standing.role,
        joins=verdict.joins if verdict.joins is not None else standing.joins,
        is_late=is_late,
        is_records_request=False,
    )


def _is_late(message: Message, item: TrayItem, verdict: Verdict) -> bool:
    if verdict.consultation is None:
        return item.decision.is_late
    extended_to = verdict.organisation.extended_to if verdict.organisation else None
    return verdict.consultation.is_late(message.received_at, extended_to)


def _check(item_id: int, decision: Decision, history: History) -> None:
    if decision.outcome is not Outcome.ACT:
        return
    if decision.consultation is None:
        raise UsageError(f"Item {item_id} fits no consultation by itself.", remedy="Say which with --consultation KEY.")
    if decision.label is Label.SUPPLEMENT and decision.joins is None and not history.comments_of_sender:
        raise UsageError(
            f"There is no earlier comment that item {item_id} could supplement.",
            remedy="Register it as a comment, or name the comment with --joins REFERENCE.",
        )


def _history(message: Message, bench: Bench, now: datetime) -> History:
    """Ask again what is known: other mail of the sender may have been registered since."""
    return bench.ledger.ask([inquire(message, bench)], now)[0].history
