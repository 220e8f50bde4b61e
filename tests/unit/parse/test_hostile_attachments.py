"""The list's cases of hostile attachments, a test each by its name: kept, named safely, unpacked within bounds."""

from __future__ import annotations

import hashlib

from hostile import attachments
from hostile.letter import SENDER, WORDS
from mailmaking.reader import read_message

from mailintake.parse.defects import Defect


def read(make):
    message = read_message(make(SENDER))
    assert message.text.strip() == WORDS
    return message


def only(make):
    [attachment] = read(make).attachments
    return attachment


def assert_kept_as(make, name):
    attachment = only(make)
    assert (attachment.filename, attachment.sha256) == (name, hashlib.sha256(attachments.CONTENT).hexdigest())


def test_att_traversal_windows():
    assert_kept_as(attachments.att_traversal_windows, "cmd.exe")


def test_att_rfc2231_traversal_nul():
    assert_kept_as(attachments.att_rfc2231_traversal_nul, "passwd.txt")


def test_att_rlo_double_ext():
    assert_kept_as(attachments.att_rlo_double_ext, "svarfdp.exe")


def test_att_zero_width_htaccess():
    assert_kept_as(attachments.att_zero_width_htaccess, "htaccess")


def test_att_duplicate_names_case():
    message = read(attachments.att_duplicate_names_case)
    assert [(one.filename, one.size) for one in message.attachments] == [("Svar.TXT", 3), ("svar.txt", 3)]


def test_att_two_names_disagree():
    message = read(attachments.att_two_names_disagree)
    [attachment] = message.attachments
    assert (attachment.filename, Defect.TWO_NAMES in message.defects) == ("bild.exe", True)
    assert not attachment.media_type.startswith("image/")


def test_zip_bomb_42_style():
    assert only(attachments.zip_bomb_42_style).text == ""


def test_zip_overlap_quine_style():
    assert only(attachments.zip_overlap_quine_style).text == ""


def test_docx_xxe():
    message = read(attachments.docx_xxe)
    assert ([one.text for one in message.attachments], message.defects) == ([""], (Defect.BAD_DOCUMENT,))


def test_docx_billion_laughs():
    message = read(attachments.docx_billion_laughs)
    assert ([one.text for one in message.attachments], message.defects) == ([""], (Defect.BAD_DOCUMENT,))


def test_pdf_flate_bomb():
    attachment = only(attachments.pdf_flate_bomb)
    assert (attachment.media_type, attachment.text) == ("application/pdf", "")


def test_pdf_1m_operators():
    attachment = only(attachments.pdf_1m_operators)
    assert (attachment.media_type, attachment.text) == ("application/pdf", "")


def test_msg_outlook_magic():
    assert only(attachments.msg_outlook_magic).media_type == "application/vnd.ms-outlook"
