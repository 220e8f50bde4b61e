"""A mail is odd where it has what hostile mail needs, and a common mail never is."""

from __future__ import annotations

import pytest
from mailmaking import attached, mail, multipart, plain, text_part
from mailmaking.clients import apple_mail, gmail, outlook, thunderbird
from mailmaking.machines import delivery_report
from unit.parse.hostile_mails import HOSTILE

from mailintake.parse.oddity import is_odd

TEXT = "Hej!\n\nVi tycker att förslaget är bra."


@pytest.mark.parametrize(
    "original",
    [
        plain(TEXT),
        outlook(TEXT, quoted=TEXT),
        gmail(TEXT, quoted=TEXT),
        apple_mail(TEXT),
        thunderbird(TEXT),
        delivery_report(),
        multipart(text_part(TEXT), attached(b"\xff" * 2_000_000, "stor.pdf")),
        plain(TEXT * 5000),
        mail(to=", ".join(f"nummer{number}@b.example" for number in range(300))),
    ],
)
def test_a_common_mail_is_not_odd(original):
    assert is_odd(original) is False


@pytest.mark.parametrize(
    "original",
    [
        b"",
        b"Subject: a\rFrom: b",
        plain("x" * 2_000_000),
        mail(headers=(("X-A", "a" * 20_000),)),
        mail(headers=[("X-A", "a" * 1000)] * 70),
        multipart(*[b"\r\nx"] * 200),
        mail(subject="=?punycode?q?a?="),
        mail(content_type="text/plain; charset=idna"),
        multipart(*[attached(b"x" * 1000, "a.bin").replace(b"base64", b"8bit")] * 90, text_part("y" * 1_500_000)),
    ],
)
def test_a_mail_that_may_be_costly_is_odd(original):
    assert is_odd(original) is True


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_any_mail_can_be_looked_at(hostile):
    assert is_odd(hostile.make(100)) in (True, False)
