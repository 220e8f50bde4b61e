"""What ``check`` tells of the mailbox: each step, and a remedy for each that fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from servers.certificates import make_certificates, make_self_signed
from servers.dovecot import Dovecot
from servers.imap_faults import Conversation, RogueImap

from mailintake.domain.finding import Finding, Status
from mailintake.mailbox.connection import Tls
from mailintake.mailbox.filing import Filing
from mailintake.mailbox.probe import probe

MakeMailbox = Callable[..., Any]


def statuses(findings: list[Finding]) -> dict[str, Status]:
    return {finding.what: finding.status for finding in findings}


def fault(findings: list[Finding]) -> Finding:
    """The only fault among findings."""
    [found] = [finding for finding in findings if finding.status is Status.FAULT]
    return found


@pytest.mark.dovecot
def test_a_mailbox_that_works_has_no_fault(mailbox_on: MakeMailbox, dovecot: Dovecot) -> None:
    dovecot.create("Skräppost")
    dovecot.append("INBOX", b"Subject: x\r\n\r\n")
    before = dovecot.snapshot()

    findings = probe(mailbox_on(dovecot, folders=("INBOX", "Skräppost")))

    assert statuses(findings) == {
        "IMAP connection": Status.OK,
        "IMAP sign-in": Status.OK,
        'IMAP folder "INBOX"': Status.OK,
        'IMAP folder "Skräppost"': Status.OK,
    }
    assert "mails in it: 1" in findings[2].text
    assert dovecot.snapshot() == before


@pytest.mark.dovecot
def test_the_version_of_tls_is_told(mailbox_on: MakeMailbox, tmp_path: Path) -> None:
    certificates = make_certificates(tmp_path)
    with Dovecot(certificates=certificates) as server:
        mailbox = mailbox_on(server, port=server.tls_port, tls=Tls.TLS, ca_file=str(certificates.authority))
        connection = probe(mailbox)[0]

    assert connection.status is Status.OK
    assert "TLSv1." in connection.text


@pytest.mark.dovecot
def test_a_missing_folder_does_not_keep_the_others_from_being_tried(mailbox_on: MakeMailbox, dovecot: Dovecot) -> None:
    findings = probe(mailbox_on(dovecot, folders=("Saknas", "INBOX")))

    assert fault(findings).what == 'IMAP folder "Saknas"'
    assert '"INBOX"' in fault(findings).remedy
    assert statuses(findings)['IMAP folder "INBOX"'] is Status.OK


def test_a_server_that_is_not_there_has_a_remedy(mailbox_on: MakeMailbox) -> None:
    with RogueImap() as server:
        mailbox = mailbox_on(server)

    [finding] = probe(mailbox)

    assert (finding.what, finding.status) == ("IMAP connection", Status.FAULT)
    assert "host, port" in finding.remedy


def test_a_certificate_that_is_not_trusted_has_a_remedy(mailbox_on: MakeMailbox, tmp_path: Path) -> None:
    context = make_self_signed(tmp_path).server_context()
    with RogueImap(context=context, is_tls_at_once=True) as server:
        [finding] = probe(mailbox_on(server, tls=Tls.TLS))

    assert finding.status is Status.FAULT
    assert "ca_file" in finding.remedy


def test_a_refused_password_has_a_remedy_and_is_not_shown(mailbox_on: MakeMailbox) -> None:
    def refuse(talk: Conversation, tag: str, rest: str) -> None:
        talk.take_secret(rest)
        talk.send(f"{tag} NO wrong")

    with RogueImap(scripts={"AUTHENTICATE": refuse}) as server:
        findings = probe(mailbox_on(server))

    assert fault(findings).what == "IMAP sign-in"
    assert "password" in fault(findings).remedy
    assert "secret" not in str(findings)


def test_a_server_without_idle_is_a_warning_where_idle_is_wanted(mailbox_on: MakeMailbox) -> None:
    with RogueImap(capabilities="IMAP4rev1 AUTH=PLAIN") as server:
        wanted = probe(mailbox_on(server))
        unwanted = probe(mailbox_on(server, idle=False))

    assert statuses(wanted)["IMAP IDLE"] is Status.WARNING
    assert "IMAP IDLE" not in statuses(unwanted)


def test_moving_needs_a_server_that_can_move(mailbox_on: MakeMailbox) -> None:
    with RogueImap(capabilities="IMAP4rev1 AUTH=PLAIN IDLE") as server:
        findings = probe(mailbox_on(server, filing=Filing.MOVE, filing_target="INBOX"))

    assert fault(findings).what == "IMAP filing by move"
    assert "UIDPLUS" in fault(findings).text


@pytest.mark.dovecot
@pytest.mark.parametrize("filing", [Filing.COPY, Filing.MOVE])
def test_filing_needs_a_folder_that_is_there(mailbox_on: MakeMailbox, dovecot: Dovecot, filing: Filing) -> None:
    dovecot.create("Remisser")

    good = probe(mailbox_on(dovecot, filing=filing, filing_target="Remisser"))
    bad = probe(mailbox_on(dovecot, filing=filing, filing_target="Saknas"))

    assert statuses(good)[f"IMAP filing by {filing}"] is Status.OK
    assert fault(bad).what == f"IMAP filing by {filing}"


@pytest.mark.dovecot
def test_marking_needs_a_keyword_that_is_kept(mailbox_on: MakeMailbox, dovecot: Dovecot) -> None:
    good = probe(mailbox_on(dovecot, filing=Filing.KEYWORD))
    bad = probe(mailbox_on(dovecot, filing=Filing.KEYWORD, filing_target="två ord"))

    assert statuses(good)["IMAP filing by keyword"] is Status.OK
    assert "keyword" in fault(bad).text


def test_a_server_that_breaks_off_midway_is_a_fault_and_not_a_crash(mailbox_on: MakeMailbox) -> None:
    def break_off(talk: Conversation, _tag: str, _rest: str) -> None:
        talk.hang_up()

    with RogueImap(scripts={"EXAMINE": break_off}) as server:
        findings = probe(mailbox_on(server, folders=("INBOX", "Sent"), filing=Filing.COPY))

    assert [finding.status for finding in findings] == [Status.OK, Status.OK, Status.FAULT, Status.FAULT]
