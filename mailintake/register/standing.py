"""What a decision and a registration do to what stands: pure rules, the same for every store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from mailintake.domain.comment import Comment, CommentStatus, Role, Stance
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.ledger import Registration
from mailintake.domain.message import Reading
from mailintake.domain.organisation import Standing
from mailintake.domain.outbox import OutboxState
from mailintake.register.events import MACHINE

# States in which a mail of ours may have left us, or may yet leave us: proof that it arrived settles them.
SETTLED_BY_ARRIVAL = frozenset(
    {OutboxState.WAITING, OutboxState.CLAIMED, OutboxState.FINAL, OutboxState.UNKNOWN, OutboxState.FAILED}
)
# States in which a mail of ours has left us, may have left us, or will.
MAY_HAVE_ARRIVED = frozenset(
    {OutboxState.WAITING, OutboxState.CLAIMED, OutboxState.FINAL, OutboxState.UNKNOWN, OutboxState.SENT}
)


def must_wait(decision: Decision, by: str) -> bool:
    """Whether a person must look at a mail: a machine decided, and is in doubt or cannot answer it."""
    return by == MACHINE and (decision.outcome is Outcome.REVIEW or decision.label is Label.QUESTION)


def kind_of(registration: Registration) -> str:
    """Return the kind of the comment that a registration makes: a supplement that joins nothing is a comment."""
    return (Label.DECLINE if registration.kind is Label.DECLINE else Label.COMMENT).value


def standing_after(standing: Standing, registration: Registration) -> Standing:
    """Return where an organisation stands after one more mail of its own is registered.

    An answer outweighs a decline, whichever came first; a supplement says nothing new of one that has spoken.
    """
    if registration.kind is Label.COMMENT:
        return Standing.ANSWERED
    if standing is not Standing.SILENT:
        return standing
    return Standing.DECLINED if registration.kind is Label.DECLINE else Standing.ANSWERED


def standing_by(kinds: Collection[str]) -> Standing:
    """Return where an organisation stands by the kinds of its comments; who has withdrawn one has still spoken."""
    if Label.COMMENT.value in kinds:
        return Standing.ANSWERED
    return Standing.DECLINED if Label.DECLINE.value in kinds else Standing.SILENT


def status_by(roles: Sequence[Role]) -> CommentStatus:
    """Return whether a comment stands by what its messages are in it, in the order they came.

    A withdrawal withdraws it and a replacement makes it stand again; without any message it stands no more.
    """
    if not roles:
        return CommentStatus.UNDONE
    turns = [role for role in roles if role in {Role.WITHDRAWAL, Role.REPLACEMENT}]
    return CommentStatus.WITHDRAWN if turns and turns[-1] is Role.WITHDRAWAL else CommentStatus.STANDING


def stance_after(stance: Stance, stance_by: str, registration: Registration, by: str) -> tuple[Stance, str]:
    """Return the stance of a comment and who set it, after one more message has joined it.

    A stance that a person set is changed by a person only; a machine's gives way to what a replacement says.
    """
    return _stance_after(stance, stance_by, registration.role, registration.stance, by)


def stance_of(steps: Iterable[tuple[Role, Stance | None, str]]) -> tuple[Stance, str]:
    """Return the stance of a comment and who set it, from all its messages in the order they came.

    Each is told as what it is in the comment, its stance, and who decided so. The original gives the stance.
    """
    stance, by = Stance.UNCLEAR, MACHINE
    for role, told, told_by in sorted(steps, key=lambda step: step[0] is not Role.ORIGINAL):
        if role is Role.ORIGINAL:
            stance, by = told or Stance.UNCLEAR, told_by
        else:
            stance, by = _stance_after(stance, by, role, told or Stance.UNCLEAR, told_by)
    return stance, by


def is_registered(decision: Decision) -> bool:
    """Whether a mail of which this is decided stands in the register of comments."""
    is_named = decision.label in {Label.COMMENT, Label.SUPPLEMENT, Label.DECLINE} and decision.consultation is not None
    return is_named and decision.outcome is Outcome.ACT


def registered_again(reading: Reading, decision: Decision, comment: Comment, role: Role) -> Registration:
    """Return what a mail registers when an earlier decision about it stands again, in the comment it had then."""
    organisation = decision.organisation
    return Registration(
        consultation=comment.consultation,
        kind=decision.label,
        role=role,
        reference=comment.reference,
        joins=None if role is Role.ORIGINAL else comment.id,
        sender=reading.from_address.lower(),
        organisation_id=organisation.organisation_id if organisation else None,
        organisation_name=organisation.name if organisation else "",
        received_at=reading.received_at,
        is_late=decision.is_late,
        stance=decision.stance or Stance.UNCLEAR,
    )


def is_counted(kind: str, status: CommentStatus) -> bool:
    """Whether a comment counts in the figures: it stands, and is more than a decline."""
    return kind == Label.COMMENT.value and status is CommentStatus.STANDING


def _stance_after(stance: Stance, stance_by: str, role: Role, told: Stance, by: str) -> tuple[Stance, str]:
    is_told = role is Role.REPLACEMENT and told is not Stance.UNCLEAR
    return (told, by) if is_told and (by != MACHINE or stance_by == MACHINE) else (stance, stance_by)
