"""What is attached to a mail is read, whatever it lies in, and what cannot be read is told."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest
from mailmaking import attached, mail, multipart, part, plain, text_part
from mailmaking.clients import related_with_logo
from mailmaking.compound import compound, doc, message_storage, msg
from mailmaking.documents import docx, ods, odt, pptx, rtf, xlsx
from mailmaking.pdf import locked_pdf, pdf, pdf_of_picture
from mailmaking.reader import BOUNDARY, NOW, arrival, read_message
from mailmaking.wrapping import signed, tnef, uuencoded

from mailintake.domain.message import Message
from mailintake.parse.attachments import read_attachments
from mailintake.parse.defects import Defect
from mailintake.parse.headers import read_header
from mailintake.parse.isolation import read_alone
from mailintake.parse.structure import Allowance, read_structure

ANSWER = "Vi i Luleå säger ja: å ä ö Å Ä Ö"
DOCUMENTS = {
    "svar.pdf": pdf(ANSWER),
    "svar.docx": docx(ANSWER),
    "svar.odt": odt(ANSWER),
    "svar.rtf": rtf(ANSWER),
    "svar.doc": doc(ANSWER),
    "svar.xlsx": xlsx([[ANSWER]]),
    "svar.ods": ods([[ANSWER]]),
    "svar.pptx": pptx(ANSWER),
    "svar.txt": ANSWER.encode("cp1252"),
    "svar8.txt": b"\xef\xbb\xbf" + ANSWER.encode(),
    "svar16.txt": ANSWER.encode("utf-16"),
    "svar.html": f"<html><p>{ANSWER}</p></html>".encode(),
    "svar.csv": ANSWER.encode(),
}


READ = """
import sys
from datetime import UTC, datetime
from mailintake.domain.message import Arrival
from mailintake.parse import Boundary, read
original = open(sys.argv[1], "rb").read()
boundary, now = Boundary(own_addresses=frozenset()), datetime(2018, 6, 22, tzinfo=UTC)
message = read(original, Arrival(ref=None, internal_date=None, size=len(original)), boundary, now)
print(sum(one.is_readable for one in message.attachments), sorted({"pypdfium2", "olefile"} & set(sys.modules)))
"""


def told(message):
    return [(one.filename, one.text, one.is_readable) for one in message.attachments]


def with_attached(content, name="svar"):
    return read_message(multipart(text_part("Se bilaga."), attached(content, name)))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_of_each_kind_is_read(name):
    assert told(with_attached(DOCUMENTS[name], name)) == [(name, ANSWER, True)]


def test_documents_are_read_in_a_mail_that_is_read_alone():
    original = multipart(*(attached(content, name) for name, content in DOCUMENTS.items()))
    message = read_alone(original, arrival(original), BOUNDARY, NOW)
    assert isinstance(message, Message)
    assert told(message) == [(name, ANSWER, True) for name in DOCUMENTS]


def test_a_winmail_dat_is_opened_and_what_is_in_it_read():
    wrapped = tnef(subject="Yttrande", text=ANSWER, attachments=[("yttrande åäö.pdf", pdf(ANSWER))])
    message = read_message(multipart(text_part("Hej"), part(wrapped, 'application/ms-tnef; name="winmail.dat"')))
    assert told(message) == [("winmail.dat", f"Yttrande\n\n{ANSWER}", True), ("yttrande åäö.pdf", ANSWER, True)]


def test_a_saved_message_is_opened_and_what_is_in_it_read():
    inner = message_storage("Inre", "ord", attachments=[("inre.docx", docx(ANSWER))])
    saved = msg(subject="Yttrande", text="Se bilagor", attachments=[("svar.pdf", pdf(ANSWER)), ("Inre.msg", inner)])
    assert told(with_attached(saved, "mejl.msg")) == [
        ("mejl.msg", "Yttrande\n\nSe bilagor", True),
        ("svar.pdf", ANSWER, True),
        ("Inre.msg", "Inre\n\nord", True),
        ("inre.docx", ANSWER, True),
    ]


def test_a_document_in_a_signed_mail_in_an_attached_mail_is_read():
    entity = multipart(text_part("Se bilaga"), attached(pdf(ANSWER), "svar.pdf"))
    data = signed(entity[entity.index(b"Content-Type: multipart") :])
    inner = mail(body=base64.encodebytes(data), content_type="application/pkcs7-mime", encoding="base64", subject="S")
    message = read_message(multipart(text_part("Vidare."), part(inner, "message/rfc822", encoding="8bit")))
    assert [(name, text.strip(), good) for name, text, good in told(message)] == [
        ("", "S\n\nSe bilaga", True),
        ("svar.pdf", ANSWER, True),
    ]


def test_a_uuencoded_document_is_read():
    assert told(read_message(plain(f"Se bilaga.\n\n{uuencoded(pdf(ANSWER), 'svar.pdf')}"))) == [
        ("svar.pdf", ANSWER, True)
    ]


@pytest.mark.parametrize(
    ("content", "name", "defect"),
    [
        (pdf_of_picture(), "skannat.pdf", Defect.ONLY_PICTURES),
        (locked_pdf("a"), "svar.pdf", Defect.LOCKED),
        (compound({"EncryptionInfo": b"a", "EncryptedPackage": b"b"}), "svar.docx", Defect.LOCKED),
        (b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n", "svar.pdf.asc", Defect.LOCKED),
        (b"%PDF-1.4\n\xff", "svar.pdf", Defect.BAD_DOCUMENT),
        (docx(xml=b"<!DOCTYPE d><d/>"), "svar.docx", Defect.BAD_DOCUMENT),
        (b"\x89PNG\r\n\x1a\n", "foto.png", Defect.PICTURE),
    ],
)
def test_what_cannot_be_read_is_told(content, name, defect):
    message = with_attached(content, name)
    assert (told(message), message.defects) == ([(name, "", False)], (defect.value,))


def test_a_scan_keeps_the_few_words_that_were_printed_on_it():
    assert told(with_attached(pdf_of_picture("Skannad"), "a.pdf")) == [("a.pdf", "Skannad", False)]


def test_a_logo_in_the_text_is_nothing_to_tell():
    message = read_message(related_with_logo("Hej", b"\x89PNG\r\n\x1a\n"))
    assert (len(message.attachments), message.defects) == (1, ())


def test_a_mail_without_documents_starts_no_process():
    before = _children()
    read_message(multipart(text_part("Hej"), attached(b"\x89PNG\r\n\x1a\n", "a.png"), attached(b"Hej", "a.txt")))
    assert set(_children()) <= set(before)


def test_documents_that_come_after_the_mails_time_is_up_are_told_and_not_read():
    allowance = Allowance(patience=0.0)
    assert [(one.text, one.is_readable) for one in _read(multipart(attached(pdf(ANSWER), "svar.pdf")), allowance)] == [
        ("", False)
    ]
    assert allowance.defects == [Defect.STOPPED]


def test_the_time_that_a_document_takes_is_taken_from_those_that_follow():
    allowance = Allowance()
    before = allowance.patience
    _read(multipart(attached(pdf(ANSWER), "svar.pdf")), allowance)
    assert 0 < allowance.patience < before


def test_no_more_text_of_all_documents_is_kept_than_is_allowed():
    allowance = Allowance(text=50)
    original = multipart(*[attached(odt("a" * 30), f"{number}.odt") for number in range(3)])
    assert [len(one.text) for one in _read(original, allowance)] == [30, 20, 0]
    assert set(allowance.defects) == {Defect.TEXT_CUT}


def _read(original, allowance):
    header, start = read_header(original)
    return read_attachments(read_structure(header, original, start, allowance), (), allowance)


def test_no_library_that_reads_documents_is_loaded_in_the_service(tmp_path):
    file = tmp_path / "svar.eml"
    file.write_bytes(multipart(attached(pdf(ANSWER), "svar.pdf"), attached(doc(ANSWER), "svar.doc")))
    said = subprocess.run([sys.executable, "-c", READ, str(file)], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["2", "[]"]


def _children():
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
