"""What a decision and a registration do to what stands: pure rules, the same for every store."""

from __future__ import annotations

from collections.abc import Iterable

from mailintake.domain.comment import Comment, CommentStatus, Role, Stance
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.ledger import Registration
from mailintake.domain.organisation import Standing
from mailintake.domain.outbox import OutboxState
from mailintake.register.events import MACHINE

# States in which a mail of ours may have left us, or may yet leave us: proof that it arrived settles them.
SETTLED_BY_ARRIVAL = frozenset(
    {OutboxState.WAITING, OutboxState.CLAIMED, OutboxState.FINAL, OutboxState.UNKNOWN, OutboxState.FAILED}
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


def standing_by(comments: Iterable[Comment]) -> Standing:
    """Return where an organisation stands by the comments it has."""
    kinds = {comment.kind for comment in comments if comment.status is CommentStatus.STANDING}
    if Label.COMMENT.value in kinds:
        return Standing.ANSWERED
    return Standing.DECLINED if Label.DECLINE.value in kinds else Standing.SILENT


def joined(
    comment: Comment, registration: Registration, *, stance_by: str, by: str
) -> tuple[CommentStatus, Stance, str]:
    """Return a comment's status, its stance and who set that, after one more message has joined it.

    A withdrawal withdraws it and a replacement makes it stand again. A stance that a person set is changed by a person
    only; a machine's gives way to what a replacement says.
    """
    status, stance = comment.status, comment.stance
    if registration.role is Role.WITHDRAWAL:
        status = CommentStatus.WITHDRAWN
    elif registration.role is Role.REPLACEMENT:
        status = CommentStatus.STANDING
        if registration.stance is not Stance.UNCLEAR and (by != MACHINE or stance_by == MACHINE):
            return status, registration.stance, by
    return status, stance, stance_by


def is_counted(kind: str, status: CommentStatus) -> bool:
    """Whether a comment counts in the figures: it stands, and is more than a decline."""
    return kind == Label.COMMENT.value and status is CommentStatus.STANDING
