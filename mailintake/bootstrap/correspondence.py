"""What the letters of a consultation stand on: how staff have left it, and whether a letter is still due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from mailintake.bootstrap.parts import Parts
from mailintake.domain.consultation import Consultation, with_states
from mailintake.domain.outbox import OutboxMail

if TYPE_CHECKING:
    from mailintake.jobs.digest import DigestDesk


def current_consultations(parts: Parts) -> Mapping[str, Consultation]:
    """Return the consultations of the settings as staff have left them: asked anew each time, for that may change."""
    return with_states(parts.consultations, parts.register.consultation_states())


def objection_to(parts: Parts, mail: OutboxMail, now: datetime) -> str:
    """Return why a mail is no longer due at the moment of sending, or an empty text where it still is."""
    from mailintake.jobs import due

    # Nearly every mail is an answer to another one: that is due for ever, and nothing needs to be looked up.
    if mail.mail.kind not in due.ASKED_AGAIN:
        return ""
    return due.objection_to(mail, now, consultations=current_consultations(parts), register=parts.register)


def digest_desk(parts: Parts) -> DigestDesk:
    """Return the tools of the digest."""
    from mailintake.jobs.digest import DigestDesk

    return DigestDesk(
        reports=parts.register,
        calendar=parts.register,
        outbox=parts.register,
        composer=parts.composer,
        consultations=tuple(current_consultations(parts).values()),
        plan=parts.digest_plan,
        recipients=parts.digest_to,
        when_quiet=parts.when_quiet,
        installed_at=parts.installed_at,
    )
