"""Give a comment its diary number (diarienummer), and tell its sender."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from mailintake.domain.comment import Comment, CommentStatus
from mailintake.domain.consultation import Consultation
from mailintake.domain.outbox import NewMail
from mailintake.errors import UsageError
from mailintake.jobs.ports.notify import Composer
from mailintake.jobs.ports.register import Diary, Reports

_LONGEST_NUMBER = 40


class Register(Diary, Reports, Protocol):
    """The comments, and their numbers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entered:
    """What was entered, and whom it is told."""

    comment: Comment  # with its new number
    before: str  # the number that it had; "": none
    told: NewMail | None  # to its sender; None: nothing is sent


def enter(
    register: Register,
    composer: Composer,
    consultation: Consultation,
    comment: Comment,
    number: str,
    *,
    is_silent: bool,
    by: str,
    now: datetime,
) -> Entered:
    """Set the diary number of a comment; its sender is told where our acknowledgement has reached them.

    Who got no automatic answer (a list, a machine, an address that mail cannot reach) gets none of this either. A
    number that is set anew, as it was, is told nobody twice. Raises UsageError.
    """
    wanted = " ".join(number.split())
    if not wanted or len(wanted) > _LONGEST_NUMBER or not wanted.isprintable():
        raise UsageError(
            f"{number!r} is no diary number.", remedy="Write it as it stands in your diary, such as KS 2018/123."
        )
    if comment.status is CommentStatus.UNDONE:
        raise UsageError(
            f"{comment.reference} is not registered any more: a person's decision was undone.",
            remedy="Decide its mail anew: mailintake review list",
        )
    numbered = replace(comment, diary_number=wanted)
    answered = None if is_silent else register.arrived_acknowledgement(comment.id)
    told = None
    if answered is not None and wanted != comment.diary_number:
        told = composer.registered(consultation, numbered, answered.mail.language, answered.mail.recipient, now)
    if wanted != comment.diary_number:
        register.set_diary_number(comment.id, wanted, mails=[told] if told else [], by=by, now=now)
    return Entered(comment=numbered, before=comment.diary_number, told=told)
