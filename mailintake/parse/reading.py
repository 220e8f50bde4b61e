"""One mail from its bytes to what it says: every reader of this room, in order."""

from __future__ import annotations

import hashlib
import logging
from datetime import UTC, datetime

from mailintake.domain.message import Arrival, Message, Reading, Unreadable
from mailintake.parse import addresses, library, machine_words, message_ids, trace
from mailintake.parse.attachments import read_attachments
from mailintake.parse.authentication import read_authentication
from mailintake.parse.automatic import Candidate, detect
from mailintake.parse.body import read_body
from mailintake.parse.boundary import Boundary
from mailintake.parse.charset import clean
from mailintake.parse.defects import Defect, Held
from mailintake.parse.headers import Header, opening, read_header, with_line_feeds
from mailintake.parse.identity import hash_of
from mailintake.parse.language import tell_language
from mailintake.parse.oddity import open_unless_odd
from mailintake.parse.quotes import split_words
from mailintake.parse.signs import read_signs
from mailintake.parse.structure import Allowance, read_structure
from mailintake.parse.wrapped import unwrap

log = logging.getLogger(__name__)

MAX_SUBJECT = 1000


def read_unless_odd(original: bytes, arrival: Arrival, boundary: Boundary, now: datetime) -> Reading | None:
    """Read a mail as ``read_original`` does; None stands for an odd one, which is to be read alone."""
    try:
        opened = open_unless_odd(original)
    # What the first look stumbles over is odd.
    except Exception:  # noqa: BLE001
        opened = None
    return None if opened is None else read_original(original, arrival, boundary, now, opened)


def read_original(
    original: bytes, arrival: Arrival, boundary: Boundary, now: datetime, opened: tuple[Header, int] | None = None
) -> Reading:
    """Read a mail; whatever its bytes are, nothing is raised: see ``mailintake.parse.read``.

    ``opened`` is its header and where its body begins, where that has been read before.
    """
    if not original.strip():
        return unreadable(original, arrival, now, Held.EMPTY.value)
    try:
        return _read(original, arrival, boundary, now, opened)
    except MemoryError:
        return unreadable(original, arrival, now, Held.NO_MEMORY.value)
    # The one place where a bad mail must not stop the loop: whatever went wrong, the mail is held and shown to staff.
    except Exception as error:  # noqa: BLE001
        return unreadable(original, arrival, now, f"{Held.FAILED.value} ({type(error).__name__}).")


def unreadable(original: bytes, arrival: Arrival, now: datetime, reason: str) -> Unreadable:
    """Return what can be told of a mail that is not read; as little as possible is looked at, and nothing is raised."""
    sha256 = hashlib.sha256(original).hexdigest()
    content_hash, subject, from_address = sha256, "", ""
    try:
        data = with_line_feeds(original)
        header, body_start = read_header(data, opening(data))
        content_hash = hash_of(header, data, body_start)
        subject, from_address = _subject(header.text("subject")), addresses.read_single(header.values("from"))
    # It may be the header that could not be read: then the mail is held by its bytes alone.
    except Exception:  # noqa: BLE001
        log.warning("nothing can be told of the mail %s", sha256[:12])
    return Unreadable(
        sha256=sha256,
        content_hash=content_hash,
        size=arrival.size,
        received_at=(arrival.internal_date or now).astimezone(UTC),
        reason=reason,
        subject=subject,
        from_address=from_address,
    )


def _read(
    original: bytes, arrival: Arrival, boundary: Boundary, now: datetime, opened: tuple[Header, int] | None
) -> Message:
    data = with_line_feeds(original)
    header, body_start = opened or read_header(data, opening(data))
    allowance = Allowance(defects=list(header.defects))
    defects = allowance.defects
    if data is not original:
        defects.append(Defect.ONLY_CR)

    from_address, from_name = _sender(header, defects)
    date = _date(header, defects)
    to = addresses.read_addresses(header.values("to"), defects)
    cc = addresses.read_addresses(header.values("cc"), defects)
    clauses = trace.boundary_clauses(header, boundary)
    signs = read_signs(header)
    written_subject = header.text("subject")
    subject = _subject(written_subject)
    if addresses.hides_characters(written_subject):
        defects.append(Defect.HIDDEN_CHARACTERS)

    root = unwrap(read_structure(header, data, body_start, allowance), allowance)
    body = read_body(root, allowance)
    words = split_words(body.text, subject)
    attachments = read_attachments(root, body.parts, allowance)
    detection = detect(
        Candidate(
            header=header,
            root=root,
            signs=signs,
            subject=subject,
            title=machine_words.read_subject(subject),
            text=body.text,
            own_text=words.text,
            from_address=from_address,
            from_name=from_name,
            strangers=boundary.own_addresses.union(map(str.lower, to)),
            allowance=allowance,
        )
    )
    return Message(
        sha256=hashlib.sha256(original).hexdigest(),
        content_hash=hash_of(header, data, body_start),
        size=arrival.size,
        message_id=message_ids.first(header.value("message-id")),
        from_address=from_address,
        from_name=from_name,
        sender_address=addresses.read_single(header.values("sender")),
        reply_to=addresses.read_addresses(header.values("reply-to"), defects),
        to=to,
        cc=cc,
        sent_to=trace.sent_to(header, (*to, *cc), clauses, defects),
        subject=subject,
        date=date,
        received_at=trace.received_at(header, clauses, arrival, date, now),
        in_reply_to=message_ids.every(header.values("in-reply-to")),
        references=message_ids.every(header.values("references")),
        language=tell_language(words.text),
        text=words.text,
        quoted=words.quoted,
        signature=words.signature,
        attachments=attachments,
        automatic=detection.automatic,
        automatic_reason=detection.reason,
        reported_message_id=detection.reported_message_id,
        recipients_failed=detection.recipients,
        authentication=read_authentication(header, boundary.authserv_ids, from_address),
        signs=signs,
        is_whole=arrival.is_whole,
        defects=tuple(dict.fromkeys(defect.value for defect in defects)),
    )


def _subject(written: str) -> str:
    return addresses.clean_line(clean(written[: 2 * MAX_SUBJECT]))[:MAX_SUBJECT]


def _sender(header: Header, defects: list[Defect]) -> tuple[str, str]:
    """Return the sender's address and name; no address where it is not certain which one."""
    fields = header.values("from")
    if not fields:
        defects.append(Defect.NO_FROM)
        return "", ""
    mailboxes = library.read_mailboxes(fields[0])
    name, written = mailboxes.found[0] if mailboxes.found else ("", "")
    address = addresses.normalise(written)
    if len(fields) > 1 or len(mailboxes.found) > 1:
        defects.append(Defect.SEVERAL_FROM)
        address = ""
    elif not address or not mailboxes.is_sound:
        defects.append(Defect.BAD_FROM)
        address = ""
    if addresses.hides_characters(name) or addresses.hides_characters(written):
        defects.append(Defect.HIDDEN_CHARACTERS)
    name = addresses.clean_name(clean(name))
    if addresses.names_another(name, address):
        defects.append(Defect.NAMES_ANOTHER)
    return address, name


def _date(header: Header, defects: list[Defect]) -> datetime | None:
    value = header.value("date")
    date = trace.read_date(value)
    if value and date is None:
        defects.append(Defect.BAD_DATE)
    return date
