"""Content-Transfer-Encoding: the bytes a part stands for (RFC 2045, 6), read as tolerantly as clients do."""

from __future__ import annotations

import binascii
import re

_IDENTITY = frozenset({"", "7bit", "8bit", "binary"})
_UUENCODE = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_WORD = re.compile(r"[\w-]*")


def decode(data: memoryview, encoding: str) -> tuple[bytes, bool]:
    """Return the decoded bytes and whether the encoding was sound; never raises."""
    match = _WORD.match(encoding.strip().lower())
    name = match[0] if match else ""
    if name == "base64":
        return _base64(data)
    if name == "quoted-printable":
        return binascii.a2b_qp(data), True
    if name in _UUENCODE:
        return _uuencode(bytes(data))
    return bytes(data), name in _IDENTITY


def _base64(data: memoryview) -> tuple[bytes, bool]:
    try:
        return binascii.a2b_base64(data), True
    except binascii.Error:
        pass
    # Padding ends the content, as every client has it; what is left over of a last letter carries no whole byte.
    content = _NOT_BASE64.sub(b"", bytes(data).partition(b"=")[0])
    content = content[: len(content) - 1] if len(content) % 4 == 1 else content
    return binascii.a2b_base64(content + b"=" * (-len(content) % 4)), False


def _uuencode(data: bytes) -> tuple[bytes, bool]:
    lines = data.split(b"\n")
    begin = next((number for number, line in enumerate(lines) if line.startswith(b"begin ")), -1)
    pieces: list[bytes] = []
    is_sound = True
    for line in lines[begin + 1 :]:
        encoded = line.rstrip(b"\r")
        if encoded == b"end":
            break
        try:
            pieces.append(binascii.a2b_uu(encoded))
        except binascii.Error:
            is_sound = False
    return b"".join(pieces), is_sound
