"""Mails as values for tests of judging: written letters, what they answer, and sets of labelled ones in files."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fakes.consultations import LULEA
from mailintake.domain.comment import Comment, Stance
from mailintake.domain.decision import Label, Outcome
from mailintake.domain.history import History, SentMail
from mailintake.domain.message import Attachment, Automatic, MachineSigns, Message
from mailintake.domain.outbox import MailKind

OWN_ADDRESS = "lulea.kommun@lulea.se"
NOW = datetime(2018, 9, 10, 8, 0, tzinfo=UTC)
COMMENT_ID = 7
REFERENCE = "LÖK-7F3-KQ2"
_FOLDER = Path(__file__).parents[1] / "data" / "judgement_first"


def attachment(filename: str, text: str = "", *, is_readable: bool = True) -> Attachment:
    """One attachment, of which only its name, its text and whether that could be read matter."""
    return Attachment(
        filename=filename,
        media_type="application/octet-stream",
        size=len(text),
        sha256=hashlib.sha256(text.encode(errors="replace")).hexdigest(),
        text=text,
        is_readable=is_readable,
    )


def letter(text: str = "", **fields: Any) -> Message:
    """A mail to the municipality with a text; any other field of it may be given."""
    sha256 = hashlib.sha256(repr((text, fields)).encode(errors="replace")).hexdigest()
    values = {
        "sha256": sha256,
        "content_hash": sha256,
        "size": len(text),
        "message_id": f"<{sha256[:20]}@fripost.example>",
        "from_address": "anna.berg@fripost.example",
        "from_name": "",
        "to": (OWN_ADDRESS,),
        "sent_to": (OWN_ADDRESS,),
        "received_at": NOW,
        "language": "sv",
    }
    return Message(text=text, **(values | fields))


def comment(sender: str = "anna.berg@fripost.example", **fields: Any) -> Comment:
    """A comment in the register."""
    values = {
        "id": COMMENT_ID,
        "consultation": LULEA,
        "reference": REFERENCE,
        "kind": "comment",
        "organisation_id": None,
        "organisation_name": "",
        "received_at": NOW,
        "is_late": False,
        "stance": Stance.SUPPORTS,
    }
    return Comment(sender=sender, **(values | fields))


def sent(kind: MailKind = MailKind.REMINDER, recipient: str = "anna.berg@fripost.example", **fields: Any) -> SentMail:
    """A mail of ours that another one answers."""
    values = {
        "outbox_id": 1,
        "message_id": "<mailintake.1.1@lulea.example>",
        "consultation": LULEA,
        "organisation_id": None,
        "comment_id": COMMENT_ID if kind is MailKind.ACKNOWLEDGEMENT else None,
    }
    return SentMail(kind=kind, recipient=recipient, **(values | fields))


@dataclass(frozen=True, kw_only=True, slots=True)
class Labelled:
    """A mail, and what is right to decide of it."""

    name: str
    message: Message
    history: History
    labels: frozenset[Label]
    outcomes: frozenset[Outcome]
    is_records_request: bool


def labelled(name: str) -> list[Labelled]:
    """Read a set of labelled mails."""
    return labelled_in(_FOLDER / f"{name}.toml")


def labelled_in(file: Path) -> list[Labelled]:
    """Read the labelled mails of a file; where it tells no outcome, any that loses and disturbs nobody is right."""
    return [_labelled(mail) for mail in tomllib.loads(file.read_text(encoding="utf-8"))["mail"]]


def _labelled(mail: dict[str, Any]) -> Labelled:
    sender = mail.get("sender", "anna.berg@fripost.example")
    list_fields = tuple(mail.get("list_fields", ()))
    message = letter(
        mail["text"].strip(),
        from_address=sender,
        from_name=mail.get("sender_name", ""),
        subject=mail.get("subject", ""),
        signature=mail.get("signature", ""),
        quoted=mail.get("quoted", ""),
        language=mail.get("language", "sv"),
        received_at=datetime.fromisoformat(f"{mail.get('received', '2018-09-10')}T08:00:00+00:00"),
        in_reply_to=("<mailintake.1.1@lulea.example>",) if "thread" in mail else (),
        automatic=Automatic(mail.get("automatic", "none")),
        signs=MachineSigns(list_fields=list_fields),
        attachments=tuple(attachment(**one) for one in mail.get("attachments", ())),
    )
    history = History(
        replies_to=sent(MailKind(mail["thread"]), mail.get("thread_recipient", sender)) if "thread" in mail else None,
        comments_of_sender=(comment(sender),) if mail.get("has_commented") else (),
        referenced=_referenced(mail, sender),
    )
    labels = frozenset(map(Label, _listed(mail["label"])))
    return Labelled(
        name=mail["name"],
        message=message,
        history=history,
        labels=labels,
        outcomes=frozenset(map(Outcome, _listed(mail["outcome"]))) if "outcome" in mail else _harmless(labels),
        is_records_request=mail.get("is_records_request", False),
    )


def _referenced(mail: dict[str, Any], sender: str) -> Comment | None:
    """The comment whose reference is named: the sender's own, or that of the address that is told."""
    named = mail.get("referenced")
    return comment(named if isinstance(named, str) else sender) if named else None


def _harmless(labels: frozenset[Label]) -> frozenset[Outcome]:
    is_ours = labels & {Label.COMMENT, Label.SUPPLEMENT, Label.DECLINE, Label.QUESTION}
    return frozenset({Outcome.ACT if is_ours else Outcome.LEAVE, Outcome.REVIEW})


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
