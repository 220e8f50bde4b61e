"""Signed and uuencoded content is opened before the mail's text and attachments are looked for."""

from __future__ import annotations

import base64

import pytest
from mailmaking import attached, mail, multipart, part, plain, text_part
from mailmaking.reader import read_message
from mailmaking.wrapping import clear_signed, enveloped, signed, uuencoded

from mailintake.parse.defects import Defect
from mailintake.parse.signed_data import signed_content
from mailintake.parse.wrapped import MAX_OPENED

TEXT = "Vi i Luleå säger ja."
ENTITY = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{TEXT}\r\n".encode()


def smime(data, kind="; smime-type=signed-data", name="smime.p7m"):
    return mail(
        body=base64.encodebytes(data),
        content_type=f"application/pkcs7-mime{kind}; name={name}",
        encoding="base64",
    )


@pytest.mark.parametrize("is_streamed", [False, True])
@pytest.mark.parametrize("kind", ["; smime-type=signed-data", ""])
def test_an_opaquely_signed_mail_is_read(is_streamed, kind):
    message = read_message(smime(signed(ENTITY, is_streamed=is_streamed), kind))
    assert (message.text.strip(), message.attachments, message.defects) == (TEXT, (), ())


def test_what_is_attached_within_a_signature_is_an_attachment():
    inner = multipart(text_part(TEXT), attached(b"Hej", "svar.txt", "text/plain"))
    message = read_message(smime(signed(inner[inner.index(b"Content-Type: multipart") :])))
    assert (message.text.strip(), [one.filename for one in message.attachments]) == (TEXT, ["svar.txt"])


def test_a_signed_part_that_a_list_put_a_footer_to_is_read():
    wrapped = part(signed(ENTITY), "application/octet-stream; name=smime.p7m")
    message = read_message(multipart(wrapped, text_part("Listans fot")))
    assert (message.text.strip().split("\n")[0], message.attachments) == (TEXT, ())


def test_signatures_around_signatures_are_opened_to_a_depth():
    head = b"Content-Type: application/pkcs7-mime; smime-type=signed-data\r\nContent-Transfer-Encoding: binary\r\n\r\n"
    entity = ENTITY
    for _ in range(MAX_OPENED - 1):
        entity = head + signed(entity)
    assert read_message(smime(signed(entity))).text.strip() == TEXT
    assert read_message(smime(signed(head + signed(head + signed(entity))))).defects == (Defect.BAD_SIGNED.value,)


def test_a_signature_that_is_damaged_is_told_and_the_part_kept():
    message = read_message(smime(signed(ENTITY)[:40]))
    assert Defect.BAD_SIGNED.value in message.defects
    assert [one.filename for one in message.attachments] == ["smime.p7m"]


@pytest.mark.parametrize("kind", ["; smime-type=enveloped-data", ""])
def test_an_encrypted_mail_is_told_and_its_part_kept(kind):
    message = read_message(smime(enveloped(), kind))
    assert (message.text, message.defects) == ("", (Defect.ENCRYPTED.value,))
    assert [(one.filename, one.is_readable) for one in message.attachments] == [("smime.p7m", False)]


def test_what_is_signed_with_pgp_mime_is_read_and_the_signature_needs_no_reading():
    seal = part(b"-----BEGIN PGP SIGNATURE-----\n", "application/pgp-signature; name=signature.asc", encoding="7bit")
    message = read_message(multipart(text_part(TEXT), seal, subtype="signed"))
    assert (message.text.strip(), [one.is_readable for one in message.attachments]) == (TEXT, [True])


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable"])
def test_a_clear_signed_text_is_read_without_its_signature(encoding):
    text = f"{TEXT}\n- en punkt x=41\n-- \nÅsa"
    message = read_message(plain("Hej\n" + clear_signed(text) + "Fot", encoding=encoding))
    assert (message.text, message.signature) == (f"Hej\n{TEXT}\n- en punkt x=41", "Åsa\nFot")


def test_a_clear_signature_that_is_cut_off_costs_no_words():
    assert read_message(plain(clear_signed(TEXT).partition("-----BEGIN PGP SIGNATURE")[0])).text == TEXT


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable"])
def test_a_uuencoded_file_in_a_text_is_an_attachment(encoding):
    content = "Vårt svar: å ä ö".encode() * 20
    text = f"Hej!\n\n{uuencoded(content, 'svar åäö.txt')}\nHälsningar"
    message = read_message(plain(text, encoding=encoding))
    assert message.text.split() == ["Hej!", "Hälsningar"]
    assert [(one.filename, one.text) for one in message.attachments] == [("svar åäö.txt", content.decode())]


def test_several_uuencoded_files_are_each_an_attachment():
    message = read_message(plain(uuencoded(b"a", "a.txt") + uuencoded(b"b", "b.txt")))
    assert [(one.filename, one.text) for one in message.attachments] == [("a.txt", "a"), ("b.txt", "b")]


@pytest.mark.parametrize(
    "text",
    [
        "begin 644 mars\noch fortsätt så\nend",
        "Vi begin 644 a.txt\n#86)C\n`\nend",
        "begin 644 a.txt\n#86)C\n`",
        "begin 644 a.txt\n#86)C och mer än så\nend",
        "> begin 644 a.txt\n> #86)C\n> end",
    ],
)
def test_what_only_looks_like_a_file_stays_text(text):
    message = read_message(plain(text))
    assert (message.attachments, f"{message.text}{message.quoted}".count("a.txt")) == ((), text.count("a.txt"))


@pytest.mark.parametrize("end", range(60))
def test_signed_data_that_is_cut_off_is_none(end):
    assert signed_content(signed(b"x" * 20)[:end]) in (None, b"x" * 20)


@pytest.mark.parametrize("is_streamed", [False, True])
def test_signed_data_gives_its_content(is_streamed):
    content = bytes(range(256)) * 10
    assert signed_content(signed(content, is_streamed=is_streamed)) == content


@pytest.mark.parametrize("data", [b"", b"\x30", b"\x30\x80" * 10_000, b"\x30\x84\xff\xff\xff\xff", enveloped(), b"Hej"])
def test_what_is_not_signed_data_is_none(data):
    assert signed_content(data) is None
