"""Reports that machines send in a form of their own: delivery (RFC 3464), reading (RFC 8098), complaint (RFC 5965).

What such a report leaves out is looked for in what it says to people and in the mail that it gives back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from mailintake.domain.message import Automatic, FailedRecipient
from mailintake.parse import addresses, failure_words, message_ids, returned_mail, returned_words
from mailintake.parse.charset import clean, decode
from mailintake.parse.detection import MAX_RECIPIENTS, Detection
from mailintake.parse.failures import is_permanent, most_telling_status
from mailintake.parse.headers import Header, opening, read_header
from mailintake.parse.returned_mail import one_line
from mailintake.parse.structure import Allowance, Part

_MAX_REPORT = 200_000  # bytes
_MAX_RETURNED_HEADER = 256 * 1024  # bytes

_FIELD = re.compile(r"([!-9;-~]++)[ \t]*+:(.*)", re.DOTALL)
_FOLD = re.compile(r"\r?\n[ \t]+")
_WORD = re.compile(r"[a-z]+")
_RETURNED = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"})
# A status part that is declared as something else is known by its first field.
_UNTYPED = frozenset({"text/plain", "application/octet-stream"})
_STATUS_PART = re.compile(
    rb"\s{0,20}(?:reporting-mta|final-recipient|original-envelope-id|x-postfix-queue-id)[ \t]{0,20}:", re.IGNORECASE
)
_DELIVERED = frozenset({"delivered", "relayed", "expanded"})
_ACTIONS = _DELIVERED | {"failed", "delayed"}
_NAMES = ("original-recipient", "final-recipient", "x-actual-recipient")
# An address wrapped into one of another kind: X.400 (RFC 2157), and Exchange's own.
_X400 = re.compile(r"/(?:DD\.)?RFC-?822=([^/;]{1,200})", re.IGNORECASE)
_IMCEA = re.compile(r"IMCEASMTP-([^@]{1,200})@", re.IGNORECASE)
_IMCEA_CODE = re.compile(r"\+([0-9A-Fa-f]{2})")


@dataclass(frozen=True, kw_only=True, slots=True)
class GivenBack:
    """The mail that a report gives back, whole or its header alone, as far as its header tells."""

    message_id: str = ""
    recipient: str = ""  # of it, where it has one alone


NOTHING = GivenBack()


def read_report(root: Part, allowance: Allowance, notice: str, strangers: frozenset[str]) -> Detection | None:
    """Return what a report tells; None where the mail is none.

    ``notice`` is what the report says to people; it is looked into where the report's own fields say too little.
    ``strangers`` are addresses that may stand there and did not fail.
    """
    for part in root.leaves():
        reader = _reader_of(part, allowance)
        if reader is not None:
            text = clean(decode(part.content(allowance)[:_MAX_REPORT], "utf-8")[0])
            given = given_back(root, allowance) or NOTHING
            detection = reader(text, notice)
            if detection.automatic is Automatic.BOUNCE:
                detection = replace(detection, recipients=_completed(detection.recipients, notice, strangers, given))
            about = detection.reported_message_id or given.message_id or pointed_to(root.header)
            return replace(detection, reported_message_id=about)
    return None


def given_back(root: Part, allowance: Allowance) -> GivenBack | None:
    """Return the mail that a report gives back; None where it gives none."""
    for part in root.leaves():
        header = None
        if part.media_type in _RETURNED:
            content = part.content(allowance)[:_MAX_RETURNED_HEADER]
            header, _ = read_header(content, opening(content))
        # Some leave out the part's own header, so that the mail's stands in its place.
        elif part is not root and part.header.has("message-id") and part.header.has("from"):
            header = part.header
        if header is not None:
            to = addresses.read_addresses(header.values("to"), [])
            recipient = to[0] if len(to) == 1 else ""
            return GivenBack(message_id=message_ids.first(header.value("message-id")), recipient=recipient)
    return None


def pointed_to(header: Header) -> str:
    """Return the Message-ID of the mail that a report answers, as its own header tells; "" where it does not."""
    nearest = message_ids.every([*header.values("references"), *header.values("in-reply-to")])
    return nearest[-1] if nearest else ""


def _reader_of(part: Part, allowance: Allowance) -> Callable[[str, str], Detection] | None:
    reader = _READERS.get(part.media_type)
    if reader is None and part.media_type in _UNTYPED and part.end - part.start < _MAX_REPORT:
        return _delivery if _STATUS_PART.match(part.content(allowance)) else None
    return reader


def _delivery(text: str, _notice: str) -> Detection:
    actions: list[str] = []
    recipients: list[FailedRecipient] = []
    about = ""
    for fields in _records(text):
        about = about or message_ids.first(
            fields.get("original-message-id", "") or fields.get("x-original-message-id", "")
        )
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
        reported_message_id=about,
        recipients=tuple(recipients),
    )


def _completed(
    recipients: tuple[FailedRecipient, ...], notice: str, strangers: frozenset[str], given: GivenBack
) -> tuple[FailedRecipient, ...]:
    """Return the recipients with what the report's fields leave out: who they are, and what was said of them."""
    if not recipients:
        found = returned_mail.failed_recipients(notice, "", strangers)
        return found or returned_mail.only_recipient(given.recipient, notice)
    if len(recipients) == 1 and not recipients[0].address:
        recipients = (replace(recipients[0], address=given.recipient),)
    said = returned_mail.said_of_each(notice, [one.address for one in recipients])
    return tuple(_told(one, words) for one, (_, words) in zip(recipients, said, strict=True))


def _told(recipient: FailedRecipient, said: str) -> FailedRecipient:
    if len(recipient.reason.split()) < 3:
        status = most_telling_status(recipient.status, said)
        reason = one_line(f"{recipient.reason} {said}")
        return replace(recipient, status=status, is_permanent=is_permanent(status, said), reason=reason)
    # Which command was answered stands in the notice alone.
    match = failure_words.AFTER_DATA.search(said) if recipient.is_permanent else None
    if match is None:
        return recipient
    return replace(recipient, is_permanent=is_permanent(recipient.status, f"{recipient.reason} {match[0]}"))


def _reading(text: str, notice: str) -> Detection:
    fields = next(_records(text), {})
    about = message_ids.first(fields.get("original-message-id", ""))
    disposition = fields.get("disposition", "").lower()
    if "automatic-action" in disposition and "deleted" in disposition and returned_words.REJECTED.search(notice):
        # A filter that refuses a mail says so in this form too (RFC 5429, 2.1.1).
        address = _address(fields)
        refused = FailedRecipient(address=address, status="", is_permanent=False, reason=one_line(notice))
        return Detection(
            automatic=Automatic.BOUNCE,
            reason="refusal (RFC 5429)",
            reported_message_id=about,
            recipients=(refused,),
        )
    kind = _WORD.search(disposition.partition(";")[2])
    return Detection(
        automatic=Automatic.READ_RECEIPT,
        reason=f"read receipt (RFC 8098): {kind[0]}" if kind else "read receipt (RFC 8098)",
        reported_message_id=about,
    )


def _complaint(text: str, _notice: str) -> Detection:
    fields = next(_records(text), {})
    kind = _WORD.search(fields.get("feedback-type", "").lower())
    reason = f"complaint report (RFC 5965): {kind[0]}" if kind else "complaint report (RFC 5965)"
    return Detection(automatic=Automatic.FEEDBACK, reason=reason)


def _session(_text: str, _notice: str) -> Detection:
    return Detection(automatic=Automatic.FEEDBACK, reason="report on encrypted sessions (RFC 8460)")


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
    address = _address(fields)
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


def _address(fields: dict[str, str]) -> str:
    # The address that was written to, before it was forwarded, is the one to stop.
    named = (fields.get(name, "") for name in _NAMES)
    return next(filter(None, (_unwrapped(value.partition(";")[2] or value) for value in named if value)), "")


def _unwrapped(value: str) -> str:
    if match := _X400.search(value):
        return addresses.normalise(match[1].replace("(a)", "@").replace("(A)", "@"))
    if match := _IMCEA.search(value):
        return addresses.normalise(_IMCEA_CODE.sub(lambda code: chr(int(code[1], 16)), match[1]))
    return addresses.read_path(value)


def _action(fields: dict[str, str], status: str) -> str:
    match = _WORD.search(fields.get("action", "").lower())
    if match and match[0] in _ACTIONS:
        return match[0]
    if not match and "will-retry-until" in fields:
        return "delayed"
    return "delivered" if status.startswith("2.") else "failed"


_READERS: dict[str, Callable[[str, str], Detection]] = {
    "message/delivery-status": _delivery,
    "message/global-delivery-status": _delivery,
    "message/disposition-notification": _reading,
    "message/global-disposition-notification": _reading,
    "message/feedback-report": _complaint,
    "application/tlsrpt+gzip": _session,
    "application/tlsrpt+json": _session,
}
