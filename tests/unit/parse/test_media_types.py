"""What a file is, its first bytes tell."""

from __future__ import annotations

import pytest
from mailmaking.compound import compound, doc, msg
from mailmaking.documents import docx, ods, odt, pptx, xlsx, zipped
from mailmaking.wrapping import enveloped, tnef

from mailintake.parse.kinds import DOC, DOCX, MSG, ODS, ODT, PDF, PPTX, TNEF, UNKNOWN, XLSX
from mailintake.parse.media_types import is_locked, is_sealed, media_type

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "declared", "name", "told"),
    [
        (b"%PDF-1.4", UNKNOWN, "", "application/pdf"),
        (b"%PDF-1.4", "image/png", "a.png", "application/pdf"),
        (b"{\\rtf1", "application/msword", "a.doc", "application/rtf"),
        (b"\x89PNG\r\n\x1a\n", "", "", "image/png"),
        (b"\xff\xd8\xff\xe0", "", "", "image/jpeg"),
        (b"GIF89a", "", "", "image/gif"),
        (docx("a"), "application/zip", "a.zip", DOCX),
        (odt("a"), UNKNOWN, "", ODT),
        (zipped({"a.txt": b"a"}), UNKNOWN, "a.docx", "application/zip"),
        (OLE, UNKNOWN, "a.doc", "application/msword"),
        (OLE, UNKNOWN, "", "application/x-ole-storage"),
        (b"Hej", UNKNOWN, "a.txt", "text/plain"),
        (b"Hej", UNKNOWN, "a.pdf", UNKNOWN),
        (b"Hej", "text/csv", "a.csv", "text/csv"),
        (b"", "", "", UNKNOWN),
        (b"MZ\x90\0", "image/png", "bild.png", "application/vnd.microsoft.portable-executable"),
        (b"Hej", PDF, "a.pdf", UNKNOWN),
        (b"\r\n%PDF-1.4", PDF, "", PDF),
        (b"\r\n%PDF-1.4", UNKNOWN, "a.pdf", PDF),
        (xlsx([["a"]]), UNKNOWN, "", XLSX),
        (ods([["a"]]), UNKNOWN, "", ODS),
        (pptx("a"), UNKNOWN, "", PPTX),
        (doc("a"), UNKNOWN, "", DOC),
        (doc("a"), UNKNOWN, "a.msg", DOC),
        (msg(text="a"), UNKNOWN, "a.doc", MSG),
        (tnef(text="a"), UNKNOWN, "a.dat", TNEF),
        (compound({"Workbook": b"a"}), UNKNOWN, "", "application/vnd.ms-excel"),
        (b"MZ skrev: BM", "text/plain", "a.txt", "text/plain"),
        (b"BM\0\0", "", "", "image/bmp"),
        (b"", PDF, "a.pdf", PDF),
        (b"a;b", "application/vnd.ms-excel", "a.csv", "text/csv"),
        (b"\r\n<HTML xmlns:o='x'>", DOC, "a.doc", "text/html"),
        (b"Hej", "application/zip", "a.zip", "application/zip"),
        (b"BEGIN:VCALENDAR", UNKNOWN, "a.ics", "text/calendar"),
        (b"a;b", UNKNOWN, "a.csv", "text/csv"),
    ],
)
def test_a_file_is_what_its_content_says(content, declared, name, told):
    assert media_type(content, declared, name) == told


@pytest.mark.parametrize(
    ("content", "kind", "expected"),
    [
        (compound({"EncryptionInfo": b"a", "EncryptedPackage": b"b"}), "application/x-ole-storage", True),
        (doc("a"), DOC, False),
        (enveloped(), "application/pkcs7-mime", True),
        (b"\n-----BEGIN PGP MESSAGE-----\n", UNKNOWN, True),
        (b"Hej", UNKNOWN, False),
    ],
    ids=["office", "word", "smime", "pgp", "text"],
)
def test_what_nobody_can_read_without_a_key_is_told(content, kind, expected):
    assert is_locked(content, kind) is expected


def test_a_text_that_speaks_of_a_sealed_message_is_none():
    assert not is_sealed(b"Se -----BEGIN PGP MESSAGE-----")
