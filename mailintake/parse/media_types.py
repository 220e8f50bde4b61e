"""What kind of file an attachment is: as its first bytes tell, else as its sender declares, else by its name."""

from __future__ import annotations

from mailintake.parse.filenames import extension

UNKNOWN = "application/octet-stream"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"

_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
)
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A zip whose first member bears one of these names, or whose first bytes hold one, is a document.
_ZIPPED = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", ODT),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", "application/vnd.oasis.opendocument.presentation"),
)
_OFFICE = (
    (b"word/document", DOCX),
    (b"xl/workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/presentation", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_BY_EXTENSION = {
    ".txt": "text/plain",
    ".htm": "text/html",
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".msg": "application/vnd.ms-outlook",
    ".docx": DOCX,
    ".odt": ODT,
    ".rtf": "application/rtf",
    ".eml": "message/rfc822",
}
_OLE_TYPES = frozenset({"application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"})


def media_type(content: bytes, declared: str, name: str) -> str:
    """Return the media type of a decoded attachment, in lower case."""
    head = content[:64]
    for signature, found in _SIGNATURES:
        if head.startswith(signature):
            return found
    by_name = _BY_EXTENSION.get(extension(name), "")
    if head.startswith(_ZIP):
        return _zipped(content)
    if head.startswith(_OLE):
        kinds = (kind for kind in (declared, by_name) if kind in _OLE_TYPES)
        return next(kinds, by_name or "application/x-ole-storage")
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if declared in ("", UNKNOWN, "application/download", "application/x-download"):
        # A name is not believed to say what a file's first bytes would have said.
        return by_name if by_name.startswith(("text/", "message/")) else declared or UNKNOWN
    return declared


def _zipped(content: bytes) -> str:
    head = content[:4096]
    for mark, found in _ZIPPED:
        if mark in head:
            return found
    # The directory of the members stands at the end.
    tail = content[-65_536:]
    return next((found for mark, found in _OFFICE if mark in tail), "application/zip")
