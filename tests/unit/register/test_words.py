"""The words a kept mail is found by, and the place that a find shows."""

from __future__ import annotations

import pytest
from fakes.kept_mail import message, unreadable
from hypothesis import given
from hypothesis import strategies as st

from mailintake.domain.message import Attachment
from mailintake.register.words import MAX_WORDS_BYTES, SNIPPET_LENGTH, snippet, words_asked, words_of, words_of_mail


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi, vi OCH Skolan!", ["vi", "och", "skolan"]),
        ("LÖK-7F3-KQ2", ["lök", "7f3", "kq2"]),
        ("anna.berg@fripost.example", ["anna", "berg", "fripost", "example"]),
        ("ra\u0308ksmo\u0308rga\u030as", ["räksmörgås"]),
        ("o\ufb03cer", ["officer"]),
        ("a_b\u200bc\u00add", ["a", "b", "c", "d"]),
        ("Straße ΣΊΣΥΦΟΣ", ["strasse", "σίσυφοσ"]),
        ("", []),
        ("-- \x00 …", []),
    ],
)
def test_words_are_runs_of_letters_and_digits_in_lower_case(text, words):
    assert words_of(text) == words


@given(st.text())
def test_words_need_no_quoting_and_are_their_own_words(text):
    words = words_of(text)

    assert [word for word in words if not word.isalnum() or len(word) > 60] == []
    assert words_of(" ".join(words)) == words


def test_a_mail_is_found_by_what_it_says_and_by_what_is_told_of_it():
    yttrande = Attachment(filename="B.pdf", media_type="x/y", size=1, sha256="", text="c d", is_readable=True)
    mail = message(1, subject="a", from_address="e@f.g", from_name="h", text="i", quoted="j", attachments=(yttrande,))

    assert set(words_of_mail(mail, "k l", "")) == set("abcdefghikl") | {"pdf"}


def test_a_mail_that_could_not_be_read_is_found_by_what_is_known():
    assert words_of_mail(unreadable(1, subject="Synp", from_address="a@b.c")) == ["synp", "a", "b", "c"]


def test_the_words_of_a_mail_stay_below_what_an_index_takes():
    words = words_of_mail(message(1, text=" ".join(f"ordå{number}" for number in range(100_000))))

    assert 0.99 * MAX_WORDS_BYTES < sum(len(word.encode()) + 1 for word in words) <= MAX_WORDS_BYTES


def test_a_search_has_twenty_words_at_the_most():
    assert words_asked(" ".join(f"a{number}" for number in range(30))) == [f"a{number}" for number in range(20)]


def test_a_place_is_shown_with_what_stands_around_it():
    text = "x " * 300 + "här står det" + " y" * 300

    told = snippet(("står",), text)

    assert "här står det" in told
    assert (told[:2], told[-2:], len(told) <= SNIPPET_LENGTH + 4) == ("… ", " …", True)


def test_a_word_that_stands_in_an_attachment_only_is_shown_there():
    other = Attachment(filename="", media_type="x/y", size=1, sha256="", text="i bilagan", is_readable=True)

    assert snippet(("bilagan",), "i mejlet", (other,)) == "i bilagan"


def test_a_word_that_stands_elsewhere_shows_the_beginning():
    assert snippet(("anna",), "Hej!\n\nVi tycker.") == "Hej! Vi tycker."
