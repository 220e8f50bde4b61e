"""Put a mail together as bytes: multipart/alternative, UTF-8, quoted-printable (RFC 2045, 2046; CRLF line ends).

Assembled here and not by ``email.message``: that takes 1.6 ms a mail, and its re-folding is where header injection came
in. Nothing is random, so that the same mail always has the same bytes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailintake.errors import UnsafeHeaderError
from mailintake.notify.header_guard import Fields, header_block

_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(; [a-z]+=[A-Za-z0-9-]+)*")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
# Of a line in base64 (RFC 2045, 6.8).
_BYTES_A_LINE = 57


@dataclass(frozen=True, kw_only=True, slots=True)
class Enclosure:
    """A file that goes with a mail."""

    filename: str  # ASCII letters, digits, dots, hyphens and underscores: every mail program shows it as it is
    media_type: str  # with its parameters, such as "text/calendar; method=PUBLISH"
    content: bytes


def assemble(
    fields: Fields,
    *,
    language: str,
    message_id: str,
    text: str,
    html: str,
    enclosures: Sequence[Enclosure] = (),
) -> bytes:
    """Return a whole mail out of encoded header fields, its two bodies and its files. Raises UnsafeHeaderError."""
    boundary = _boundary(message_id)
    kind, body = _alternative(boundary, text, html)
    if enclosures:
        outer = _boundary(f"{message_id} and its files")
        parts = [f"Content-Type: {kind}\r\n\r\n".encode("ascii") + body, *(_enclosed(each) for each in enclosures)]
        kind, body = f'multipart/mixed;\r\n boundary="{outer}"', _joined(outer, parts)
    return (
        header_block((*fields, ("Content-Language", language), ("MIME-Version", "1.0"), ("Content-Type", kind))) + body
    )


def _alternative(boundary: str, text: str, html: str) -> tuple[str, bytes]:
    # The best version stands last (RFC 2046, 5.1.4).
    body = _joined(boundary, [_part("plain", text), _part("html", html)])
    return f'multipart/alternative;\r\n boundary="{boundary}"', body


def _joined(boundary: str, parts: Sequence[bytes]) -> bytes:
    dashes = f"--{boundary}".encode("ascii")
    lines = [line for part in parts for line in (dashes, part)]
    return b"\r\n".join([*lines, dashes + b"--", b""])


def _part(subtype: str, content: str) -> bytes:
    head = f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    lines = content.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    # Encoded with LF and turned into CRLF afterwards: given CRLF, b2a_qp makes lines one longer than RFC 2045 allows;
    # given a single line, it breaks it with a bare LF.
    return head.encode("ascii") + binascii.b2a_qp(lines.encode(), istext=True).replace(b"\n", b"\r\n")


def _enclosed(enclosure: Enclosure) -> bytes:
    if not _MEDIA_TYPE.fullmatch(enclosure.media_type) or not _PLAIN_NAME.fullmatch(enclosure.filename):
        raise UnsafeHeaderError("A file that goes with a mail has a name or a type that is not plain.")
    head = (
        f"Content-Type: {enclosure.media_type}\r\n"
        f'Content-Disposition: attachment; filename="{enclosure.filename}"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    content = enclosure.content
    lines = [content[at : at + _BYTES_A_LINE] for at in range(0, len(content), _BYTES_A_LINE)]
    return head.encode("ascii") + b"\r\n".join(base64.b64encode(line) for line in lines)


def _boundary(seed: str) -> str:
    # "=_" can stand in no quoted-printable text (RFC 2045, 6.7).
    return "=_" + hashlib.sha256(seed.encode()).hexdigest()[:32]
