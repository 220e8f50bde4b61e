"""What is wrong with a mail is shown to staff in the service's language, and told to programs by its code."""

from __future__ import annotations

import pytest
from fakes.jobs import STOCKHOLM
from mailmaking import plain
from mailmaking.reader import read_any, read_message

from mailintake.cli import inspection
from mailintake.jobs.inspect import Inspection

FOUND = Inspection(reading=read_message(plain("Hej", sender="")), decision=None, permission=None)


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "Mejlet anger ingen avsändare."), ("en", "The mail names no sender.")]
)
def test_people_read_words_in_the_services_language(language, words):
    assert f"defect      {words}\n" in inspection.as_text("a.eml", FOUND, STOCKHOLM, language)


def test_programs_read_the_code():
    assert inspection.as_json("a.eml", "", 0, FOUND)["defects"] == ["no_from"]


def test_why_a_mail_is_held_is_shown_in_the_services_language():
    found = Inspection(reading=read_any(b""), decision=None, permission=None)
    assert "Mejlet är tomt." in inspection.as_text("a.eml", found, STOCKHOLM, "sv")
    assert "The mail is empty." in inspection.as_text("a.eml", found, STOCKHOLM, "en")
    assert inspection.as_json("a.eml", "", 0, found)["error"] == "The mail is empty."
