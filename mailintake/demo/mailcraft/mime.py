"""Header fields and body parts as mail programs write them, octet by octet (RFC 5322, 2045, 2047, 2231, 3676).

Not ``email.message``: that writes correct mail only, and half of what reaches a municipality is not.
"""

from __future__ import annotations

import base64
import quopri
import textwrap
from collections.abc import Sequence
from email.charset import BASE64, QP, Charset
from email.header import Header
from enum import Enum, StrEnum
from urllib.parse import quote

CRLF = b"\r\n"

_LINE_LENGTH = 76


class Encoding(StrEnum):
    """How a part's octets travel (RFC 2045, 6)."""

    SEVEN_BIT = "7bit"
    EIGHT_BIT = "8bit"
    QUOTED_PRINTABLE = "quoted-printable"
    BASE64 = "base64"


class HeaderStyle(Enum):
    """How letters beyond ASCII stand in a header field."""

    Q = QP
    B = BASE64
    RAW = 0  # as they are, which no standard of that time allowed


class FilenameStyle(StrEnum):
    """How letters beyond ASCII stand in the name of a file."""

    PARAMETER = "rfc2231"  # filename*=UTF-8''..., as the standard says
    ENCODED_WORD = "rfc2047"  # filename="=?...?=", as the standard forbids


def field(name: str, value: str) -> bytes:
    """Return a header field whose value is ASCII; line breaks in it must be folded already."""
    return f"{name}: {value}\r\n".encode("ascii")


def text_field(name: str, text: str, *, charset: str, style: HeaderStyle) -> bytes:
    """Return a header field of free text."""
    return name.encode() + b": " + words(text, charset=charset, style=style, offset=len(name) + 2) + CRLF


def address_field(name: str, display_name: str, address: str, *, charset: str, style: HeaderStyle) -> bytes:
    """Return a header field with one address and its display name, if it has one."""
    if not display_name:
        return field(name, address)
    if display_name.isascii() or style is HeaderStyle.RAW:
        shown = b'"' + display_name.encode(charset) + b'"'
    else:
        shown = words(display_name, charset=charset, style=style, offset=len(name) + 2)
    return name.encode() + b": " + shown + f" <{address}>".encode() + CRLF


def words(text: str, *, charset: str, style: HeaderStyle, offset: int = 0) -> bytes:
    """Return text as it stands in a header field that begins with ``offset`` other characters."""
    if text.isascii():
        return text.encode()
    if style is HeaderStyle.RAW:
        return text.encode(charset)
    manner = Charset(charset)
    manner.header_encoding = style.value
    encoded = Header(text, manner, header_name="x" * offset, continuation_ws=" ").encode(linesep="\r\n")
    return encoded.replace("?q?", "?Q?").replace("?b?", "?B?").encode("ascii")


def part(
    content_type: str, content: bytes, encoding: Encoding | None, *, fields: Sequence[tuple[str, str]] = ()
) -> bytes:
    """Return a whole part: its header, an empty line, its content. ``encoding`` None leaves the field out."""
    head = field("Content-Type", content_type)
    if encoding is not None:
        head += field("Content-Transfer-Encoding", encoding)
    head += b"".join(field(name, value) for name, value in fields)
    return head + CRLF + _encoded(content, encoding)


def multipart(subtype: str, boundary: str, parts: Sequence[bytes], *, parameters: str = "") -> bytes:
    """Return a multipart part, its header first (RFC 2046, 5.1)."""
    delimiter = f"--{boundary}".encode()
    opened = b"".join(delimiter + CRLF + one + (b"" if one.endswith(CRLF) else CRLF) + CRLF for one in parts)
    head = field("Content-Type", f'multipart/{subtype};{parameters}\r\n\tboundary="{boundary}"')
    return head + CRLF + opened + delimiter + b"--" + CRLF


def filename_parameters(name: str, *, charset: str, style: FilenameStyle) -> tuple[str, str]:
    """Return the ``name`` and ``filename`` parameters of a part, each on a folded line of its own."""
    if name.isascii():
        return f';\r\n\tname="{name}"', f';\r\n\tfilename="{name}"'
    encoded_word = words(name, charset=charset, style=HeaderStyle.Q).decode().replace("\r\n ", "\r\n\t")
    if style is FilenameStyle.ENCODED_WORD:
        return f';\r\n\tname="{encoded_word}"', f';\r\n\tfilename="{encoded_word}"'
    return f';\r\n\tname="{encoded_word}"', f";\r\n\tfilename*=UTF-8''{quote(name)}"


def flowed(text: str, width: int = 72) -> str:
    """Return text as format=flowed: a line that goes on ends with a space (RFC 3676, 4.2). Quoted lines stay."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith(">") or len(line) <= width:
            # A line that begins with a space or "From " is stuffed; one that ends with a space would flow.
            stuffed = " " + line if line.startswith((" ", "From ")) else line
            lines.append(stuffed if stuffed == "-- " else stuffed.rstrip(" "))
        else:
            lines.extend(_with_soft_breaks(line, width))
    return "\n".join(lines)


def wrapped(text: str, width: int) -> str:
    """Return text with hard line breaks, quoted lines left as they are."""
    lines = (
        line if line.startswith(">") or len(line) <= width else textwrap.fill(line, width, break_long_words=False)
        for line in text.split("\n")
    )
    return "\n".join(lines)


def _with_soft_breaks(line: str, width: int) -> list[str]:
    pieces = textwrap.wrap(line, width - 1, break_long_words=False, break_on_hyphens=False)
    return [piece + " " for piece in pieces[:-1]] + pieces[-1:]


def _encoded(content: bytes, encoding: Encoding | None) -> bytes:
    if encoding is Encoding.BASE64:
        one_line = base64.b64encode(content)
        return b"".join(
            one_line[start : start + _LINE_LENGTH] + CRLF for start in range(0, len(one_line), _LINE_LENGTH)
        )
    if encoding is Encoding.QUOTED_PRINTABLE:
        return quopri.encodestring(content.replace(CRLF, b"\n")).replace(b"\n", CRLF)
    return content
