"""`run` is killed at random while mail arrives: nothing is lost, nothing is said twice, what is unknown is listed."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from beds.mixed_mail import Mixed, mixed_mail
from beds.sink import Sink
from beds.world import STAFF, World, wait_for
from servers.dovecot import Dovecot

MAILS = 300
KILLS = int(os.environ.get("MAILINTAKE_KILLS", "50"))


@pytest.mark.dovecot
@pytest.mark.timeout(500)
def test_fifty_kills_lose_nothing_and_double_nothing_on_sqlite(
    make_world: Callable[..., World], dovecot: Dovecot, sink: Sink, tell_figure: Callable[[str], None]
) -> None:
    world = make_world()

    tell_figure(_kill_while_mail_arrives(world, dovecot, sink, runs=1))


@pytest.mark.dovecot
@pytest.mark.postgresql
@pytest.mark.timeout(500)
def test_fifty_kills_of_two_runs_lose_nothing_and_double_nothing_on_postgresql(
    make_world: Callable[..., World],
    dovecot: Dovecot,
    sink: Sink,
    postgresql_url: str,
    tell_figure: Callable[[str], None],
) -> None:
    world = make_world(store=postgresql_url)

    tell_figure(_kill_while_mail_arrives(world, dovecot, sink, runs=2))


def _kill_while_mail_arrives(world: World, dovecot: Dovecot, sink: Sink, *, runs: int) -> str:
    chance = random.Random(50)
    # The first run starts from now: it must have looked before the first mail comes.
    world.start()
    world.wait_until_watching()
    mails = mixed_mail(MAILS, answered_share=0.3, seed=3)
    arriving = threading.Thread(target=_deliver_slowly, args=(dovecot, mails))
    arriving.start()
    for _ in range(KILLS):
        while len(_alive(world)) < runs:
            world.start()
        time.sleep(chance.uniform(0.05, 1.6))
        victim = chance.choice(_alive(world))
        victim.kill()
        victim.wait()
    arriving.join()
    while len(_alive(world)) < runs:
        world.start()
    wait_for(
        lambda: world.json("reconcile", "--dry-run")[-1]["seen"] == MAILS, seconds=90, what=lambda: world.log()[-3000:]
    )
    # Where several processes send, the claim of one that was killed must first run out.
    wait_for(lambda: _is_settled(world), seconds=240, what=lambda: world.json("outbox", "list")[-1])
    for process in _alive(world):
        world.stop(process)

    outbox = [
        mail for mail in world.json("outbox", "list", "--limit", "1000")[:-1] if mail["kind"] == "acknowledgement"
    ]
    unknown = {mail["recipient"] for mail in outbox if mail["state"] == "unknown"}
    sent = {mail["recipient"] for mail in outbox if mail["state"] == "sent"}
    expected = {mail.sender for mail in mails if mail.is_answered}
    received = {to: count for to, count in sink.recipients().items() if to != STAFF}
    assert sink.doubles() == []
    assert [to for to, count in received.items() if count > 1] == []
    assert set(received) - expected == set()
    # A mail at which the process was killed three times in a row is taken for the cause, and held for staff.
    held = [line["item"] for line in world.json("review", "list")[:-1] if line["reason"] == "unreadable"]
    unanswered = expected - sent - unknown
    assert (sent | unknown) - expected == set()
    assert len(unanswered) <= len(held)
    assert sent - set(received) == set()
    assert expected - set(received) - unknown == unanswered
    assert world.command("verify").stdout == "The event log and every original are as they were stored.\n"
    reconciled = world.json("reconcile")[-1]
    assert (reconciled["in_mailbox"], reconciled["seen"], reconciled["unseen"]) == (MAILS, MAILS, 0)
    assert reconciled["kept"] == len(expected) - len(unanswered) + len(held)
    answered = f"{len(received)} of {len(expected)} answered, {len(unknown)} unknown, {len(held)} held"
    return f"{KILLS} kills, {MAILS} mails, {answered}"


def _deliver_slowly(dovecot: Dovecot, mails: list[Mixed]) -> None:
    # By the server, not as files: Dovecot gives a file a second UID when it comes while killed sessions still look.
    with dovecot.client() as client:
        for mail in mails:
            client.append("INBOX", mail.content)
            time.sleep(0.15)


def _alive(world: World) -> list:
    return [process for process in world.processes if process.poll() is None]


def _is_settled(world: World) -> bool:
    with suppress(AssertionError):
        counts = world.json("outbox", "list", "--limit", "1")[-1]
        return not any(counts.get(state) for state in ("waiting", "claimed", "final"))
    return False
