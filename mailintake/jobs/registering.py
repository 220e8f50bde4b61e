"""Turn a decision about a mail into what it does to the register of comments."""

from __future__ import annotations

from collections.abc import Mapping

from mailintake.domain.comment import Comment, Role, Stance, mint_reference
from mailintake.domain.decision import Decision, Label
from mailintake.domain.history import History
from mailintake.domain.ledger import Registration
from mailintake.domain.message import Message

REGISTERED_LABELS = frozenset({Label.COMMENT, Label.SUPPLEMENT, Label.DECLINE})


def registration_of(
    message: Message,
    decision: Decision,
    history: History,
    *,
    prefixes: Mapping[str, str],
    secret: bytes,
    attempt: int = 0,
) -> Registration | None:
    """Return what a mail registers; none where its label registers nothing.

    ``prefixes`` gives each consultation's reference prefix; ``attempt`` asks for another reference where the first one
    was taken.
    """
    if decision.label not in REGISTERED_LABELS or decision.consultation is None:
        return None
    joined = _joined_comment(decision, history) if decision.label is Label.SUPPLEMENT else None
    organisation = decision.organisation
    reference = (
        joined.reference
        if joined
        else mint_reference(
            prefixes[decision.consultation],
            secret=secret,
            consultation=decision.consultation,
            content_hash=message.content_hash,
            attempt=attempt,
        )
    )
    return Registration(
        consultation=decision.consultation,
        kind=decision.label if joined or decision.label is not Label.SUPPLEMENT else Label.COMMENT,
        role=(decision.role or Role.ADDITION) if joined else Role.ORIGINAL,
        reference=reference,
        joins=joined.id if joined else None,
        sender=message.from_address.lower(),
        organisation_id=organisation.organisation_id if organisation else None,
        organisation_name=organisation.name if organisation else "",
        received_at=message.received_at,
        is_late=decision.is_late,
        stance=decision.stance or Stance.UNCLEAR,
    )


def _joined_comment(decision: Decision, history: History) -> Comment | None:
    """Return the comment that a supplement belongs to; none where it has gone: then it stands on its own."""
    candidates = (*history.comments_of_sender, *((history.referenced,) if history.referenced else ()))
    return next((comment for comment in candidates if comment.id == decision.joins), None)
