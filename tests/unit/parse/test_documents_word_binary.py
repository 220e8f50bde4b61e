"""A Word 97-2003 document gives its visible words by its table of pieces."""

from __future__ import annotations

import struct

import pytest
from mailmaking.compound import compound, doc

from mailintake.parse.documents import word_binary
from mailintake.parse.documents.found import LockedError, RefusedError


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('Se \x13 HYPERLINK "http://a.example" \x14länken\x15 här', "Se länken här"),
        ("\x13 PAGE \x15Sida", "Sida"),
        ("\x13 IF \x13 REF a \x14x\x15 \x14ja\x15", "ja"),
        ("a\x0bb\x0cc", "a\nb\nc"),
        ("a\x07b\x07", "a\tb"),
        ("a\x1eb\x1fc\x01\x08", "a-bc"),
    ],
)
def test_marks_in_the_text_are_not_shown(written, shown):
    assert word_binary.read(doc(written)).text == shown


def test_notes_follow_the_text():
    assert word_binary.read(doc("Vårt svar", note="Fotnot å\r")).text == "Vårt svar\nFotnot å"


def changed(at, value):
    content = bytearray(doc("Hemligt" * 100))
    start = content.index(struct.pack("<HH", 0xA5EC, 0xC1))
    content[start + at : start + at + len(value)] = value
    return bytes(content)


def test_a_pass_word_is_told():
    with pytest.raises(LockedError):
        word_binary.read(changed(0x0A, struct.pack("<H", 0x0300)))


@pytest.mark.parametrize(
    "content",
    [
        changed(0, b"xx"),
        changed(0x1A2, struct.pack("<II", 0, 0)),
        changed(0x1A2, struct.pack("<II", 1 << 30, 100)),
        compound({"WordDocument": bytes(5000)}),
    ],
    ids=["sign", "no pieces", "pieces elsewhere", "zeros"],
)
def test_what_is_no_document_is_refused(content):
    with pytest.raises(RefusedError):
        word_binary.read(content)


def test_pieces_that_overlap_do_not_multiply_the_text():
    begin, count = 1024, 10_000
    bounds = struct.pack(f"<{count + 1}I", *range(0, (count + 1) * 4000, 4000))
    pieces = bounds + struct.pack("<HIH", 0, begin * 2 | 1 << 30, 0) * count
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    head = bytearray(begin)
    struct.pack_into("<HH6xH", head, 0, 0xA5EC, 0xC1, 0x0200)
    struct.pack_into("<I", head, 0x4C, count * 4000)
    struct.pack_into("<II", head, 0x1A2, 0, len(table))
    assert sum(map(len, word_binary._pieces(bytes(head) + b"a" * 5000, table))) == word_binary.MAX_TEXT
