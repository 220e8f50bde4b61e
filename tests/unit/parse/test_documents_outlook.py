"""What Outlook saved and Exchange wrapped is opened as the mail it is."""

from __future__ import annotations

import struct

import pytest
from mailmaking.compound import message_storage, msg
from mailmaking.documents import rtf
from mailmaking.wrapping import packed_rtf, tnef

from mailintake.parse.attachments import read_attachments
from mailintake.parse.body import read_body
from mailintake.parse.defects import Defect
from mailintake.parse.documents import mapi, outlook
from mailintake.parse.documents import tnef as tnef_reader
from mailintake.parse.documents.found import RefusedError
from mailintake.parse.headers import read_header
from mailintake.parse.structure import Allowance, read_structure

TEXT = "Vi i Luleå tycker så här: å ä ö"


def opened(found):
    """The mail that was found: its header, its words and what is attached to it."""
    header, start = read_header(found.mail)
    allowance = Allowance()
    root = read_structure(header, found.mail, start, allowance)
    body = read_body(root, allowance)
    assert allowance.defects == []
    return header, body.text, read_attachments(root, body.parts, allowance)


@pytest.mark.parametrize("is_wide", [True, False])
def test_a_saved_message_has_its_subject_sender_date_and_text(is_wide):
    header, text, attachments = opened(outlook.read(msg(subject="Yttrande från Åsa", text=TEXT, is_wide=is_wide)))
    assert [header.text(name) for name in ("subject", "from", "date")] == [
        "Yttrande från Åsa",
        '"Anna Åberg" <anna.aberg@luleaskidor.example>',
        "Thu, 21 Jun 2018 17:00:40 +0000",
    ]
    assert (text, attachments) == (TEXT, ())


def test_a_saved_message_of_html_alone_has_its_words():
    html = f"<html><body><p>{TEXT}</p></body></html>".encode("cp1252")
    assert opened(outlook.read(msg(html=html)))[1] == TEXT


@pytest.mark.parametrize("make", [msg, tnef])
def test_a_message_of_packed_rtf_alone_has_its_words(make):
    found = (outlook if make is msg else tnef_reader).read(make(rich=packed_rtf(rtf(TEXT))))
    assert opened(found)[1] == TEXT


@pytest.mark.parametrize("make", [msg, tnef])
def test_packed_rtf_that_is_damaged_takes_nothing_from_the_attachments(make):
    found = (outlook if make is msg else tnef_reader).read(make(rich=b"x", attachments=[("a.txt", b"Hej")]))
    assert [one.filename for one in opened(found)[2]] == ["a.txt"]


@pytest.mark.parametrize("make", [msg, tnef])
def test_what_is_attached_keeps_its_long_name_and_its_bytes(make):
    found = (outlook if make is msg else tnef_reader).read(
        make(text=TEXT, attachments=[("Vårt yttrande över förslaget.txt", TEXT.encode()), ("b.bin", bytes(range(256)))])
    )
    assert [(one.filename, one.size, one.text) for one in opened(found)[2]] == [
        ("Vårt yttrande över förslaget.txt", len(TEXT.encode()), TEXT),
        ("b.bin", 256, ""),
    ]


def test_a_message_within_a_saved_message_is_opened():
    inner = message_storage("Inre", TEXT, attachments=[("c.txt", b"c")])
    found = outlook.read(msg(text="Se bifogat", attachments=[("Inre", inner)]))
    assert [(one.media_type, one.filename, one.text) for one in opened(found)[2]] == [
        ("message/rfc822", "Inre", f"Inre\n\n{TEXT}"),
        ("text/plain", "c.txt", "c"),
    ]


def test_a_message_within_a_wrapped_one_is_opened():
    found = tnef_reader.read(tnef(text="Se bifogat", embedded=[tnef(subject="Inre", text=TEXT)]))
    assert [(one.media_type, one.text) for one in opened(found)[2]] == [("message/rfc822", f"Inre\n\n{TEXT}")]


def test_a_wrapped_message_has_its_subject_and_text():
    header, text, attachments = opened(tnef_reader.read(tnef(subject="Från Åsa", text=TEXT)))
    assert (header.text("subject"), text, attachments) == ("Från Åsa", TEXT, ())


def test_no_subject_can_add_a_field():
    header, _, _ = opened(outlook.read(msg(subject="Hej\r\nBcc: ond@ond.example", text=TEXT)))
    assert (header.has("bcc"), header.text("subject")) == (False, "Hej Bcc: ond@ond.example")


def test_no_name_can_add_a_field_or_a_part():
    name = 'a"\r\n\r\n--=_part\r\nb.txt'
    found = outlook.read(msg(text=TEXT, attachments=[(name, b"Hej")]))
    assert [one.text for one in opened(found)[2]] == ["Hej"]


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_picture_that_the_text_shows_is_told_from_one_that_was_attached(is_shown):
    values = {mapi.ATTACHED_NAME: (mapi.WIDE, "logo.png".encode("utf-16-le"))}
    if is_shown:
        values[mapi.ATTACHED_ID] = (mapi.WIDE, "a@b.example".encode("utf-16-le"))
    picture = mapi.enclosure(mapi.Properties(values=values), b"\x89PNG\r\n\x1a\n")
    mail = mapi.message(mapi.Properties(), [picture]).mail
    header, start = read_header(mail)
    allowance = Allowance()
    found = read_attachments(read_structure(header, mail, start, allowance), (), allowance)
    assert found[-1].filename == "logo.png"
    assert (Defect.PICTURE in allowance.defects) is not is_shown


def test_a_signed_message_that_outlook_saved_is_read():
    values = {mapi.ATTACHED_TYPE: (mapi.WIDE, "multipart/signed".encode("utf-16-le"))}
    entity = b'Content-Type: multipart/signed; boundary="b"\r\n\r\n--b\r\n\r\nVi svarar ja.\r\n--b--\r\n'
    kept = mapi.enclosure(mapi.Properties(values=values), entity)
    assert [one.text for one in opened(mapi.message(mapi.Properties(), [kept]))[2]] == ["Vi svarar ja."]


@pytest.mark.parametrize("length", [0, 1, 0xFFFFFFFF])
def test_a_wrapped_message_whose_lengths_lie_is_read_as_far_as_it_goes(length):
    content = tnef(text=TEXT, attachments=[("a.txt", b"Hej")])
    place = content.index(struct.pack("<BI", 2, 0x0006_800F)) + 5
    header, text, _ = opened(tnef_reader.read(content[:place] + struct.pack("<I", length) + content[place + 4 :]))
    assert (header.text("subject"), text) == ("Yttrande", TEXT)


def test_what_is_not_wrapped_is_refused():
    with pytest.raises(RefusedError):
        tnef_reader.read(b"Hej, vi vill svara.")
