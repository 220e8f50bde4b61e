"""Mails as common programs send them, made for tests: small functions that give the bytes of one mail each.

Everything in them is invented; addresses lie in reserved domains (RFC 2606) but for the municipality's own.
"""

from __future__ import annotations

import base64
import quopri
from collections.abc import Iterable, Sequence

OWN_ADDRESS = "lulea.kommun@lulea.se"
SENDER = "Anna Åberg <anna.aberg@luleaskidor.example>"
DATE = "Thu, 21 Jun 2018 10:14:00 +0200"

Headers = Sequence[tuple[str, str]]


def encoded_word(text: str, charset: str = "utf-8", encoding: str = "q") -> str:
    """A text as one encoded word (RFC 2047)."""
    data = text.encode(charset)
    if encoding == "b":
        return f"=?{charset}?b?{base64.b64encode(data).decode()}?="
    quoted = "".join(chr(byte) if chr(byte).isalnum() and byte < 128 else f"={byte:02X}" for byte in data)
    return f"=?{charset}?q?{quoted}?="


def header_text(text: str, charset: str = "utf-8", encoding: str = "q") -> str:
    """A header text, encoded where it has to be; an address after it is left as it is."""
    name, bracket, rest = text.partition(" <")
    return text if name.isascii() else encoded_word(name, charset, encoding) + bracket + rest


def transfer(data: bytes, encoding: str) -> bytes:
    """Bytes in a content transfer encoding, in lines ending in CRLF."""
    if encoding == "base64":
        return base64.encodebytes(data).replace(b"\n", b"\r\n")
    if encoding == "quoted-printable":
        return quopri.encodestring(data.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    return data


def mail(
    *,
    body: bytes = b"",
    content_type: str = "text/plain; charset=utf-8",
    encoding: str = "8bit",
    sender: str = SENDER,
    to: str = OWN_ADDRESS,
    subject: str = "Synpunkter på förslaget",
    date: str = DATE,
    message_id: str = "<1.2018@luleaskidor.example>",
    charset: str = "utf-8",
    top: Headers = (),
    headers: Headers = (),
) -> bytes:
    """One mail out of its encoded body; ``top`` are trace fields, ``headers`` any others. An empty value leaves out."""
    fields = [
        *top,
        ("Date", date),
        ("From", header_text(sender, charset)),
        ("To", header_text(to, charset)),
        ("Subject", header_text(subject, charset)),
        ("Message-ID", message_id),
        ("MIME-Version", "1.0"),
        ("Content-Type", content_type),
        ("Content-Transfer-Encoding", encoding),
        *headers,
    ]
    lines = [f"{name}: {value}" for name, value in fields if value]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


def plain(
    text: str, *, charset: str = "utf-8", encoding: str = "8bit", parameters: str = "", **fields: object
) -> bytes:
    """A mail of plain text alone."""
    data = text.replace("\n", "\r\n").encode(charset)
    content_type = f"text/plain; charset={charset}{parameters}"
    return mail(body=transfer(data, encoding), content_type=content_type, encoding=encoding, charset=charset, **fields)  # type: ignore[arg-type]


def part(content: bytes, content_type: str, *, encoding: str = "base64", headers: Iterable[str] = ()) -> bytes:
    """One part of a multipart mail: its header and its encoded content."""
    lines = [f"Content-Type: {content_type}", f"Content-Transfer-Encoding: {encoding}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + transfer(content, encoding)


def text_part(
    text: str, *, subtype: str = "plain", charset: str = "utf-8", encoding: str = "quoted-printable"
) -> bytes:
    """A part of text, plain or HTML."""
    data = text.replace("\n", "\r\n").encode(charset)
    return part(data, f"text/{subtype}; charset={charset}", encoding=encoding)


def attached(content: bytes, filename: str, content_type: str = "application/octet-stream") -> bytes:
    """A part that is an attachment with a name."""
    return part(content, content_type, headers=(f'Content-Disposition: attachment; filename="{filename}"',))


def joined(*parts: bytes, boundary: str) -> bytes:
    """Parts between their boundary lines."""
    mark = f"--{boundary}".encode()
    return b"".join(mark + b"\r\n" + one + b"\r\n" for one in parts) + mark + b"--\r\n"


def multipart(
    *parts: bytes, subtype: str = "mixed", boundary: str = "=-skilje", extra: str = "", **fields: object
) -> bytes:
    """A mail of several parts."""
    content_type = f'multipart/{subtype}; boundary="{boundary}"{extra}'
    return mail(body=joined(*parts, boundary=boundary), content_type=content_type, encoding="7bit", **fields)  # type: ignore[arg-type]


def nested(*parts: bytes, subtype: str = "alternative", boundary: str = "=-inre") -> bytes:
    """A part that holds others."""
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'.encode()
    return head + joined(*parts, boundary=boundary)
