"""Whether a mail of ours is still due at the moment of sending: an organisation may have answered meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from mailintake.domain import invitation, reminder
from mailintake.domain.consultation import Consultation
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind, NewMail, OutboxMail
from mailintake.jobs.standing import Standings, standing_of

_DEADLINE_PASSED = "the deadline has passed"


def objection_to(
    mail: OutboxMail, now: datetime, *, consultations: Mapping[str, Consultation], register: Standings
) -> str:
    """Return why a mail is no longer due, or an empty text where it still is."""
    letter = mail.mail
    if letter.kind not in ASKED_AGAIN:
        return ""
    organisation = None if letter.organisation_id is None else standing_of(register, letter.organisation_id)
    if organisation is not None and organisation.consultation != letter.consultation:
        organisation = None
    if letter.kind is MailKind.DECISION:
        # A person who answered for no organisation is told too.
        return "" if organisation is None else _to_decision(letter, organisation)
    consultation = consultations.get(letter.consultation or "")
    if consultation is None:
        return "its consultation is no longer in the settings"
    if consultation.is_closed(now):
        return "the consultation is closed"
    if organisation is None:
        return "its organisation is no longer on the list"
    return _OBJECTIONS[letter.kind](letter, consultation, organisation, now)


def _to_reminder(letter: NewMail, consultation: Consultation, organisation: Organisation, now: datetime) -> str:
    if now >= consultation.deadline.ends_at:
        return _DEADLINE_PASSED
    if letter.recipient not in organisation.live_addresses:
        return reminder.SkipReason.BOUNCED.value
    reason = reminder.skip_reason(organisation, consultation)
    return reason.value if reason else ""


def _to_invitation(letter: NewMail, consultation: Consultation, organisation: Organisation, now: datetime) -> str:
    if letter.recipient not in organisation.live_addresses:
        return invitation.InvitationSkip.BOUNCED.value
    reason = invitation.skip_reason(organisation, consultation, now)
    return reason.value if reason else ""


def _to_extension(letter: NewMail, consultation: Consultation, organisation: Organisation, now: datetime) -> str:
    # Not that they have answered: who was granted more time for a late answer is told that it was in time.
    if organisation.extended_to is None or not letter.subject_key.endswith(f":{organisation.extended_to.isoformat()}"):
        return "its extension was changed"
    if now >= consultation.deadline_for(organisation.extended_to).ends_at:
        return _DEADLINE_PASSED
    return _to_decision(letter, organisation)


def _to_decision(letter: NewMail, organisation: Organisation) -> str:
    if letter.recipient.lower() in {address.lower() for address in organisation.dead_addresses}:
        return reminder.SkipReason.BOUNCED.value
    return reminder.SkipReason.OPTED_OUT.value if organisation.has_opted_out else ""


_OBJECTIONS: Mapping[MailKind, Callable[[NewMail, Consultation, Organisation, datetime], str]] = {
    MailKind.REMINDER: _to_reminder,
    MailKind.INVITATION: _to_invitation,
    MailKind.EXTENSION: _to_extension,
}
# Every other mail is due for ever: an answer, and what staff are told.
ASKED_AGAIN = frozenset({*_OBJECTIONS, MailKind.DECISION})
