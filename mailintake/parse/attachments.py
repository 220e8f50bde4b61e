"""The parts that are not the mail's own text: what they are called, what they are and what can be read in them.

A mail that is attached (message/rfc822, also in base64), that Outlook saved (.msg) or that Exchange wrapped
(winmail.dat) is opened: its words are the attachment's text, and what is attached to it follows in the list, for a
comment is often passed on as it came. Documents are read apart (see ``documents``), and only where there are any.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mailintake.domain.message import Attachment
from mailintake.parse.body import MAX_TEXT, part_text, read_body
from mailintake.parse.calendars import calendar_text
from mailintake.parse.charset import clean
from mailintake.parse.defects import Defect
from mailintake.parse.documents import READERS
from mailintake.parse.documents.found import Finding
from mailintake.parse.filenames import safe_name
from mailintake.parse.headers import opening, read_header, with_line_feeds
from mailintake.parse.kinds import CALENDAR, HTML, MAIL
from mailintake.parse.media_types import is_locked, is_sealed, media_type
from mailintake.parse.structure import Allowance, Part, read_structure
from mailintake.parse.wrapped import unwrap

MAX_OPENED = 5  # mails within mails
_MAILS = frozenset({MAIL, "message/global"})
_BODY_TYPES = frozenset({"text/plain", HTML})
# They vouch for the mail; there is nothing in them to read.
_SEALS = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/pgp-keys",
        "application/pgp-encrypted",
    }
)
# What a text file begins with says which character set it is in.
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DEFECTS = {
    Finding.PICTURES: Defect.ONLY_PICTURES,
    Finding.LOCKED: Defect.LOCKED,
    Finding.DAMAGED: Defect.BAD_DOCUMENT,
    Finding.STOPPED: Defect.STOPPED,
}
# What was noted of the mail as a whole need not be noted of its parts.
_TOLD = frozenset({Defect.ENCRYPTED, Defect.BAD_SIGNED})


@dataclass(frozen=True, kw_only=True, slots=True)
class _Words:
    """What could be read in an attachment."""

    text: str = ""
    is_readable: bool = True
    inner: tuple[Attachment, ...] = ()  # what is attached to it


def read_attachments(
    root: Part, body_parts: tuple[Part, ...], allowance: Allowance, opened: int = 0
) -> tuple[Attachment, ...]:
    """Return the attachments of a mail in the order they stand, within what is allowed."""
    found: list[Attachment] = []
    for part in root.leaves():
        if part not in body_parts and (part is not root or part.media_type not in _BODY_TYPES):
            found.extend(_read(part, allowance, opened))
    return tuple(found)


def _read(part: Part, allowance: Allowance, opened: int) -> Iterator[Attachment]:
    if allowance.decoded <= 0:
        allowance.defects.append(Defect.TOO_LARGE)
        return
    names = {part.disposition.named.get("filename"), part.parameters.get("name")} - {None, ""}
    if len(names) > 1:
        allowance.defects.append(Defect.TWO_NAMES)
    name = safe_name(part.name)
    content = part.content(allowance)
    kind = media_type(content, part.media_type, name)
    words = _words(part, content, kind, allowance, opened)
    yield Attachment(
        filename=name,
        media_type=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        text=words.text[:MAX_TEXT],
        is_readable=words.is_readable or not content,
    )
    yield from words.inner


def _words(part: Part, content: bytes, kind: str, allowance: Allowance, opened: int) -> _Words:
    if kind in _MAILS:
        return _open(content, allowance, opened)
    if kind in READERS and content:
        return _read_document(content, kind, allowance, opened)
    if kind.startswith(("text/", "message/")) and not is_sealed(content):
        return _Words(text=_text(part, content, kind, allowance))
    if kind in _SEALS:
        return _Words()
    _note_unread(part, content, kind, allowance)
    return _Words(is_readable=False)


def _text(part: Part, content: bytes, kind: str, allowance: Allowance) -> str:
    charset = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), "")
    parameters = part.parameters | {"charset": charset} if charset else part.parameters
    text = part_text(replace(part, media_type=kind, parameters=parameters), content, allowance).lstrip("\ufeff")
    return calendar_text(text) or text if kind == CALENDAR else text


def _read_document(content: bytes, kind: str, allowance: Allowance, opened: int) -> _Words:
    # Loaded here: a mail without documents never needs it.
    from mailintake.parse.documents.isolation import read_apart

    found = read_apart(content, kind, allowance.patience)
    allowance.patience -= found.seconds
    if found.finding is Finding.MAIL:
        return _open(found.mail, allowance, opened)
    text = found.text[: allowance.text]
    allowance.text -= len(text)
    if len(text) < len(found.text):
        allowance.defects.append(Defect.TEXT_CUT)
    if found.finding is not Finding.TEXT:
        allowance.defects.append(_DEFECTS[found.finding])
    return _Words(text=text, is_readable=found.finding is Finding.TEXT)


def _open(content: bytes, allowance: Allowance, opened: int) -> _Words:
    """Return the words of an attached mail, its subject first, and its attachments."""
    if opened == MAX_OPENED:
        allowance.defects.append(Defect.TOO_DEEP)
        return _Words(is_readable=False)
    data = with_line_feeds(content)
    header, body_start = read_header(data, opening(data))
    root = unwrap(read_structure(header, data, body_start, allowance), allowance)
    body = read_body(root, allowance)
    words = "\n\n".join(words for words in (clean(header.text("subject")), body.text) if words)
    return _Words(text=words, inner=read_attachments(root, body.parts, allowance, opened + 1))


def _note_unread(part: Part, content: bytes, kind: str, allowance: Allowance) -> None:
    """Note why an attachment has no text, where staff can do something about it."""
    if kind.startswith("image/"):
        # A logo that the text shows is no document of the sender's.
        if part.is_attached and not part.header.has("content-id"):
            allowance.defects.append(Defect.PICTURE)
    elif is_locked(content, kind):
        if not _TOLD.intersection(allowance.defects):
            allowance.defects.append(Defect.LOCKED)
    elif part.media_type in READERS and content:
        # It is said to be a document, and its content is none.
        allowance.defects.append(Defect.BAD_DOCUMENT)
