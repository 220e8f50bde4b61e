"""Content is decoded as clients decode it."""

from __future__ import annotations

import base64
import binascii

import pytest

from mailintake.parse.transfer import decode

CONTENT = bytes(range(256))


def test_base64_is_decoded():
    assert decode(memoryview(base64.encodebytes(CONTENT)), " Base64 ") == (CONTENT, True)


@pytest.mark.parametrize(
    ("encoded", "content"), [(b"QUJD\nREV", b"ABCDE"), (b"QUJDR", b"ABC"), (b"QUI=QUI=", b"AB"), (b"====", b"")]
)
def test_broken_base64_gives_what_is_there(encoded, content):
    assert decode(memoryview(encoded), "base64")[0] == content


def test_quoted_printable_is_decoded():
    assert decode(memoryview(b"f=C3=B6r=\r\nslag =3D"), "quoted-printable") == ("förslag =".encode(), True)


def test_uuencode_is_decoded():
    lines = b"".join(binascii.b2a_uu(CONTENT[start : start + 45]) for start in range(0, 256, 45))
    assert decode(memoryview(b"begin 644 a.bin\n" + lines + b"`\nend\n"), "x-uuencode") == (CONTENT, True)


@pytest.mark.parametrize("encoding", ["", "7bit", "8BIT", "binary", "7bit; foo"])
def test_content_without_an_encoding_is_left_as_it_is(encoding):
    assert decode(memoryview(CONTENT), encoding) == (CONTENT, True)


def test_an_unknown_encoding_is_told():
    assert decode(memoryview(CONTENT), "7-bit-or-so") == (CONTENT, False)
