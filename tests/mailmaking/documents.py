"""Word-processor documents for tests: the least that a reader takes for one."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape


def docx(*paragraphs: str, xml: bytes | None = None) -> bytes:
    """A DOCX with these paragraphs, or with this document.xml."""
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = (
        xml or f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()
    )
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document})


def odt(*paragraphs: str) -> bytes:
    """An ODT with these paragraphs."""
    body = "".join(f"<text:p>{escape(text)}</text:p>" for text in paragraphs)
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    shown = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {spaces}>{shown}</office:document-content>"
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip file with these members."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()
