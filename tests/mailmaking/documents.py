"""Documents for tests that are zip files of XML, and RTF: the least that a reader takes for one."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)

Table = Sequence[Sequence[str | int]]


def docx(*paragraphs: str, xml: bytes | None = None, header: str = "", picture: str = "") -> bytes:
    """A DOCX with these paragraphs, or with this document.xml; ``header`` is its letterhead."""
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    document = xml or f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode()
    members = {"[Content_Types].xml": b"<Types/>", "word/document.xml": document}
    if header:
        head = f'<w:hdr xmlns:w="{WORD}"><w:p><w:r><w:t>{escape(header)}</w:t></w:r></w:p></w:hdr>'
        members["word/header1.xml"] = head.encode()
    if picture:
        members[picture] = b"\x89PNG"
    return zipped(members)


def odt(*paragraphs: str) -> bytes:
    """An ODT with these paragraphs."""
    body = "".join(f"<text:p>{escape(text)}</text:p>" for text in paragraphs)
    return opendocument("text", f"<office:text>{body}</office:text>")


def ods(rows: Table) -> bytes:
    """An ODS with these rows."""
    cells = (
        "".join(f"<table:table-cell><text:p>{escape(str(cell))}</text:p></table:table-cell>" for cell in row)
        for row in rows
    )
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    sheet = f"<office:spreadsheet><table:table>{body}</table:table></office:spreadsheet>"
    return opendocument("spreadsheet", sheet)


def xlsx(rows: Table) -> bytes:
    """An XLSX with these rows: texts are shared, numbers are not."""
    texts = list(dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str)))
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    return xlsx_of(f'<sst xmlns="{SHEET}">{shared}</sst>', "".join(f"<row>{_cells(row, texts)}</row>" for row in rows))


def xlsx_of(shared: str, rows: str) -> bytes:
    """An XLSX with this XML of shared texts and of rows."""
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    return zipped(
        {
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}"/>'.encode(),
            "xl/sharedStrings.xml": shared.encode(),
            "xl/worksheets/sheet1.xml": sheet.encode(),
        }
    )


def pptx(*slides: str) -> bytes:
    """A PPTX with one line a slide."""
    members = {"ppt/presentation.xml": b"<p/>"}
    for number, text in enumerate(slides, 1):
        line = f"<a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p>"
        members[f"ppt/slides/slide{number}.xml"] = f'<s xmlns:a="{DRAWING}">{line}</s>'.encode()
    return zipped(members)


def rtf(*paragraphs: str, codepage: int = 1252) -> bytes:
    """An RTF with these paragraphs, its letters beyond ASCII as bytes of the code page."""
    body = "\\par\n".join(
        "".join(
            chr(byte) if byte < 128 and chr(byte) not in "\\{}" else f"\\'{byte:02x}"
            for byte in text.encode(f"cp{codepage}")
        )
        for text in paragraphs
    )
    head = f"{{\\rtf1\\ansi\\ansicpg{codepage}\\deff0{{\\fonttbl{{\\f0\\fswiss Arial;}}}}\\f0\\fs22 "
    return f"{head}{body}}}".encode("ascii")


def opendocument(kind: str, body: str, picture: str = "") -> bytes:
    """An OpenDocument file with this XML for its body."""
    content = f"<office:document-content {_SPACES}><office:body>{body}</office:body></office:document-content>"
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    members = {"mimetype": mimetype.encode(), "content.xml": content.encode()}
    return zipped(members | ({picture: b"\x89PNG"} if picture else {}))


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip file with these members."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def _cells(row: Sequence[str | int], texts: Sequence[str]) -> str:
    return "".join(
        f'<c t="s"><v>{texts.index(cell)}</v></c>' if isinstance(cell, str) else f"<c><v>{cell}</v></c>" for cell in row
    )
