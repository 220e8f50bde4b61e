"""Documents that are made to crash, stall or bloat a reader: one function a kind, each of any size."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from mailmaking.compound import compound, doc, message_storage, msg
from mailmaking.documents import SHEET, WORD, docx, odt, rtf, xlsx_of, zipped
from mailmaking.pdf import flate_bomb, many_operators, pdf, pdf_of
from mailmaking.wrapping import tnef

from mailintake.parse.kinds import DOC, DOCX, MSG, ODT, PDF, RTF, TNEF, XLSX


@dataclass(frozen=True, kw_only=True, slots=True)
class HostileDocument:
    """A kind of hostile document."""

    name: str
    kind: str
    make: Callable[[int], bytes]
    size: int


def _word(inner: str) -> bytes:
    return docx(xml=f'<w:document xmlns:w="{WORD}"><w:body>{inner}</w:body></w:document>'.encode())


def _overlapping(size: int) -> bytes:
    # Every entry of the directory points at the same packed bytes.
    one = zipped({"word/document.xml": bytes(8_000_000)})
    start, end = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    return one[:start] + one[start:end] * size + one[end:]


def _laughs(size: int) -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(size))
    return docx(xml=f'<!DOCTYPE d [{entities}]><w:document xmlns:w="{WORD}">&e{size - 1};</w:document>'.encode())


def _external(_size: int) -> bytes:
    return docx(xml=b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>')


def _shared_text(size: int) -> bytes:
    cells = '<row><c t="s"><v>0</v></c></row>' * size
    return xlsx_of(f'<sst xmlns="{SHEET}"><si><t>{"a" * 1_000_000}</t></si></sst>', cells)


def _looping_pages(size: int) -> bytes:
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count %d>>" % size])


def _many_pages(size: int) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * size, size)
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", pages, page])


def _deep_array(size: int) -> bytes:
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids " + b"[" * size + b"]" * size + b">>"])


def _nested_forms(size: int) -> bytes:
    # Each form shows the next one twice.
    forms = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</P %d 0 R>>>>/Length 12>>"
        b"stream\n/P Do /P Do \nendstream" % (6 + number)
        for number in range(size)
    ]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>"
    shown = b"<</Length 5>>stream\n/P Do\nendstream"
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, shown, *forms])


def _packed_many_times(size: int) -> bytes:
    data = bytes(50_000_000)
    for _ in range(size):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode" * size
    stream = b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(data), filters, data)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream])


def _looping_sectors(_size: int) -> bytes:
    # The table of sectors is all zeros: every sector is followed by the first.
    content = bytearray(doc("a" * 100_000))
    content[-512:] = bytes(512)
    return bytes(content)


def _looping_directory(_size: int) -> bytes:
    content = bytearray(compound(dict.fromkeys(("a", "b", "c", "WordDocument"), b"a")))
    start = content.index("Root Entry".encode("utf-16-le"))
    for number in range(1, 5):
        struct.pack_into("<III", content, start + 128 * number + 68, 1, 1, 1)
    return bytes(content)


def _messages_within(size: int) -> bytes:
    storage = message_storage("innerst", "Hej")
    for _ in range(size):
        storage = message_storage("x", "Hej", attachments=[("a", storage)])
    return msg(text="Hej", attachments=[("a", storage)])


def _wrapped_within(size: int) -> bytes:
    content = tnef(text="Hej")
    for _ in range(size):
        content = tnef(text="Hej", embedded=[content])
    return content


def _packed_rich_text(size: int) -> bytes:
    # References of 17 bytes each, which is as far as this packing goes.
    body = (b"\xff" + struct.pack(">H", 0x000F) * 8) * (size // 136)
    return tnef(rich=struct.pack("<II4sI", len(body) + 12, size, b"LZFu", 0) + body)


HOSTILE_DOCUMENTS: tuple[HostileDocument, ...] = (
    HostileDocument(
        name="zip_bomb", kind=DOCX, size=200_000_000, make=lambda size: _word(f"<w:p><w:t>{'a' * size}</w:t></w:p>")
    ),
    HostileDocument(name="zip_overlap", kind=DOCX, size=1000, make=_overlapping),
    HostileDocument(name="zip_members", kind=DOCX, size=200_000, make=_overlapping),
    HostileDocument(name="xml_laughs", kind=DOCX, size=10, make=_laughs),
    HostileDocument(name="xml_external", kind=DOCX, size=1, make=_external),
    HostileDocument(
        name="xml_deep",
        kind=DOCX,
        size=200_000,
        make=lambda size: _word("<w:p>" * size + "x" * 100_000 + "</w:p>" * size),
    ),
    HostileDocument(name="odt_empty_lines", kind=ODT, size=300_000, make=lambda size: odt(*[""] * size)),
    HostileDocument(name="xlsx_shared_text", kind=XLSX, size=100_000, make=_shared_text),
    HostileDocument(name="pdf_flate_bomb", kind=PDF, size=400_000_000, make=flate_bomb),
    HostileDocument(name="pdf_packed_many_times", kind=PDF, size=5, make=_packed_many_times),
    HostileDocument(name="pdf_operators", kind=PDF, size=1_000_000, make=many_operators),
    HostileDocument(name="pdf_looping_pages", kind=PDF, size=1_000_000_000, make=_looping_pages),
    HostileDocument(name="pdf_many_pages", kind=PDF, size=100_000, make=_many_pages),
    HostileDocument(name="pdf_deep_array", kind=PDF, size=1_000_000, make=_deep_array),
    HostileDocument(name="pdf_nested_forms", kind=PDF, size=60, make=_nested_forms),
    HostileDocument(name="pdf_junk", kind=PDF, size=2_000_000, make=lambda size: pdf("a") + b"1 0 obj<<" * (size // 9)),
    HostileDocument(name="rtf_groups", kind=RTF, size=5_000_000, make=lambda size: b"{\\rtf1" + b"{" * size),
    HostileDocument(name="rtf_open_and_shut", kind=RTF, size=500_000, make=lambda size: b"{\\rtf1" + b"{\\b a}" * size),
    HostileDocument(name="rtf_letters", kind=RTF, size=500_000, make=lambda size: rtf("å" * size)),
    HostileDocument(name="rtf_backslashes", kind=RTF, size=5_000_000, make=lambda size: b"{\\rtf1" + b"\\" * size),
    HostileDocument(name="doc_looping_sectors", kind=DOC, size=1, make=_looping_sectors),
    HostileDocument(name="doc_looping_directory", kind=DOC, size=1, make=_looping_directory),
    HostileDocument(name="doc_fields", kind=DOC, size=1_000_000, make=lambda size: doc("\x13" * size)),
    HostileDocument(name="msg_within", kind=MSG, size=15, make=_messages_within),
    HostileDocument(
        name="msg_attachments", kind=MSG, size=1000, make=lambda size: msg(attachments=[("a", b"a")] * size)
    ),
    HostileDocument(name="tnef_within", kind=TNEF, size=50, make=_wrapped_within),
    HostileDocument(
        name="tnef_attributes",
        kind=TNEF,
        size=1_000_000,
        make=lambda size: tnef() + struct.pack("<BIIH", 2, 0x0006_9002, 0, 0) * size,
    ),
    HostileDocument(name="packed_rtf", kind=TNEF, size=16_000_000, make=_packed_rich_text),
)
