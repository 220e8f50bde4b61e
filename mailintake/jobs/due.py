"""Whether a mail of ours is still due at the moment of sending: an organisation may have answered meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from mailintake.domain.consultation import Consultation
from mailintake.domain.outbox import MailKind, OutboxMail
from mailintake.domain.reminder import skip_reason
from mailintake.jobs.standing import Standings, standing_of


def objection_to(
    mail: OutboxMail, now: datetime, *, consultations: Mapping[str, Consultation], register: Standings
) -> str:
    """Return why a mail is no longer due, or an empty text where it still is."""
    if mail.mail.kind is not MailKind.REMINDER:
        return ""
    consultation = consultations.get(mail.mail.consultation or "")
    if consultation is None:
        return "its consultation is no longer in the settings"
    if now >= consultation.deadline.ends_at:
        return "the deadline has passed"
    organisation = None if mail.mail.organisation_id is None else standing_of(register, mail.mail.organisation_id)
    if organisation is None or organisation.consultation != consultation.key:
        return "its organisation is no longer on the list"
    if mail.mail.recipient not in organisation.live_addresses:
        return "bounced"
    reason = skip_reason(organisation, consultation)
    return reason.value if reason else ""
