"""What a file is, its first bytes tell."""

from __future__ import annotations

import pytest
from mailmaking.documents import docx, odt, zipped

from mailintake.parse.media_types import DOCX, ODT, UNKNOWN, media_type

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
    ],
)
def test_a_file_is_what_its_content_says(content, declared, name, told):
    assert media_type(content, declared, name) == told
