"""Documents, pictures and invitations as small as they can be, made without any program but this one."""

from __future__ import annotations

import io
import struct
import textwrap
import zipfile
import zlib
from datetime import UTC, datetime
from xml.sax.saxutils import escape

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OOXML = "http://schemas.openxmlformats.org"
_DOCX_FRAME = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_OOXML}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_OOXML}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_OOXML}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
}
_PAGE_LINES = 48
_LINE_LETTERS = 82


def docx(text: str) -> bytes:
    """Return a Word document (ECMA-376) with one paragraph a line of the text."""
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.split("\n")
    )
    document = (
        f'{_XML}<w:document xmlns:w="{_OOXML}/wordprocessingml/2006/main"><w:body>{paragraphs}</w:body></w:document>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in (*_DOCX_FRAME.items(), ("word/document.xml", document)):
            archive.writestr(zipfile.ZipInfo(name, date_time=(2018, 1, 1, 0, 0, 0)), content)
    return target.getvalue()


def pdf(text: str) -> bytes:
    """Return a PDF 1.4 of as many pages as the text needs, in Helvetica, uncompressed."""
    lines = [piece for line in text.split("\n") for piece in (textwrap.wrap(line, _LINE_LETTERS) or [""])]
    pages = [lines[start : start + _PAGE_LINES] for start in range(0, len(lines), _PAGE_LINES)]
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, page in enumerate(pages):
        shown = b"".join(b"(" + _pdf_string(line) + b") '\n" for line in page)
        stream = b"BT /F1 11 Tf 15 TL 60 790 Td\n" + shown + b"ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * index} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    return _pdf_file(objects)


def png(width: int = 96, height: int = 48) -> bytes:
    """Return a picture: a blue cross on yellow, as a club's mark."""
    blue, yellow = b"\x00\x5b\x99", b"\xfc\xd1\x16"
    rows = []
    for y in range(height):
        is_bar = abs(y - height // 2) < height // 10
        pixels = (blue if is_bar or abs(x - width // 3) < height // 10 else yellow for x in range(width))
        rows.append(b"\x00" + b"".join(pixels))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunk(kind, content) for kind, content in chunks)


def invitation(*, uid: str, organizer: str, summary: str, place: str, starts: datetime, ends: datetime) -> str:
    """Return a meeting request in iCalendar (RFC 5545, 5546); times are aware."""
    stamp = "%Y%m%dT%H%M%SZ"
    lines = (
        *("BEGIN:VCALENDAR", "PRODID:-//Foreningskalender//SV", "VERSION:2.0", "METHOD:REQUEST", "BEGIN:VEVENT"),
        f"UID:{uid}",
        f"ORGANIZER:mailto:{organizer}",
        f"SUMMARY:{summary}",
        f"LOCATION:{place}",
        f"DTSTAMP:{starts.astimezone(UTC).strftime(stamp)}",
        f"DTSTART:{starts.astimezone(UTC).strftime(stamp)}",
        f"DTEND:{ends.astimezone(UTC).strftime(stamp)}",
        *("END:VEVENT", "END:VCALENDAR", ""),
    )
    return "\n".join(lines)


def _pdf_string(line: str) -> bytes:
    encoded = line.encode("windows-1252", "replace")
    return encoded.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _pdf_file(objects: list[bytes]) -> bytes:
    content = b"%PDF-1.4\n%\xe5\xe4\xf6\xc5\n"
    offsets = []
    for index, one in enumerate(objects, 1):
        offsets.append(len(content))
        content += f"{index} 0 obj\n".encode() + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
    return content + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + table + trailer.encode()


def _png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
