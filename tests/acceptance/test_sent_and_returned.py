"""What becomes of a mail once it was sent: a copy where registrars look, and its row when it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from beds.embedded import EmbeddedWorld, embedded_world
from beds.mixed_mail import comment
from beds.world import wait_for

FOLDER = "Skickat från tjänsten"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[EmbeddedWorld]:
    with embedded_world(tmp_path / "service", sent_folder=FOLDER) as made:
        yield made


def answer(world: EmbeddedWorld, *numbers: int) -> None:
    """Have comments come in that are answered."""
    world.begin()
    world.receive(*(comment(number) for number in numbers))
    world.json("poll")


def test_deliver_lays_a_copy_of_each_answer_into_the_folder_of_sent_mail_once(world: EmbeddedWorld) -> None:
    world.imap.create(FOLDER)
    answer(world, 1, 2)

    counts = [world.json("deliver")[-1]["sent"] for _ in range(2)]

    copies = world.imap.contents(FOLDER)
    assert counts == [2, 0]
    assert sorted(copy.content for copy in copies) == sorted(mail.content for mail in world.smtp.mails)
    assert {copy.flags for copy in copies} == {frozenset({"\\Seen"})}


def test_without_that_folder_mail_goes_out_all_the_same_and_check_says_what_to_do(world: EmbeddedWorld) -> None:
    answer(world, 1)

    done = world.command("deliver")
    checked = world.command("check")
    world.imap.create(FOLDER)
    world.json("deliver")

    assert (done.returncode, len(world.smtp.mails)) == (0, 1)
    assert done.stderr.splitlines() == [
        (
            f'No copy of what was sent could be made: The folder "{FOLDER}" is not in the mailbox, or may not be '
            'read. Name one of these in sent_folder under [mailbox]: "INBOX".'
        )
    ]
    assert "in sent_folder under [mailbox]" in checked.stdout + checked.stderr
    assert len(world.imap.contents(FOLDER)) == 1


def test_run_copies_what_it_sends(world: EmbeddedWorld) -> None:
    world.imap.create(FOLDER)
    world.begin()
    process = world.start()
    world.wait_until_watching()
    world.receive(comment(1))
    wait_for(lambda: bool(world.imap.contents(FOLDER)), seconds=30, what=world.log)

    assert world.stop(process)[0] == 0
    assert [copy.content for copy in world.imap.contents(FOLDER)] == [mail.content for mail in world.smtp.mails]


def test_a_report_that_names_no_mail_finds_its_row_by_the_address_it_came_back_to(world: EmbeddedWorld) -> None:
    world.variables["MAILINTAKE_SMTP__ENVELOPE_SENDER"] = "lulea.kommun+{token}@lulea.se"
    answer(world, 1, 2)
    world.json("deliver")
    dead, well = world.smtp.mails
    world.receive(report(to=dead.sender, failed=dead.recipients[0]))

    polled = world.json("poll")[-1]

    errors = {mail["recipient"]: mail["error"] for mail in world.json("outbox", "list") if "recipient" in mail}
    assert (polled["kept"], polled["queued"]) == (1, 0)
    assert dead.sender != well.sender
    assert "5.1.1" in errors[dead.recipients[0]]
    assert errors[well.recipients[0]] is None


def report(*, to: str, failed: str) -> bytes:
    """Return a delivery report with nothing of the mail in it."""
    lines = [
        "Return-Path: <>",
        f"Delivered-To: {to}",
        "From: Mail Delivery System <MAILER-DAEMON@mx.forening.example>",
        "Subject: Undelivered Mail Returned to Sender",
        "Message-ID: <report@mx.forening.example>",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "The mail system could not deliver your message.",
        "",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.forening.example",
        "",
        f"Final-Recipient: rfc822; {failed}",
        "Action: failed",
        "Status: 5.1.1",
        "Diagnostic-Code: smtp; 550 5.1.1 no such user",
        "--b--",
        "",
    ]
    return "\r\n".join(lines).encode()
