"""Content fields are taken apart as senders write them."""

from __future__ import annotations

import time

import pytest

from mailintake.parse.parameters import MAX_VALUE, read, read_type


def test_a_type_and_its_parameters_are_told():
    found = read_type('Text/PLAIN; Charset="utf-8"; format=flowed')
    assert (found.value, found.named, found.is_sound) == (
        "text/plain",
        {"charset": "utf-8", "format": "flowed"},
        True,
    )


@pytest.mark.parametrize("raw", ["text", "text/", "/plain", "plain text; charset=utf-8", ";"])
def test_what_is_no_media_type_is_none(raw):
    assert (read_type(raw).value, read_type(raw).is_sound) == ("", False)


def test_a_missing_field_is_sound():
    assert (read_type("").value, read_type("").is_sound) == ("", True)


def test_comments_are_passed_over():
    assert read_type("text/plain (plain (text)); charset=utf-8").value == "text/plain"


def test_a_semicolon_within_quotes_divides_nothing():
    assert read('attachment; filename="a; b.pdf"; size=3').named == {"filename": "a; b.pdf", "size": "3"}


def test_quoted_pairs_are_undone():
    assert read(r'attachment; filename="a\"b.pdf"').named == {"filename": 'a"b.pdf'}


def test_an_encoded_name_in_a_parameter_is_read():
    assert read('attachment; filename="=?utf-8?q?f=C3=B6rslag.pdf?="').named == {"filename": "förslag.pdf"}


def test_a_name_in_sections_is_joined():
    raw = "attachment; filename*1*=slag%20; filename*0*=utf-8'sv'f%C3%B6r; filename*2=\"et.pdf\""
    assert read(raw).named == {"filename": "förslag et.pdf"}


def test_the_extended_name_says_more_than_the_plain_one():
    assert (
        read("attachment; filename=f_rslag.pdf; filename*=iso-8859-1''f%F6rslag.pdf").named["filename"] == "förslag.pdf"
    )


def test_a_section_number_without_end_is_no_section():
    assert "filename" not in read(f"attachment; filename*{'9' * 500}=x").named


def test_a_field_that_is_too_long_is_cut_and_said_so():
    assert read("a; b=" + "x" * MAX_VALUE).is_sound is False


@pytest.mark.parametrize("junk", ["9", " ", '"', "a ", "a; ", "=a", 'a="', "\\", ' "'])
def test_what_is_no_parameter_is_passed_over_in_no_time(junk):
    began = time.process_time()
    read("text/plain; name*" + junk * (MAX_VALUE // len(junk)))
    assert time.process_time() - began < 0.05


def test_a_parameter_after_what_is_none_is_read():
    assert read('text/plain; skräp "mer" charset=utf-8').named == {"charset": "utf-8"}
