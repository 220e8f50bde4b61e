"""An inspected mail as one JSON object, and as a page for people."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from mailintake.classify.in_words import evidence_in, weight_in
from mailintake.cli.output import local
from mailintake.domain.decision import Decision
from mailintake.domain.message import Attachment, Authentication, FailedRecipient, Message
from mailintake.jobs.inspect import Inspection
from mailintake.parse.defects import in_words
from mailintake.review.words import why

WIDTH = 110  # columns of a page that is not shown on a terminal
_LEAST_WIDTH = 40
_COLUMN = 14  # where what is told begins
_EVIDENCE_COLUMN = 28  # where a piece of evidence begins, behind how much it counted
_LONGEST_WRAPPED = 20_000  # characters of a line
_MOST_ADDRESSES = 20
_MOST_OF_ATTACHMENT = 2000  # characters of an attachment's text

_EMPTY: dict[str, Any] = {
    "path": "",
    "sha256": None,
    "size": None,
    "message_id": None,
    "from": None,
    "from_name": None,
    "to": [],
    "subject": None,
    "date": None,
    "received_at": None,
    "language": None,
    "text": None,
    "quoted": None,
    "signature": None,
    "attachments": [],
    "automatic": None,
    "recipients_failed": [],
    "label": None,
    "outcome": None,
    "consultation": None,
    "probability": None,
    "organisation": None,
    "stance": None,
    "late": None,
    "may_acknowledge": None,
    "evidence": [],
    "defects": [],
    "error": None,
}


def unreadable_file(path: str, error: str) -> dict[str, Any]:
    """Return the object of a file that cannot be read."""
    return {**_EMPTY, "path": path, "error": error}


def as_json(path: str, sha256: str, size: int, found: Inspection, language: str = "sv") -> dict[str, Any]:
    """Return the object of a mail: always the same keys, in the same order; its evidence in the service's language."""
    known: dict[str, Any] = {"path": path, "sha256": sha256, "size": size}
    reading = found.reading
    if not isinstance(reading, Message):
        held = {"subject": reading.subject or None, "from": reading.from_address or None, "outcome": "review"}
        return {**_EMPTY, **known, **held, "received_at": _time(reading.received_at), "error": reading.reason}
    return {**_EMPTY, **known, **_message(reading), **_decision(found.decision, language), **_permission(found)}


def as_text(path: str, found: Inspection, zone: ZoneInfo, language: str = "sv", width: int = WIDTH) -> str:
    """Return a page that shows a person all of it, ``width`` columns wide.

    What is wrong with the mail and what counted is told in the service's language.
    """
    page = _Page(width)
    page.lines.append(path)
    reading = found.reading
    if not isinstance(reading, Message):
        page.tell("held", in_words(reading.reason, language))
        page.tell("from", reading.from_address or "-")
        page.tell("subject", reading.subject or "-")
        page.tell("received", local(reading.received_at, zone))
        return page.text
    _tell_header(page, reading, zone)
    for attachment in reading.attachments:
        page.tell("attachment", _attachment(attachment))
    for failed in reading.recipients_failed[:_MOST_ADDRESSES]:
        page.tell("failed", _failed(failed))
    for defect in reading.defects:
        page.tell("defect", in_words(defect, language))
    page.show("text", reading.text)
    page.show("quoted", reading.quoted)
    page.show("signature", reading.signature)
    for attachment in reading.attachments:
        page.show(attachment.filename or "attachment", attachment.text, most=_MOST_OF_ATTACHMENT)
    if found.decision is not None:
        _tell_decision(page, found.decision, language)
    if found.permission is not None:
        page.tell("answer", f"{'yes' if found.permission.allowed else 'no'}: {found.permission.text}")
    return page.text


class _Page:
    """Lines of a page: what is told stands behind its name, what is shown below it, each within the width."""

    def __init__(self, width: int) -> None:
        self.lines: list[str] = []
        self._width = max(width, _LEAST_WIDTH)

    @property
    def text(self) -> str:
        """The page."""
        return "\n".join(self.lines) + "\n"

    def tell(self, name: str, said: str, *, column: int = _COLUMN) -> None:
        """Add a line, or some where it is long."""
        self.lines += textwrap.wrap(
            " ".join(said.split()) or "-",
            self._width,
            initial_indent=f"  {name}".ljust(column),
            subsequent_indent=" " * column,
            break_on_hyphens=False,
        )

    def show(self, name: str, text: str, *, most: int | None = None) -> None:
        """Add a text as it stands, long lines broken; nothing where there is none."""
        if not text:
            return
        shown = text if most is None else text[:most]
        self.lines.append(f"  {name}")
        for line in shown.splitlines():
            for row in self._rows(line):
                self.lines.append(f"    | {row}".rstrip())
        if len(shown) < len(text):
            self.lines.append(f"    … {len(text) - len(shown)} characters more: --json shows all")

    def _rows(self, line: str) -> list[str]:
        width = self._width - 6
        if len(line) <= width:
            return [line]
        if len(line) > _LONGEST_WRAPPED:
            # Words that long are none, and wrapping them would take quadratic time.
            return [line[start : start + width] for start in range(0, len(line), width)]
        # What is quoted stays so on each of its lines.
        mark = line[: len(line) - len(line.lstrip("> \t"))][: width // 2]
        return textwrap.wrap(
            line, width, subsequent_indent=mark, break_on_hyphens=False, drop_whitespace=True, expand_tabs=False
        ) or [line]


def _tell_header(page: _Page, message: Message, zone: ZoneInfo) -> None:
    sender = f"{message.from_name} <{message.from_address}>".strip() if message.from_address else message.from_name
    told = (
        ("from", sender or "-"),
        ("sender", message.sender_address),
        ("reply to", _some(message.reply_to)),
        ("return path", message.signs.return_path if message.signs.return_path is not None else ""),
        ("to", _some(message.to) or "-"),
        ("cc", _some(message.cc)),
        ("subject", message.subject or "-"),
        ("received", f"{local(message.received_at, zone)} (sent {local(message.date, zone)})"),
        ("message id", message.message_id),
        ("answers", _some(message.answers_to)),
        ("language", message.language),
        ("automatic", f"{message.automatic} {message.automatic_reason}".rstrip()),
        ("authentic", "" if message.authentication is Authentication.UNKNOWN else message.authentication.value),
        ("read", "" if message.is_whole else "its header only"),
    )
    for name, said in told:
        if said:
            page.tell(name, said)


def _some(written: Sequence[str]) -> str:
    more = len(written) - _MOST_ADDRESSES
    return ", ".join(written[:_MOST_ADDRESSES]) + (f" and {more} more" if more > 0 else "")


def _attachment(attachment: Attachment) -> str:
    readable = "" if attachment.is_readable else ", not readable"
    return f"{attachment.filename or '(no name)'}, {attachment.media_type}, {attachment.size} bytes{readable}"


def _failed(failed: FailedRecipient) -> str:
    kind = "for good" if failed.is_permanent else "for now"
    return " ".join(filter(None, (failed.address or "-", failed.status, f"({kind})", failed.reason)))


def _tell_decision(page: _Page, decision: Decision, language: str) -> None:
    organisation = decision.organisation
    explained = why(decision, language)
    page.tell("judged", f"{decision.label}, {decision.outcome} ({decision.probability:.3f}): {explained}")
    page.tell("concerns", f"{decision.consultation or '-'}" + (", late" if decision.is_late else ""))
    page.tell("from whom", f"{organisation.name}, known by {organisation.matched_by}" if organisation else "-")
    page.tell("stance", decision.stance or "-")
    hits = sorted((one for one in decision.evidence if one.hit), key=lambda one: -abs(one.weight))
    for one in hits:
        counted = f"{weight_in(one.weight, language):<18}{f'{one.weight:+5.1f}' if one.weight else ''}"
        page.tell(counted, evidence_in(one, language), column=_EVIDENCE_COLUMN)
    misses = [evidence_in(one, language) for one in decision.evidence if not one.hit]
    if misses:
        page.tell("not found", " ".join(misses))


def _message(message: Message) -> dict[str, Any]:
    return {
        "message_id": message.message_id or None,
        "from": message.from_address or None,
        "from_name": message.from_name or None,
        "to": list(message.to),
        "subject": message.subject,
        "date": _time(message.date),
        "received_at": _time(message.received_at),
        "language": message.language,
        "text": message.text,
        "quoted": message.quoted,
        "signature": message.signature,
        "attachments": [
            {
                "filename": part.filename,
                "media_type": part.media_type,
                "size": part.size,
                "sha256": part.sha256,
                "text": part.text,
            }
            for part in message.attachments
        ],
        "automatic": message.automatic.value,
        "recipients_failed": [
            {
                "address": failed.address,
                "status": failed.status,
                "permanent": failed.is_permanent,
                "reason": failed.reason,
            }
            for failed in message.recipients_failed
        ],
        "defects": list(message.defects),
    }


def _decision(decision: Decision | None, language: str) -> dict[str, Any]:
    if decision is None:
        return {}
    organisation = decision.organisation
    return {
        "label": decision.label.value,
        "outcome": decision.outcome.value,
        "consultation": decision.consultation,
        "probability": round(decision.probability, 6),
        "organisation": {"name": organisation.name, "matched_by": organisation.matched_by} if organisation else None,
        "stance": decision.stance.value if decision.stance else None,
        "late": decision.is_late,
        "evidence": [
            {"rule": one.rule, "hit": one.hit, "weight": one.weight, "text": evidence_in(one, language)}
            for one in decision.evidence
        ],
    }


def _permission(found: Inspection) -> dict[str, Any]:
    permission = found.permission
    if permission is None:
        return {}
    return {
        "may_acknowledge": {
            "allowed": permission.allowed,
            "reason": permission.reason.value,
            "text": permission.text,
        }
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
