"""The service tells staff what is wrong."""

from __future__ import annotations

from fakes.jobs import NOW, mail
from fakes.mailbox import FakeMailbox
from fakes.service import STAFF, make_service

from mailintake.domain.acknowledgement import AnswerLimits
from mailintake.domain.outbox import MailKind


def test_when_the_breaker_opens_staff_are_told_once_how_many_answers_were_due() -> None:
    mailbox = FakeMailbox()
    service = make_service(mailbox, limits=AnswerLimits(breaker=2))
    for number in range(3):
        mailbox.append("INBOX", mail(f"comment {number}", sender=f"a@b{number}.example"), NOW)

    service.poll()
    mailbox.append("INBOX", mail("comment 4", sender="a@b4.example"), NOW)
    service.poll()

    alerts = [sent.mail for sent in service.register.outbox([], 100) if sent.mail.kind is MailKind.ALERT]
    assert service.register.is_open()
    assert [(alert.recipient, alert.subject) for alert in alerts] == [(STAFF, "breaker-open 2")]
