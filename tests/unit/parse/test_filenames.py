"""A name is a label: it can be shown and saved, and is never a path."""

from __future__ import annotations

import pytest

from mailintake.parse.filenames import MAX_NAME, extension, safe_name


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("Yttrande över förslaget.pdf", "Yttrande över förslaget.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\system.ini", "system.ini"),
        (".htaccess", "htaccess"),
        ("..", ""),
        ("", ""),
        ("a\r\nContent-Type: x.pdf", "a Content-Type_ x.pdf"),
        ("faktura\u202efdp.exe", "fakturafdp.exe"),
        ("\u200b.htaccess", "htaccess"),
        ("a\0b.pdf", "ab.pdf"),
        ("con.txt", "_con.txt"),
        ('a<b>"c|?.pdf', "a_b__c__.pdf"),
        ("yttrande.pdf. ", "yttrande.pdf"),
        ("fo\u0308rslag.pdf", "förslag.pdf"),
    ],
)
def test_a_name_is_made_safe(raw, safe):
    assert safe_name(raw) == safe


def test_a_long_name_keeps_its_extension():
    name = safe_name("a" * 500 + ".docx")
    assert (len(name), extension(name)) == (MAX_NAME, ".docx")
