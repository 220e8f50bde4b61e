"""The parts of a mail are found as they lie, within limits, and nothing that can be shown is lost."""

from __future__ import annotations

import pytest
from mailmaking import joined, mail, multipart, nested, part, text_part

from mailintake.parse.defects import Defect
from mailintake.parse.headers import read_header
from mailintake.parse.structure import MAX_DEPTH, MAX_PARTS, Allowance, read_structure


def structure(original, **allowed):
    header, start = read_header(original)
    allowance = Allowance(**allowed)
    return read_structure(header, original, start, allowance), allowance


def contents(original):
    root, allowance = structure(original)
    return [(leaf.media_type, leaf.content(allowance)) for leaf in root.leaves()]


def test_a_single_part_is_its_own_leaf():
    assert contents(mail(body=b"Hej\r\n")) == [("text/plain", b"Hej\r\n")]


def test_the_line_end_before_a_boundary_is_not_the_parts():
    assert contents(multipart(b"\r\nett\r\n", b"\r\ntv")) == [("text/plain", b"ett\r\n"), ("text/plain", b"tv")]


def test_bare_line_feeds_divide_parts_as_well():
    original = multipart(b"\r\nett", b"\r\ntv").replace(b"\r\n", b"\n")
    assert contents(original) == [("text/plain", b"ett"), ("text/plain", b"tv")]


def test_parts_within_parts_are_found_in_order():
    original = multipart(nested(text_part("a"), text_part("<p>a", subtype="html")), part(b"%PDF-", "application/pdf"))
    assert [kind for kind, _ in contents(original)] == ["text/plain", "text/html", "application/pdf"]


def test_a_boundary_that_begins_like_another_divides_nothing():
    original = multipart(b"\r\nett\r\n--=-skiljelinje\r\ntv", b"\r\ntre")
    assert [content for _, content in contents(original)] == [b"ett\r\n--=-skiljelinje\r\ntv", b"tre"]


def test_a_boundary_within_a_line_divides_nothing():
    assert [content for _, content in contents(multipart(b"\r\nhej --=-skilje\r\n"))] == [b"hej --=-skilje\r\n"]


def test_many_false_boundaries_hide_no_true_one():
    original = multipart(b"\r\n" + b"--=-skiljer\r\n" * 1500, b"\r\nsist")
    assert [content[-4:] for _, content in contents(original)] == [b"er\r\n", b"sist"]


def test_what_stands_outside_the_boundaries_is_no_part():
    body = b"ing\xe5ng\r\n" + joined(b"\r\ninne", boundary="x") + b"utg\xe5ng"
    assert contents(mail(body=body, content_type="multipart/mixed; boundary=x")) == [("text/plain", b"inne")]


def test_a_mail_that_was_cut_off_gives_what_there_is():
    root, allowance = structure(multipart(b"\r\nett", b"\r\ntv\r\n").replace(b"--=-skilje--\r\n", b""))
    assert ([leaf.content(allowance) for leaf in root.leaves()], allowance.defects) == (
        [b"ett", b"tv\r\n\r\n"],
        [Defect.NOT_CLOSED],
    )


def test_a_mail_of_parts_without_a_boundary_is_guessed():
    body = joined(text_part("a"), text_part("b"), boundary="x")
    assert [kind for kind, _ in contents(mail(body=body, content_type="multipart/mixed"))] == ["text/plain"] * 2


def test_a_mail_of_parts_that_has_none_is_shown_as_text():
    root, allowance = structure(mail(body=b"Hej", content_type="multipart/mixed; boundary=x"))
    assert (root.media_type, root.content(allowance), allowance.defects) == ("text/plain", b"Hej", [Defect.NO_PARTS])


def test_a_boundary_that_comes_again_within_divides_the_outer():
    inner = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + joined(b"\r\ninre", boundary="x")
    original = mail(body=joined(inner, boundary="x"), content_type="multipart/mixed; boundary=x")
    assert [content for _, content in contents(original)] == [b"", b"inre"]


def test_a_part_of_a_digest_is_a_mail():
    assert contents(multipart(b"\r\nSubject: a\r\n\r\nHej", subtype="digest"))[0][0] == "message/rfc822"


def test_a_type_that_is_none_is_plain_text():
    root, allowance = structure(mail(body=b"Hej", content_type="text"))
    assert (root.media_type, allowance.defects) == ("text/plain", [Defect.BAD_PARAMETER])


def test_an_encoding_on_what_holds_parts_is_ignored():
    original = mail(
        body=joined(b"\r\nHej", boundary="x"), content_type="multipart/mixed; boundary=x", encoding="base64"
    )
    assert contents(original) == [("text/plain", b"Hej")]


def test_parts_beyond_the_limit_are_not_read():
    root, allowance = structure(multipart(*[b"\r\nx"] * (MAX_PARTS + 1)))
    assert (len(list(root.leaves())), allowance.defects) == (MAX_PARTS, [Defect.TOO_MANY_PARTS])


def test_what_lies_too_deep_is_shown_as_text():
    original = b"\r\nHej"
    for level in range(MAX_DEPTH + 1):
        original = f"Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n".encode() + joined(
            original, boundary=f"b{level}"
        )
    root, allowance = structure(original)
    assert ([leaf.media_type for leaf in root.leaves()], allowance.defects) == (["text/plain"], [Defect.TOO_DEEP])


def test_content_beyond_the_limit_is_not_decoded():
    root, allowance = structure(mail(body=b"x" * 100), decoded=10)
    assert (root.content(allowance), allowance.defects) == (b"x" * 10, [Defect.TOO_LARGE])


@pytest.mark.parametrize(
    ("disposition", "is_attached"), [("", False), ("inline", False), ("attachment", True), ("x", True)]
)
def test_any_disposition_but_inline_is_an_attachment(disposition, is_attached):
    root, _ = structure(mail(headers=(("Content-Disposition", disposition),)))
    assert root.is_attached is is_attached
