"""RTF gives its visible words in the letters that were written, also as Outlook packs it."""

from __future__ import annotations

import struct

import pytest
from mailmaking.documents import rtf
from mailmaking.wrapping import packed_rtf

from mailintake.parse.documents import rich_text
from mailintake.parse.documents.compressed_rtf import unpack
from mailintake.parse.documents.found import RefusedError


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Lule\\'e5", "Luleå"),
        ("Lule\\u229 ?\\u228 ?", "Luleåä"),
        ("Lule\\u229\\'e5!", "Luleå!"),
        ("{\\uc0 Lule\\u229 !}", "Luleå!"),
        ("\\uc2 Lule\\u229 ??!", "Luleå!"),
        ("\\u-10179 ?\\u-8704 ?", "😀"),
        ("\\u-10179 ?x", "\ufffdx"),
        ("a\\par b\\line c\\tab d", "a\nb\nc\td"),
        ("a\\~b\\_c\\-d", "a\xa0b-cd"),
        ("\\{a\\\\b\\}", "{a\\b}"),
        ("\\lquote a\\rquote  \\endash  b", "‘a’ – b"),
        ("ja {\\v nej}{\\deleted nej}ja", "ja ja"),
        ("\\v nej\\v0 ja\\plain  ja", "ja ja"),
        ("{\\*\\unknown nej}{\\info{\\title nej}}{\\pict 89504e47}ja", "ja"),
        ('{\\field{\\*\\fldinst HYPERLINK "http://a.example"}{\\fldrslt l\\\'e4nk}}', "länk"),
        ("a\r\nb", "ab"),
        ("a\\bin4 {{{{b", "ab"),
        ("a\\bin999999999 b", "a"),
        ("{\\htmlrtf nej\\htmlrtf0}{\\*\\htmltag64 <p>}ja", "ja"),
        ("\\cell a\\cell b\\row c", "a\tb\nc"),
        ("a}}}}b", "a"),
        ("{ja\\pict 00}{b\\v nej}c", "jabc"),
    ],
)
def test_the_visible_words_are_read(body, text):
    assert rich_text.text_of(f"{{\\rtf1\\ansi\\ansicpg1252 {body}}}".encode("ascii")).strip("\t") == text


@pytest.mark.parametrize(("text", "codepage"), [("čšžđŽ", 1250), ("Привет", 1251), ("Åäö", 850), ("日本", 932)])
def test_the_code_page_is_the_documents_own(text, codepage):
    assert rich_text.text_of(rtf(text, codepage=codepage)) == text


def test_a_macintosh_document_is_read():
    assert rich_text.text_of(b"{\\rtf1\\mac Lule\\'8c}") == "Luleå"


def test_what_is_nested_too_deep_is_refused():
    with pytest.raises(RefusedError):
        rich_text.text_of(b"{\\rtf1 " + b"{" * 1000)


def test_what_is_no_rtf_is_refused():
    with pytest.raises(RefusedError):
        rich_text.text_of(b"Hej")


def test_packed_rtf_is_unpacked():
    assert unpack(packed_rtf(rtf("Luleå"))) == rtf("Luleå")


def test_what_is_repeated_is_put_in_again():
    # The first reference is to the beginning that all share, the second to letters as they are being written.
    body = b"\x86" + b"a" + struct.pack(">HH", 0 << 4 | 4, 214 << 4 | 3) + b"bcd" + b"xx"
    packed = struct.pack("<II4sI", len(body) + 12, 12, b"LZFu", 0) + body
    assert unpack(packed)[:7] == b"a{\\rtf1"


def test_unpacked_rtf_is_taken_as_it_is():
    assert unpack(struct.pack("<II4sI", 0, 3, b"MELA", 0) + b"abcd") == b"abc"


@pytest.mark.parametrize("packed", [b"", b"x" * 16, struct.pack("<II4sI", 0, 1 << 30, b"LZFu", 0) + b"a"])
def test_what_is_not_packed_rtf_is_refused(packed):
    with pytest.raises(RefusedError):
        unpack(packed)
