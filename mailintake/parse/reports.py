"""Reports that machines send in a form of their own: delivery (RFC 3464), reading (RFC 8098), complaint (RFC 5965)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from mailintake.domain.message import Automatic, FailedRecipient
from mailintake.parse import addresses, message_ids, returned_mail
from mailintake.parse.charset import clean, decode
from mailintake.parse.detection import MAX_RECIPIENTS, Detection
from mailintake.parse.failures import is_permanent, most_telling_status
from mailintake.parse.headers import opening, read_header
from mailintake.parse.returned_mail import one_line
from mailintake.parse.structure import Allowance, Part

_MAX_REPORT = 200_000  # bytes

_FIELD = re.compile(r"([!-9;-~]++)[ \t]*+:(.*)", re.DOTALL)
_FOLD = re.compile(r"\r?\n[ \t]+")
_RETURNED = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"})
_DELIVERED = frozenset({"delivered", "relayed", "expanded"})
_ACTIONS = _DELIVERED | {"failed", "delayed"}


def read_report(root: Part, allowance: Allowance, notice: str, strangers: frozenset[str]) -> Detection | None:
    """Return what a report tells; None where the mail is none.

    ``notice`` is what the report says to people; it is looked into where the report's own fields say too little.
    ``strangers`` are addresses that may stand there and did not fail.
    """
    for part in root.leaves():
        reader = _READERS.get(part.media_type)
        if reader is not None:
            text = clean(decode(part.content(allowance)[:_MAX_REPORT], "utf-8")[0])
            detection = reader(text, returned_message_id(root, allowance))
            return _with_notice(detection, notice, strangers)
    return None


def returned_message_id(root: Part, allowance: Allowance) -> str:
    """Return the Message-ID of the mail that a report gives back, whole or its header alone; "" where it gives none."""
    for part in root.leaves():
        if part.media_type in _RETURNED:
            content = part.content(allowance)
            header, _ = read_header(content, opening(content))
            return message_ids.first(header.value("message-id"))
    return ""


def _delivery(text: str, message_id: str) -> Detection:
    actions: list[str] = []
    recipients: list[FailedRecipient] = []
    for fields in _records(text):
        recipient = _recipient(fields)
        if recipient is None:
            continue
        action = _action(fields, recipient.status)
        actions.append(action)
        if action not in _DELIVERED and len(recipients) < MAX_RECIPIENTS:
            recipients.append(recipient)
    automatic = Automatic.BOUNCE
    if actions and all(action in _DELIVERED for action in actions):
        automatic = Automatic.DELIVERED
    elif actions and "failed" not in actions:
        automatic = Automatic.DELAY
    return Detection(
        automatic=automatic,
        reason="delivery report (RFC 3464)",
        reported_message_id=message_id,
        recipients=tuple(recipients),
    )


def _with_notice(detection: Detection, notice: str, strangers: frozenset[str]) -> Detection:
    if detection.automatic is not Automatic.BOUNCE:
        return detection
    if not detection.recipients:
        return replace(detection, recipients=returned_mail.failed_recipients(notice, "", strangers))
    only = detection.recipients[0]
    if len(detection.recipients) > 1 or only.reason:
        return detection
    status = only.status or most_telling_status(notice)
    told = replace(only, status=status, is_permanent=is_permanent(status, notice), reason=one_line(notice))
    return replace(detection, recipients=(told,))


def _reading(text: str, message_id: str) -> Detection:
    fields = next(_records(text), {})
    return Detection(
        automatic=Automatic.READ_RECEIPT,
        reason="read receipt (RFC 8098)",
        reported_message_id=message_ids.first(fields.get("original-message-id", "")) or message_id,
    )


def _complaint(_text: str, message_id: str) -> Detection:
    return Detection(automatic=Automatic.FEEDBACK, reason="complaint report (RFC 5965)", reported_message_id=message_id)


def _records(text: str) -> Iterator[dict[str, str]]:
    """Yield the groups of fields; a field that comes again begins the next group where an empty line is missing."""
    fields: dict[str, str] = {}
    for line in _FOLD.sub(" ", text).split("\n"):
        match = _FIELD.match(line)
        name = match[1].lower() if match else ""
        if fields and (not line.strip() or name in fields):
            yield fields
            fields = {}
        if match:
            fields[name] = match[2].strip()
    if fields:
        yield fields


def _recipient(fields: dict[str, str]) -> FailedRecipient | None:
    # The address that was written to, before it was forwarded, is the one to stop.
    named = (fields.get(name, "") for name in ("original-recipient", "final-recipient", "x-actual-recipient"))
    found = (addresses.read_path(value.partition(";")[2] or value) for value in named if value)
    address = next(filter(None, found), "")
    if not address and "action" not in fields:
        return None
    diagnosis = fields.get("diagnostic-code", "") or fields.get("x-supplementary-info", "")
    status = most_telling_status(fields.get("status", ""), diagnosis)
    failed = _action(fields, status) == "failed"
    return FailedRecipient(
        address=address,
        status=status,
        is_permanent=failed and is_permanent(status, diagnosis),
        reason=one_line(diagnosis),
    )


def _action(fields: dict[str, str], status: str) -> str:
    words = fields.get("action", "").lower().split()
    if words and words[0] in _ACTIONS:
        return words[0]
    return "delivered" if status.startswith("2.") else "failed"


_READERS: dict[str, Callable[[str, str], Detection]] = {
    "message/delivery-status": _delivery,
    "message/global-delivery-status": _delivery,
    "message/disposition-notification": _reading,
    "message/global-disposition-notification": _reading,
    "message/feedback-report": _complaint,
}
