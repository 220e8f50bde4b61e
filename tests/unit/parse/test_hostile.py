"""Mail that is made to harm is read or held like any other, and deceives nobody."""

from __future__ import annotations

import pytest
from mailmaking.reader import read_any, read_message
from unit.parse.hostile_mails import HOSTILE

from mailintake.domain.message import Message, Unreadable

MAKE = {hostile.name: hostile.make for hostile in HOSTILE}


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
@pytest.mark.parametrize("size", [0, 1, 50])
def test_it_is_read_or_held(hostile, size):
    assert isinstance(read_any(hostile.make(size)), (Message, Unreadable))


@pytest.mark.parametrize("name", ["docx_bomb", "docx_laughs", "docx_xxe", "docx_xxe_utf16"])
def test_a_hostile_document_gives_no_text(name):
    assert [one.text for one in read_message(MAKE[name](10_000)).attachments] == [""]


@pytest.mark.parametrize("name", ["partial", "external_body"])
def test_what_lies_elsewhere_is_not_fetched(name):
    assert read_message(MAKE[name](1)).text == ""


def test_utf_7_stays_as_it_was_sent():
    assert read_message(MAKE["utf7_charset"](1)).text == "+ADw-script+AD4-"


def test_a_mail_that_was_cut_off_keeps_its_words():
    assert read_message(MAKE["truncated"](1)).text == "Halva tex"


def test_parts_with_the_same_boundary_keep_their_words():
    assert read_message(MAKE["same_boundary"](1)).text.strip() == "Inre text"
