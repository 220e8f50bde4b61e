"""What was decided of a mail, and why: every rule's hit or miss, its weight and the words that counted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mailintake.domain.comment import Role, Stance
from mailintake.domain.organisation import OrganisationMatch


class Label(StrEnum):
    """What a mail is."""

    COMMENT = "comment"
    SUPPLEMENT = "supplement"
    DECLINE = "decline"
    QUESTION = "question"
    UNRELATED = "unrelated"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    SPAM = "spam"


class Outcome(StrEnum):
    """What is done: act at once, let staff decide first, or leave the mail alone."""

    ACT = "act"
    REVIEW = "review"
    LEAVE = "leave"


class Request(StrEnum):
    """What a sender asks for."""

    RECORDS = "records"  # begäran om allmän handling
    NO_REMINDERS = "no_reminders"
    EXTENSION = "extension"  # anstånd
    DOCUMENT = "document"
    MEETING = "meeting"
    ANSWER = "answer"  # anything else that ends in a question mark or says so


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """One rule's finding, hit or miss."""

    rule: str
    hit: bool
    weight: float  # in log-odds that the mail concerns the consultation; 0 for a miss
    text: str  # why, with the words that counted, for a registrar to read


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """The judgement of one mail."""

    label: Label
    outcome: Outcome
    reason: str  # the code of the reason, such as "reply_to_our_mail"
    explanation: str  # one sentence
    probability: float  # that the mail concerns the consultation, 0 to 1
    consultation: str | None = None  # its key
    organisation: OrganisationMatch | None = None
    stance: Stance | None = None
    role: Role | None = None  # of a supplement
    joins: int | None = None  # id of the comment that a supplement belongs to
    is_late: bool = False
    request: Request | None = None  # what a question asks for
    is_records_request: bool = False  # begäran om allmän handling: top of the staff tray
    evidence: tuple[Evidence, ...] = ()
    version: str = ""  # of the rules and the model that judged
