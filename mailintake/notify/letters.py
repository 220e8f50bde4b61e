"""The letters of a consultation to those who were asked and to those who answered, other than the answer to a mail."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

from mailintake.domain.announcement import Announcement
from mailintake.domain.comment import Comment
from mailintake.domain.consultation import Consultation
from mailintake.domain.correspondence import decision_key, extension_key, invitation_key, reminder_key
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind, NewMail
from mailintake.domain.reminder import ReminderRound
from mailintake.errors import SettingsError
from mailintake.notify.calendar_file import calendar_file
from mailintake.notify.letter_values import decision_values, extension_values, invitation_values, registered_values
from mailintake.notify.mime import Enclosure
from mailintake.notify.values import reminder_values
from mailintake.notify.writer import Writer

# A proposal that is larger is linked, not sent along: every mail keeps its own copy of it until it is sent.
LARGEST_DOCUMENT = 5_000_000
# What goes with an invitation, by the ending of its name.
DOCUMENT_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
}
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


class ConsultationLetters(Writer):
    """Writes to those who were asked, and to those who answered."""

    def invitation(
        self,
        consultation: Consultation,
        organisation: Organisation,
        recipient: str,
        now: datetime,
        *,
        again_on: date | None = None,
    ) -> NewMail:
        """Compose an invitation, with the proposal where the settings name its file. Raises SettingsError.

        ``again_on`` is the local day on which a person sends it to somebody who has had it.
        """
        enclosures = _documents(consultation)
        wording = self.wording_for(consultation, organisation.language)
        values = invitation_values(
            consultation,
            organisation,
            is_attached=bool(enclosures),
            service_name=self.service_name,
            language=wording.language,
        )
        return self.letter(
            MailKind.INVITATION,
            invitation_key(consultation.key, organisation.id, again_on),
            recipient,
            now,
            values,
            wording=wording,
            consultation=consultation.key,
            organisation_id=organisation.id,
            enclosures=enclosures,
        )

    def registered(
        self, consultation: Consultation, comment: Comment, language: str, recipient: str, now: datetime
    ) -> NewMail:
        """Compose the notice that a comment has its diary number; ``language`` is that of the sender, "" if unknown."""
        wording = self.wording_for(consultation, language)
        values = registered_values(
            consultation,
            comment,
            service_name=self.service_name,
            language=wording.language,
        )
        return self.letter(
            MailKind.REGISTERED,
            f"registered:{comment.reference}:{comment.diary_number}",
            recipient,
            now,
            values,
            wording=wording,
            consultation=consultation.key,
            organisation_id=comment.organisation_id,
        )

    def reminder(
        self,
        consultation: Consultation,
        organisation: Organisation,
        round_: ReminderRound,
        recipient: str,
        now: datetime,
    ) -> NewMail:
        """Compose a reminder."""
        wording = self.wording_for(consultation, organisation.language)
        values = reminder_values(
            consultation,
            organisation,
            now,
            is_last=round_.is_last,
            service_name=self.service_name,
            language=wording.language,
        )
        return self.letter(
            MailKind.REMINDER,
            reminder_key(consultation.key, round_.days_before, organisation.id),
            recipient,
            now,
            values,
            wording=wording,
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
        """Compose the notice that an organisation has got more time: until its own last day.

        ``language`` is that of the mail in which it was asked for.
        """
        wording = self.wording_for(consultation, language, organisation.language)
        values = extension_values(
            consultation,
            organisation,
            service_name=self.service_name,
            language=wording.language,
        )
        last_day = consultation.deadline_for(organisation.extended_to).last_day
        return self.letter(
            MailKind.EXTENSION,
            extension_key(consultation.key, organisation.id, last_day),
            recipient,
            now,
            values,
            wording=wording,
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
        """Compose the notice of what was decided, with the next meeting as a calendar file where there is one.

        ``organisation`` is None where a person is written to who answered for none; ``language`` is that of the answer.
        """
        wording = self.wording_for(consultation, language, "" if organisation is None else organisation.language)
        values = decision_values(
            consultation,
            announcement,
            has_answered=has_answered,
            service_name=self.service_name,
            language=wording.language,
        )
        enclosures = []
        if announcement.meeting is not None:
            enclosures.append(
                calendar_file(
                    announcement.meeting,
                    uid=f"{consultation.key}-{announcement.meeting.starts_at.astimezone(UTC):%Y%m%d}"
                    f"@{self.stationery.domain}",
                    title=values.title,
                    description=self.service_name,
                    url=values.url,
                    now=now,
                )
            )
        return self.letter(
            MailKind.DECISION,
            decision_key(consultation.key, announcement.decided_on),
            recipient,
            now,
            values,
            wording=wording,
            consultation=consultation.key,
            organisation_id=None if organisation is None else organisation.id,
            enclosures=enclosures,
        )


def _documents(consultation: Consultation) -> list[Enclosure]:
    """Return the proposal as a file; empty where it is only linked. Raises SettingsError."""
    if not consultation.proposal_document:
        return []
    path = Path(consultation.proposal_document)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SettingsError(
            f"The proposal {path} cannot be read ({error.strerror}).",
            remedy=f"Mend proposal_document of the consultation {consultation.key}.",
        ) from error
    kind = DOCUMENT_TYPES.get(path.suffix.lower())
    if kind is None or len(content) > LARGEST_DOCUMENT:
        raise SettingsError(
            f"The proposal {path} cannot go with a mail: it must be a "
            f"{', '.join(ending[1:] for ending in DOCUMENT_TYPES)} file of at most {LARGEST_DOCUMENT // 1_000_000} MB.",
            remedy="Put it on a page, and name that as proposal_url.",
        )
    return [Enclosure(filename=_NOT_PLAIN.sub("-", path.name)[-100:], media_type=kind, content=content)]
