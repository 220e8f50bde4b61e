"""What the letters to those who were asked, and to those who answered, may show: plain texts, cleaned and bounded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mailintake.domain.announcement import LONGEST_DECISION, LONGEST_PLACE, Announcement
from mailintake.domain.comment import Comment
from mailintake.domain.consultation import Consultation
from mailintake.domain.organisation import Organisation
from mailintake.notify.dates import long_day, long_moment, short_day, weekday_and_day, weekday_and_times
from mailintake.notify.header_guard import clean_line
from mailintake.notify.values import LONGEST_NAME, LONGEST_SENTENCE, MailValues, dialled, safe_url


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterValues(MailValues):
    """What every letter about a consultation may show."""

    title: str
    contact_name: str
    contact_phone: str
    contact_dial: str  # the phone number as a link has it
    contact_email: str


@dataclass(frozen=True, kw_only=True, slots=True)
class InvitationValues(LetterValues):
    """What an invitation to a consultation may show."""

    organisation: str
    deadline: str  # with its weekday
    short_deadline: str  # day and month
    decided_by: str  # who decides in the end; "" where the settings do not say
    proposal_url: str
    is_attached: int  # the proposal goes with the mail
    next_steps: str
    privacy_url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisteredValues(LetterValues):
    """What the notice of a diary number may show."""

    reference: str
    diary_number: str
    received: str  # local date and time
    next_steps: str
    privacy_url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtensionValues(LetterValues):
    """What the notice of an extension may show."""

    organisation: str
    deadline: str  # its own new last day, with its weekday
    short_deadline: str  # day and month
    former_deadline: str  # everybody else's
    proposal_url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionValues(LetterValues):
    """What the notice of a decision, with the next meeting, may show."""

    decided_on: str
    decided_by: str
    decision: str  # in staff's own words
    url: str
    has_answered: int  # the recipient has sent a comment or a decline
    meeting_when: str  # day with its weekday, and the times; "" where no meeting is known
    meeting_place: str


def invitation_values(
    consultation: Consultation, organisation: Organisation, *, is_attached: bool, service_name: str, language: str
) -> InvitationValues:
    """Return what an invitation shows."""
    last_day = consultation.deadline_for(organisation.extended_to).last_day
    return InvitationValues(
        **_of(consultation, service_name, language),
        organisation=clean_line(organisation.name, LONGEST_NAME),
        deadline=weekday_and_day(last_day, language),
        short_deadline=short_day(last_day, language),
        decided_by=clean_line(consultation.decided_by, LONGEST_NAME),
        proposal_url=safe_url(consultation.proposal_url),
        is_attached=int(is_attached),
        next_steps=clean_line(consultation.next_steps_in(language), LONGEST_SENTENCE),
        privacy_url=safe_url(consultation.privacy_url),
    )


def registered_values(
    consultation: Consultation, comment: Comment, *, service_name: str, language: str
) -> RegisteredValues:
    """Return what the notice of a diary number shows."""
    return RegisteredValues(
        **_of(consultation, service_name, language),
        reference=comment.reference,
        diary_number=clean_line(comment.diary_number, LONGEST_NAME),
        received=long_moment(comment.received_at, language, consultation.zone),
        next_steps=clean_line(consultation.next_steps_in(language), LONGEST_SENTENCE),
        privacy_url=safe_url(consultation.privacy_url),
    )


def extension_values(
    consultation: Consultation, organisation: Organisation, *, service_name: str, language: str
) -> ExtensionValues:
    """Return what the notice of an extension shows."""
    last_day = consultation.deadline_for(organisation.extended_to).last_day
    return ExtensionValues(
        **_of(consultation, service_name, language),
        organisation=clean_line(organisation.name, LONGEST_NAME),
        deadline=weekday_and_day(last_day, language),
        short_deadline=short_day(last_day, language),
        former_deadline=long_day(consultation.deadline.last_day, language),
        proposal_url=safe_url(consultation.proposal_url),
    )


def decision_values(
    consultation: Consultation,
    announcement: Announcement,
    *,
    has_answered: bool,
    service_name: str,
    language: str,
) -> DecisionValues:
    """Return what the notice of a decision shows."""
    meeting = announcement.meeting
    return DecisionValues(
        **_of(consultation, service_name, language),
        decided_on=long_day(announcement.decided_on, language),
        decided_by=clean_line(consultation.decided_by, LONGEST_NAME),
        decision=clean_line(announcement.decision_in(language), LONGEST_DECISION),
        url=safe_url(announcement.url),
        has_answered=int(has_answered),
        meeting_when=""
        if meeting is None
        else weekday_and_times(meeting.starts_at, meeting.ends_at, language, consultation.zone),
        meeting_place="" if meeting is None else clean_line(meeting.place, LONGEST_PLACE),
    )


def _of(consultation: Consultation, service_name: str, language: str) -> dict[str, Any]:
    return {
        "language": language,
        "service_name": service_name,
        "title": clean_line(consultation.title_in(language), LONGEST_NAME),
        "contact_name": clean_line(consultation.contact.name, LONGEST_NAME),
        "contact_phone": clean_line(consultation.contact.phone, LONGEST_NAME),
        "contact_dial": dialled(consultation.contact.phone),
        "contact_email": clean_line(consultation.contact.email, LONGEST_NAME),
    }
