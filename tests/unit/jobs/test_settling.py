"""What a received mail proves about a mail of ours, and by what it points to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes.jobs import CONSULTATION, NOW, OURS, SECRET, bench, new_mail, read_plainly
from fakes.jobs import mail as plain_mail

from mailintake.domain.history import History, SentMail
from mailintake.domain.message import Arrival, Automatic, FailedRecipient, Message
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind, OutboxState
from mailintake.domain.thread import mint_return_token
from mailintake.jobs.ingest import ingest
from mailintake.jobs.pointers import pointers_to_ours
from mailintake.jobs.settling import settlements_of
from mailintake.parse.boundary import Boundary
from mailintake.parse.reading import read_original
from mailintake.register.memory import MemoryRepository

RECIPIENT = "kansli@forening.example"
SENT = new_mail("reminder:lok:14:1", RECIPIENT, NOW, kind=MailKind.REMINDER)
HISTORY = History(
    replies_to=SentMail(
        outbox_id=1,
        message_id=SENT.message_id,
        kind=SENT.kind,
        recipient=RECIPIENT,
        consultation="lok",
        organisation_id=1,
        comment_id=None,
    )
)
TOKEN = mint_return_token(SECRET, SENT.message_id)
GONE = FailedRecipient(address=RECIPIENT.upper(), status="5.1.1", is_permanent=True, reason="no such user")


def received(text: str = "", *, sender: str = RECIPIENT, **values: object) -> Message:
    message = read_plainly(plain_mail(text, sender=sender), Arrival(ref=None, internal_date=NOW, size=1), NOW)
    assert isinstance(message, Message)
    return replace(message, **values)


def settled(message: Message, history: History = HISTORY) -> list[tuple[bool, str, str, date | None]]:
    found = settlements_of(message, history, secret=SECRET, own_addresses={OURS})
    return [(one.has_arrived, one.failed_address, one.away_address, one.away_until) for one in found]


def pointers(message: Message) -> tuple[str, ...]:
    return pointers_to_ours(message, secret=SECRET, own_addresses={OURS})


def test_an_answer_proves_that_the_mail_arrived() -> None:
    assert settled(received("comment")) == [(True, "", "", None)]


def test_a_copy_of_our_own_mail_proves_that_it_arrived() -> None:
    copy = received(sender=OURS, message_id=SENT.message_id)

    assert settled(copy, History()) == [(True, "", "", None)]


def test_a_copy_that_somebody_else_sent_proves_nothing() -> None:
    assert settled(received(message_id=SENT.message_id), History()) == []


@pytest.mark.parametrize(
    ("failed", "stopped"),
    [
        ((GONE,), RECIPIENT),
        ((replace(GONE, is_permanent=False, status="4.2.2"),), ""),
        # To where the recipient's mail is passed on: the address that we wrote to is dead all the same.
        ((replace(GONE, address="anna@annat.example"),), RECIPIENT),
        # What the report says of our own recipient is what counts.
        ((replace(GONE, is_permanent=False), replace(GONE, address="anna@annat.example")), ""),
        ((), ""),
    ],
)
def test_only_a_permanent_failure_stops_the_address_that_we_wrote_to(
    failed: tuple[FailedRecipient, ...], stopped: str
) -> None:
    bounce = received(automatic=Automatic.BOUNCE, recipients_failed=failed)

    assert settled(bounce) == [(False, stopped, "", None)]


def test_a_report_of_delay_proves_nothing() -> None:
    assert settled(received(automatic=Automatic.DELAY, recipients_failed=(GONE,))) == []


def test_an_automatic_reply_tells_until_when_nobody_is_there() -> None:
    reply = received("Jag är åter den 1 oktober.", automatic=Automatic.AUTO_REPLY)

    assert settled(reply) == [(True, "", RECIPIENT, date(2018, 9, 30))]


@pytest.mark.parametrize(
    "message",
    [
        received("Jag är tillbaka snart.", automatic=Automatic.AUTO_REPLY),
        received("Jag är åter den 1 oktober.", automatic=Automatic.AUTO_REPLY, from_address=""),
        received("Vi svarar när vi är åter den 1 oktober: vi tillstyrker."),
        received("Åter den 1 oktober.", automatic=Automatic.READ_RECEIPT),
    ],
)
def test_what_is_no_automatic_reply_with_a_date_and_a_sender_tells_nothing_of_absence(message: Message) -> None:
    assert settled(message) == [(True, "", "", None)]


def test_an_automatic_reply_to_nothing_of_ours_tells_nothing() -> None:
    assert settled(received("Åter den 1 oktober.", automatic=Automatic.AUTO_REPLY), History()) == []


def test_a_report_without_a_message_id_points_to_the_mail_by_the_address_it_came_back_to() -> None:
    bounce = received(automatic=Automatic.BOUNCE, sent_to=("kommun+" + TOKEN + "@kommun.example",))

    assert pointers(bounce) == (SENT.message_id,)


def test_a_person_does_not_write_to_the_address_that_mail_comes_back_to() -> None:
    assert pointers(received(sent_to=(f"kommun+{TOKEN}@kommun.example",))) == ()


def test_what_does_not_carry_our_seal_points_to_nothing() -> None:
    forged = received(
        automatic=Automatic.BOUNCE,
        reported_message_id=SENT.message_id.replace("mailintake.", "mailintake.0", 1),
        in_reply_to=("<1@kommun.example>", SENT.message_id[:-2] + ">"),
        sent_to=(f"kommun+{'a' * 32}@kommun.example",),
    )

    # The domain is no part of the seal.
    assert pointers(forged) == (SENT.message_id[:-2] + ">",)


BOUNDARY = Boundary(own_addresses=frozenset({OURS}), boundary_hosts=("mx.kommun.example",))
# A report as servers send it that give nothing back of the mail.
REPORT = """\
Return-Path: <>
{trace}
From: Mail Delivery System <MAILER-DAEMON@mx.forening.example>
Subject: Undelivered mail (bounce)
Date: Thu, 20 Sep 2018 09:00:00 +0000
Message-ID: <1@mx.forening.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

The mail system could not deliver your message.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.forening.example

Final-Recipient: rfc822; kansli@forening.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user
--b--
"""


def receive_report(trace: str) -> MemoryRepository:
    """Send a mail whose fate is unknown, and take in a report of its failure; return the register."""
    register = MemoryRepository(worker="a")
    invited = Organisation(id=0, consultation=CONSULTATION, name="Föreningen", addresses=(RECIPIENT,))
    register.sync_invited(CONSULTATION, [invited], NOW)
    register.queue([SENT], NOW)
    register.claim(NOW, NOW, 1)
    register.mark_final(1, NOW)
    register.mark_unknown(1, "no answer", NOW)
    tools = replace(
        bench(register), read=lambda original, arrival, now: read_original(original, arrival, BOUNDARY, now)
    )
    ingest([REPORT.format(trace=trace).replace("\n", "\r\n").encode()], tools, may_answer=True, now=NOW)
    return register


@pytest.mark.parametrize(
    "trace",
    [
        "Delivered-To: {}",
        "X-Original-To: {}",
        "To: {}",
        "To: undisclosed-recipients:;\nEnvelope-To: <{}>",
        "Received: from mx.forening.example by mx.kommun.example for <{}>; Thu, 20 Sep 2018 09:00:00 +0000",
    ],
)
def test_a_report_that_names_no_mail_settles_the_one_whose_address_it_came_back_to(trace: str) -> None:
    register = receive_report(trace.format(f"kommun+{TOKEN}@kommun.example"))

    [sent] = register.outbox((), 9)
    [organisation] = register.organisations(CONSULTATION)
    assert (sent.state, "5.1.1" in sent.error) == (OutboxState.SENT, True)
    assert organisation.dead_addresses == {RECIPIENT}


@pytest.mark.parametrize("token", ["", "a" * 32, TOKEN[:-1] + ("a" if TOKEN[-1] != "a" else "b")])
def test_a_forged_token_settles_nothing_and_stops_no_address(token: str) -> None:
    register = receive_report(f"Delivered-To: kommun+{token}@kommun.example")

    assert register.outbox((), 9)[0].state is OutboxState.UNKNOWN
    assert register.organisations(CONSULTATION)[0].dead_addresses == frozenset()
