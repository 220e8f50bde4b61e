"""The header is read within bounds, and nothing can be smuggled into it."""

from __future__ import annotations

import pytest

from mailintake.parse.defects import Defect
from mailintake.parse.headers import MAX_FIELD_BYTES, MAX_FIELDS, opening, read_header, with_line_feeds


def test_fields_are_read_in_order_and_the_body_after_the_empty_line():
    data = b"A: 1\r\nB: 2\r\na: 3\r\n\r\nC: 4\r\n"
    header, body = read_header(data)
    assert (header.fields, data[body:]) == ((("a", b"1"), ("b", b"2"), ("a", b"3")), b"C: 4\r\n")


def test_a_folded_field_is_one_value():
    assert read_header(b"Subject: ett\r\n\ttv\xc3\xa5\n  tre\n\n")[0].value("subject") == "ett två tre"


def test_raw_letters_of_windows_are_read():
    assert read_header("Subject: Räksmörgås\n\n".encode("cp1252"))[0].text("subject") == "Räksmörgås"


def test_raw_letters_in_utf_8_are_read():
    assert read_header("Subject: Räksmörgås\n\n".encode())[0].text("subject") == "Räksmörgås"


def test_a_bare_carriage_return_starts_no_field():
    header, _ = read_header(b"Subject: a\rReply-To: ond@ond.example\r\n\r\n")
    assert (header.has("reply-to"), header.defects) == (False, (Defect.BARE_CR,))


def test_a_mail_with_carriage_returns_alone_has_lines():
    assert with_line_feeds(b"A: 1\r\rHej") == b"A: 1\n\nHej"


def test_a_mail_with_line_feeds_is_left_as_it_is():
    assert with_line_feeds(b"A: 1\r2\n\nHej\r") == b"A: 1\r2\n\nHej\r"


def test_a_stray_line_among_the_fields_is_passed_over():
    header, _ = read_header(b"Subject: a\nskr\xc3\xa4p\nFrom: a@b.example\n\nHej")
    assert (header.value("from"), header.defects) == ("a@b.example", (Defect.STRAY_LINES,))


def test_text_without_an_empty_line_before_it_is_not_lost():
    data = b"Subject: a\nHej!\nVi tycker: ja\n\nAnna"
    header, body = read_header(data)
    assert (data[body:], header.defects) == (b"Hej!\nVi tycker: ja\n\nAnna", (Defect.NO_SEPARATOR,))


def test_a_space_before_the_colon_names_no_sender():
    header, _ = read_header(b"From : a@b.example\nSubject : Hej\n\n")
    assert (header.value("from"), header.value("subject"), header.defects) == (
        "",
        "Hej",
        (Defect.SPACE_BEFORE_COLON,),
    )


def test_a_field_that_is_too_long_is_cut():
    header, _ = read_header(b"X: " + b"a" * (MAX_FIELD_BYTES + 5) + b"\nSubject: Hej\n\n")
    assert (len(header.value("x")), header.value("subject"), header.defects) == (
        MAX_FIELD_BYTES,
        "Hej",
        (Defect.FIELD_CUT,),
    )


def test_a_header_that_is_too_long_is_cut_and_the_body_found_all_the_same():
    fields = b"".join(b"X: " + b"a" * 50_000 + b"\n" for _ in range(6))
    data = b"Subject: Hej\n" + fields + b"Cc: a@b.example\n\nText"
    header, body = read_header(data)
    assert (header.value("subject"), header.has("cc"), data[body:]) == ("Hej", False, b"Text")
    assert header.defects == (Defect.HEADER_CUT,)


@pytest.mark.parametrize("size", [300_000, 2_000_000])
def test_what_stands_after_a_long_field_is_read(size):
    data = b"To: " + b"a@b.example, " * (size // 13) + b"\nSubject: Hej\n\nText"
    header, body = read_header(data)
    assert (header.value("subject"), data[body:], header.defects) == ("Hej", b"Text", (Defect.FIELD_CUT,))


def test_fields_are_looked_for_within_a_bound():
    data = b"Subject: Hej\n" + b"X: " + b"a" * 5_000_000 + b"\nCc: a@b.example\n\nText"
    header, body = read_header(data)
    assert (header.value("subject"), header.has("cc"), data[body:]) == ("Hej", False, b"Text")
    assert Defect.HEADER_CUT in header.defects


def test_fields_beyond_the_thousandth_are_not_read():
    header, _ = read_header(b"X: a\n" * (MAX_FIELDS + 1) + b"\n")
    assert (len(header.fields), header.defects) == (MAX_FIELDS, (Defect.TOO_MANY_FIELDS,))


def test_a_mailbox_line_and_empty_lines_before_the_header_are_passed_over():
    data = b"From anna Thu Jun 21 10:14:00 2018\n\n\r\nSubject: Hej\n\nText"
    assert read_header(data, opening(data))[0].value("subject") == "Hej"


def test_a_mail_of_text_alone_is_all_body():
    data = b"Hej, ingen rubrik.\nAnna"
    assert data[read_header(data, opening(data))[1] :] == data
