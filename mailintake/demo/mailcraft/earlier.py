"""The mail that a letter answers, and how a mail program speaks of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

SWEDISH_TIME = ZoneInfo("Europe/Stockholm")

_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_REPLY_PREFIX = re.compile(r"^((re|sv|vs|fw|fwd|vb|autosvar)\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """A name and an address."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """What stands after the @."""
        return self.address.rpartition("@")[2]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """What an answer needs to know of the mail it answers."""

    message_id: str
    references: tuple[str, ...]
    sender: Person
    to: Person
    subject: str
    date: datetime  # aware
    text: str


def person(written: str) -> Person:
    """Return the person that ``Name <address>`` or a bare address stands for."""
    name, _, address = written.rpartition("<")
    return Person(name=name.strip(), address=address.rstrip(">"))


def read_earlier(original: bytes) -> Earlier:
    """Read a whole mail that we or the sender have sent before."""
    mail = message_from_bytes(original, policy=policy.default)
    body = mail.get_body(("plain",))
    return Earlier(
        message_id=str(mail["Message-ID"]).strip(),
        references=tuple(str(mail["References"] or mail["In-Reply-To"] or "").split()),
        sender=_first_person(mail["From"]),
        to=_first_person(mail["To"]),
        subject=str(mail["Subject"]),
        date=parsedate_to_datetime(str(mail["Date"])).astimezone(SWEDISH_TIME),
        text=body.get_content().replace("\r\n", "\n").strip("\n") if body is not None else "",
    )


def bare_subject(subject: str) -> str:
    """Return a subject without the Re:, SV: and VB: in front of it."""
    return _REPLY_PREFIX.sub("", subject)


def attribution(template: str, earlier: Earlier) -> str:
    """Return the words above a quotation, such as ``Den 20 juni 2018 kl 09:14 skrev Luleå kommun:``."""
    date = earlier.date
    weekday, month = _WEEKDAYS[date.weekday()], _MONTHS[date.month - 1]
    return template.format(
        weekday=weekday,
        weekday_short=weekday[:3],
        day=date.day,
        month=month,
        month_short=month if len(month) <= 4 else f"{month[:3]}.",
        year=date.year,
        date=f"{date:%Y-%m-%d}",
        time=f"{date:%H:%M}",
        name=earlier.sender.name or earlier.sender.address,
        address=earlier.sender.address,
        to=earlier.to.name or earlier.to.address,
        subject=earlier.subject,
    )


def quoted(text: str, prefix: str) -> str:
    """Return text with a prefix before every line; an empty line has the prefix without its space."""
    return "\n".join(f"{prefix}{line}" if line else prefix.rstrip(" ") for line in text.split("\n"))


def _first_person(header: Any) -> Person:
    first = header.addresses[0]
    return Person(name=first.display_name, address=first.addr_spec)
