"""`run` against Dovecot: who comments is answered within seconds, nobody else is, and the mailbox is untouched."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest
from beds.mixed_mail import mixed_mail
from beds.sink import Sink
from beds.world import STAFF, World, wait_for
from servers.dovecot import Dovecot

pytestmark = [pytest.mark.dovecot, pytest.mark.timeout(180)]

MAILS = 200


def test_each_comment_is_answered_in_seconds_nobody_else_is_and_the_mailbox_stays_as_it_was(
    make_world: Callable[..., World], dovecot: Dovecot, sink: Sink, tell_figure: Callable[[str], None]
) -> None:
    world = make_world()
    process = world.start()
    world.wait_until_watching()
    mails = mixed_mail(MAILS)
    delivered: dict[str, float] = {}
    for mail in mails:
        dovecot.deliver_file(mail.content)
        delivered[mail.sender] = time.monotonic()
        time.sleep(0.05)
    expected = {mail.sender for mail in mails if mail.is_answered}

    wait_for(lambda: expected <= set(sink.recipients()), seconds=20, what=lambda: expected - set(sink.recipients()))
    wait_for(lambda: world.json("reconcile", "--dry-run")[-1]["seen"] == MAILS, seconds=20)
    before = dovecot.snapshot()
    status, seconds = world.stop(process)

    answered = {to: count for to, count in sink.recipients().items() if to != STAFF}
    waits = [sink.came_at[to] - delivered[to] for to in answered if to in delivered]
    tell_figure(
        f"{MAILS} mails, {len(waits)} answered: median {statistics.median(waits):.2f} s, longest {max(waits):.2f} s; "
        f"stopped in {seconds:.1f} s"
    )
    assert answered == dict.fromkeys(expected, 1)
    assert status == 0
    assert dovecot.snapshot() == before
    assert world.json("reconcile")[-1] == {
        "job": "reconcile",
        "in_mailbox": MAILS,
        "seen": MAILS,
        "kept": len(expected),
        "left": MAILS - len(expected),
        "unseen": 0,
    }
