"""Decide: a person says what a mail is, or takes that back; the register follows, and what is due to be answered is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from mailintake.domain.comment import Comment, Role, Stance
from mailintake.domain.consultation import Consultation
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.history import History
from mailintake.domain.message import Message
from mailintake.domain.organisation import Organisation, OrganisationMatch
from mailintake.domain.outbox import OutboxMail, OutboxState
from mailintake.domain.tray import TrayItem
from mailintake.errors import StoreConflictError, UsageError
from mailintake.jobs.answering import Tally, answer_to, permission_for
from mailintake.jobs.judging import Bench, inquire
from mailintake.jobs.naming import naming_of
from mailintake.jobs.persons import MACHINE, require_person
from mailintake.jobs.ports.register import Organisations, Reports, Tray
from mailintake.jobs.registering import REGISTERED_LABELS, registration_of

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

# How many references are tried where others have taken them.
_MOST_ATTEMPTS = 5


class Desk(Tray, Reports, Organisations, Protocol):
    """The tray, and the comments and organisations that its mail may belong to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What a person says of a mail; what is None stays as the machine judged it."""

    label: Label
    consultation: Consultation | None = None
    organisation: Organisation | None = None
    organisation_name: str = ""  # of one that is not known: it is noted, not invited
    stance: Stance | None = None
    role: Role | None = None
    joins: int | None = None  # id of the comment that a supplement belongs to
    by: str  # who says it


@dataclass(frozen=True, kw_only=True, slots=True)
class Undone:
    """What was undone, and what stands now."""

    before: TrayItem  # as a person had decided
    item: TrayItem
    acknowledgement: OutboxMail | None  # our answer to the mail, whatever became of it; None: none was ever promised
    is_recalled: bool  # the undone decision had promised it, and it will not go

    @property
    def is_waiting(self) -> bool:
        """Whether the mail waits for a person again; else it stands as the machine had decided."""
        decision = self.item.decision
        is_doubtful = decision.outcome is Outcome.REVIEW or decision.label is Label.QUESTION
        # Of decisions made before they could be undone it is not known what the mail was registered as.
        is_lost = decision.outcome is Outcome.ACT and decision.label in REGISTERED_LABELS and self.item.comment is None
        return is_doubtful or is_lost


def decide(register: Desk, bench: Bench, item_id: int, verdict: Verdict, now: datetime) -> tuple[TrayItem, str]:
    """Set a person's decision; return the item as it then stands, and why an answer might or might not be promised.

    The answer goes through the same rules as every other; a mail whose sender has had it gets none again, for there is
    one for each mail, ever. Raises NotFoundError, UsageError where the mail cannot be what it is said to be,
    StoreConflictError where a person has decided already.
    """
    require_person(verdict.by)
    item = register.item(item_id)
    message = item.reading
    if not isinstance(message, Message):
        if _OUTCOMES[verdict.label] is not Outcome.LEAVE:
            raise UsageError(
                f"Item {item_id} could not be read, so it cannot be registered as {verdict.label}.",
                remedy="Read it in the mailbox, and ask the sender to send it again.",
            )
        decision = _decision(item, verdict, is_late=False)
        register.decide(item_id, decision, registration=None, answers=(), by=verdict.by, now=now)
        return register.item(item_id), ""
    history = _history(message, bench, now)
    decision = _decision(item, verdict, is_late=_is_late(register, message, item, verdict))
    _check(item_id, decision, verdict)
    if decision.label is Label.SUPPLEMENT:
        joined = _joined(register, item, decision, history)
        # It is joined also where it is another sender's, or no longer stands.
        decision, history = replace(decision, joins=joined.id), replace(history, referenced=joined)
    permission = permission_for(message, decision, history, bench.policy, Tally())
    naming = naming_of(message, decision, verdict.organisation, verdict.organisation_name, bench.policy.own_addresses)
    for attempt in range(_MOST_ATTEMPTS):
        registration = None
        if decision.outcome is Outcome.ACT:
            registration = registration_of(
                message, decision, history, prefixes=bench.prefixes, secret=bench.secret, attempt=attempt
            )
        answers = answer_to(message, decision, registration, permission, composer=bench.composer, now=now)
        try:
            register.decide(
                item_id, decision, registration=registration, answers=answers, by=verdict.by, now=now, naming=naming
            )
            break
        except StoreConflictError:
            # Either a person has decided, or the reference is taken: then another one is tried.
            if register.item(item_id).decided_by != MACHINE or attempt + 1 == _MOST_ATTEMPTS:
                raise
    return register.item(item_id), permission.text if permission else ""


def undo(register: Desk, item_id: int, *, by: str, now: datetime) -> Undone:
    """Take back a person's decision and all that followed from it; the mail can be decided anew.

    Raises NotFoundError, UsageError, and StoreConflictError where no person's decision stands.
    """
    require_person(by)
    before, promised = register.item(item_id), register.acknowledgement(item_id)
    register.undo(item_id, by=by, now=now)
    left = register.acknowledgement(item_id)
    was_dropped = promised is not None and promised.state is OutboxState.DROPPED
    return Undone(
        before=before,
        item=register.item(item_id),
        acknowledgement=left,
        is_recalled=left is not None and left.state is OutboxState.DROPPED and not was_dropped,
    )


def _decision(item: TrayItem, verdict: Verdict, *, is_late: bool) -> Decision:
    standing = item.decision
    organisation = standing.organisation
    if verdict.organisation is not None or verdict.organisation_name:
        named = verdict.organisation
        organisation = OrganisationMatch(
            name=named.name if named else verdict.organisation_name,
            matched_by="staff",
            organisation_id=named.id if named else None,
            language=named.language if named else "",
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
        request=standing.request if verdict.label is Label.QUESTION else None,
        is_records_request=False,
    )


def _is_late(register: Organisations, message: Message, item: TrayItem, verdict: Verdict) -> bool:
    if verdict.consultation is None:
        return item.decision.is_late
    organisation, match = verdict.organisation, item.decision.organisation
    if organisation is None and not verdict.organisation_name and match is not None and match.organisation_id:
        organisation = register.organisation(match.organisation_id)
    extended_to = organisation.extended_to if organisation else None
    return verdict.consultation.is_late(message.received_at, extended_to)


def _check(item_id: int, decision: Decision, verdict: Verdict) -> None:
    if decision.outcome is not Outcome.ACT:
        return
    if decision.consultation is None:
        raise UsageError(f"Item {item_id} fits no consultation by itself.", remedy="Say which with --consultation KEY.")
    named = verdict.organisation
    if named is not None and named.consultation != decision.consultation:
        raise UsageError(
            f"Organisation {named.id} is one of {named.consultation}, and item {item_id} concerns "
            f"{decision.consultation}.",
            remedy=f"mailintake organisation list {decision.consultation} shows the numbers.",
        )


def _joined(register: Desk, item: TrayItem, decision: Decision, history: History) -> Comment:
    """Return the comment that a supplement belongs to: the one that is named, else the newest other one of its sender.

    Raises UsageError where there is none, or the one that is named is of another consultation.
    """
    if decision.joins is None:
        own = None if item.comment is None else item.comment.id
        for earlier in history.comments_of_sender:
            if earlier.consultation == decision.consultation and earlier.id != own:
                return earlier
        raise UsageError(
            f"There is no earlier comment that item {item.id} could supplement.",
            remedy="Register it as a comment, or name the comment with --joins REFERENCE.",
        )
    comment = register.comment_numbered(decision.joins)
    if comment.consultation != decision.consultation:
        raise UsageError(
            f"{comment.reference} is a comment on {comment.consultation}, not on {decision.consultation}.",
            remedy=f"Say --consultation {comment.consultation}, or name another comment.",
        )
    return comment


def _history(message: Message, bench: Bench, now: datetime) -> History:
    """Ask again what is known: other mail of the sender may have been registered since."""
    return bench.ledger.ask([inquire(message, bench)], now)[0].history
