"""Mails in other programs' wrapping, for tests: TNEF (MS-OXTNEF), signed S/MIME (RFC 5652) and uuencoded files."""

from __future__ import annotations

import binascii
import struct
from collections.abc import Sequence

_TNEF = 0x223E9F78
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_DATA = bytes.fromhex("2a864886f70d010701")
_ENVELOPED_DATA = bytes.fromhex("2a864886f70d010703")


def tnef(
    *,
    subject: str = "Yttrande",
    text: str = "",
    rich: bytes = b"",
    attachments: Sequence[tuple[str, bytes]] = (),
    embedded: Sequence[bytes] = (),
) -> bytes:
    """A winmail.dat; ``rich`` is its text as packed RTF, ``embedded`` are messages within it."""
    properties = [_property(0x0037001F, subject.encode("utf-16-le") + b"\0\0")]
    if text:
        properties.append(_property(0x1000001F, text.encode("utf-16-le") + b"\0\0"))
    if rich:
        properties.append(_property(0x10090102, rich))
    # A named property and one of fixed size stand among those that are looked for.
    named = struct.pack("<I", 0x8001_0003) + bytes(16) + struct.pack("<III", 1, 4, 0x00410000) + struct.pack("<I", 7)
    properties.insert(0, named)
    pieces = [struct.pack("<IH", _TNEF, 1)]
    pieces.append(_attribute(1, 0x0006_9007, struct.pack("<II", 1252, 0)))
    pieces.append(_attribute(1, 0x0001_8004, subject.encode("cp1252") + b"\0"))
    pieces.append(_attribute(1, 0x0006_9003, struct.pack("<I", len(properties)) + b"".join(properties)))
    for name, content in attachments:
        pieces.append(_attribute(2, 0x0006_9002, bytes(14)))
        pieces.append(_attribute(2, 0x0001_8010, b"KORT~1.PDF\0"))
        pieces.append(_attribute(2, 0x0006_800F, content))
        long_name = struct.pack("<I", 1) + _property(0x3707001F, name.encode("utf-16-le") + b"\0\0")
        pieces.append(_attribute(2, 0x0006_9005, long_name))
    for message in embedded:
        pieces.append(_attribute(2, 0x0006_9002, bytes(14)))
        pieces.append(_attribute(2, 0x0006_9005, struct.pack("<I", 1) + _property(0x3701000D, bytes(16) + message)))
    return b"".join(pieces)


def packed_rtf(rtf: bytes) -> bytes:
    """RTF as Outlook packs it, with nothing in it repeated."""
    body = b"".join(b"\0" + rtf[at : at + 8] for at in range(0, len(rtf), 8))
    return struct.pack("<II4sI", len(body) + 12, len(rtf), b"LZFu", 0) + body


def signed(entity: bytes, *, is_streamed: bool = False) -> bytes:
    """A MIME entity in signed S/MIME data; streamed as programs write it that do not know its length yet."""
    if is_streamed:
        pieces = b"".join(_element(0x04, entity[at : at + 100]) for at in range(0, len(entity), 100))
        content = _open(0xA0, _open(0x24, pieces))
        holder = _open(0x30, _element(0x06, _DATA) + content)
        algorithms = _open(0x31, _open(0x30, _element(0x06, bytes.fromhex("608648016503040201"))))
        data = _open(0x30, _element(0x02, b"\1") + algorithms + holder + _element(0x31, b""))
        return _open(0x30, _element(0x06, _SIGNED_DATA) + _open(0xA0, data))
    holder = _element(0x30, _element(0x06, _DATA) + _element(0xA0, _element(0x04, entity)))
    data = _element(0x30, _element(0x02, b"\1") + _element(0x31, b"") + holder + _element(0x31, b""))
    return _element(0x30, _element(0x06, _SIGNED_DATA) + _element(0xA0, data))


def enveloped() -> bytes:
    """Encrypted S/MIME data, as much of it as tells what it is."""
    return _element(0x30, _element(0x06, _ENVELOPED_DATA) + _element(0xA0, _element(0x30, _element(0x02, b"\0"))))


def uuencoded(content: bytes, name: str) -> str:
    """A file as it stood in the text of old mail."""
    lines = (binascii.b2a_uu(content[at : at + 45]).decode("ascii") for at in range(0, len(content), 45))
    return f"begin 644 {name}\n{''.join(lines)}`\nend\n"


def clear_signed(text: str) -> str:
    """A text with an OpenPGP signature around it."""
    escaped = "\n".join("- " + line if line.startswith("-") else line for line in text.split("\n"))
    return (
        f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{escaped}\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAdFiEE\n=abcd\n-----END PGP SIGNATURE-----\n"
    )


def _property(tag: int, value: bytes) -> bytes:
    return struct.pack("<III", tag, 1, len(value)) + value + bytes(-len(value) % 4)


def _attribute(level: int, number: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def _element(tag: int, content: bytes) -> bytes:
    if len(content) < 0x80:
        return bytes((tag, len(content))) + content
    length = len(content).to_bytes(4, "big")
    return bytes((tag, 0x84)) + length + content


def _open(tag: int, content: bytes) -> bytes:
    return bytes((tag, 0x80)) + content + b"\0\0"
