"""The parts that are not the mail's own text: what they are called, what they are and what can be read in them.

A mail that is attached (message/rfc822, also in base64) is opened: its words are the attachment's text, and what is
attached to it follows in the list, for a comment is often passed on as it came.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from mailintake.domain.message import Attachment
from mailintake.parse.body import MAX_TEXT, part_text, read_body
from mailintake.parse.charset import clean
from mailintake.parse.defects import Defect
from mailintake.parse.documents import document_text
from mailintake.parse.filenames import safe_name
from mailintake.parse.headers import opening, read_header, with_line_feeds
from mailintake.parse.media_types import DOCX, ODT, media_type
from mailintake.parse.structure import Allowance, Part, read_structure

MAX_OPENED = 5  # mails within mails
_MAIL = frozenset({"message/rfc822", "message/global"})
_TEXTS = frozenset({"text/plain", "text/html"})
_DOCUMENTS = frozenset({DOCX, ODT})


def read_attachments(
    root: Part, body_parts: tuple[Part, ...], allowance: Allowance, opened: int = 0
) -> tuple[Attachment, ...]:
    """Return the attachments of a mail in the order they stand, within what is allowed."""
    found: list[Attachment] = []
    for part in root.leaves():
        if part not in body_parts and (part is not root or part.media_type not in _TEXTS):
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
    inner: tuple[Attachment, ...] = ()
    text: str | None
    if kind in _MAIL:
        text, inner = _open(content, allowance, opened)
    else:
        text = _text(part, content, kind, allowance)
    yield Attachment(
        filename=name,
        media_type=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        text=(text or "")[:MAX_TEXT],
        is_readable=text is not None or not content,
    )
    yield from inner


def _text(part: Part, content: bytes, kind: str, allowance: Allowance) -> str | None:
    if kind.startswith(("text/", "message/")):
        return part_text(part, content, allowance)
    if kind not in _DOCUMENTS:
        return None
    text, unpacked = document_text(content, kind, allowance.unpacked)
    allowance.unpacked -= unpacked
    if text is None:
        allowance.defects.append(Defect.BAD_DOCUMENT)
    return text


def _open(content: bytes, allowance: Allowance, opened: int) -> tuple[str | None, tuple[Attachment, ...]]:
    """Return the words of an attached mail, its subject first, and its attachments."""
    if opened == MAX_OPENED:
        allowance.defects.append(Defect.TOO_DEEP)
        return None, ()
    data = with_line_feeds(content)
    header, body_start = read_header(data, opening(data))
    root = read_structure(header, data, body_start, allowance)
    body = read_body(root, allowance)
    words = "\n\n".join(words for words in (clean(header.text("subject")), body.text) if words)
    return words, read_attachments(root, body.parts, allowance, opened + 1)
