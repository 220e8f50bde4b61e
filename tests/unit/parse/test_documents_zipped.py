"""Documents that are zip files of XML are read within limits, and no entity in them is ever expanded."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from mailmaking.documents import SHEET, WORD, docx, odt, pptx, xlsx_of, zipped

from mailintake.parse.documents import archive, open_document, presentation, spreadsheet, word
from mailintake.parse.documents.found import MAX_TEXT, LockedError, RefusedError

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def in_word(body):
    return docx(xml=f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode())


def in_office(body):
    spaces = " ".join(f'xmlns:{name}="{OFFICE}{name}:1.0"' for name in ("office", "text", "table"))
    return zipped({"content.xml": f"<office:body {spaces}>{body}</office:body>".encode()})


def word_text(body):
    return word.read(in_word(body)).text


def office_text(body):
    return open_document.read(in_office(body)).text


def test_words_that_are_divided_into_runs_stay_whole():
    assert (
        word_text("<w:p><w:r><w:t>för</w:t></w:r><w:r><w:t>slag</w:t><w:tab/><w:t>A</w:t></w:r></w:p>") == "förslag\tA"
    )


def test_tab_stops_are_no_tabs():
    assert word_text("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>A</w:t></w:r></w:p>") == "A"


@pytest.mark.parametrize("element", ["del", "moveFrom"])
def test_deleted_words_are_not_read(element):
    hidden = f"<w:{element}><w:r><w:delText>nej</w:delText><w:t>nej</w:t></w:r></w:{element}>"
    assert word_text(f"<w:p><w:r><w:t>ja</w:t></w:r>{hidden}</w:p>") == "ja"


def test_a_letterhead_follows_the_text():
    assert word.read(docx("Vårt svar", header="Luleå Skidklubb")).text == "Vårt svar\nLuleå Skidklubb"


def test_tracked_deletions_and_margin_notes_of_a_text_are_not_read():
    hidden = "<text:tracked-changes><text:p>nej</text:p></text:tracked-changes>"
    note = "<office:annotation><text:p>not</text:p></office:annotation>"
    assert office_text(f"{hidden}<text:p>ja{note}</text:p>") == "ja"


def test_spaces_and_line_breaks_of_a_text_are_kept():
    assert office_text('<text:p>a<text:s text:c="3"/>b<text:line-break/>c<text:tab/>d</text:p>') == "a   b\nc\td"


def test_no_count_of_spaces_is_believed_beyond_reason():
    assert len(office_text('<text:p>a<text:s text:c="999999999"/>b</text:p>')) == 102


def test_a_row_of_a_sheet_is_a_line_of_cells():
    cell = "<table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell>"
    sheet = f"<office:spreadsheet><table:table-row>{cell * 2}</table:table-row></office:spreadsheet>"
    assert office_text(sheet) == "a b\ta b"


def test_slides_are_read_in_their_order():
    assert presentation.read(pptx(*map(str, range(12)))).text == "\n".join(map(str, range(12)))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c t="s"><v>0</v></c>', "å b"),
        ('<c t="s"><v>7</v></c>', ""),
        ('<c t="s"><v>-1</v></c>', ""),
        ('<c t="s"><v>x</v></c>', ""),
        ("<c><v>3.5</v></c>", "3.5"),
        ('<c t="inlineStr"><is><t>ö</t></is></c>', "ö"),
        ('<c t="str"><f>A1</f><v>ja</v></c>', "ja"),
        ("<c/>", ""),
    ],
)
def test_a_cell_shows_its_value(cell, text):
    shared = f'<sst xmlns="{SHEET}"><si><r><t>å</t></r><r><t> b</t></r><rPh><t>x</t></rPh></si></sst>'
    assert spreadsheet.read(xlsx_of(shared, f"<row>{cell}</row>")).text == text


def test_a_shared_text_that_many_cells_show_is_not_multiplied_without_end():
    shared = f'<sst xmlns="{SHEET}"><si><t>{"a" * 100_000}</t></si></sst>'
    found = spreadsheet.read(xlsx_of(shared, '<row><c t="s"><v>0</v></c></row>' * 1000))
    assert len(found.text) == MAX_TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_that_declares_an_entity_is_refused(encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
    with pytest.raises(RefusedError):
        word.read(docx(xml=xml.encode(encoding)))


def test_a_member_that_is_packed_beyond_reason_is_refused():
    with pytest.raises(RefusedError):
        word.read(in_word("<w:p><w:r><w:t>" + "a" * 5_000_000 + "</w:t></w:r></w:p>"))


def test_no_more_is_unpacked_of_all_members_than_is_allowed(monkeypatch):
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1000)
    with pytest.raises(RefusedError):
        word.read(docx("a" * 600, header="b" * 600))


def test_a_method_that_needs_much_memory_is_not_unpacked():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("word/document.xml", b"<d/>")
    with pytest.raises(RefusedError):
        word.read(stream.getvalue())


def test_a_directory_with_too_many_members_is_not_read(monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBERS", 1)
    with pytest.raises(RefusedError):
        word.read(docx("a"))


def test_a_text_with_a_pass_word_is_told():
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    with pytest.raises(LockedError):
        open_document.read(zipped({"content.xml": b"\x01\x02", "META-INF/manifest.xml": manifest}))


def test_a_member_with_a_pass_word_is_told():
    content = bytearray(odt("a"))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(LockedError):
        open_document.read(bytes(content))
