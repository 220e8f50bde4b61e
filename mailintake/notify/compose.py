"""Compose every mail we send: values into words by the templates, words into bytes; the same values, the same bytes.

Answers are marked as such (RFC 3834, 5): ``Auto-Submitted: auto-replied``, with In-Reply-To and References made of
strictly well-formed Message-IDs only. ``X-Auto-Response-Suppress`` keeps Exchange from answering in its turn. There is
no Reply-To: what people answer comes back to the mailbox that we read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from email.utils import format_datetime, getaddresses
from pathlib import Path
from zoneinfo import ZoneInfo

from mailintake.domain.alert import Alert
from mailintake.domain.consultation import Consultation
from mailintake.domain.decision import Decision
from mailintake.domain.digest import Digest
from mailintake.domain.ledger import Registration
from mailintake.domain.message import Message
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind, NewMail
from mailintake.domain.reminder import ReminderRound
from mailintake.domain.thread import mint_message_id
from mailintake.errors import NotFoundError, SettingsError, UnsafeHeaderError
from mailintake.notify.digest_values import digest_values
from mailintake.notify.header_guard import (
    clean_line,
    encode_mailbox,
    encode_text,
    fold_ids,
    safe_address,
    well_formed_ids,
)
from mailintake.notify.mime import assemble
from mailintake.notify.templates import MailTemplates
from mailintake.notify.values import MailValues, acknowledgement_values, alert_values, reminder_values

_LONGEST_SUBJECT = 200
_MOST_REFERENCES = 12
_AUTO_REPLIED, _AUTO_GENERATED = "auto-replied", "auto-generated"


class TemplateComposer:
    """Makes mails out of values by templates.

    ``template_folders`` hold ``<language>/<kind>.…``: the operator's own first, then the shipped one. ``sender`` is the
    From of every mail, ``zone`` the one in which staff read times, ``base_url`` the staff web's address ("" if there is
    none), ``secret`` the seal of our Message-IDs. Raises SettingsError. What it makes a mail of is read when the first
    mail of its kind is made, or all of it by ``check``; whatever makes a mail raises TemplateError.
    """

    def __init__(
        self,
        *,
        template_folders: Sequence[Path],
        service_name: str,
        sender: str,
        language: str = "sv",
        zone: ZoneInfo,
        base_url: str,
        secret: bytes,
        consultations: Mapping[str, Consultation],
    ) -> None:
        self.language = language
        self.consultations = consultations
        self.service_name = clean_line(service_name, 80)
        self.templates = MailTemplates(template_folders)
        self._zone = zone
        self._base_url = base_url
        self._secret = secret
        self._from, self._domain = _sender(sender)
        if language not in self.languages:
            raise SettingsError(
                f"There are no mail templates in the language {language!r}.",
                remedy=f"Set [service] language to one of: {', '.join(sorted(self.languages))}.",
            )

    def check(self) -> None:
        """Read every template. Raises TemplateError with file, line and remedy at the first that is wrong."""
        self.templates.check()

    @property
    def languages(self) -> frozenset[str]:
        """The languages that mail can be written in."""
        return self.templates.languages

    def acknowledgement(
        self, message: Message, decision: Decision, registration: Registration | None, recipient: str, now: datetime
    ) -> NewMail:
        """Compose the answer to a mail. Raises NotFoundError where its consultation is not in the settings."""
        consultation = self._consultation(decision, registration)
        values = acknowledgement_values(
            message,
            decision,
            registration,
            consultation,
            service_name=self.service_name,
            language=self.language_for(message.language, consultation),
        )
        return self._mail(
            MailKind.ACKNOWLEDGEMENT,
            f"message:{message.content_hash}",
            recipient,
            now,
            values,
            consultation=consultation.key,
            organisation_id=_organisation_id(decision, registration),
            answered=message,
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
        values = reminder_values(
            consultation,
            organisation,
            now,
            is_last=round_.is_last,
            service_name=self.service_name,
            language=self.language_for(organisation.language, consultation),
        )
        return self._mail(
            MailKind.REMINDER,
            f"reminder:{consultation.key}:{round_.days_before}:{organisation.id}",
            recipient,
            now,
            values,
            consultation=consultation.key,
            organisation_id=organisation.id,
        )

    def digest(self, digest: Digest, recipient: str, now: datetime) -> NewMail:
        """Compose the daily digest, in the service's own language."""
        values = digest_values(
            digest,
            zone=self._zone,
            base_url=self._base_url,
            service_name=self.service_name,
            language=self.language,
        )
        return self._mail(MailKind.DIGEST, f"digest:{digest.day.isoformat()}", recipient, now, values)

    def alert(self, alert: Alert, recipient: str, now: datetime) -> NewMail:
        """Compose an alert to staff, in the service's own language: one a day for each code."""
        values = alert_values(
            alert,
            now,
            zone=self._zone,
            base_url=self._base_url,
            service_name=self.service_name,
            language=self.language,
        )
        key = f"alert:{alert.code}:{self._local_date(now).isoformat()}"
        return self._mail(MailKind.ALERT, key, recipient, now, values)

    def language_for(self, language: str, consultation: Consultation) -> str:
        """Return the language to write in: the reader's, where staff chose it and there are templates for it."""
        is_approved = language in consultation.languages and language in self.languages
        return language if is_approved else self.language

    def _mail(
        self,
        kind: MailKind,
        subject_key: str,
        recipient: str,
        now: datetime,
        values: MailValues,
        *,
        consultation: str | None = None,
        organisation_id: int | None = None,
        answered: Message | None = None,
    ) -> NewMail:
        rendered = self.templates.render(kind, values)
        message_id = mint_message_id(
            self._secret, kind=kind, subject_key=subject_key, recipient=recipient, domain=self._domain
        )
        subject = clean_line(rendered.subject, _LONGEST_SUBJECT)
        fields = [
            ("From", self._from),
            ("To", f"<{safe_address(recipient)}>"),
            ("Subject", encode_text("Subject", subject, _LONGEST_SUBJECT)),
            ("Date", format_datetime(now.astimezone(self._zone))),
            ("Message-ID", message_id),
            *_threading(answered),
            ("Auto-Submitted", _AUTO_REPLIED if answered is not None else _AUTO_GENERATED),
            ("X-Auto-Response-Suppress", "All"),
        ]
        return NewMail(
            kind=kind,
            subject_key=subject_key,
            recipient=recipient,
            message_id=message_id,
            subject=subject,
            language=values.language,
            content=assemble(
                fields, language=values.language, message_id=message_id, text=rendered.text, html=rendered.html
            ),
            consultation=consultation,
            organisation_id=organisation_id,
            created_at=now,
            not_before=now,
            is_for_staff=kind in {MailKind.DIGEST, MailKind.ALERT},
        )

    def _consultation(self, decision: Decision, registration: Registration | None) -> Consultation:
        key = registration.consultation if registration is not None else decision.consultation
        if key is None or key not in self.consultations:
            raise NotFoundError(f"The answered mail is about the consultation {key!r}, which is not in the settings.")
        return self.consultations[key]

    def _local_date(self, now: datetime) -> date:
        return now.astimezone(self._zone).date()


def _threading(answered: Message | None) -> list[tuple[str, str]]:
    if answered is None:
        return []
    parents = well_formed_ids([answered.message_id], 1)
    references = well_formed_ids([*answered.references, *parents], _MOST_REFERENCES)
    return [(name, fold_ids(ids)) for name, ids in (("In-Reply-To", parents), ("References", references)) if ids]


def _organisation_id(decision: Decision, registration: Registration | None) -> int | None:
    if registration is not None:
        return registration.organisation_id
    return decision.organisation.organisation_id if decision.organisation is not None else None


def _sender(sender: str) -> tuple[str, str]:
    """Return the value of From and the domain of our Message-IDs."""
    try:
        ((name, address),) = getaddresses([sender])
        value = encode_mailbox("From", name, address)
        address.encode("ascii")
    except (ValueError, UnsafeHeaderError) as error:
        raise SettingsError(
            f"The sender {sender!r} is not one plain mail address.",
            remedy='Write [smtp] sender as "Name <name@example.se>".',
        ) from error
    return value, address.rpartition("@")[2].lower()
