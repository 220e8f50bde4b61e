"""A PDF gives the words of its pages and fields, and says when it has pictures only."""

from __future__ import annotations

import pytest
from mailmaking.pdf import locked_pdf, pdf, pdf_form, pdf_of_picture

from mailintake.parse.documents import pdf as reader
from mailintake.parse.documents.found import Finding, LockedError


def test_pages_are_apart():
    assert reader.read(pdf("Första sidan", "Andra sidan")).text == "Första sidan\n\nAndra sidan"


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_page_is_read_packed_or_not(is_packed):
    assert reader.read(pdf("Åsa (ordförande)", is_packed=is_packed)).text == "Åsa (ordförande)"


def test_what_was_filled_in_is_read():
    assert reader.read(pdf_form("Svar:", "Vi tillstyrker, Åsa")).text == "Svar:\nVi tillstyrker, Åsa"


def test_a_scanned_page_is_told_to_be_a_picture():
    assert reader.read(pdf_of_picture()).finding is Finding.PICTURES


def test_what_a_scanner_adds_does_not_make_it_a_text():
    found = reader.read(pdf_of_picture("Skannad med Skannern"))
    assert (found.finding, found.text) == (Finding.PICTURES, "Skannad med Skannern")


def test_a_short_text_without_a_picture_is_a_text():
    found = reader.read(pdf("Ja."))
    assert (found.finding, found.text) == (Finding.TEXT, "Ja.")


def test_a_blank_page_beside_a_scanned_one_changes_nothing():
    assert reader.read(pdf_of_picture(blank_pages=2)).finding is Finding.PICTURES


def test_letters_that_are_drawn_as_lines_are_a_picture():
    assert reader.read(pdf("x", drawn="50 50 m 100 100 l S")).finding is Finding.TEXT
    assert reader.read(pdf("", drawn="50 50 m 100 100 l S")).finding is Finding.PICTURES


def test_an_empty_page_holds_nothing_to_read():
    assert reader.read(pdf("")).finding is Finding.TEXT


def test_a_pass_word_is_told():
    with pytest.raises(LockedError):
        reader.read(locked_pdf("hemligt"))


def test_no_more_pages_are_read_than_are_allowed(monkeypatch):
    monkeypatch.setattr(reader, "MAX_PAGES", 2)
    assert reader.read(pdf("1", "2", "3")).text == "1\n\n2"


def test_no_more_text_is_read_than_is_allowed(monkeypatch):
    monkeypatch.setattr(reader, "MAX_TEXT", 5)
    assert reader.read(pdf("12345678", "x")).text == "12345"
