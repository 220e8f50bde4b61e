"""What staff are told at once of answering and sending, and how often."""

from __future__ import annotations

from datetime import datetime, timedelta

from fakes.jobs import NOW, mail, new_mail
from fakes.mailbox import FakeMailbox
from fakes.notify import FakeTransport, Fate
from fakes.service import STAFF, make_service

from mailintake.bootstrap.service import Service
from mailintake.domain.acknowledgement import AnswerLimits
from mailintake.domain.outbox import MailKind


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def alerts(service: Service) -> list[tuple[str, str]]:
    found = [sent.mail for sent in reversed(service.register.outbox([], 100)) if sent.mail.kind is MailKind.ALERT]
    return [(alert.subject.split()[0], alert.recipient) for alert in found]


def receive(service: Service, mailbox: FakeMailbox, *senders: str) -> None:
    for sender in senders:
        mailbox.append("INBOX", mail(f"comment {mailbox.times_opened} {sender}", sender=sender), NOW)
    service.poll()


def test_staff_are_told_once_a_day_that_a_cap_was_reached() -> None:
    mailbox, clock = FakeMailbox(), Clock()
    service = make_service(mailbox, clock=clock, limits=AnswerLimits(per_domain_hour=1))

    receive(service, mailbox, "a@one.example")
    assert alerts(service) == []
    receive(service, mailbox, "b@one.example", "c@one.example")
    receive(service, mailbox, "d@one.example")
    assert alerts(service) == [("cap-reached", STAFF)]

    clock.now += timedelta(days=1)
    receive(service, mailbox, "e@one.example", "f@one.example")
    assert alerts(service) == [("cap-reached", STAFF)] * 2


def test_after_a_restart_staff_are_not_told_again_the_same_day() -> None:
    mailbox = FakeMailbox()
    service = make_service(mailbox, limits=AnswerLimits(per_domain_hour=1))
    receive(service, mailbox, "a@one.example", "b@one.example")

    restarted = make_service(mailbox, register=service.register, limits=AnswerLimits(per_domain_hour=1))  # type: ignore[arg-type]
    receive(restarted, mailbox, "c@one.example")

    assert alerts(restarted) == [("cap-reached", STAFF)]


def test_staff_are_told_once_a_day_that_mails_will_not_go() -> None:
    transport, clock = FakeTransport(), Clock()
    service = make_service(FakeMailbox(), transport=transport, clock=clock)
    for day in range(2):
        for number in range(3):
            key = f"message:{day}:{number}"
            service.register.queue([new_mail(key, "a@forening.example", clock.now)], clock.now)
            transport.fates = [Fate.REFUSED]
            service.deliver()
        clock.now += timedelta(days=1)

    assert alerts(service) == [("sending-given-up", STAFF)] * 2


def test_a_mail_to_staff_that_will_not_go_makes_no_alert() -> None:
    transport = FakeTransport(fates=[Fate.REFUSED, Fate.REFUSED])
    service = make_service(FakeMailbox(), transport=transport)
    service.register.queue(
        [
            new_mail("digest:1", STAFF, NOW, kind=MailKind.DIGEST, is_for_staff=True),
            new_mail("alert:x", STAFF, NOW, kind=MailKind.ALERT, is_for_staff=True, subject="x"),
        ],
        NOW,
    )

    assert service.deliver().failed == 2
    assert alerts(service) == [("x", STAFF)]
