"""The text of documents is read, and no document can do harm."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from mailmaking.documents import docx, odt, zipped

from mailintake.parse import documents
from mailintake.parse.documents import document_text
from mailintake.parse.media_types import DOCX, ODT

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body):
    return docx(xml=f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'.encode())


def text(content, kind=DOCX):
    return document_text(content, kind)[0]


@pytest.mark.parametrize(("make", "kind"), [(docx, DOCX), (odt, ODT)])
def test_paragraphs_become_lines(make, kind):
    assert (
        text(make("Yttrande över förslaget", "Vi säger ja & amen <3"), kind)
        == "Yttrande över förslaget\nVi säger ja & amen <3"
    )


def test_words_that_are_divided_into_runs_stay_whole():
    assert (
        text(word("<w:p><w:r><w:t>för</w:t></w:r><w:r><w:t>slag</w:t><w:tab/><w:t>A</w:t></w:r></w:p>")) == "förslag\tA"
    )


def test_deleted_words_are_not_read():
    assert text(word("<w:p><w:r><w:t>ja</w:t></w:r><w:del><w:r><w:delText>nej</w:delText></w:r></w:del></w:p>")) == "ja"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_that_declares_an_entity_is_refused(encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
    assert text(docx(xml=xml.encode(encoding))) is None


def test_a_document_that_unpacks_to_too_much_is_refused():
    assert text(word("<w:p><w:r><w:t>" + "a" * 5_000_000 + "</w:t></w:r></w:p>")) is None


def test_no_more_is_unpacked_than_is_allowed():
    assert document_text(docx("a" * 5000), DOCX, allowed=1000) == (None, 0)


def test_what_was_unpacked_is_told():
    assert document_text(word("<w:p/>"), DOCX)[1] == len(
        f'<w:document xmlns:w="{SPACE}"><w:body><w:p/></w:body></w:document>'
    )


def test_a_method_that_needs_much_memory_is_not_unpacked():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", b"<d/>")
    assert text(stream.getvalue()) is None


def test_a_directory_with_too_many_members_is_not_read(monkeypatch):
    monkeypatch.setattr(documents, "MAX_MEMBERS", 1)
    assert text(docx("a")) is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", docx("a")[:-30], zipped({"a": b"b"}), docx(xml=b"<d>")])
def test_what_is_no_document_has_no_text(content):
    assert text(content) is None
