"""Every format has one file and one line, and a clean document of each gives its words, letters and all."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from mailmaking import documents as made
from mailmaking.compound import doc, msg
from mailmaking.pdf import pdf, pdf_with_glyphs
from mailmaking.wrapping import tnef

from mailintake.parse import documents
from mailintake.parse.documents import READERS
from mailintake.parse.documents.found import Finding, Found
from mailintake.parse.kinds import DOC, DOCX, MSG, ODP, ODS, ODT, PDF, PPTX, RTF, TNEF, XLSX
from mailintake.parse.media_types import media_type

LINES = ("Yttrande över förslaget: Å Ä Ö å ä ö é", "Vi säger ja & amen <3 (100 %) \\ {x}")
WORDS = "\n".join(LINES)


def reader(kind):
    return import_module(f"mailintake.parse.documents.{READERS[kind]}").read


MADE = {
    "docx": (DOCX, made.docx(*LINES)),
    "odt": (ODT, made.odt(*LINES)),
    "xlsx": (XLSX, made.xlsx([[line] for line in LINES])),
    "ods": (ODS, made.ods([[line] for line in LINES])),
    "pptx": (PPTX, made.pptx(*LINES)),
    "rtf": (RTF, made.rtf("Yttrande över förslaget: Å Ä Ö å ä ö é", "Vi säger ja")),
    "pdf": (PDF, pdf(WORDS)),
    "pdf_glyphs": (PDF, pdf_with_glyphs(WORDS)),
    "doc": (DOC, doc(*LINES)),
    "doc_narrow": (DOC, doc(*LINES, is_wide=False)),
}


@pytest.mark.parametrize(("kind", "content"), MADE.values(), ids=MADE)
def test_the_words_of_a_document_come_out_exactly(kind, content):
    expected = WORDS if kind != RTF else f"{LINES[0]}\nVi säger ja"
    assert (media_type(content, "", ""), reader(kind)(content)) == (kind, Found(finding=Finding.TEXT, text=expected))


def test_every_format_is_read_by_one_file_that_is_there():
    folder = Path(documents.__file__).parent
    holding = {file.stem for file in folder.glob("*.py") if "\ndef read(content: bytes) -> Found:" in file.read_text()}
    assert set(READERS.values()) == holding


def test_no_format_is_forgotten_here():
    assert set(READERS) - {kind for kind, _ in MADE.values()} == {ODP, MSG, TNEF}


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (DOCX, made.docx("", picture="word/media/image1.png")),
        (ODT, made.opendocument("text", "", picture="Pictures/1.png")),
        (RTF, b"{\\rtf1{\\pict\\pngblip 89504e47}}"),
        (DOC, doc("\x01")),
    ],
)
def test_a_document_of_pictures_alone_is_told_to_be_one(kind, content):
    assert reader(kind)(content) == Found(finding=Finding.PICTURES)


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    "content", [b"", b"x", b"PK\x03\x04", b"%PDF-1.4", b"{\\rtf1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_is_no_document_raises_or_has_no_words(kind, content):
    # Whatever is raised is taken for damage by the process that reads documents.
    try:
        found = reader(kind)(content)
    except Exception:  # noqa: BLE001
        return
    assert found.text == ""


@pytest.mark.parametrize(
    ("kind", "content"),
    [*MADE.values(), (MSG, msg(text=WORDS)), (TNEF, tnef(text=WORDS))],
    ids=[*MADE, "msg", "tnef"],
)
def test_a_document_that_is_cut_off_anywhere_never_reads_as_something_else(kind, content):
    whole = reader(kind)(content)
    for end in range(0, len(content), max(1, len(content) // 40)):
        try:
            found = reader(kind)(content[:end])
        except Exception:  # noqa: BLE001
            continue
        assert set(found.text.split()) <= {*whole.text.split(), "�"} or kind in {RTF, PDF, DOC}
