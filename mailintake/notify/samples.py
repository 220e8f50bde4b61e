"""One of every mail we send, made of invented values: to check the templates with, and to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from mailintake.domain.alert import Alert, AlertCode
from mailintake.domain.comment import Role, Stance
from mailintake.domain.consultation import Consultation, Contact, Deadline
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.digest import CommentLine, ConsultationFigures, Digest, Reconciliation, TrayLine
from mailintake.domain.ledger import Registration
from mailintake.domain.message import Attachment, Message
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind
from mailintake.notify.digest_values import digest_values
from mailintake.notify.values import MailValues, acknowledgement_values, alert_values, reminder_values

_ZONE = ZoneInfo("Europe/Stockholm")
_NOW = datetime(2018, 9, 20, 12, 5, tzinfo=UTC)

CONSULTATION = Consultation(
    key="exempel",
    title="Förslag till lokal överenskommelse",
    title_by_language={"en": "Proposal for a local agreement"},
    reference_prefix="EX",
    diary_number="2018/123",
    opens=date(2018, 6, 20),
    deadline=Deadline(last_day=date(2018, 10, 1), zone=_ZONE),
    closes=date(2018, 12, 31),
    contact=Contact(name="Maja Exempel", email="maja@kommun.example", phone="0920-00 00 00"),
    decided_by="kommunfullmäktige",
    next_steps="Vi sammanställer alla synpunkter. Sedan beslutar kommunfullmäktige.",
    next_steps_by_language={"en": "We compile all comments. Then the council decides."},
    proposal_text="",
    proposal_url="https://kommun.example/forslag",
    privacy_url="https://kommun.example/personuppgifter",
    languages=("sv", "en"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """The values of one mail, and what it is."""

    name: str
    kind: MailKind
    values: MailValues


def samples(language: str, service_name: str, consultation: Consultation = CONSULTATION) -> Iterator[Sample]:
    """Yield every kind of mail in every variant, in a language, about a consultation."""
    yield from _acknowledgements(language, service_name, consultation)
    yield from _reminders(language, service_name, consultation)
    yield from _digests(language, service_name, consultation)
    for code in AlertCode:
        values = alert_values(
            Alert(code=code, answers=412, folder="INBOX", unread_since=_NOW - timedelta(minutes=15)),
            _NOW,
            zone=_ZONE,
            base_url="https://granska.kommun.example",
            service_name=service_name,
            language=language,
        )
        yield Sample(name=f"alert {code}", kind=MailKind.ALERT, values=values)


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
        received_at=_NOW,
    )
    loaded = replace(plain, attachments=tuple(_attachment(name, is_readable=good) for name, good in files))
    for label, role, is_late in (
        (Label.COMMENT, Role.ORIGINAL, False),
        (Label.COMMENT, Role.ORIGINAL, True),
        (Label.DECLINE, Role.ORIGINAL, False),
        (Label.QUESTION, None, False),
        (Label.SUPPLEMENT, Role.ADDITION, False),
        (Label.SUPPLEMENT, Role.ADDITION, True),
        (Label.SUPPLEMENT, Role.CORRECTION, False),
        (Label.SUPPLEMENT, Role.REPLACEMENT, False),
        (Label.SUPPLEMENT, Role.WITHDRAWAL, False),
    ):
        decision = Decision(
            label=label,
            outcome=Outcome.ACT,
            reason="sample",
            explanation="",
            probability=1.0,
            role=role,
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
            name = f"{'late ' if is_late else ''}{label} {role or ''}".strip() + extra
            yield Sample(name=name, kind=MailKind.ACKNOWLEDGEMENT, values=values)


def _reminders(language: str, service_name: str, consultation: Consultation) -> Iterator[Sample]:
    organisation = Organisation(id=1, consultation=consultation.key, name="Exempelbyns byaförening", is_invited=True)
    for days_before, is_last in ((14, False), (3, True), (1, True), (0, True)):
        morning = consultation.deadline.ends_at - timedelta(days=days_before, hours=15)
        values = reminder_values(
            consultation, organisation, morning, is_last=is_last, service_name=service_name, language=language
        )
        yield Sample(name=f"reminder {days_before} days before", kind=MailKind.REMINDER, values=values)


def _digests(language: str, service_name: str, consultation: Consultation) -> Iterator[Sample]:
    for name, digest in (
        ("busy", busy_digest(consultation)),
        ("quiet", quiet_digest(consultation)),
        ("closed", replace(quiet_digest(consultation), consultations=(_figures(consultation, days_left=-5),))),
    ):
        values = digest_values(
            digest,
            zone=_ZONE,
            base_url="https://granska.kommun.example" if name == "busy" else "",
            service_name=service_name,
            language=language,
        )
        yield Sample(name=f"digest {name}", kind=MailKind.DIGEST, values=values)


def quiet_digest(consultation: Consultation = CONSULTATION) -> Digest:
    """Return the digest of a day when nothing happened and all is well."""
    return Digest(
        day=_NOW.date(),
        since=_NOW - timedelta(days=1),
        until=_NOW,
        is_delayed=False,
        consultations=(_figures(consultation, days_left=11),),
        tray=(),
        sending_unknown=0,
        sending_failed=0,
        bounced=(),
        suppressed=(),
        seen=214,
        left=214,
        held=0,
        reconciliations=(
            Reconciliation(folder="INBOX", at=_NOW, in_mailbox=1204, unseen=0, kept=26, left=1178, gone=9),
        ),
        last_poll_at=_NOW - timedelta(minutes=1),
    )


def busy_digest(consultation: Consultation = CONSULTATION) -> Digest:
    """Return the digest of a day when everything happened."""
    lines = tuple(
        CommentLine(
            reference=reference,
            organisation=organisation,
            received_at=_NOW - timedelta(hours=hours),
            is_late=role == "correction",
            stance=stance,
            kind="comment",
            role=role,
        )
        for reference, organisation, hours, stance, role in (
            ("EX-7F3-KQ2", "Exempelbyns byaförening", 2, Stance.SUPPORTS_WITH_CHANGES, "original"),
            ("EX-9CD-H4M", "Påhittade idrottsklubben", 5, Stance.UNCLEAR, "addition"),
            ("EX-2WX-6TN", "", 7, Stance.OPPOSES, "correction"),
        )
    )
    tray = tuple(
        TrayLine(
            item_id=number,
            received_at=_NOW - timedelta(hours=4 - number),
            label=label,
            reason="",
            organisation=organisation,
            is_held=number == 2,
            is_records_request=number == 3,
        )
        for number, (label, organisation) in enumerate(
            (("comment", "Exempelvikens kulturförening"), ("unrelated", ""), ("question", "Tidningen Exemplet")), 1
        )
    )
    return replace(
        quiet_digest(consultation),
        is_delayed=True,
        consultations=(replace(_figures(consultation, days_left=11), new=lines),),
        tray=tray,
        sending_unknown=1,
        sending_failed=2,
        bounced=("Exempelsjöns fiskeklubb",),
        suppressed=(("list", 3), ("auto_submitted", 2)),
        left=205,
        held=1,
        reconciliations=(
            Reconciliation(folder="INBOX", at=_NOW, in_mailbox=1204, unseen=2, kept=30, left=1172, gone=9),
            Reconciliation(folder="Skräppost", at=_NOW, in_mailbox=88, unseen=0, kept=1, left=87, gone=0),
        ),
    )


def _figures(consultation: Consultation, *, days_left: int) -> ConsultationFigures:
    return ConsultationFigures(
        key=consultation.key,
        title=consultation.title,
        last_day=consultation.deadline.last_day,
        days_left=days_left,
        is_deadline_on_weekend=consultation.deadline.is_on_weekend,
        new=(),
        comments=26,
        invited=40,
        answered=12,
        declined=2,
        silent=tuple(f"Förening nummer {number}" for number in range(1, 27)),
    )


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
        received_at=_NOW,
        is_late=is_late,
        stance=Stance.UNCLEAR,
    )


def _attachment(name: str, *, is_readable: bool) -> Attachment:
    return Attachment(
        filename=name, media_type="application/octet-stream", size=1, sha256="0" * 64, text="", is_readable=is_readable
    )
