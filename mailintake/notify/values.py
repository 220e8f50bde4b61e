"""What the templates may show: plain texts, numbers and lists, cleaned and bounded; never an object with methods.

The fields of these classes are the placeholders that a template may use. A truth is 1 or 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from mailintake.domain.alert import Alert
from mailintake.domain.comment import Role
from mailintake.domain.consultation import Consultation
from mailintake.domain.decision import Decision, Label, Request
from mailintake.domain.ledger import Registration
from mailintake.domain.message import Message
from mailintake.domain.organisation import Organisation
from mailintake.notify.dates import long_day, long_moment, short_day, weekday_and_day
from mailintake.notify.header_guard import clean_line
from mailintake.notify.subject import plain_subject

# Of the sender's words only the subject and names of files come back, this much of them.
LONGEST_SUBJECT = 90
_LONGEST_FILE_NAME = 60
_MOST_FILE_NAMES = 4
LONGEST_NAME = 120
LONGEST_SENTENCE = 400
_LONGEST_URL = 500

_URL = re.compile(r"https?://[^\s<>\"'\\]+")
# A subject that holds a link would let a stranger send it on to others in our name.
_LINK_LIKE = re.compile(r"://|www\.|@", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class MailValues:
    """What every mail knows."""

    language: str
    service_name: str
    greeting: str = ""  # in the reader's own language, where staff have approved one and no whole text is there
    greeting_language: str = ""  # the language of the greeting
    language_note: str = ""  # why the mail is not in the reader's own language


@dataclass(frozen=True, kw_only=True, slots=True)
class AcknowledgementValues(MailValues):
    """What the answer to a mail may show."""

    # comment, decline, question, extension_request; of a supplement addition, correction, replacement or withdrawal
    variant: str
    title: str
    received: str  # local date and time
    is_late: int
    is_deadline_ahead: int  # it came before the last day was over
    deadline: str
    reference: str  # "" where nothing was registered
    diary_number: str  # "" until there is a real one
    subject: str  # what the answered mail was about; "" where it cannot be repeated or is the title
    attachments: int
    readable: int
    unreadable: list[str]  # names of files; "" where a name cannot be repeated
    more_unreadable: int  # how many more there are
    next_steps: str
    privacy_url: str
    contact_name: str
    contact_phone: str
    contact_dial: str  # the phone number as a link has it
    contact_email: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReminderValues(MailValues):
    """What a reminder may show."""

    is_last: int
    title: str
    organisation: str
    deadline: str  # with its weekday
    short_deadline: str  # day and month
    days_left: int
    proposal_url: str
    contact_name: str
    contact_phone: str
    contact_dial: str
    contact_email: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertValues(MailValues):
    """What an alert to staff may show."""

    code: str
    at: str  # local date and time
    answers: int  # that were due within an hour
    folder: str
    unread_since: str  # local date and time
    cap: str  # thread, sender, domain or hour
    mails: int  # of ours that will not go
    base_url: str


def acknowledgement_values(
    message: Message,
    decision: Decision,
    registration: Registration | None,
    consultation: Consultation,
    *,
    service_name: str,
    language: str,
) -> AcknowledgementValues:
    """Return what the answer to a mail shows: nothing of its text, no stance, no promise of influence."""
    unreadable = [attachment.filename for attachment in message.attachments if not attachment.is_readable]
    return AcknowledgementValues(
        language=language,
        service_name=service_name,
        variant=_variant(decision, registration),
        title=clean_line(consultation.title_in(language), LONGEST_NAME),
        received=long_moment(message.received_at, language, consultation.zone),
        is_late=int(decision.is_late or (registration is not None and registration.is_late)),
        is_deadline_ahead=int(message.received_at < consultation.deadline.ends_at),
        deadline=long_day(consultation.deadline.last_day, language),
        reference=registration.reference if registration is not None else "",
        diary_number=clean_line(consultation.diary_number, LONGEST_NAME),
        subject=_about(message.subject, consultation.title_in(language)),
        attachments=len(message.attachments),
        readable=len(message.attachments) - len(unreadable),
        unreadable=[_repeatable(name, _LONGEST_FILE_NAME) for name in unreadable[:_MOST_FILE_NAMES]],
        more_unreadable=max(0, len(unreadable) - _MOST_FILE_NAMES),
        next_steps=clean_line(consultation.next_steps_in(language), LONGEST_SENTENCE),
        privacy_url=safe_url(consultation.privacy_url),
        contact_name=clean_line(consultation.contact.name, LONGEST_NAME),
        contact_phone=clean_line(consultation.contact.phone, LONGEST_NAME),
        contact_dial=dialled(consultation.contact.phone),
        contact_email=clean_line(consultation.contact.email, LONGEST_NAME),
    )


def reminder_values(
    consultation: Consultation,
    organisation: Organisation,
    now: datetime,
    *,
    is_last: bool,
    service_name: str,
    language: str,
) -> ReminderValues:
    """Return what a reminder shows; the days left are counted at ``now``."""
    return ReminderValues(
        language=language,
        service_name=service_name,
        is_last=int(is_last),
        title=clean_line(consultation.title_in(language), LONGEST_NAME),
        organisation=clean_line(organisation.name, LONGEST_NAME),
        deadline=weekday_and_day(consultation.deadline.last_day, language),
        short_deadline=short_day(consultation.deadline.last_day, language),
        days_left=max(0, consultation.deadline.days_left(now)),
        proposal_url=safe_url(consultation.proposal_url),
        contact_name=clean_line(consultation.contact.name, LONGEST_NAME),
        contact_phone=clean_line(consultation.contact.phone, LONGEST_NAME),
        contact_dial=dialled(consultation.contact.phone),
        contact_email=clean_line(consultation.contact.email, LONGEST_NAME),
    )


def alert_values(
    alert: Alert, now: datetime, *, zone: ZoneInfo, base_url: str, service_name: str, language: str
) -> AlertValues:
    """Return what an alert shows: what its code does not have is 0 or empty."""
    return AlertValues(
        language=language,
        service_name=service_name,
        code=alert.code.value,
        at=long_moment(now, language, zone),
        answers=alert.answers,
        folder=clean_line(alert.folder, LONGEST_NAME),
        unread_since=long_moment(alert.unread_since, language, zone) if alert.unread_since is not None else "",
        cap=alert.cap,
        mails=alert.mails,
        base_url=safe_url(base_url),
    )


def safe_url(url: str) -> str:
    """Return an address of a page if it may stand behind a link, else an empty text."""
    return url if len(url) <= _LONGEST_URL and url.isprintable() and _URL.fullmatch(url) else ""


def dialled(phone: str) -> str:
    """Return a phone number as a ``tel:`` link has it (RFC 3966): digits, and a plus sign first."""
    return re.sub(r"(?!^\+)[^0-9]", "", phone.strip())


def _about(subject: str, title: str) -> str:
    plain = plain_subject(subject)
    # Our own mails end with the title: who answers a reminder does not write about a reminder.
    return "" if plain.endswith(title) else _repeatable(plain, LONGEST_SUBJECT)


def _repeatable(text: str, limit: int) -> str:
    line = clean_line(text, limit)
    return "" if _LINK_LIKE.search(line) else line


def _variant(decision: Decision, registration: Registration | None) -> str:
    if decision.label is Label.QUESTION and decision.request is Request.EXTENSION:
        return "extension_request"
    if decision.label is not Label.SUPPLEMENT:
        return decision.label.value
    role = decision.role or (registration.role if registration is not None else Role.ADDITION)
    return Role.ADDITION.value if role is Role.ORIGINAL else role.value
