"""What all our mails have in common is made safe before anything is derived from it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fakes.consultations import STOCKHOLM

from mailintake.domain.outbox import MailKind
from mailintake.errors import UnsafeHeaderError
from mailintake.notify.stationery import Letter, Stationery
from mailintake.notify.templates import Rendered

NOW = datetime(2018, 9, 20, 12, 6, tzinfo=UTC)


@pytest.mark.parametrize("recipient", ["anna\ud83d@forening.example", "anna@forening.example\r\nBcc: x@evil.example"])
def test_an_address_that_no_mail_can_go_to_is_refused_as_such(recipient):
    stationery = Stationery(sender="Luleå kommun <lulea.kommun@lulea.se>", zone=STOCKHOLM, secret=b"secret")
    letter = Letter(
        kind=MailKind.REMINDER,
        subject_key="reminder:lok:14:7",
        recipient=recipient,
        rendered=Rendered(subject="Påminnelse", text="Hej", html="<p>Hej</p>"),
        language="sv",
    )

    with pytest.raises(UnsafeHeaderError):
        stationery.mail(letter, NOW)
