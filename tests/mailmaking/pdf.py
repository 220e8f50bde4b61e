"""PDF files for tests (ISO 32000), written object by object."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

# The first three objects are the catalogue, the list of pages and the font.
_FIRST_PAGE = 4


def pdf(*pages: str, is_packed: bool = True, drawn: str = "") -> bytes:
    """A PDF with these pages of lines, in a font that everybody has, its letters in Windows-1252.

    ``drawn`` are operators that draw something on each page beside the words.
    """
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    streams = [_shown(page, _literal) + b" " + drawn.encode() for page in pages]
    return _with_pages(streams, font, is_packed=is_packed)


def pdf_with_glyphs(*pages: str) -> bytes:
    """A PDF as word processors make it: glyph numbers, and a table that says which letters they are (ToUnicode)."""
    letters = sorted(set("".join(pages)) - {"\n"})
    glyphs = {letter: number for number, letter in enumerate(letters, 1)}
    pairs = "\n".join(f"<{number:04X}> <{ord(letter):04X}>" for letter, number in glyphs.items())
    table = (
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapName/A def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(glyphs)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )
    number = _FIRST_PAGE + 2 * len(pages)
    font = (
        f"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Arial/Encoding/Identity-H/ToUnicode {number} 0 R"
        "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Arial/DW 600"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {number + 1} 0 R>>]>>"
    ).encode()
    descriptor = (
        b"<</Type/FontDescriptor/FontName/AAAAAA+Arial/Flags 4/FontBBox[0 0 600 700]/ItalicAngle 0/Ascent 700"
        b"/Descent -200/CapHeight 700/StemV 80>>"
    )

    def shown(line: str) -> bytes:
        return b"<" + "".join(f"{glyphs[letter]:04X}" for letter in line).encode() + b">"

    streams = [_shown(page, shown) for page in pages]
    return _with_pages(streams, font, is_packed=True, more=[_stream(table.encode()), descriptor])


def pdf_of_picture(text: str = "", blank_pages: int = 0) -> bytes:
    """A scanned page: a picture, and what the scanner's program wrote below it; then pages with nothing on them."""
    picture = _stream(
        b"\x80" * 64, "/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 8/ColorSpace/DeviceGray"
    )
    resources = b"/Resources<</XObject<</P 5 0 R>>/Font<</F 6 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + resources + b">>"
    shown = b"q 500 0 0 700 20 20 cm /P Do Q " + _shown(text, _literal)
    kids = b"<</Type/Pages/Kids[3 0 R%s]/Count %d>>" % (b" 7 0 R" * blank_pages, blank_pages + 1)
    blank = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return pdf_of([_CATALOGUE_OBJECT, kids, page, _stream(shown), picture, _PLAIN_FONT, blank])


def pdf_form(label: str, answer: str) -> bytes:
    """A form that was filled in: the answer stands in a field, not on the page."""
    form = b"/AcroForm<</Fields[6 0 R]/DR<</Font<</F 3 0 R>>>>/DA(/F 12 Tf 0 g)>>"
    look = _stream(
        b"/Tx BMC BT /F 12 Tf 2 5 Td " + _literal(answer) + b" Tj ET EMC",
        "/Type/XObject/Subtype/Form/BBox[0 0 400 20]/Resources<</Font<</F 3 0 R>>>>",
    )
    field = (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(svar)/F 4/Rect[50 600 450 620]/P 4 0 R/DA(/F 12 Tf 0 g)/V"
        + _literal(answer)
        + b"/AP<</N 7 0 R>>>>"
    )
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R" + form + b">>",
            b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            (
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[6 0 R]/Contents 5 0 R"
                b"/Resources<</Font<</F 3 0 R>>>>>>"
            ),
            _stream(_shown(label, _literal)),
            field,
            look,
        ]
    )


def locked_pdf(text: str) -> bytes:
    """A PDF that opens only with a pass word."""
    keys = b"/O<" + b"AB" * 32 + b">/U<" + b"CD" * 32 + b">"
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4" + keys + b">>/ID[<00><00>]"
    objects = [_CATALOGUE_OBJECT, b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return pdf_of([*objects, page, _stream(_shown(text, _literal))], trailer=lock)


def flate_bomb(size: int) -> bytes:
    """A PDF whose only page unpacks to so many spaces between two words, packed twice over."""
    packed = zlib.compress(zlib.compress(b"BT /F 12 Tf (a) Tj" + b" " * size + b"(b) Tj ET", 9), 9)
    return _with_pages([], _PLAIN_FONT, raw=_object_of_stream(packed, "/Filter[/FlateDecode/FlateDecode]"))


def many_operators(count: int) -> bytes:
    """A PDF whose only page shows a letter so many times."""
    packed = zlib.compress(b"BT /F 12 Tf 50 700 Td " + b"(a) Tj 1 0 Td " * count + b"ET", 9)
    return _with_pages([], _PLAIN_FONT, raw=_object_of_stream(packed, "/Filter/FlateDecode"))


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, of which the first is the catalogue."""
    pieces = [b"%PDF-1.4\n"]
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(sum(map(len, pieces)))
        pieces.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = sum(map(len, pieces))
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return b"".join(pieces) + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


_CATALOGUE_OBJECT = b"<</Type/Catalog/Pages 2 0 R>>"
_PLAIN_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def _with_pages(
    streams: Sequence[bytes], font: bytes, *, is_packed: bool = True, more: Sequence[bytes] = (), raw: bytes = b""
) -> bytes:
    contents = [raw] if raw else [_stream(stream, is_packed=is_packed) for stream in streams]
    count = len(contents)
    kids = b" ".join(b"%d 0 R" % (_FIRST_PAGE + 2 * number) for number in range(count))
    objects = [_CATALOGUE_OBJECT, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), font]
    for number, content in enumerate(contents):
        place = _FIRST_PAGE + 2 * number + 1
        head = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
        objects += [head + b"/Contents %d 0 R>>" % place, content]
    return pdf_of([*objects, *more])


def _shown(page: str, text: Callable[[str], bytes]) -> bytes:
    lines = (text(line) + b" Tj 0 -16 Td " for line in page.split("\n"))
    return b"BT /F 12 Tf 50 780 Td " + b"".join(lines) + b"ET"


def _literal(line: str) -> bytes:
    escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return b"(" + escaped.encode("cp1252") + b")"


def _stream(data: bytes, entries: str = "", *, is_packed: bool = False) -> bytes:
    if is_packed:
        return _object_of_stream(zlib.compress(data), entries + "/Filter/FlateDecode")
    return _object_of_stream(data, entries)


def _object_of_stream(data: bytes, entries: str) -> bytes:
    return f"<</Length {len(data)}{entries}>>stream\n".encode() + data + b"\nendstream"
