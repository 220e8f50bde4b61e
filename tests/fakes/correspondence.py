"""A composer of the letters of a consultation that says in a few words to whom, what and in which language."""

from __future__ import annotations

from datetime import date, datetime

from fakes.jobs import new_mail
from fakes.service import WholeComposer
from mailintake.domain.announcement import Announcement
from mailintake.domain.consultation import Consultation
from mailintake.domain.correspondence import decision_key, extension_key, invitation_key
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind, NewMail


class LetterComposer(WholeComposer):
    """Composes the letters as well; the subject tells what the letter would."""

    def invitation(
        self,
        consultation: Consultation,
        organisation: Organisation,
        recipient: str,
        now: datetime,
        *,
        again_on: date | None = None,
    ) -> NewMail:
        return new_mail(
            invitation_key(consultation.key, organisation.id, again_on),
            recipient,
            now,
            kind=MailKind.INVITATION,
            consultation=consultation.key,
            organisation_id=organisation.id,
        )

    def extension(
        self,
        consultation: Consultation,
        organisation: Organisation,
        recipient: str,
        now: datetime,
        *,
        language: str = "",
    ) -> NewMail:
        assert organisation.extended_to is not None
        return new_mail(
            extension_key(consultation.key, organisation.id, organisation.extended_to),
            recipient,
            now,
            kind=MailKind.EXTENSION,
            subject=f"{organisation.extended_to} {language}".rstrip(),
            consultation=consultation.key,
            organisation_id=organisation.id,
        )

    def decision(
        self,
        consultation: Consultation,
        announcement: Announcement,
        organisation: Organisation | None,
        recipient: str,
        now: datetime,
        *,
        has_answered: bool,
        language: str = "",
    ) -> NewMail:
        return new_mail(
            decision_key(consultation.key, announcement.decided_on),
            recipient,
            now,
            kind=MailKind.DECISION,
            subject=f"{announcement.decision} {'answered' if has_answered else 'asked'} {language}".rstrip(),
            consultation=consultation.key,
            organisation_id=None if organisation is None else organisation.id,
        )
