"""One mail of the table: its own header fields over those of an ordinary comment, and what must come of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from beds.mixed_mail import OUR_ADDRESS
from mailintake.domain.acknowledgement import Reason

COMMENT = """\
Vi i föreningen tillstyrker förslaget till lokal överenskommelse. De sex principerna är bra, men uppföljningen varje \
år borde bli tydligare för föreningslivet.

Med vänlig hälsning
Anna Berg
"""
QUESTION = (
    "Hej! Kan ni skicka förslaget till lokal överenskommelse till oss i föreningen? Vi hittar det inte på sidan.\n"
)

_USUAL = (
    ("From", "Anna Berg <{me}>"),
    ("To", OUR_ADDRESS),
    ("Subject", "Synpunkter på förslaget till lokal överenskommelse"),
    ("Date", "Mon, 17 Sep 2018 09:00:00 +0200"),
    ("Message-ID", "<{step}@{domain}>"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
)
_FIELD_NAME = re.compile(r"^([!-9;-~]+)[ \t]*:", re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A mail, written with ``{me}`` and ``{domain}`` for its sender and ``{ours}`` for our last mail to it.

    ``fields`` stand on top and take the place of the usual ones of their names; a usual one without a value is left
    out. ``before`` are mails that came earlier, each answered before the next; ``crowd`` as many that others at the
    same domain sent.
    """

    fields: str
    reason: Reason
    answered: tuple[str, ...] = ()  # where acknowledgements go, that of the last mail last
    text: str = COMMENT
    at: datetime | None = None  # when it came; None: now
    me: str = ""  # the sender, where its address matters
    before: tuple[Case, ...] = ()
    crowd: int = 0
    is_reminded: bool = False  # its sender has had a reminder, which it answers
    is_for_staff_first: bool = False  # it waits for staff, who take it for a comment

    def __str__(self) -> str:
        return " | ".join((*(str(each) for each in self.before), self.fields.replace("\n", "\\n"))) or "plain"

    @property
    def steps(self) -> tuple[Case, ...]:
        """Every mail of it, in order."""
        return (*self.before, replace(self, before=()))

    def mail(self, *, me: str, step: int, ours: str) -> bytes:
        """Return one mail as it comes."""
        named = {name.lower() for name in _FIELD_NAME.findall(self.fields)}
        lines = [line for line in self.fields.split("\n") if line]
        dropped = {f"{name.lower()}:" for name, _ in _USUAL}
        kept = [line for line in lines if line.lower() not in dropped]
        kept += [f"{name}: {value}" for name, value in _USUAL if name.lower() not in named]
        written = "\r\n".join((*kept, "", self.text.replace("\n", "\r\n")))
        marks = {"{me}": me, "{domain}": me.rpartition("@")[2], "{step}": str(step), "{ours}": ours}
        for mark, value in marks.items():
            written = written.replace(mark, value)
        return written.encode()


def answered(fields: str, *to: str, **more: object) -> Case:
    """A mail that is answered: to its sender, or to the addresses given."""
    return Case(fields=fields, reason=Reason.ALLOWED, answered=to or ("{me}",), **more)  # type: ignore[arg-type]


def unanswered(reason: Reason, *fields: str, **more: object) -> tuple[Case, ...]:
    """Mails that are not answered, for one reason."""
    return tuple(Case(fields=each, reason=reason, **more) for each in fields)  # type: ignore[arg-type]


def sent_to_staff(reason: Reason, *fields: str, **more: object) -> tuple[Case, ...]:
    """Mails that staff look at first; though they take each for a comment, it is not answered, for the reason given."""
    return unanswered(reason, *fields, is_for_staff_first=True, **more)
