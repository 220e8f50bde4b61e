"""A mail (RFC 5322, MIME) put together from what other programs keep of one, to be read as any attached mail is."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import quote

from mailintake.parse.documents.found import MAX_MAIL, Finding, Found, RefusedError

# Everything within is base64, which has no such line.
_BOUNDARY = "=_part"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,80}/[\w.+-]{1,80}", re.ASCII)
_UNKNOWN = "application/octet-stream"
_MAX_FIELD = 1000  # characters


@dataclass(frozen=True, kw_only=True, slots=True)
class Enclosure:
    """One thing that is attached to the mail."""

    name: str
    content: bytes
    media_type: str = _UNKNOWN
    is_shown: bool = False  # the text shows it, as it does a logo


def mail_of(
    *,
    subject: str = "",
    sender: str = "",
    date: datetime | None = None,
    text: str = "",
    html: tuple[bytes, str] | None = None,
    enclosures: Sequence[Enclosure] = (),
) -> Found:
    """Return a mail; its text is plain, or HTML as bytes with the name of their character set."""
    fields = [f"{name}: {value}" for name, value in (("Subject", _line(subject)), ("From", _line(sender))) if value]
    if date is not None:
        fields.append(f"Date: {format_datetime(date)}")
    fields.append(f'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="{_BOUNDARY}"')
    parts: list[bytes] = []
    if html is not None and not text:
        parts.append(_part(html[0], f"text/html; charset={html[1]}"))
    else:
        parts.append(_part(text.encode("utf-8", "replace"), "text/plain; charset=utf-8"))
    for enclosure in enclosures:
        kind = enclosure.media_type if _MEDIA_TYPE.fullmatch(enclosure.media_type) else _UNKNOWN
        place = "inline" if enclosure.is_shown else "attachment"
        name = quote(_line(enclosure.name), safe="")
        parts.append(_part(enclosure.content, kind, f"Content-Disposition: {place}; filename*=utf-8''{name}\n"))
    mark = f"\n--{_BOUNDARY}".encode("ascii")
    head = "\n".join(fields).encode("utf-8")
    mail = b"".join([head, b"\n", *(mark + b"\n" + part for part in parts), mark, b"--\n"])
    if len(mail) > MAX_MAIL:
        raise RefusedError
    return Found(finding=Finding.MAIL, mail=mail)


def _part(content: bytes, content_type: str, field: str = "") -> bytes:
    head = f"Content-Type: {content_type}\nContent-Transfer-Encoding: base64\n{field}\n".encode("ascii")
    return head + base64.encodebytes(content)


def _line(value: str) -> str:
    return _CONTROLS.sub(" ", value[:_MAX_FIELD]).strip()
