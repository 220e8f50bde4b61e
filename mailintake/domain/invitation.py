"""Who is invited to a consultation by mail, and who is skipped and why.

An organisation on the list gets one invitation, ever, unless a person asks for another one. A mail of theirs that waits
for staff is no reason to skip them, as it is for a reminder: most that write so early ask for something, and whoever
asks is to be invited.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mailintake.domain.consultation import Consultation
from mailintake.domain.correspondence import QueuedLetter
from mailintake.domain.organisation import Organisation, Standing
from mailintake.domain.outbox import OutboxState


class InvitationSkip(StrEnum):
    """Why an organisation gets no invitation."""

    NOT_INVITED = "not_invited"
    ANSWERED = "answered"
    DECLINED = "declined"
    OPTED_OUT = "opted_out"
    DEADLINE_PASSED = "deadline_passed"
    NO_ADDRESS = "no_address"
    BOUNCED = "bounced"
    ALREADY_INVITED = "already_invited"


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitee:
    """An organisation that gets an invitation."""

    organisation: Organisation
    recipient: str
    held_back: int | None = None  # the mail of ours that was made and is not known to have gone: it waits again
    again_on: date | None = None  # it has had one, and a person asks for another: the local day


@dataclass(frozen=True, kw_only=True, slots=True)
class Uninvited:
    """An organisation that gets no invitation, and why."""

    organisation: Organisation
    reason: InvitationSkip
    letter: QueuedLetter | None = None  # the invitation that it was sent


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitationPlan:
    """Who gets an invitation and who does not."""

    due: tuple[Invitee, ...]
    skipped: tuple[Uninvited, ...]


def plan_invitations(
    consultation: Consultation,
    organisations: Iterable[Organisation],
    letters: Mapping[int, tuple[QueuedLetter, ...]],
    now: datetime,
    *,
    again: int | None = None,
) -> InvitationPlan:
    """Return who on the list gets an invitation now.

    ``letters`` are the invitations that each organisation was sent, by its number. ``again`` is the number of the one
    organisation that gets another invitation though it has had one: then nobody else is looked at.
    """
    due, skipped = [], []
    for organisation in organisations:
        if again is not None and organisation.id != again:
            continue
        reason = skip_reason(organisation, consultation, now)
        sent = letters.get(organisation.id, ())
        if reason is InvitationSkip.NOT_INVITED and again is None:
            continue
        if reason is not None:
            skipped.append(Uninvited(organisation=organisation, reason=reason))
        elif (counted := _counted(organisation, sent, is_again=again is not None)) is not None:
            already = InvitationSkip.ALREADY_INVITED
            skipped.append(Uninvited(organisation=organisation, reason=already, letter=counted))
        else:
            due.append(_invitee(organisation, sent, now.astimezone(consultation.zone).date()))
    return InvitationPlan(due=tuple(due), skipped=tuple(skipped))


def skip_reason(organisation: Organisation, consultation: Consultation, now: datetime) -> InvitationSkip | None:
    """Return why an organisation gets no invitation, or none: asked again at the moment of sending."""
    checks = (
        (not organisation.is_invited, InvitationSkip.NOT_INVITED),
        (organisation.standing is Standing.ANSWERED, InvitationSkip.ANSWERED),
        (organisation.standing is Standing.DECLINED, InvitationSkip.DECLINED),
        (organisation.has_opted_out, InvitationSkip.OPTED_OUT),
        (now >= consultation.deadline_for(organisation.extended_to).ends_at, InvitationSkip.DEADLINE_PASSED),
        (not organisation.addresses, InvitationSkip.NO_ADDRESS),
        (not organisation.live_addresses, InvitationSkip.BOUNCED),
    )
    return next((reason for holds, reason in checks if holds), None)


def _counted(organisation: Organisation, sent: tuple[QueuedLetter, ...], *, is_again: bool) -> QueuedLetter | None:
    """Return the invitation for which there is no other: one that came back is none, nor one that was held back.

    Where a person asks for another one, only the one that is on its way counts.
    """
    counted = _ON_THEIR_WAY if is_again else frozenset(OutboxState) - {OutboxState.SUPPRESSED}
    dead = {address.lower() for address in organisation.dead_addresses}
    return next((each for each in sent if each.recipient.lower() not in dead and each.state in counted), None)


def _invitee(organisation: Organisation, sent: tuple[QueuedLetter, ...], today: date) -> Invitee:
    recipient = organisation.live_addresses[0]
    to_it = [letter for letter in sent if letter.recipient.lower() == recipient.lower()]
    # The same letter goes, byte for byte, where it is not known to have arrived.
    unsent = [letter for letter in to_it if letter.state is not OutboxState.SENT]
    if unsent:
        return Invitee(organisation=organisation, recipient=recipient, held_back=unsent[-1].id)
    return Invitee(organisation=organisation, recipient=recipient, again_on=today if to_it else None)


_ON_THEIR_WAY = frozenset({OutboxState.WAITING, OutboxState.CLAIMED, OutboxState.FINAL})
