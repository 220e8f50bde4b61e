"""A mail put together by hand is one that any reader of mail takes apart again."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from fakes.examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from mailintake.errors import UnsafeHeaderError
from mailintake.notify.mime import assemble

FIELDS = [("From", "<lulea.kommun@lulea.se>"), ("Subject", "Hej")]
# XML 1.0 and RFC 5322 know no such characters in a text; the values are cleaned of them before they come here.
_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\n\t"), max_size=400)


def _taken_apart(content: bytes):
    parsed = message_from_bytes(content, policy=policy.SMTP)
    assert not parsed.defects
    return [part.get_content().replace("\r\n", "\n") for part in parsed.iter_parts()]


def _assembled(text="Hej", html="<p>Hej</p>", message_id="<1@a.example>"):
    return assemble(FIELDS, language="sv", message_id=message_id, text=text, html=html)


@settings(max_examples=examples(300), deadline=None)
@given(text=_TEXT, html=_TEXT)
def test_both_bodies_come_out_as_they_went_in(text, html):
    content = _assembled(text, html)

    assert _taken_apart(content) == [text.rstrip("\n"), html.rstrip("\n")]
    assert max(len(line) for line in content.split(b"\r\n")) <= 76
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "text", [".", "..", "a\n.\nb", "--=_x", "From me", "å" * 500, "ord " * 500, " \n ", "=", "=20"]
)
def test_what_could_end_or_change_a_mail_on_its_way_comes_out_unchanged(text):
    assert _taken_apart(_assembled(text))[0] == text


def test_no_line_of_a_body_is_a_single_dot():
    assert b"\r\n.\r\n" not in _assembled("a\n.\nb", ".\n.")


def test_the_boundary_comes_from_the_message_id():
    assert _assembled(message_id="<1@a.example>") == _assembled(message_id="<1@a.example>")
    assert _assembled(message_id="<1@a.example>") != _assembled(message_id="<2@a.example>")


def test_a_body_cannot_hold_the_boundary():
    boundary = message_from_bytes(_assembled()).get_boundary()

    assert _taken_apart(_assembled(f"--{boundary}--\nslut"))[0] == f"--{boundary}--\nslut"


def test_an_unsafe_field_makes_no_mail():
    with pytest.raises(UnsafeHeaderError):
        assemble([("Subject", "a\r\nBcc: x")], language="sv", message_id="<1@a.example>", text="", html="")
