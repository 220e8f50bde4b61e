"""Mails with what is right to decide of them: what judging is measured on, and what the model learns from.

The form of the files is told in data/README.md.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from mailintake.domain.comment import Comment, Role, Stance
from mailintake.domain.decision import Label
from mailintake.domain.history import History, SentMail
from mailintake.domain.message import Attachment, Automatic, MachineSigns, Message
from mailintake.domain.outbox import MailKind

OURS = frozenset({Label.COMMENT, Label.SUPPLEMENT, Label.DECLINE, Label.QUESTION})
# What the machines' words tell before anything is judged is not learnt.
MACHINES = frozenset({Label.AUTOMATIC, Label.BOUNCE})

_DAY = "2018-09-10"
_COMMENT = 1
_OWN = "kommun@kommun.example"


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelledMail:
    """A mail, and what a good registrar takes it for."""

    name: str
    message: Message
    history: History
    consultation: str  # key of the consultation that it is judged beside
    label: Label
    stance: Stance | None = None
    role: Role | None = None
    organisation: str = ""
    weight: float = 1.0  # how much it counts in training

    @property
    def is_ours(self) -> bool:
        """Whether it concerns the consultation."""
        return self.label in OURS


def shipped_mails(default: str) -> tuple[LabelledMail, ...]:
    """Return the labelled mails of the package; a file that names no consultation belongs to ``default``."""
    return tuple(mails_in(resources.files("mailintake.classify").joinpath("data"), default))


def mails_in(folder: Traversable, default: str) -> Iterator[LabelledMail]:
    """Yield the labelled mails of a folder's TOML files, file by file."""
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            tables = tomllib.loads(file.read_text(encoding="utf-8"))
            for mail in tables["mail"]:
                yield labelled_mail(mail, tables.get("consultation", default))


def labelled_mail(mail: Mapping[str, Any], consultation: str) -> LabelledMail:
    """Make a labelled mail of its table."""
    sender = mail["sender"]
    return LabelledMail(
        name=mail["name"],
        message=_message(mail),
        history=History(
            replies_to=_sent(mail, consultation) if "thread" in mail else None,
            comments_of_sender=(_comment(sender, consultation),) if mail.get("has_commented") else (),
            referenced=_comment(sender, consultation) if mail.get("referenced") else None,
        ),
        consultation=consultation,
        label=Label(mail["label"]),
        stance=Stance(mail["stance"]) if "stance" in mail else None,
        role=Role(mail["role"]) if "role" in mail else None,
        organisation=mail.get("organisation", ""),
    )


def _message(mail: Mapping[str, Any]) -> Message:
    text = mail["text"].strip()
    sha256 = hashlib.sha256(repr(sorted(mail.items())).encode(errors="replace")).hexdigest()
    return Message(
        sha256=sha256,
        content_hash=sha256,
        size=len(text),
        message_id=f"<{sha256[:20]}@post.example>",
        from_address=mail["sender"],
        from_name=mail.get("sender_name", ""),
        to=(_OWN,),
        sent_to=(_OWN,),
        subject=mail.get("subject", ""),
        received_at=datetime.combine(datetime.fromisoformat(mail.get("received", _DAY)), time(8), UTC),
        text=text,
        signature=mail.get("signature", ""),
        quoted=mail.get("quoted", ""),
        language=mail.get("language", "sv"),
        in_reply_to=("<mailintake.1.1@post.example>",) if "thread" in mail else (),
        automatic=Automatic(mail.get("automatic", "none")),
        signs=MachineSigns(list_fields=tuple(mail.get("list_fields", ()))),
        attachments=tuple(_attachments(mail.get("attachments", ()))),
    )


def _attachments(tables: Iterable[Mapping[str, Any]]) -> Iterator[Attachment]:
    for table in tables:
        text = table.get("text", "")
        yield Attachment(
            filename=table["filename"],
            media_type="application/octet-stream",
            size=len(text),
            sha256=hashlib.sha256(text.encode(errors="replace")).hexdigest(),
            text=text,
            is_readable=table.get("is_readable", True),
        )


def _sent(mail: Mapping[str, Any], consultation: str) -> SentMail:
    kind = MailKind(mail["thread"])
    return SentMail(
        kind=kind,
        recipient=mail.get("thread_recipient", mail["sender"]),
        outbox_id=1,
        message_id="<mailintake.1.1@post.example>",
        consultation=consultation,
        organisation_id=None,
        comment_id=_COMMENT if kind is MailKind.ACKNOWLEDGEMENT else None,
    )


def _comment(sender: str, consultation: str) -> Comment:
    return Comment(
        id=_COMMENT,
        sender=sender,
        consultation=consultation,
        reference="",
        kind="comment",
        organisation_id=None,
        organisation_name="",
        received_at=datetime.combine(datetime.fromisoformat(_DAY), time(8), UTC),
        is_late=False,
        stance=Stance.UNCLEAR,
    )
