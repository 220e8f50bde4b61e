"""A mail that would hang or kill a careless reader stands first in the queue: nobody behind it waits for long."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from beds.embedded import EmbeddedWorld, embedded_world
from beds.mixed_mail import OUR_ADDRESS, comment
from beds.world import wait_for

MAILS = 100
# The standard library takes 22 seconds to read this parameter.
SEMICOLONS = b'Content-Type: text/plain; a="' + b";" * 100_000 + b'"'


def _poison(content_type: bytes, body: bytes = b"Hej") -> bytes:
    head = (
        b"From: gift@x.example",
        b"To: " + OUR_ADDRESS.encode(),
        "Subject: Synpunkter på lokal överenskommelse".encode(),
        b"Message-ID: <gift@x.example>",
        content_type,
    )
    return b"\r\n".join((*head, b"", body, b""))


POISONS = {
    "quoted semicolons": _poison(SEMICOLONS),
    "a foreign alphabet": _poison(b"Content-Type: text/plain; charset=punycode", b"a" * 1_000_000),
}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[EmbeddedWorld]:
    with embedded_world(tmp_path / "service") as made:
        yield made


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS)
def test_a_poll_reads_and_answers_all_that_stands_behind_a_poisoned_mail(
    world: EmbeddedWorld, tell_figure: Callable[[str], None], poison: bytes
) -> None:
    world.begin()
    world.receive(poison, *(comment(index) for index in range(MAILS)))

    begun = time.monotonic()
    counts = world.json("poll")[-1]
    tell_figure(f"{MAILS} mails behind it in {time.monotonic() - begun:.1f} s; {counts['held']} held")
    world.json("deliver")
    world.receive(comment(MAILS))
    after = world.json("poll")[-1]

    answered = {to for mail in world.smtp.mails for to in mail.recipients} - {"gift@x.example"}
    assert counts["new"] == MAILS + 1
    assert counts["kept"] + counts["left"] + counts["held"] == MAILS + 1
    assert answered == {comment(index).sender for index in range(MAILS)}
    assert (after["new"], after["kept"], after["queued"]) == (1, 1, 1)
    assert world.json("reconcile")[-1]["unseen"] == 0


def test_a_service_that_runs_goes_on_behind_a_poisoned_mail(world: EmbeddedWorld) -> None:
    process = world.start()
    world.wait_until_watching()
    world.receive(POISONS["quoted semicolons"], *(comment(index) for index in range(MAILS)))
    expected = {comment(index).sender for index in range(MAILS)}

    wait_for(
        lambda: expected <= {to for mail in world.smtp.mails for to in mail.recipients}, seconds=60, what=world.log
    )

    assert process.poll() is None
    assert world.stop(process)[0] == 0
