"""The documents, pictures and invitations that come with mails are what they say."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from mailintake.demo.mailcraft import docx, invitation, pdf, png

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_a_word_document_holds_one_paragraph_a_line():
    archive = zipfile.ZipFile(io.BytesIO(docx("Vi säger <ja> & amen\n\nÅsa")))
    paragraphs = [
        "".join(text.text or "" for text in paragraph.iter(f"{WORD}t"))
        for paragraph in ET.fromstring(archive.read("word/document.xml")).iter(f"{WORD}p")
    ]

    assert archive.testzip() is None
    assert archive.namelist()[0] == "[Content_Types].xml"
    assert paragraphs == ["Vi säger <ja> & amen", "", "Åsa"]


def test_a_word_document_is_the_same_each_time():
    assert docx("Åsa") == docx("Åsa")


def test_a_pdf_points_to_each_of_its_objects():
    content = pdf("Räksmörgås (med \\ ost)\n" * 60)
    table = int(re.findall(rb"startxref\n(\d+)", content)[0])
    offsets = [int(found) for found in re.findall(rb"(\d{10}) 00000 n", content[table:])]

    assert content[table : table + 4] == b"xref"
    assert [content[offset:].split(b" ", 1)[0] for offset in offsets] == [b"%d" % n for n in range(1, len(offsets) + 1)]
    assert b"/Count 2 " in content


def test_a_pdf_escapes_what_would_end_its_strings():
    assert "(Räksmörgås \\(med \\\\ ost\\)) '".encode("windows-1252") in pdf("Räksmörgås (med \\ ost)")


def test_a_stream_of_a_pdf_is_as_long_as_it_says():
    content = pdf("En rad\nEn till")
    length = int(re.findall(rb"/Length (\d+)", content)[0])
    stream = content.split(b"stream\n", 1)[1].split(b"\nendstream")[0]

    assert len(stream) == length


def test_a_picture_has_the_size_it_says():
    content = png(20, 10)
    width, height = struct.unpack(">II", content[16:24])
    start = content.index(b"IDAT") + 4
    length = struct.unpack(">I", content[start - 8 : start - 4])[0]

    assert (width, height) == (20, 10)
    assert len(zlib.decompress(content[start : start + length])) == 10 * (1 + 20 * 3)


def test_an_invitation_gives_its_times_in_utc():
    made = invitation(
        uid="1@x.example",
        organizer="a@x.example",
        summary="Samtal",
        place="Stadshuset",
        starts=datetime(2018, 8, 22, 8, 0, tzinfo=UTC),
        ends=datetime(2018, 8, 22, 9, 0, tzinfo=UTC),
    )

    assert "METHOD:REQUEST" in made
    assert "DTSTART:20180822T080000Z" in made
    assert "DTEND:20180822T090000Z" in made
