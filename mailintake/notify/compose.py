"""Compose every mail we send: values into words by the templates, words into bytes; the same values, the same bytes.

Answers are marked as such (RFC 3834, 5): ``Auto-Submitted: auto-replied``, with In-Reply-To and References made of
strictly well-formed Message-IDs only. ``X-Auto-Response-Suppress`` keeps Exchange from answering in its turn. There is
no Reply-To: what people answer comes back to the mailbox that we read.
"""

from __future__ import annotations

from datetime import datetime

from mailintake.domain.alert import Alert
from mailintake.domain.consultation import Consultation
from mailintake.domain.decision import Decision
from mailintake.domain.digest import Digest
from mailintake.domain.ledger import Registration
from mailintake.domain.message import Message
from mailintake.domain.outbox import MailKind, NewMail
from mailintake.errors import NotFoundError
from mailintake.notify.digest_values import digest_values
from mailintake.notify.letters import ConsultationLetters
from mailintake.notify.values import acknowledgement_values, alert_values


class TemplateComposer(ConsultationLetters):
    """Composes every kind of mail: the answer to a mail, the letters of a consultation, and what staff are told."""

    def acknowledgement(
        self, message: Message, decision: Decision, registration: Registration | None, recipient: str, now: datetime
    ) -> NewMail:
        """Compose the answer to a mail. Raises NotFoundError where its consultation is not in the settings."""
        consultation = self._consultation(decision, registration)
        wording = self.wording_for(consultation, message.language, _organisation_language(decision))
        values = acknowledgement_values(
            message,
            decision,
            registration,
            consultation,
            service_name=self.service_name,
            language=wording.language,
        )
        return self.letter(
            MailKind.ACKNOWLEDGEMENT,
            f"message:{message.content_hash}",
            recipient,
            now,
            values,
            wording=wording,
            consultation=consultation.key,
            organisation_id=_organisation_id(decision, registration),
            answered=message,
        )

    def digest(self, digest: Digest, recipient: str, now: datetime) -> NewMail:
        """Compose the daily digest, in the service's own language."""
        values = digest_values(
            digest,
            zone=self.stationery.zone,
            base_url=self.base_url,
            service_name=self.service_name,
            language=self.language,
        )
        return self.letter(MailKind.DIGEST, f"digest:{digest.day.isoformat()}", recipient, now, values)

    def alert(self, alert: Alert, recipient: str, now: datetime) -> NewMail:
        """Compose an alert to staff, in the service's own language: one a day for each code."""
        values = alert_values(
            alert,
            now,
            zone=self.stationery.zone,
            base_url=self.base_url,
            service_name=self.service_name,
            language=self.language,
        )
        key = f"alert:{alert.code}:{self.stationery.local_date(now).isoformat()}"
        return self.letter(MailKind.ALERT, key, recipient, now, values)

    def _consultation(self, decision: Decision, registration: Registration | None) -> Consultation:
        key = registration.consultation if registration is not None else decision.consultation
        if key is None or key not in self.consultations:
            raise NotFoundError(f"The answered mail is about the consultation {key!r}, which is not in the settings.")
        return self.consultations[key]


def _organisation_id(decision: Decision, registration: Registration | None) -> int | None:
    if registration is not None:
        return registration.organisation_id
    return decision.organisation.organisation_id if decision.organisation is not None else None


def _organisation_language(decision: Decision) -> str:
    return decision.organisation.language if decision.organisation is not None else ""
