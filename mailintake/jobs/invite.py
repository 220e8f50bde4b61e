"""Invite: promise an invitation to each organisation on the list that has had none."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Protocol

from mailintake.domain.consultation import Consultation
from mailintake.domain.correspondence import QueuedLetter, invitation_key
from mailintake.domain.invitation import InvitationPlan, plan_invitations
from mailintake.domain.organisation import Organisation
from mailintake.jobs.letter_batches import queue_letters
from mailintake.jobs.ports.notify import Composer
from mailintake.jobs.ports.register import Consultations, Outbox
from mailintake.jobs.reports import LetterCounts
from mailintake.jobs.standing import Standings, standing_now


class Register(Standings, Consultations, Outbox, Protocol):
    """The organisations, and the letters to them."""


def plan(register: Register, consultation: Consultation, now: datetime, *, again: int | None = None) -> InvitationPlan:
    """Return who gets an invitation and who does not; ``again`` is the number of one who gets another."""
    organisations = standing_now(register, consultation.key)
    letters = invitations_of(register, consultation, organisations)
    return plan_invitations(consultation, organisations, letters, now, again=again)


def invite(
    planned: InvitationPlan,
    consultation: Consultation,
    register: Register,
    composer: Composer,
    *,
    by: str,
    now: datetime,
) -> LetterCounts:
    """Queue the invitations of a plan. Raises SettingsError where the proposal that goes with them cannot."""
    held_back = [invitee.held_back for invitee in planned.due if invitee.held_back is not None]
    for outbox_id in held_back:
        register.resend(outbox_id, by, now)
    mails = (
        composer.invitation(consultation, each.organisation, each.recipient, now, again_on=each.again_on)
        for each in planned.due
        if each.held_back is None
    )
    queued = queue_letters(mails, register, by=by, now=now)
    return LetterCounts(queued=len(held_back) + queued, skipped=len(planned.skipped))


def invitations_of(
    register: Consultations, consultation: Consultation, organisations: tuple[Organisation, ...]
) -> dict[int, tuple[QueuedLetter, ...]]:
    """Return the invitations that each organisation was sent, by its number, oldest first."""
    keys = {invitation_key(consultation.key, each.id): each.id for each in organisations}
    found: dict[int, list[QueuedLetter]] = defaultdict(list)
    for letter in register.letters(keys):
        found[keys[letter.subject_key]].append(letter)
    return {id_: tuple(letters) for id_, letters in found.items()}
