"""PDF (ISO 32000), read with PDFium: the words of each page, and what was filled in where it is a form."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from pypdfium2 import PdfDocument, PdfiumError, PdfPage
from pypdfium2 import raw as pdfium

from mailintake.parse.documents.found import MAX_TEXT, Finding, Found, LockedError

MAX_PAGES = 500
# Fewer letters than this on a page with a picture are a page number, or what a scanner's program adds.
_FEW_LETTERS = 40
_MAX_LOOKED_AT = 200  # things on a page among which a picture is looked for
# Letters may also be drawn as lines, and are then a picture to everybody but the eye.
_DRAWN = frozenset({pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING})

# What PDFium gives its text in; looked up now, for a document is read where no file can be opened.
codecs.lookup("utf-16-le")
# PDFium marks a hyphen that only a line's end called for.
_DIVIDED = re.compile("[\ufffe\x02]\r?\n?")


def read(content: bytes) -> Found:
    """Read a document; one that shows pictures and next to no words is told apart."""
    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise LockedError from error
        raise
    is_form = document.get_formtype() == pdfium.FORMTYPE_ACRO_FORM
    texts: list[str] = []
    room = MAX_TEXT
    shows_pictures = False
    for number in range(min(len(document), MAX_PAGES)):
        text, is_picture = _read_page(document, number, is_form=is_form)
        texts.append(text[:room])
        room -= len(text)
        shows_pictures = shows_pictures or is_picture
        if room <= 0:
            break
    text = "\n\n".join(filter(None, texts))
    is_scanned = shows_pictures and len(text) < _FEW_LETTERS * len(texts)
    return Found(finding=Finding.PICTURES if is_scanned else Finding.TEXT, text=text)


def _read_page(document: PdfDocument, number: int, *, is_form: bool) -> tuple[str, bool]:
    """Return a page's words, and whether it shows a picture instead of words."""
    page = document[number]
    if is_form:
        # What stands in fields becomes part of the page, which is then read anew.
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        page = document[number]
    words = page.get_textpage()
    text = _DIVIDED.sub("", words.get_text_range(0, min(words.count_chars(), MAX_TEXT))).replace("\r\n", "\n").strip()
    is_picture = len(text) < _FEW_LETTERS and _shows_picture(page, has_words=bool(text))
    words.close()
    page.close()
    return text, is_picture


def _shows_picture(page: PdfPage, *, has_words: bool) -> bool:
    kinds = {thing.type for thing in islice(page.get_objects(max_depth=2), _MAX_LOOKED_AT)}
    return pdfium.FPDF_PAGEOBJ_IMAGE in kinds or (not has_words and not _DRAWN.isdisjoint(kinds))
