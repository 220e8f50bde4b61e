"""Attachments are told by name, kind, size and hash, and what can be read in them is read."""

from __future__ import annotations

import base64
import hashlib

import pytest
from mailmaking import attached, joined, mail, multipart, part, plain, text_part
from mailmaking.clients import related_with_logo
from mailmaking.reader import read_message

from mailintake.parse.attachments import MAX_OPENED
from mailintake.parse.defects import Defect


def attachments(original):
    return read_message(original).attachments


def test_an_attachment_is_told_exactly():
    content = b"\x89PNG\r\n\x1a\n\xff\r\n\0"
    found = attachments(multipart(text_part("Se bilaga."), attached(content, "yttrande.png")))[0]
    assert (found.filename, found.media_type, found.size, found.sha256, found.text, found.is_readable) == (
        "yttrande.png",
        "image/png",
        len(content),
        hashlib.sha256(content).hexdigest(),
        "",
        False,
    )


def test_texts_are_read():
    original = multipart(
        text_part("Se bilagor."),
        attached("Luleå".encode("cp1252"), "a.txt", "text/plain; charset=iso-8859-1"),
        attached("<p>Luleå</p>".encode(), "b.html", "text/html; charset=utf-8"),
    )
    assert [one.text for one in attachments(original)] == ["Luleå", "Luleå"]


def test_an_empty_attachment_holds_nothing_to_read():
    assert [(one.size, one.is_readable) for one in attachments(multipart(attached(b"", "a.bin")))] == [(0, True)]


def test_a_part_without_a_name_is_told_exactly():
    content = bytes(range(256))
    found = attachments(multipart(text_part("Hej"), part(content, "application/pdf")))[0]
    assert (found.filename, found.sha256) == ("", hashlib.sha256(content).hexdigest())


def test_a_picture_beside_the_text_is_an_attachment():
    assert [one.filename for one in attachments(related_with_logo("Hej", b"\x89PNG\r\n\x1a\n"))] == ["image001.png"]


def test_a_mail_that_is_a_document_alone_has_it_as_attachment():
    original = mail(body=base64.encodebytes(b"PK\3\4"), content_type="application/zip; name=a.zip", encoding="base64")
    assert [one.filename for one in attachments(original)] == ["a.zip"]


def test_names_that_differ_in_case_alone_are_both_kept():
    original = multipart(attached(b"1", "A.bin"), attached(b"2", "a.bin"))
    assert [one.filename for one in attachments(original)] == ["A.bin", "a.bin"]


def test_two_names_that_disagree_are_told():
    one = part(b"MZ", "application/pdf; name=a.pdf", headers=('Content-Disposition: attachment; filename="b.exe"',))
    message = read_message(multipart(one))
    assert (message.attachments[0].filename, message.defects) == (
        "b.exe",
        (Defect.TWO_NAMES.value, Defect.BAD_DOCUMENT.value),
    )


def test_an_attached_mail_is_opened_also_in_base64():
    inner = plain("Vi tycker att förslaget är bra.", subject="Yttrande")
    for encoding in ("7bit", "base64"):
        found = attachments(multipart(text_part("Se bifogat."), part(inner, "message/rfc822", encoding=encoding)))
        assert [one.text for one in found] == ["Yttrande\n\nVi tycker att förslaget är bra."]


def test_a_mail_in_a_file_is_opened():
    found = attachments(multipart(attached(plain("Vårt svar", subject=""), "svar.eml")))
    assert [(one.media_type, one.text) for one in found] == [("message/rfc822", "Vårt svar")]


def test_what_is_attached_to_an_attached_mail_follows_it():
    inner = multipart(
        text_part("Se bilaga."), attached("Vårt svar".encode(), "svar.txt"), subject="Yttrande", boundary="x"
    )
    found = attachments(multipart(text_part("Vidare."), part(inner, "message/rfc822", encoding="7bit")))
    assert [(one.filename, one.text) for one in found] == [("", "Yttrande\n\nSe bilaga."), ("svar.txt", "Vårt svar")]


def test_mails_within_mails_are_opened_to_a_depth():
    inner = plain("innerst", subject="s")
    for _ in range(MAX_OPENED + 2):
        inner = mail(body=inner, content_type="message/rfc822", subject="s", encoding="")
    message = read_message(inner)
    assert (len(message.attachments), message.attachments[-1].is_readable, message.defects) == (
        MAX_OPENED + 1,
        False,
        (Defect.TOO_DEEP.value,),
    )


def test_an_alternative_of_the_text_is_no_attachment():
    versions = joined(text_part("a"), text_part("<p>a</p>", subtype="html"), boundary="x")
    assert attachments(mail(body=versions, content_type="multipart/alternative; boundary=x")) == ()


@pytest.mark.parametrize(
    "mark", [("\ufeff", "utf-8"), ("", "utf-16"), ("\ufeff", "utf-16-be")], ids=lambda mark: mark[1]
)
def test_a_text_file_is_read_in_the_letters_that_its_beginning_tells(mark):
    content = f"{mark[0]}Luleå\r\nåäö".encode(mark[1])
    assert [one.text for one in attachments(multipart(attached(content, "svar.txt")))] == ["Luleå\nåäö"]


def test_a_page_that_is_told_by_its_name_alone_is_read_as_one():
    assert [one.text for one in attachments(multipart(attached(b"<p>Hej</p>", "a.html")))] == ["Hej"]


def test_a_signature_needs_no_reading():
    seal = part(b"\x30\x80", "application/pkcs7-signature; name=smime.p7s")
    message = read_message(multipart(text_part("Hej"), seal, subtype="signed"))
    assert [(one.filename, one.text, one.is_readable) for one in message.attachments] == [("smime.p7s", "", True)]
    assert message.defects == ()


def test_a_picture_that_was_attached_is_told_and_one_in_the_text_is_not():
    picture = b"\x89PNG\r\n\x1a\n"
    shown = part(picture, "image/png", headers=("Content-ID: <a@b.example>", "Content-Disposition: inline"))
    assert read_message(multipart(text_part("Hej"), shown)).defects == ()
    assert read_message(multipart(text_part("Hej"), attached(picture, "a.png"))).defects == (Defect.PICTURE.value,)


def test_an_attachment_that_is_said_to_be_a_document_and_is_none_is_told():
    message = read_message(multipart(attached(b"Hej", "a.pdf", "application/pdf")))
    assert (message.attachments[0].media_type, message.attachments[0].is_readable) == (
        "application/octet-stream",
        False,
    )
    assert message.defects == (Defect.BAD_DOCUMENT.value,)
