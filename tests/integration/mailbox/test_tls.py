"""Nothing secret is said before the server has proven who it is."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from servers.certificates import Certificates, make_certificates, make_self_signed
from servers.dovecot import Dovecot
from servers.imap_faults import Conversation, RogueImap, drip

from mailintake.errors import InsecureConnectionError, MailboxUnavailableError, PermanentError
from mailintake.mailbox.connection import Tls

MakeMailbox = Callable[..., Any]
MAILS = {1: b"Subject: hej\r\n\r\n"}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("good"))


def refusal(server: RogueImap, mailbox_on: MakeMailbox, **settings: Any) -> InsecureConnectionError:
    """The error of a connection that is refused, once it is sure that no secret was sent."""
    with pytest.raises(InsecureConnectionError) as refused, mailbox_on(server, **settings).open("INBOX"):
        pass
    assert server.asked("LOGIN") == server.asked("AUTHENTICATE") == []
    return refused.value


@pytest.mark.parametrize("tls", [Tls.TLS, Tls.STARTTLS])
def test_a_certificate_of_a_trusted_authority_for_the_right_name_is_accepted(
    mailbox_on: MakeMailbox, good: Certificates, tls: Tls
) -> None:
    with (
        tls_server(good, tls) as server,
        mailbox_on(server, tls=tls, ca_file=str(good.authority)).open("INBOX") as folder,
    ):
        assert [mail.original for mail in folder.fetch(folder.new_since(0))] == [MAILS[1]]


@pytest.mark.parametrize("tls", [Tls.TLS, Tls.STARTTLS])
def test_a_self_signed_certificate_is_refused(mailbox_on: MakeMailbox, tmp_path: Path, tls: Tls) -> None:
    nobody = make_self_signed(tmp_path)
    with tls_server(nobody, tls) as server:
        error = refusal(server, mailbox_on, tls=tls, ca_file=str(nobody.authority))

    assert "certificate" in error.message
    assert "ca_file" in error.remedy


@pytest.mark.parametrize("tls", [Tls.TLS, Tls.STARTTLS])
def test_a_certificate_for_another_name_is_refused(mailbox_on: MakeMailbox, tmp_path: Path, tls: Tls) -> None:
    other = make_certificates(tmp_path, name="DNS:imap.other.example")
    with tls_server(other, tls) as server:
        error = refusal(server, mailbox_on, tls=tls, ca_file=str(other.authority))

    assert "127.0.0.1" in error.message


@pytest.mark.parametrize("tls", [Tls.TLS, Tls.STARTTLS])
def test_a_certificate_that_has_expired_is_refused(mailbox_on: MakeMailbox, tmp_path: Path, tls: Tls) -> None:
    expired = make_certificates(tmp_path, days=-1)
    with tls_server(expired, tls) as server:
        error = refusal(server, mailbox_on, tls=tls, ca_file=str(expired.authority))

    assert "expired" in error.message


def test_an_authority_that_is_not_the_systems_is_refused_without_ca_file(
    mailbox_on: MakeMailbox, good: Certificates
) -> None:
    with tls_server(good, Tls.TLS) as server:
        refusal(server, mailbox_on, tls=Tls.TLS)


def test_a_server_that_does_not_offer_starttls_is_refused(mailbox_on: MakeMailbox) -> None:
    with RogueImap(MAILS) as server:
        error = refusal(server, mailbox_on, tls=Tls.STARTTLS)

    assert "STARTTLS" in error.message


def test_a_server_that_refuses_starttls_is_refused(mailbox_on: MakeMailbox) -> None:
    def refuse(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send(f"{tag} NO not today")

    with RogueImap(MAILS, capabilities="IMAP4rev1 STARTTLS AUTH=PLAIN", scripts={"STARTTLS": refuse}) as server:
        refusal(server, mailbox_on, tls=Tls.STARTTLS)


def test_a_server_that_says_we_are_signed_in_already_does_not_keep_us_from_starttls(mailbox_on: MakeMailbox) -> None:
    def preauth(talk: Conversation, _tag: str, _rest: str) -> None:
        talk.send("* PREAUTH welcome back")

    with RogueImap(MAILS, capabilities="IMAP4rev1 STARTTLS", scripts={"GREETING": preauth}) as server:
        error = refusal(server, mailbox_on, tls=Tls.STARTTLS)
        assert server.asked("EXAMINE") == []

    assert "does not offer" in error.message


def test_words_slipped_in_after_the_answer_to_starttls_are_refused(mailbox_on: MakeMailbox, good: Certificates) -> None:
    def slip_in(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send(f"{tag} OK go ahead\r\n* CAPABILITY IMAP4rev1 LOGINDISABLED")
        talk.start_tls()

    with tls_server(good, Tls.STARTTLS) as server:
        server.scripts["STARTTLS"] = slip_in
        error = refusal(server, mailbox_on, tls=Tls.STARTTLS, ca_file=str(good.authority))

    assert "tampering" in error.message


def test_what_the_server_could_do_before_tls_is_forgotten(mailbox_on: MakeMailbox, good: Certificates) -> None:
    def by_turns(talk: Conversation, tag: str, _rest: str) -> None:
        is_first = len(talk.server.asked("CAPABILITY")) == 1
        talk.send(f"* CAPABILITY IMAP4rev1 {'STARTTLS LOGINDISABLED' if is_first else 'AUTH=PLAIN'}", f"{tag} OK done")

    with tls_server(good, Tls.STARTTLS) as server:
        server.scripts["CAPABILITY"] = by_turns
        with mailbox_on(server, tls=Tls.STARTTLS, ca_file=str(good.authority)).open("INBOX"):
            assert len(server.asked("AUTHENTICATE PLAIN")) == 1


def test_plain_text_to_another_machine_is_refused_before_a_word_is_said(mailbox_on: MakeMailbox) -> None:
    with RogueImap(MAILS) as server:
        server.host = "imap.lulea.example"
        error = refusal(server, mailbox_on, tls=Tls.NONE)
        assert server.connections == 0

    assert 'tls = "tls"' in error.remedy


def test_plain_text_to_another_machine_is_a_choice_that_can_be_made(mailbox_on: MakeMailbox) -> None:
    with RogueImap(MAILS) as server:
        server.host = "unknown.invalid"
        mailbox = mailbox_on(server, tls=Tls.NONE, allow_plaintext=True)
        with pytest.raises(MailboxUnavailableError, match="name was not found"), mailbox.open("INBOX"):
            pass


def test_tls_to_a_port_that_speaks_plain_text_is_told_of(mailbox_on: MakeMailbox) -> None:
    with (
        RogueImap(MAILS) as server,
        pytest.raises(MailboxUnavailableError) as error,
        mailbox_on(server, tls=Tls.TLS).open("INBOX"),
    ):
        pass

    assert "tls" in error.value.remedy
    assert server.asked("AUTHENTICATE") == []


def test_a_ca_file_that_cannot_be_read_is_told_of(mailbox_on: MakeMailbox, tmp_path: Path) -> None:
    missing = tmp_path / "ca.pem"
    with (
        RogueImap(MAILS) as server,
        pytest.raises(PermanentError, match=str(missing)),
        mailbox_on(server, tls=Tls.TLS, ca_file=str(missing)).open("INBOX"),
    ):
        pass


def test_a_command_has_a_deadline_over_tls_too(mailbox_on: MakeMailbox, good: Certificates) -> None:
    def drip_body(talk: Conversation, _tag: str, _rest: str) -> None:
        drip(talk, b"* 1 FETCH (UID 1 BODY[] {1000}\r\n" + b"x" * 1000)

    begun = time.monotonic()
    with tls_server(good, Tls.TLS) as server:
        server.scripts["BODIES"] = drip_body
        mailbox = mailbox_on(server, tls=Tls.TLS, ca_file=str(good.authority), command_seconds=0.5)
        with mailbox.open("INBOX") as folder, pytest.raises(MailboxUnavailableError, match="in time"):
            list(folder.fetch(folder.new_since(0)))

    assert time.monotonic() - begun < 5.0


def test_a_handshake_that_stalls_has_a_deadline(mailbox_on: MakeMailbox) -> None:
    begun = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = RogueImap()
        server.port = silent.getsockname()[1]
        mailbox = mailbox_on(server, tls=Tls.TLS, command_seconds=0.3)
        with pytest.raises(MailboxUnavailableError, match="in time"), mailbox.open("INBOX"):
            pass

    assert time.monotonic() - begun < 3.0


@pytest.mark.dovecot
@pytest.mark.parametrize("tls", [Tls.TLS, Tls.STARTTLS])
def test_a_real_server_is_read_over_tls(mailbox_on: MakeMailbox, good: Certificates, tls: Tls) -> None:
    with Dovecot(certificates=good) as server:
        server.append("INBOX", MAILS[1])
        port = server.tls_port if tls is Tls.TLS else server.port
        with mailbox_on(server, port=port, tls=tls, ca_file=str(good.authority)).open("INBOX") as folder:
            [fetched] = folder.fetch(folder.new_since(0))
            assert not folder.wait(0.1, lambda: False)

    assert fetched.original == MAILS[1]


def tls_server(certificates: Certificates, tls: Tls) -> RogueImap:
    """A server that shows a certificate, from the start or after STARTTLS."""
    return RogueImap(
        MAILS,
        capabilities="IMAP4rev1 AUTH=PLAIN" if tls is Tls.TLS else "IMAP4rev1 STARTTLS AUTH=PLAIN",
        context=certificates.server_context(),
        is_tls_at_once=tls is Tls.TLS,
    )
