"""Ways to damage a mail: each takes its bytes and chance, and gives other bytes."""

from __future__ import annotations

import base64
import binascii
import random
import re
from collections.abc import Callable, Sequence

MOST_BYTES = 2_000_000
# Most mutants stay small: a long one costs as much time as hundreds, so one in so many may be long.
_ONE_LONG_IN = 400
_SHORT = 2_000
_LONG = 400_000

_CHARSETS = (
    b"utf-8 utf-7 utf-16 utf-16-le utf-32 us-ascii iso-8859-1 iso-8859-15 iso-8859-8-i windows-1252 koi8-r big5 "
    b"gb18030 iso-2022-jp iso-2022-kr hz shift_jis euc-kr punycode idna undefined unicode_escape rot13 hex zlib mbcs "
    b"cp65001 x-unknown ANSI_X3.4-1968 0 \xff \0 utf\x008"
).split(b" ")
_ENCODINGS = b"7bit 8bit binary base64 quoted-printable x-uuencode uuencode x-yenc gzip 7-bit BASE64; \xe5".split(b" ")
_TYPES = (
    b"text/plain text/html text/rtf text/calendar multipart/mixed multipart/alternative multipart/digest "
    b"multipart/related multipart/report multipart/signed multipart/encrypted message/rfc822 message/partial "
    b"message/delivery-status message/disposition-notification message/external-body message/global "
    b"application/ms-tnef application/pdf application/pkcs7-mime application/octet-stream text / /plain text/ image/png"
).split(b" ")
_FIELDS = (
    b"From To Cc Subject Date Message-ID In-Reply-To References Received Return-Path Reply-To Sender Resent-To "
    b"Delivered-To Content-Type Content-Transfer-Encoding Content-Disposition Auto-Submitted Precedence List-Id "
    b"Authentication-Results X-Failed-Recipients X-Auto-Response-Suppress MIME-Version"
).split(b" ")
_TOKENS = (
    *b"\0|\r|\n|\r\n|\r\n\r\n|\n\n|\t| |\xff|\xe5|\xc3\xa5|\xed\xa0\x80|\xef\xbb\xbf|\xe2\x80\xae|\xe2\x80\x8b".split(
        b"|"
    ),
    *b'"|(|)|<|>|\\|;|,|:|=|@|=?utf-8?q?|=?utf-8?b?|?=|=\r\n|=3D|=E5|--|----|>From |> |-- |.\r\n'.split(b"|"),
    *b"<div|</|<!--|-->|<a href=|<style>|&#|&#x110000;|&amp|<![CDATA[|<blockquote type=cite>|]]>".split(b"|"),
    *b"skrev:|wrote:|Den 5 juni 2018 kl 10:14 skrev |From: |Sent: |begin 644 a|-----BEGIN PGP MESSAGE-----".split(b"|"),
    *b"boundary=|charset=|name*0*=|filename*=utf-8'' |; x=|9999999999999999999|-1|%00|%PDF-|PK\x03\x04|\x1b$B".split(
        b"|"
    ),
)

_FIELD = re.compile(rb"^[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*", re.MULTILINE)
_BOUNDARY = re.compile(rb"boundary\s*=\s*\"?([^\s\";]{1,100})", re.IGNORECASE)
_CHARSET = re.compile(rb"(charset\s*=\s*\"?|=\?)([^\s\";?]{1,40})", re.IGNORECASE)
_ENCODING = re.compile(rb"(?<=content-transfer-encoding: )[^\r\n]{1,40}", re.IGNORECASE)
_TYPE = re.compile(rb"(?<=content-type: )[^\r\n;]{1,80}", re.IGNORECASE)
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/]{20,76}\r?\n)+[A-Za-z0-9+/=]{0,76}|[A-Za-z0-9+/]{24,76}={0,2}(?=\r?\n)")
_NUMBER = re.compile(rb"\d{1,10}")
_LINE = re.compile(rb"[^\n]*\n")

Chance = random.Random
Mutation = Callable[[bytes, Chance, Sequence[bytes]], bytes]


def mutant(seed: str, number: int, whole: Sequence[bytes]) -> bytes:
    """Return one mutant of whole mails: the same one for the same seed, number and mails."""
    chance = random.Random(f"{seed}:{number}")
    data = chance.choice(whole)
    for _ in range(min(int(chance.expovariate(0.5)) + 1, 8)):
        data = chance.choice(MUTATIONS)(data, chance, whole)
    return data[:MOST_BYTES]


def _flip_bits(data: bytes, chance: Chance, _whole: Sequence[bytes]) -> bytes:
    damaged = bytearray(data or b"\0")
    for _ in range(1 << chance.randrange(7)):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _insert(data: bytes, chance: Chance, _whole: Sequence[bytes]) -> bytes:
    for _ in range(chance.randint(1, 3)):
        at = chance.randint(0, len(data))
        token = chance.choice(_TOKENS) * (chance.randint(2, 30) if chance.random() < 0.1 else 1)
        data = data[:at] + token + data[at + chance.choice((0, 0, len(token))) :]
    return data


def _delete(data: bytes, chance: Chance, _whole: Sequence[bytes]) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def _truncate(data: bytes, chance: Chance, _whole: Sequence[bytes]) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] if chance.random() < 0.8 else data[at:]


def _splice(data: bytes, chance: Chance, whole: Sequence[bytes]) -> bytes:
    other = chance.choice(whole)
    if chance.random() < 0.5:
        # The header of one over the body of another.
        head, gap, _ = data.partition(b"\r\n\r\n" if b"\r\n\r\n" in data else b"\n\n")
        return head + gap + other[max(0, other.find(b"\n\r\n" if b"\r\n" in other else b"\n\n")) :]
    start, end = _span(other, chance)
    at = chance.randint(0, len(data))
    return data[:at] + other[start:end] + data[at + chance.choice((0, end - start)) :]


def _repeat(data: bytes, chance: Chance, _whole: Sequence[bytes]) -> bytes:
    start, end = _span(data, chance)
    piece = data[start:end]
    return data[:start] + piece * max(1, _size(chance) // max(1, len(piece))) + data[end:]


def _repeat_line(data: bytes, chance: Chance, _whole: Sequence[bytes]) -> bytes:
    lines = _LINE.findall(data)
    if not lines:
        return data
    at = chance.randrange(len(lines))
    lines[at] *= min(max(2, _size(chance) // len(lines[at])), 100_000)
    return b"".join(lines)


def _swap_lines(data: bytes, chance: Chance, _whole: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _double_field(data: bytes, chance: Chance, whole: Sequence[bytes]) -> bytes:
    fields = list(_FIELD.finditer(data, 0, 20_000))
    found = list(_FIELD.finditer(chance.choice((data, chance.choice(whole))), 0, 20_000))
    if not fields or not found:
        return chance.choice(_FIELDS) + b": " + data
    at = chance.choice(fields).start()
    field = chance.choice(found)[0] * chance.choice((1, 1, 2, 50))
    return data[:at] + field + data[at:]


def _rename_field(data: bytes, chance: Chance, _whole: Sequence[bytes]) -> bytes:
    fields = list(_FIELD.finditer(data, 0, 20_000))
    if not fields:
        return data
    field = chance.choice(fields)
    return data[: field.start()] + chance.choice(_FIELDS) + data[field.start() + field[0].index(b":") :]


def _damage_boundary(data: bytes, chance: Chance, _whole: Sequence[bytes]) -> bytes:
    names = [match[1] for match in _BOUNDARY.finditer(data)]
    if not names:
        return data.replace(b"\r\n\r\n", b'\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n\r\n', 1)
    mark = b"--" + chance.choice(names)
    pieces = data.split(mark)
    joins = [mark] * (len(pieces) - 1)
    if joins:
        others = (b"", mark + b"--", mark[2:], mark + b" ", mark.swapcase(), b"\n" + mark, mark + b"x", b"--", mark * 3)
        joins[chance.randrange(len(joins))] = chance.choice((*others, b"--" + chance.choice(names)))
    if chance.random() < 0.1:
        joins = [mark + b"\r\n" + mark] * len(joins)
    return b"".join(piece + join for piece, join in zip(pieces, [*joins, b""], strict=True))


def _swap_word(pattern: re.Pattern[bytes], words: Sequence[bytes]) -> Mutation:
    def swap(data: bytes, chance: Chance, _whole: Sequence[bytes]) -> bytes:
        found = list(pattern.finditer(data))
        if not found:
            return data
        match = chance.choice(found)
        start, end = match.span(match.lastindex or 0)
        return data[:start] + chance.choice(words) + data[end:]

    return swap


def _swap_number(data: bytes, chance: Chance, _whole: Sequence[bytes]) -> bytes:
    found = list(_NUMBER.finditer(data[:50_000]))
    if not found:
        return data
    match = chance.choice(found)
    number = chance.choice((b"0", b"-1", b"9" * chance.randint(1, 400), b"4294967296", b"1e999", b"0x7f", b"\xd9\xa3"))
    return data[: match.start()] + number + data[match.end() :]


def _damage_encoded(data: bytes, chance: Chance, whole: Sequence[bytes]) -> bytes:
    found = list(_BASE64.finditer(data[:100_000]))
    if not found:
        return data
    match = chance.choice(found)
    try:
        content = base64.b64decode(match[0])
    except binascii.Error:
        return data
    content = chance.choice((_flip_bits, _delete, _truncate, _repeat, _insert))(content, chance, whole)
    return data[: match.start()] + base64.encodebytes(content) + data[match.end() :]


def _stretch(data: bytes, chance: Chance, _whole: Sequence[bytes]) -> bytes:
    # One character over and over: in a field's value as often as elsewhere.
    end = data.find(b"\n\r\n")
    at = chance.randint(0, end if end > 0 and chance.random() < 0.6 else len(data))
    return data[:at] + chance.choice(_TOKENS) * max(1, _size(chance) // 4) + data[at:]


def _change_line_ends(data: bytes, chance: Chance, _whole: Sequence[bytes]) -> bytes:
    data = data.replace(b"\r\n", b"\n")
    end = chance.choice((b"\r\n", b"\n", b"\r", b"\n\r", b"\r\r\n", b"\n\n", b"\x85"))
    if chance.random() < 0.5:
        return data.replace(b"\n", end)
    return data.replace(b"\n", end, chance.randint(1, 10))


def _recode(data: bytes, chance: Chance, _whole: Sequence[bytes]) -> bytes:
    to = chance.choice(("latin-1", "cp1252", "utf-16", "utf-16-be", "utf-7", "iso-2022-jp", "utf-8"))
    return data.decode(chance.choice(("utf-8", "latin-1")), "replace").encode(to, "replace")


def _enclose(data: bytes, chance: Chance, _whole: Sequence[bytes]) -> bytes:
    head = b"Subject: x\r\nContent-Type: " + chance.choice(_TYPES) + b'; boundary="y"\r\n\r\n'
    return head * chance.choice((1, 1, 2, 40)) + chance.choice((b"", b"--y\r\n", b"--y--\r\n")) + data


def _span(data: bytes, chance: Chance) -> tuple[int, int]:
    """Return where a piece begins and ends: most are short, a few are long."""
    start = chance.randint(0, len(data))
    return start, min(len(data), start + int(chance.expovariate(1 / 60)) ** chance.choice((1, 1, 1, 2)))


def _size(chance: Chance) -> int:
    """Return how long something repeated becomes, in bytes."""
    most = _LONG if chance.randrange(_ONE_LONG_IN) == 0 else _SHORT
    return int(2 ** (chance.random() * most.bit_length()))


MUTATIONS: tuple[Mutation, ...] = (
    _flip_bits,
    _insert,
    _delete,
    _truncate,
    _splice,
    _repeat,
    _repeat_line,
    _swap_lines,
    _double_field,
    _rename_field,
    _damage_boundary,
    _swap_word(_CHARSET, _CHARSETS),
    _swap_word(_ENCODING, _ENCODINGS),
    _swap_word(_TYPE, _TYPES),
    _swap_number,
    _damage_encoded,
    _stretch,
    _change_line_ends,
    _recode,
    _enclose,
)
