"""The mail's own text is what its reader sees."""

from __future__ import annotations

import pytest
from mailmaking import attached, mail, multipart, nested, part, plain, text_part

from mailintake.parse.body import read_body
from mailintake.parse.defects import Defect
from mailintake.parse.headers import read_header
from mailintake.parse.structure import Allowance, read_structure


def body(original):
    header, start = read_header(original)
    allowance = Allowance()
    return read_body(read_structure(header, original, start, allowance), allowance), allowance


def text(original):
    return body(original)[0].text


def html(source):
    return text_part(source, subtype="html")


def test_the_plain_version_is_preferred():
    original = multipart(text_part("Vi säger ja."), html("<p>Vi säger <b>ja</b>.</p>"), subtype="alternative")
    assert text(original) == "Vi säger ja."


@pytest.mark.parametrize(
    "stub",
    [
        "",
        " \n",
        "Din e-postklient kan inte visa HTML.",
        "Your mail program does not support HTML. View this online: x.example",
    ],
)
def test_a_plain_version_that_says_nothing_gives_way_to_the_rich_one(stub):
    assert text(multipart(text_part(stub), html("<p>Vi säger ja.</p>"), subtype="alternative")) == "Vi säger ja."


def test_a_plain_version_of_few_words_gives_way_to_a_rich_one_that_says_much_more():
    said = "Vi säger ja till förslaget. " * 10
    assert text(multipart(text_part("Hej!"), html(f"<p>Hej!</p><p>{said}</p>"), subtype="alternative")) == (
        f"Hej!\n\n{said.strip()}"
    )


def test_a_short_plain_version_stays_where_the_rich_one_says_no_more():
    original = multipart(
        text_part("Vi säger ja."), html("<p>Vi säger <b>ja</b>.</p><p>Anna</p>"), subtype="alternative"
    )
    assert text(original) == "Vi säger ja."


def test_a_short_text_that_speaks_of_a_browser_is_no_stub():
    said = "Vi vill att kommunens webbläsare ska fungera i html."
    assert text(multipart(text_part(said), html("<p>annat</p>"), subtype="alternative")) == said


def test_texts_around_an_attachment_are_both_read():
    original = multipart(text_part("Först."), attached(b"%PDF-", "a.pdf"), text_part("Sedan."))
    assert text(original) == "Först.\n\nSedan."


def test_pictures_within_the_rich_version_do_not_hide_the_plain_one():
    rich = nested(html("<p>rik</p>"), part(b"\x89PNG", "image/png"), subtype="related", boundary="r")
    assert text(multipart(text_part("enkel"), rich, subtype="alternative")) == "enkel"


def test_an_attached_text_is_no_part_of_the_message():
    assert text(multipart(text_part("Se bilaga."), attached(b"Bilagan", "a.txt", "text/plain"))) == "Se bilaga."


def test_a_named_text_beside_the_message_is_no_part_of_it():
    named = part(
        b"Protokoll", "text/plain; charset=utf-8; name=protokoll.txt", headers=("Content-Disposition: inline",)
    )
    assert text(multipart(text_part("Se protokollet."), named)) == "Se protokollet."


def test_a_named_text_is_the_message_where_there_is_no_other():
    assert text(multipart(part("Vårt yttrande".encode(), 'text/plain; charset=utf-8; name="a.txt"'))) == "Vårt yttrande"


def test_a_mail_that_calls_its_only_text_an_attachment_has_it_as_message():
    assert text(plain("Hej", headers=(("Content-Disposition", "attachment; filename=a.txt"),))) == "Hej"


def test_a_report_speaks_in_its_first_part():
    assert (
        text(multipart(text_part("Kunde inte levereras."), text_part("teknik"), subtype="report"))
        == "Kunde inte levereras."
    )


def test_both_versions_count_as_the_message():
    found, _ = body(multipart(text_part("a"), html("<p>a</p>"), subtype="alternative"))
    assert [one.media_type for one in found.parts] == ["text/plain", "text/html"]


def test_flowed_lines_are_joined():
    original = plain("Det här är \nen mening.\n> citerad \n> rad\n-- \nAnna ", parameters="; format=flowed")
    assert text(original) == "Det här är en mening.\n> citerad rad\n-- \nAnna"


def test_spaces_at_flowed_line_ends_are_dropped_where_the_sender_says_so():
    assert text(plain("kom \nmunen", parameters="; format=flowed; delsp=yes")) == "kommunen"


@pytest.mark.parametrize(
    "original",
    [
        multipart(part(b"Version: 1", "application/pgp-encrypted"), subtype="encrypted"),
        mail(content_type="application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"),
        plain("-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----"),
    ],
)
def test_an_encrypted_mail_says_so(original):
    assert Defect.ENCRYPTED in body(original)[1].defects


def test_a_mail_that_is_signed_only_is_not_called_encrypted():
    original = mail(content_type="application/pkcs7-mime; smime-type=signed-data")
    assert body(original)[1].defects == []


def test_a_piece_of_a_mail_says_so():
    original = mail(content_type='message/partial; id="a"; number=1; total=2')
    assert body(original)[1].defects == [Defect.ONE_OF_SEVERAL]


def test_a_wrong_character_set_is_told():
    _, allowance = body(mail(body="Luleå".encode("cp1252"), content_type="text/plain; charset=us-ascii-or-so"))
    assert allowance.defects == [Defect.BAD_CHARSET]


@pytest.mark.parametrize("label", ["", "; charset=x-okand"])
def test_the_character_set_that_html_names_is_used_where_its_part_names_none(label):
    page = '<html><head><meta charset="mac-roman"></head><p>Luleå</p>'
    original = mail(body=page.encode("mac-roman"), content_type=f"text/html{label}")
    assert text(original) == "Luleå"


def test_the_parts_own_character_set_says_more_than_the_html():
    page = '<html><head><meta charset="iso-8859-5"></head><p>Luleå</p>'
    assert text(mail(body=page.encode("cp1252"), content_type="text/html; charset=windows-1252")) == "Luleå"
