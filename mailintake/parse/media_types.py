"""What kind of file an attachment is: as its first bytes tell, else as its sender declares, else by its name."""

from __future__ import annotations

import re

from mailintake.parse.filenames import extension
from mailintake.parse.kinds import (
    CALENDAR,
    DOC,
    DOCX,
    HTML,
    MAIL,
    MSG,
    ODP,
    ODS,
    ODT,
    PDF,
    PPTX,
    RTF,
    TNEF,
    UNKNOWN,
    XLSX,
)

_SIGNATURES = (
    (b"%PDF-", PDF),
    (b"{\\rtf", RTF),
    (b"\x78\x9f\x3e\x22", TNEF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)
# Two letters may also begin a text, in which no zero stands.
_SHORT_SIGNATURES = ((b"BM", "image/bmp"), (b"MZ", "application/vnd.microsoft.portable-executable"))
# Some programs write a few bytes of their own before a PDF, and readers look for its mark within the first 1,024.
_PDF_WITHIN = 1024
_ZIP = b"PK\x03\x04"
_PGP = b"-----BEGIN PGP MESSAGE-----"
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A zip whose first member bears one of these names, or whose first bytes hold one, is a document.
_ZIPPED = tuple((f"mimetype{kind}".encode("ascii"), kind) for kind in (ODT, ODS, ODP))
_OFFICE = ((b"word/document", DOCX), (b"xl/workbook", XLSX), (b"ppt/presentation", PPTX))
# A compound file is what its directory says: names of streams in UTF-16.
_COMPOUND = tuple(
    (name.encode("utf-16-le"), kind)
    for name, kind in (
        ("__properties_version1.0", MSG),
        ("WordDocument", DOC),
        ("Workbook", "application/vnd.ms-excel"),
        ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    )
)
# A newer document with a pass word is a compound file that holds nothing but this.
_LOCKED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_SOME_COMPOUND = "application/x-ole-storage"
_BY_EXTENSION = {
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".htm": HTML,
    ".html": HTML,
    ".ics": CALENDAR,
    ".pdf": PDF,
    ".doc": DOC,
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".msg": MSG,
    ".docx": DOCX,
    ".odt": ODT,
    ".rtf": RTF,
    ".eml": MAIL,
}
_OLE_TYPES = frozenset({DOC, MSG, "application/vnd.ms-excel", "application/vnd.ms-powerpoint"})
# A file that is said to be one of these and does not begin like it is something else.
_BY_CONTENT = frozenset({PDF, RTF, TNEF, *(kind for _, kind in (*_ZIPPED, *_OFFICE, *_COMPOUND))})
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_UNTOLD = frozenset({"", UNKNOWN, "application/download", "application/x-download", "application/force-download"})


def media_type(content: bytes, declared: str, name: str) -> str:
    """Return the media type of a decoded attachment, in lower case."""
    head = content[:64]
    found = _by_signature(head)
    if found:
        return found
    by_name = _BY_EXTENSION.get(extension(name), "")
    if head.startswith(_ZIP):
        return _zipped(content)
    if head.startswith(_OLE):
        return _compound(content, declared, by_name)
    if PDF in (declared, by_name) and b"%PDF-" in content[:_PDF_WITHIN]:
        return PDF
    if content and (declared in _UNTOLD or declared in _BY_CONTENT):
        # A name is not believed to say what a file's first bytes would have said.
        is_text = by_name.startswith(("text/", "message/"))
        return by_name if is_text else HTML if _PAGE.match(head) else UNKNOWN
    return declared or UNKNOWN


def is_sealed(content: bytes) -> bool:
    """Whether a file that looks like text is an OpenPGP message (RFC 9580, 6.2): nobody can read it without a key."""
    return content.lstrip().startswith(_PGP)


def is_locked(content: bytes, kind: str) -> bool:
    """Whether a file is encrypted: S/MIME, OpenPGP, or an Office document with a pass word (MS-OFFCRYPTO, 2.3.4)."""
    is_office = content.startswith(_OLE) and _LOCKED_PACKAGE in content
    return is_office or kind in _SMIME or is_sealed(content)


def _by_signature(head: bytes) -> str:
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    signatures = (*_SIGNATURES, *_SHORT_SIGNATURES) if b"\0" in head else _SIGNATURES
    return next((found for signature, found in signatures if head.startswith(signature)), "")


def _zipped(content: bytes) -> str:
    head = content[:4096]
    for mark, found in _ZIPPED:
        if mark in head:
            return found
    # The directory of the members stands at the end.
    tail = content[-65_536:]
    return next((found for mark, found in _OFFICE if mark in tail), "application/zip")


def _compound(content: bytes, declared: str, by_name: str) -> str:
    for mark, found in _COMPOUND:
        if mark in content:
            return found
    return next((kind for kind in (declared, by_name) if kind in _OLE_TYPES), _SOME_COMPOUND)
