"""A mailbox that is rebuilt: every UID is new, and nothing is registered or answered again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from beds.mixed_mail import mixed_mail
from beds.sink import Sink
from beds.world import STAFF, World, wait_for
from servers.dovecot import Dovecot

pytestmark = [pytest.mark.dovecot, pytest.mark.timeout(120)]

MAILS = 60


def test_a_new_uidvalidity_and_redelivered_mail_make_no_new_comment_and_no_new_answer(
    make_world: Callable[..., World], dovecot: Dovecot, sink: Sink
) -> None:
    world = make_world()
    world.json("poll")
    mails = mixed_mail(MAILS)
    for mail in mails:
        dovecot.deliver_file(mail.content)
    first = world.json("poll")[-1]
    world.json("deliver")
    comments = world.json("consultation", "show", "lok")
    answers = sink.recipients()

    dovecot.reset_uidvalidity("INBOX")
    again = world.json("poll")[-1]
    # Delivered once more, with another trace line on top, as a server that is restored from a copy does.
    for mail in mails:
        dovecot.deliver_file(b"Received: from copy.example by mx.kommun.example; " + _NOW + mail.content)
    copies = world.json("poll")[-1]
    world.json("deliver")

    expected = {mail.sender for mail in mails if mail.is_answered}
    assert first["new"] == MAILS
    assert first["queued"] == len(expected)
    assert (again["kept"], again["queued"], again["new"]) == (0, 0, MAILS)
    assert (copies["kept"], copies["queued"], copies["new"]) == (0, 0, MAILS)
    assert world.json("consultation", "show", "lok") == comments
    assert len(comments) == len(expected)
    assert sink.recipients() == answers
    assert {to for to in answers if to != STAFF} == expected


def test_while_run_is_up_a_new_uidvalidity_is_noticed_and_new_mail_still_answered(
    make_world: Callable[..., World], dovecot: Dovecot, sink: Sink
) -> None:
    world = make_world()
    world.start()
    world.wait_until_watching()
    mails = [mail for mail in mixed_mail(40) if mail.is_answered][:4]
    dovecot.deliver_file(mails[0].content)
    wait_for(lambda: mails[0].sender in sink.recipients(), seconds=20, what=world.log)

    dovecot.kill()
    dovecot.reset_uidvalidity("INBOX")
    dovecot.start()
    for mail in mails[1:]:
        dovecot.deliver_file(mail.content)

    expected = {mail.sender for mail in mails}
    wait_for(lambda: expected <= set(sink.recipients()), seconds=40, what=world.log)
    assert dict.fromkeys(expected, 1) == {to: count for to, count in sink.recipients().items() if to != STAFF}


_NOW = b"Mon, 17 Sep 2018 10:00:00 +0200\r\n"
