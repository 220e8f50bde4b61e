"""One of every mail we send, made of invented values: to check the templates with, and to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from mailintake.domain.alert import Alert, AlertCode
from mailintake.domain.announcement import Announcement, Meeting
from mailintake.domain.comment import Comment, Role, Stance
from mailintake.domain.consultation import Consultation, Contact, Deadline
from mailintake.domain.decision import Decision, Label, Outcome, Request
from mailintake.domain.ledger import Registration
from mailintake.domain.message import Attachment, Message
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind
from mailintake.notify.digest_values import digest_values
from mailintake.notify.greetings import note_on
from mailintake.notify.letter_values import decision_values, extension_values, invitation_values, registered_values
from mailintake.notify.sample_digests import NOW, busy_digest, closed_digest, quiet_digest
from mailintake.notify.values import MailValues, acknowledgement_values, alert_values, reminder_values

_ZONE = ZoneInfo("Europe/Stockholm")

CONSULTATION = Consultation(
    key="exempel",
    title="Förslag till lokal överenskommelse",
    title_by_language={"en": "Proposal for a local agreement", "fi": "Ehdotus paikalliseksi sopimukseksi"},
    reference_prefix="EX",
    diary_number="2018/123",
    opens=date(2018, 6, 20),
    deadline=Deadline(last_day=date(2018, 10, 1), zone=_ZONE),
    closes=date(2018, 12, 31),
    contact=Contact(name="Maja Exempel", email="maja@kommun.example", phone="0920-00 00 00"),
    decided_by="kommunfullmäktige",
    next_steps="Vi sammanställer alla synpunkter. Sedan beslutar kommunfullmäktige.",
    next_steps_by_language={
        "en": "We compile all comments. Then the council decides.",
        "fi": "Kokoamme kaikki lausunnot. Sitten kunnanvaltuusto päättää.",
    },
    proposal_text="",
    proposal_url="https://kommun.example/forslag",
    privacy_url="https://kommun.example/personuppgifter",
    languages=("sv", "en", "fi"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """The values of one mail, and what it is."""

    name: str
    kind: MailKind
    values: MailValues


def samples(language: str, service_name: str, consultation: Consultation = CONSULTATION) -> Iterator[Sample]:
    """Yield every kind of mail in every variant, in a language, about a consultation."""
    yield from _invitations(language, service_name, consultation)
    yield from _acknowledgements(language, service_name, consultation)
    yield from _reminders(language, service_name, consultation)
    yield from _notices(language, service_name, consultation)
    yield from _digests(language, service_name, consultation)
    yield from _alerts(language, service_name)


def _invitations(language: str, service_name: str, consultation: Consultation) -> Iterator[Sample]:
    for name, about in (
        ("with the proposal", replace(consultation, proposal_url="")),
        ("with the proposal and its page", consultation),
        ("with the proposal's page", consultation),
        ("without the proposal", replace(consultation, proposal_url="", decided_by="", next_steps="", privacy_url="")),
    ):
        values = invitation_values(
            about,
            _invited(about),
            is_attached=name.startswith("with the proposal") and not name.endswith("'s page"),
            service_name=service_name,
            language=language,
        )
        yield Sample(name=f"invitation {name}", kind=MailKind.INVITATION, values=values)


def _acknowledgements(language: str, service_name: str, consultation: Consultation) -> Iterator[Sample]:
    files = (("yttrande.pdf", True), ("skiss.dwg", False), ("", False))
    plain = Message(
        sha256="0" * 64,
        content_hash="0" * 64,
        size=1,
        message_id="<1@forening.example>",
        from_address="anna@forening.example",
        from_name="Anna Exempel",
        subject="Synpunkter på förslaget",
        received_at=NOW,
    )
    loaded = replace(plain, attachments=tuple(_attachment(name, is_readable=good) for name, good in files))
    for label, role, request, is_late in (
        (Label.COMMENT, Role.ORIGINAL, None, False),
        (Label.COMMENT, Role.ORIGINAL, None, True),
        (Label.DECLINE, Role.ORIGINAL, None, False),
        (Label.QUESTION, None, None, False),
        (Label.QUESTION, None, Request.EXTENSION, False),
        (Label.SUPPLEMENT, Role.ADDITION, None, False),
        (Label.SUPPLEMENT, Role.ADDITION, None, True),
        (Label.SUPPLEMENT, Role.CORRECTION, None, False),
        (Label.SUPPLEMENT, Role.REPLACEMENT, None, False),
        (Label.SUPPLEMENT, Role.WITHDRAWAL, None, False),
    ):
        decision = Decision(
            label=label,
            outcome=Outcome.ACT,
            reason="sample",
            explanation="",
            probability=1.0,
            role=role,
            request=request,
            is_late=is_late,
        )
        for message, extra in ((plain, ""), (loaded, " with attachments")):
            values = acknowledgement_values(
                message,
                decision,
                None if role is None else _registration(consultation, label, role, is_late=is_late),
                consultation,
                service_name=service_name,
                language=language,
            )
            name = f"{'late ' if is_late else ''}{label} {role or request or ''}".strip() + extra
            yield Sample(name=name, kind=MailKind.ACKNOWLEDGEMENT, values=values)
            if label is Label.COMMENT:
                noted = replace(
                    values, greeting="Bures!", greeting_language="se", language_note=note_on("se", language)
                )
                yield Sample(name=f"{name}, greeted", kind=MailKind.ACKNOWLEDGEMENT, values=noted)


def _reminders(language: str, service_name: str, consultation: Consultation) -> Iterator[Sample]:
    for days_before, is_last in ((14, False), (3, True), (1, True), (0, True)):
        morning = consultation.deadline.ends_at - timedelta(days=days_before, hours=15)
        values = reminder_values(
            consultation, _invited(consultation), morning, is_last=is_last, service_name=service_name, language=language
        )
        yield Sample(name=f"reminder {days_before} days before", kind=MailKind.REMINDER, values=values)


def _notices(language: str, service_name: str, consultation: Consultation) -> Iterator[Sample]:
    comment = Comment(
        id=1,
        consultation=consultation.key,
        reference=f"{consultation.reference_prefix}-7F3-KQ2",
        diary_number="2018/123-27",
        kind=Label.COMMENT,
        sender="anna@forening.example",
        organisation_id=1,
        organisation_name="Exempelbyns byaförening",
        received_at=NOW,
        is_late=False,
        stance=Stance.UNCLEAR,
    )
    registered = registered_values(consultation, comment, service_name=service_name, language=language)
    yield Sample(name="registered", kind=MailKind.REGISTERED, values=registered)
    extended = replace(_invited(consultation), extended_to=consultation.deadline.last_day + timedelta(days=14))
    extension = extension_values(consultation, extended, service_name=service_name, language=language)
    yield Sample(name="extension", kind=MailKind.EXTENSION, values=extension)
    for has_meeting in (True, False):
        for has_answered in (True, False):
            values = decision_values(
                consultation,
                announcement(has_meeting=has_meeting),
                has_answered=has_answered,
                service_name=service_name,
                language=language,
            )
            name = f"decision {'with' if has_meeting else 'without'} a meeting"
            name += ", to one that answered" if has_answered else ", to one that did not answer"
            yield Sample(name=name, kind=MailKind.DECISION, values=values)


def announcement(*, has_meeting: bool) -> Announcement:
    """Return an invented decision, with or without a meeting after it."""
    begin = datetime(2019, 1, 23, 18, 0, tzinfo=_ZONE)
    return Announcement(
        decided_on=date(2018, 11, 26),
        decision="Kommunfullmäktige har antagit överenskommelsen. Den gäller från den 1 januari 2019.",
        decision_by_language={
            "en": "The council has adopted the agreement. It applies from 1 January 2019.",
            "fi": "Kunnanvaltuusto on hyväksynyt sopimuksen. Se on voimassa 1. tammikuuta 2019 alkaen.",
        },
        url="https://kommun.example/beslut" if has_meeting else "",
        meeting=Meeting(starts_at=begin, ends_at=begin + timedelta(hours=2), place="Kulturhuset, Exempelstad")
        if has_meeting
        else None,
    )


def _alerts(language: str, service_name: str) -> Iterator[Sample]:
    alerts = {
        f"alert {code}": Alert(
            code=code, answers=412, folder="INBOX", unread_since=NOW - timedelta(minutes=15), cap="sender", mails=3
        )
        for code in AlertCode
    }
    for cap in ("thread", "domain", "hour"):
        alerts[f"alert {AlertCode.CAP_REACHED} {cap}"] = Alert(code=AlertCode.CAP_REACHED, cap=cap)
    alerts[f"alert {AlertCode.SENDING_GIVEN_UP} one"] = Alert(code=AlertCode.SENDING_GIVEN_UP, mails=1)
    for name, alert in alerts.items():
        values = alert_values(
            alert,
            NOW,
            zone=_ZONE,
            base_url="https://granska.kommun.example",
            service_name=service_name,
            language=language,
        )
        yield Sample(name=name, kind=MailKind.ALERT, values=values)


def _digests(language: str, service_name: str, consultation: Consultation) -> Iterator[Sample]:
    for name, digest in (
        ("busy", busy_digest(consultation)),
        ("quiet", quiet_digest(consultation)),
        ("closed", closed_digest(consultation)),
    ):
        values = digest_values(
            digest,
            zone=_ZONE,
            base_url="https://granska.kommun.example" if name == "busy" else "",
            service_name=service_name,
            language=language,
        )
        yield Sample(name=f"digest {name}", kind=MailKind.DIGEST, values=values)


def _invited(consultation: Consultation) -> Organisation:
    return Organisation(id=1, consultation=consultation.key, name="Exempelbyns byaförening", is_invited=True)


def _registration(consultation: Consultation, label: Label, role: Role, *, is_late: bool) -> Registration:
    return Registration(
        consultation=consultation.key,
        kind=label,
        role=role,
        reference=f"{consultation.reference_prefix}-7F3-KQ2",
        joins=None if role is Role.ORIGINAL else 1,
        sender="anna@forening.example",
        organisation_id=None,
        organisation_name="",
        received_at=NOW,
        is_late=is_late,
        stance=Stance.UNCLEAR,
    )


def _attachment(name: str, *, is_readable: bool) -> Attachment:
    return Attachment(
        filename=name, media_type="application/octet-stream", size=1, sha256="0" * 64, text="", is_readable=is_readable
    )
