"""A sample as the whole mail that it would be, with its header, both bodies and its files: to look at before one goes.

The kinds that carry files are composed from the ground, as they are when they are sent; the others from the values of
their sample.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes, policy
from typing import Literal

from mailintake.domain.consultation import Consultation
from mailintake.domain.message import Message
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import STAFF_KINDS, MailKind, NewMail
from mailintake.notify.compose import TemplateComposer
from mailintake.notify.letter_values import DecisionValues, InvitationValues
from mailintake.notify.mime import Enclosure
from mailintake.notify.samples import Sample, announcement

# What a mail is called that has no variants.
PLAIN = "plain"
_ASSOCIATION, _STAFF = "anna@forening.example", "registrator@kommun.example"
# Stands in for a proposal that the settings do not name: one empty page.
_EMPTY_PROPOSAL = Enclosure(
    filename="forslag.pdf",
    media_type="application/pdf",
    content=b"%PDF-1.4\n"
    b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n",
)
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Specimen:
    """One mail, and what it is."""

    kind: MailKind
    variant: str  # small letters, digits and hyphens
    reader: str  # the language of who reads it; the mail may be in the service's own
    mail: NewMail

    @property
    def name(self) -> str:
        """What its files are called: kind, variant and language."""
        return f"{self.kind}-{self.variant}-{self.reader}"

    def body(self, subtype: Literal["plain", "html"]) -> str:
        """Return one of its two bodies as its reader's program decodes it."""
        part = message_from_bytes(self.mail.content, policy=policy.default).get_body((subtype,))
        return "" if part is None else str(part.get_content()).replace("\r\n", "\n")


def specimen(
    composer: TemplateComposer, sample: Sample, consultation: Consultation, now: datetime, *, reader: str = ""
) -> Specimen:
    """Return a sample about a consultation as the mail that it would be, dated ``now``.

    ``reader`` is the language of its reader where that is another one, in which nothing but a greeting may be there.
    Raises TemplateError, and SettingsError where the consultation's proposal cannot go with an invitation.
    """
    reader = reader or sample.values.language
    mail = _mail(composer, sample, consultation, now, reader)
    return Specimen(kind=sample.kind, variant=variant_of(sample), reader=reader, mail=mail)


def variant_of(sample: Sample) -> str:
    """Return which one of its kind a sample is, as a word that can be typed."""
    return _NOT_PLAIN.sub("-", sample.name.lower().removeprefix(sample.kind).replace("'", "")).strip("-") or PLAIN


def _mail(
    composer: TemplateComposer, sample: Sample, consultation: Consultation, now: datetime, reader: str
) -> NewMail:
    values = sample.values
    # Offered in this language alone, it is written to in no other.
    about = replace(consultation, languages=(values.language,))
    if isinstance(values, DecisionValues):
        return composer.decision(
            about,
            announcement(has_meeting=bool(values.meeting_when)),
            None,
            _ASSOCIATION,
            now,
            has_answered=bool(values.has_answered),
            language=reader,
        )
    enclosures = []
    if isinstance(values, InvitationValues) and values.is_attached:
        if consultation.proposal_document:
            invited = Organisation(id=1, consultation=about.key, name=values.organisation, language=reader)
            return composer.invitation(about, invited, _ASSOCIATION, now)
        enclosures = [_EMPTY_PROPOSAL]
    subject_key = f"sample:{variant_of(sample)}"
    if sample.kind in STAFF_KINDS:
        return composer.letter(sample.kind, subject_key, _STAFF, now, values)
    return composer.letter(
        sample.kind,
        subject_key,
        _ASSOCIATION,
        now,
        values,
        wording=composer.wording_for(about, reader),
        consultation=consultation.key,
        answered=_answered(now) if sample.kind is MailKind.ACKNOWLEDGEMENT else None,
        enclosures=enclosures,
    )


def _answered(now: datetime) -> Message:
    """Return the mail that an acknowledgement answers."""
    return Message(
        sha256="0" * 64,
        content_hash="0" * 64,
        size=1,
        message_id="<1@forening.example>",
        from_address=_ASSOCIATION,
        from_name="Anna Exempel",
        received_at=now,
    )
