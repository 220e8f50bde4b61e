"""Readers of a language that nobody writes in yet are greeted in it, once staff have approved how."""

from __future__ import annotations

from datetime import date

import pytest

from mailintake.errors import TemplateError
from mailintake.notify.greetings import (
    GREETING_FILE,
    MINORITY_LANGUAGES,
    NOTE_WORDS,
    Greeting,
    greeting_file,
    note_on,
    read_greeting,
)

APPROVED = 'greeting = "Bures!"\napproved_by = "Elle Exempel"\napproved_on = 2018-06-20\n'


@pytest.fixture
def put(tmp_path):
    def write(text, folder="own", language="se"):
        path = tmp_path / folder / language / GREETING_FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_an_approved_greeting_tells_who_and_when(put):
    greeting = read_greeting(put(APPROVED))

    assert greeting == Greeting(text="Bures!", approved_by="Elle Exempel", approved_on=date(2018, 6, 20))
    assert greeting.is_approved


@pytest.mark.parametrize("text", ['greeting = "Bures!"', 'greeting = "Bures!"\napproved_by = ""\n'])
def test_a_greeting_is_a_draft_until_somebody_has_approved_it(put, text):
    assert not read_greeting(put(text)).is_approved


@pytest.mark.parametrize("language", ["se", "smj", "fit"])
def test_the_shipped_greetings_are_drafts(shipped, language):
    greeting = read_greeting(shipped / language / GREETING_FILE)

    assert (bool(greeting.text), greeting.is_approved) == (True, False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("greeting = ", "cannot be read"),
        ('greeting = "Bures!"\napproved = "Elle"', "no key 'approved'"),
        ('approved_by = ""', "no greeting"),
        ('greeting = " \\u202e "', "no greeting"),
        ("greeting = 7", "greeting is not a text"),
        ('greeting = "Bures!"\napproved_by = true', "approved_by is not a text"),
        ('greeting = "Bures!"\napproved_by = "Elle"\napproved_on = "2018-06-20"', "approved_on is not a day"),
        ('greeting = "Bures!"\napproved_by = "Elle"\napproved_on = 2018-06-20T12:00:00', "approved_on is not a day"),
        ('greeting = "Bures!"\napproved_by = "Elle"', "lacks a day"),
        ('greeting = "Bures!"\napproved_on = 2018-06-20', "lacks a name"),
    ],
)
def test_a_greeting_that_cannot_be_used_is_refused_with_its_file_and_a_remedy(put, text, found):
    path = put(text)

    with pytest.raises(TemplateError, match=found) as error:
        read_greeting(path)

    assert str(path) in error.value.message
    assert error.value.remedy


def test_a_greeting_that_is_not_text_is_refused(put):
    path = put("")
    path.write_bytes(b'greeting = "\xff"')

    with pytest.raises(TemplateError, match="cannot be read"):
        read_greeting(path)


def test_the_first_folder_that_has_a_greeting_wins(put, tmp_path):
    own, shipped = put(APPROVED), put(APPROVED, folder="shipped")
    folders = [tmp_path / "own", tmp_path / "shipped"]

    assert greeting_file(folders, "se") == own
    own.unlink()
    assert greeting_file(folders, "se") == shipped
    assert greeting_file(folders, "sma") is None


@pytest.mark.parametrize(
    ("language", "written_in", "note"),
    [
        ("se", "sv", "Vi har ännu ingen godkänd text på nordsamiska. Därför skriver vi på svenska."),
        ("fit", "sv", "Vi har ännu ingen godkänd text på meänkieli. Därför skriver vi på svenska."),
        ("sms", "sv", "Vi har ännu ingen godkänd text på ditt språk. Därför skriver vi på svenska."),
        ("smj", "en", "We have no approved text in Lule Sámi yet, so we write in English."),
        ("sms", "en", "We have no approved text in your language yet, so we write in English."),
        ("fit", "fi", "Meillä ei vielä ole hyväksyttyä tekstiä meänkielellä. Siksi kirjoitamme suomeksi."),
        ("sms", "fi", "Meillä ei vielä ole hyväksyttyä tekstiä kielelläsi. Siksi kirjoitamme suomeksi."),
        ("se", "de", ""),
    ],
)
def test_a_mail_says_why_it_is_not_in_the_readers_language(language, written_in, note):
    assert note_on(language, written_in) == note


@pytest.mark.parametrize("written_in", NOTE_WORDS)
def test_every_minority_language_has_its_name(written_in):
    assert set(NOTE_WORDS[written_in].names) >= MINORITY_LANGUAGES - {written_in}
