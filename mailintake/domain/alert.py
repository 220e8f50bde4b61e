"""What staff are told of at once: each alert is a code, and what is said of it stands in the templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlertCode(StrEnum):
    """Every alert; each has its heading, its sentence and its remedy in every language."""

    BREAKER_OPEN = "breaker-open"
    MAILBOX_UNREACHABLE = "mailbox-unreachable"
    CAP_REACHED = "cap-reached"
    SENDING_GIVEN_UP = "sending-given-up"


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """Something that is wrong, in values alone: the words are the language's."""

    code: AlertCode
    answers: int = 0  # breaker-open: automatic answers that were due within an hour
    folder: str = ""  # mailbox-unreachable
    unread_since: datetime | None = None  # mailbox-unreachable: when the folder could first not be read; aware
    cap: str = ""  # cap-reached: which one: thread, sender, domain or hour
    mails: int = 0  # sending-given-up: mails of ours that will not go
