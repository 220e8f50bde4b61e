"""Whatever the outgoing server does, a mail ends in the right state with a clear reason, and never goes out twice.

The whole way is real: the outbox in SQLite, the delivery job, the transport, and a server that does as it is told. Each
row of the tables is one fault: the first run meets it, the second one, hours later, a server that is well.
"""

from __future__ import annotations

import logging
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from beds.world import STAFF, World
from servers.certificates import Certificates, make_certificates, make_self_signed
from servers.smtp import DROP, HANG, TAKE_AND_DROP, TRICKLE, FaultySmtp, Slow

from mailintake.bootstrap import open_service
from mailintake.bootstrap.service import Service
from mailintake.domain.outbox import MailKind, NewMail, OutboxMail, OutboxState
from mailintake.jobs.reports import DeliveryCounts
from mailintake.notify.smtp import SmtpTransport

NOW = datetime(2018, 9, 20, 10, 0, tzinfo=UTC)
PATIENCE = 0.5  # seconds
WAITING, SENT, FAILED, UNKNOWN = OutboxState.WAITING, OutboxState.SENT, OutboxState.FAILED, OutboxState.UNKNOWN
# More than the buffers on the way can hold, so that a break is met before the end.
BIG = b"From: <remiss@lulea.example>\r\n\r\n" + (b"x" * 70 + b"\r\n") * 100_000
SWEDISH = "From: <remiss@lulea.example>\r\nTo: <åsa@forening.example>\r\n\r\nHej\r\n".encode()


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What the server does, and what must come of the mail."""

    replies: dict[str, Any] = field(default_factory=dict)
    extensions: tuple[str, ...] = ("8BITMIME", "SIZE 1000000", "SMTPUTF8")
    user: str = ""  # the transport signs in as
    mail: dict[str, Any] = field(default_factory=dict)  # what the mail has of its own
    state: OutboxState = WAITING  # after the first run
    reason: str  # a part of what staff are told
    copies: int = 0  # taken by the server while it was at fault


AT_EACH_STEP = {
    f"{steps[0]} {name}": Fault(
        replies=dict.fromkeys(steps, reply), user=user, extensions=("AUTH PLAIN",), reason=reason
    )
    for steps, user in (
        (("greeting",), ""),
        # Who refuses EHLO is asked with HELO (RFC 5321, 3.2), and refuses that too.
        (("ehlo", "helo"), ""),
        (("auth",), "anna"),
        (("mail",), ""),
        (("rcpt",), ""),
        (("data",), ""),
    )
    for name, reply, reason in (
        ("451", "451 4.3.0 come back later", "451 4.3.0 come back later"),
        ("421", "421 4.3.2 closing for tonight", "421 4.3.2 closing for tonight"),
        ("dropped", DROP, "Connection unexpectedly closed"),
        ("silent", HANG, "timed out"),
        ("endless, a byte at a time", TRICKLE, "timed out"),
    )
}  # fmt: skip
REFUSALS = {
    # The standard library asks with HELO even then, and what is told is that nobody answers.
    "ehlo 421": Fault(replies={"ehlo": "421 4.3.2 closing for tonight"}, reason="Connection unexpectedly closed"),
    "greeting 554": Fault(replies={"greeting": "554 5.3.2 no service here"}, reason="554 5.3.2 no service here"),
    "ehlo 554": Fault(replies={"ehlo": "554 5.5.0 no", "helo": "554 5.5.0 go away"}, reason="554 5.5.0 go away"),
    "auth 535": Fault(
        replies={"auth": "535 5.7.8 wrong password"}, extensions=("AUTH PLAIN",), user="anna",
        reason="535 5.7.8 wrong password",
    ),
    "no auth offered": Fault(user="anna", reason="offers no sign-in"),
    "mail 530": Fault(replies={"mail": "530 5.7.0 sign in first"}, reason="530 5.7.0 sign in first"),
    "mail 550": Fault(replies={"mail": "550 5.7.1 not from you"}, state=FAILED, reason="550 5.7.1 not from you"),
    "mail 552": Fault(replies={"mail": "552 5.3.4 too big"}, state=FAILED, reason="552 5.3.4 too big"),
    "rcpt 550": Fault(replies={"rcpt": "550 5.1.1 no such user"}, state=FAILED, reason="550 5.1.1 no such user"),
    "data 554": Fault(replies={"data": "554 5.5.1 no"}, state=FAILED, reason="554 5.5.1 no"),
    "data 250": Fault(replies={"data": "250 what"}, reason="250 what"),
}  # fmt: skip
AT_THE_END = {
    "dropped in the content": Fault(replies={"content": DROP}, mail={"content": BIG}, extensions=(), reason="broke"),
    "552 in the content": Fault(replies={"content": "552 5.2.3 too big"}, state=FAILED, reason="552 5.2.3 too big"),
    "421 in the content": Fault(replies={"content": "421 4.3.2 closing"}, reason="421 4.3.2 closing"),
    "dot 451": Fault(replies={"dot": "451 4.2.0 greylisted"}, reason="451 4.2.0 greylisted"),
    "dot 421": Fault(replies={"dot": "421 4.3.2 closing"}, reason="421 4.3.2 closing"),
    "dot 554": Fault(replies={"dot": "554 5.7.1 spam"}, state=FAILED, reason="554 5.7.1 spam"),
    "dropped after the dot": Fault(replies={"dot": DROP}, state=UNKNOWN, reason="No answer after the end"),
    "taken and dropped": Fault(
        replies={"dot": TAKE_AND_DROP}, state=UNKNOWN, reason="No answer after the end", copies=1
    ),
    "silent after the dot": Fault(replies={"dot": HANG}, state=UNKNOWN, reason="timed out"),
    "endless after the dot": Fault(replies={"dot": TRICKLE}, state=UNKNOWN, reason="timed out"),
    "no clear answer after the dot": Fault(replies={"dot": "354 go on"}, state=UNKNOWN, reason="354 go on"),
    "quit dropped": Fault(replies={"quit": DROP}, state=SENT, reason="", copies=1),
    "quit silent": Fault(replies={"quit": HANG}, state=SENT, reason="", copies=1),
    "quit 421": Fault(replies={"quit": "421 gone"}, state=SENT, reason="", copies=1),
    "every reply a byte at a time": Fault(
        replies={"mail": Slow("250 so"), "rcpt": Slow("250 slow"), "data": Slow("354 it"), "dot": Slow("250 is")},
        state=SENT, reason="", copies=1,
    ),
}  # fmt: skip
WHAT_THE_SERVER_LACKS = {
    "SIZE too small": Fault(extensions=("SIZE 50",), state=FAILED, reason="at most 50 bytes (SIZE)"),
    "no 8BITMIME": Fault(extensions=(), mail={"content": SWEDISH}, state=FAILED, reason="8BITMIME"),
    "no SMTPUTF8": Fault(
        extensions=("8BITMIME",), mail={"recipient": "åsa@forening.example"}, state=FAILED, reason="SMTPUTF8"
    ),
}
ALL = AT_EACH_STEP | REFUSALS | AT_THE_END | WHAT_THE_SERVER_LACKS


class Clock:
    """The service's time, moved by the test."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Office:
    """A service with one mail to send, and the server that it is sent by."""

    service: Service
    clock: Clock
    log: pytest.LogCaptureFixture

    def queue(self, *mails: NewMail) -> None:
        assert self.service.register.queue(mails, NOW) == len(mails)

    def deliver(self, server: FaultySmtp | int, **transport: Any) -> DeliveryCounts:
        """Deliver over a server, or over a port at which there is none."""
        port = server if isinstance(server, int) else server.port
        values = {"host": "127.0.0.1", "tls": "none", "user": "", "password": "hemligt", "timeout_seconds": PATIENCE}
        way_out = SmtpTransport(port=port, **(values | transport))
        self.service.parts = replace(self.service.parts, make_transport=lambda: way_out)
        with self.log.at_level(logging.DEBUG, logger="mailintake"):
            counts = self.service.deliver()
        assert [record.getMessage() for record in self.log.records if record.exc_info] == []
        return counts

    def mail(self) -> OutboxMail:
        """Return the newest mail as the register has it."""
        return self.service.register.outbox([], 1)[0]

    def states(self) -> list[OutboxState]:
        """Return how all mails stand, oldest first."""
        return [mail.state for mail in reversed(self.service.register.outbox([], 1000))]


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database without mail, to be copied: to make one takes a second."""
    world = _world(tmp_path_factory.mktemp("empty"))
    open_service(world.config, environ={})
    return world.folder / "mailintake.db"


@pytest.fixture
def office(tmp_path: Path, empty_database: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Office]:
    world = _world(tmp_path)
    shutil.copy(empty_database, world.folder)
    clock = Clock()
    # Nobody is told of faults: letters about them would stand between the mails that are looked at.
    service = open_service(world.config, clock=clock, environ={"MAILINTAKE_STAFF__DIGEST_TO": ""})
    with service.alone():
        yield Office(service, clock, caplog)


def _world(folder: Path) -> World:
    return World(folder, imap_port=1, imap_user="kommun", imap_password="hemligt", smtp_port=1)


def a_mail(number: int = 0, **changed: Any) -> NewMail:
    mail = NewMail(
        kind=MailKind.ACKNOWLEDGEMENT,
        subject_key=f"message:{number}",
        recipient=f"anna{number}@forening.example",
        message_id=f"<{number}@lulea.example>",
        subject="Mottaget",
        language="sv",
        content=b"From: <remiss@lulea.example>\r\nMessage-ID: <%d@lulea.example>\r\n\r\nHej\r\n" % number,
        created_at=NOW,
        not_before=NOW,
    )
    return replace(mail, **changed)


def a_digest() -> NewMail:
    return a_mail(kind=MailKind.DIGEST, subject_key="digest:2018-09-20", recipient=STAFF, is_for_staff=True)


@pytest.mark.parametrize("fault", ALL.values(), ids=ALL)
def test_a_fault_ends_in_its_state_with_a_reason_and_only_what_waits_is_tried_again(office: Office, fault: Fault):
    office.queue(a_mail(**fault.mail))
    with FaultySmtp(fault.replies, extensions=fault.extensions) as server:
        office.deliver(server, user=fault.user)
        first = office.mail()
    office.clock.now += timedelta(hours=2)
    with FaultySmtp(extensions=("8BITMIME", "SMTPUTF8")) as well:
        office.deliver(well)
        second = office.mail()

    assert (first.state, len(server.mails)) == (fault.state, fault.copies)
    _check_reason(first.error, fault.reason)
    is_tried_again = fault.state is WAITING
    assert len(well.mails) == (1 if is_tried_again else 0)
    assert second.state is (SENT if is_tried_again else fault.state)


@pytest.mark.parametrize("reply", [DROP, TAKE_AND_DROP, HANG, "354 go on"])
def test_a_digest_whose_fate_is_not_known_is_sent_again_byte_for_byte(office: Office, reply: str):
    office.queue(a_digest())
    with FaultySmtp({"dot": reply}) as server:
        assert office.deliver(server) == DeliveryCounts(waiting=1)
    office.clock.now += timedelta(hours=2)
    with FaultySmtp() as well:
        assert office.deliver(well) == DeliveryCounts(sent=1)

    assert {*server.mails, *well.mails} == {a_digest().content}


def test_a_connection_that_is_refused_costs_nothing(office: Office):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    office.queue(a_mail())

    assert office.deliver(port) == DeliveryCounts(waiting=1)

    _check_reason(office.mail().error, "Connection refused")


CERTIFICATES: dict[str, tuple[Callable[[Path], Certificates], str]] = {
    "of another name": (lambda folder: make_certificates(folder, name="DNS:elsewhere.example"), "mismatch"),
    "expired": (lambda folder: make_certificates(folder, days=-1), "expired"),
    "signed by itself": (make_self_signed, "self-signed"),
}


@pytest.mark.parametrize("tls", ["tls", "starttls"])
@pytest.mark.parametrize(("make", "reason"), CERTIFICATES.values(), ids=CERTIFICATES)
def test_a_certificate_that_is_wrong_costs_no_mail_and_no_password(office: Office, tmp_path, tls, make, reason):
    wrong = make(tmp_path / "certificates")
    office.queue(a_mail())
    with _safe_server(wrong, tls) as server:
        counts = office.deliver(server, tls=tls, user="anna", ca_file=str(wrong.authority))

    assert counts == DeliveryCounts(waiting=1)
    assert (server.mails, [command for command in server.commands if "AUTH" in command]) == ([], [])
    _check_reason(office.mail().error, "certificate of 127.0.0.1 is not to be trusted", reason)


@pytest.mark.parametrize(
    ("replies", "extensions", "reason"),
    [
        ({}, (), "502 not offered"),
        ({"starttls": "454 4.7.0 no TLS now"}, ("STARTTLS",), "454 4.7.0 no TLS now"),
        ({"starttls": "421 4.3.2 closing"}, ("STARTTLS",), "421 4.3.2 closing"),
        ({"starttls": "220 go on"}, ("STARTTLS",), "TLS"),
        ({"starttls": DROP}, ("STARTTLS",), "closed"),
        ({"starttls": HANG}, ("STARTTLS",), "timed out"),
    ],
    ids=["not offered", "refused", "421", "not spoken", "dropped", "silent"],
)  # fmt: skip
def test_a_server_without_tls_costs_no_mail_and_no_password(office: Office, replies, extensions, reason):
    office.queue(a_mail())
    with FaultySmtp(replies, extensions=(*extensions, "AUTH PLAIN")) as server:
        assert office.deliver(server, tls="starttls", user="anna") == DeliveryCounts(waiting=1)

    assert (server.mails, [command for command in server.commands if "AUTH" in command]) == ([], [])
    _check_reason(office.mail().error, reason)


def test_some_that_are_refused_take_nothing_from_the_others(office: Office):
    office.queue(*(a_mail(number) for number in range(6)))
    rcpt = ["250 ok", "550 5.1.1 no such user", "250 ok", "450 4.2.2 full", "421 4.3.2 enough", "250 ok"]
    with FaultySmtp({"rcpt": rcpt}) as server:
        counts = office.deliver(server)

    assert counts == DeliveryCounts(sent=4, failed=1, waiting=1)
    assert office.states() == [SENT, FAILED, SENT, WAITING, SENT, SENT]
    assert (server.connections, len(server.mails), len(set(server.mails))) == (2, 4, 4)


def test_a_server_that_goes_away_in_the_middle_puts_off_the_rest_and_gets_it_later(office: Office):
    office.queue(*(a_mail(number) for number in range(6)))
    with FaultySmtp({"rcpt": ["250 ok", "250 ok", DROP], "greeting": ["220 hello", DROP]}) as server:
        assert office.deliver(server) == DeliveryCounts(sent=2, waiting=4)
    office.clock.now += timedelta(hours=2)
    with FaultySmtp() as well:
        assert office.deliver(well) == DeliveryCounts(sent=4)

    assert (well.connections, len({*server.mails, *well.mails})) == (1, 6)


def test_what_is_put_off_for_too_long_is_given_up_with_the_last_reason(office: Office):
    office.queue(a_mail())
    with FaultySmtp({"rcpt": "451 4.2.2 mailbox full"}) as server:
        for _ in range(200):
            office.deliver(server)
            office.clock.now += timedelta(hours=1)

    mail = office.mail()
    assert mail.state is FAILED
    _check_reason(mail.error, "given up: 451 4.2.2 mailbox full")
    # Pauses of two hours in the end: no server is knocked at all the time.
    assert 20 < mail.attempts < 60


def test_a_thousand_mails_go_over_one_connection(office: Office, tell_figure: Callable[[str], None]):
    office.queue(*(a_mail(number) for number in range(1000)))
    with FaultySmtp() as server:
        begun = time.perf_counter()
        counts = office.deliver(server)
        taken = time.perf_counter() - begun

    assert (counts, server.connections, len(set(server.mails))) == (DeliveryCounts(sent=1000), 1, 1000)
    tell_figure(f"1,000 mails from SQLite over one connection in {taken:.1f} s, {1000 / taken:.0f} mails/s")


def _safe_server(certificates: Certificates, tls: str) -> AbstractContextManager[FaultySmtp]:
    @contextmanager
    def serve() -> Iterator[FaultySmtp]:
        with FaultySmtp(
            context=certificates.server_context(),
            is_tls_from_start=tls == "tls",
            extensions=("STARTTLS", "AUTH PLAIN") if tls == "starttls" else ("AUTH PLAIN",),
        ) as server:
            yield server

    return serve()


def _check_reason(told: str, *parts: str) -> None:
    """See that what staff are told is one line, in words, that says what the server said."""
    assert [part for part in parts if part not in told] == [], told
    assert bool(told) is any(parts)
    assert told.isprintable()
    assert len(told) <= 500
    assert "Traceback" not in told
