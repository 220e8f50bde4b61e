"""Copies of what was sent, laid into a real server's folder: as they were sent, read, dated, and found again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fakes.jobs import NOW, new_mail
from imapclient import IMAPClient
from servers.dovecot import Dovecot
from servers.imap_faults import Conversation, RogueImap

from mailintake.demo.imap_server import EmbeddedImap
from mailintake.domain.finding import Status
from mailintake.errors import FolderMissingError, MailboxUnavailableError, PermanentError
from mailintake.jobs.reports import CopyCounts
from mailintake.jobs.sent_copies import CLAIM_FOR, copy_sent
from mailintake.mailbox.probe import probe
from mailintake.mailbox.sent import ImapSentBox
from mailintake.register.memory import MemoryRepository

MakeMailbox = Callable[..., Any]

FOLDER = "Skickat från tjänsten"
SENT_AT = datetime(2018, 9, 20, 8, 5, tzinfo=UTC)
MESSAGE_ID = "<mailintake.00aa.11bb@kommun.example>"
CONTENT = (
    f"Message-ID: {MESSAGE_ID}\r\nFrom: kommun@kommun.example\r\nTo: anna@forening.example\r\n"
    "Subject: Tack\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    ".\r\n..tack för ert svar \u00e5\u00e4\u00f6\r\nFrom Luleå\r\n"
).encode()


@pytest.fixture(params=["embedded", pytest.param("dovecot", marks=pytest.mark.dovecot)])
def server(request: pytest.FixtureRequest) -> Iterator[Any]:
    if request.param == "embedded":
        with EmbeddedImap(user="lulea", password="secret") as embedded:
            embedded.create(FOLDER)
            yield embedded
    else:
        with Dovecot() as dovecot:
            dovecot.create(FOLDER)
            yield dovecot


@pytest.fixture
def box(mailbox_on: MakeMailbox, server: Any) -> ImapSentBox:
    return ImapSentBox(mailbox_on(server), FOLDER)


def contents(server: Any, folder: str = FOLDER) -> list[tuple[bytes, set[bytes], datetime]]:
    """What lies in a folder: the bytes, flags and dates of its mails."""
    with IMAPClient(server.host, server.port, ssl=False) as client:
        client.normalise_times = False
        client.login(server.user, server.password)
        client.select_folder(folder, readonly=True)
        found = client.fetch(client.search(), ["BODY.PEEK[]", "FLAGS", "INTERNALDATE"])
    return [
        (mail[b"BODY[]"], set(mail[b"FLAGS"]) - {b"\\Recent"}, mail[b"INTERNALDATE"])
        for _, mail in sorted(found.items())
    ]


def test_a_copy_lies_in_the_folder_byte_for_byte_read_and_dated(box: ImapSentBox, server: Any) -> None:
    with box.open() as folder:
        folder.add(CONTENT, SENT_AT)

    assert contents(server) == [(CONTENT, {b"\\Seen"}, SENT_AT)]


def test_a_copy_is_found_by_its_message_id_also_on_the_same_connection(box: ImapSentBox) -> None:
    with box.open() as folder:
        before = folder.holds(MESSAGE_ID)
        folder.add(CONTENT, SENT_AT)
        after = folder.holds(MESSAGE_ID), folder.holds(MESSAGE_ID.replace("00aa", "00ab"))
    with box.open() as folder:
        anew = folder.holds(MESSAGE_ID)

    assert (before, after, anew) == (False, (True, False), True)


def test_looking_for_a_copy_marks_nothing_as_read(box: ImapSentBox, server: Any) -> None:
    server.append(FOLDER, CONTENT, SENT_AT)
    with box.open() as folder:
        assert folder.holds(MESSAGE_ID)

    assert contents(server) == [(CONTENT, set(), SENT_AT)]


def test_a_folder_that_is_not_there_is_told_of_with_those_that_are(mailbox_on: MakeMailbox, server: Any) -> None:
    box = ImapSentBox(mailbox_on(server), "Saknas")

    with pytest.raises(FolderMissingError) as caught, box.open():
        pass

    assert "in sent_folder under [mailbox]" in caught.value.remedy
    assert f'"{FOLDER}"' in caught.value.remedy


def test_a_server_that_lost_the_line_after_it_had_the_copy_gets_no_second_one(box: ImapSentBox, server: Any) -> None:
    register = MemoryRepository(worker="a")
    register.queue([new_mail(f"message:{number}", "anna@forening.example", NOW) for number in range(3)], NOW)
    for mail in register.claim(NOW, NOW + timedelta(minutes=5), 3):
        register.mark_sent(mail.id, NOW)
    # As a process that was killed between the server's answer and its own note of it.
    claimed = register.claim_uncopied(NOW - CLAIM_FOR, NOW, NOW + CLAIM_FOR, 2)
    server.append(FOLDER, claimed[0].mail.mail.content)

    counts = copy_sent(register, box, lambda: NOW + CLAIM_FOR)

    assert counts == CopyCounts(copied=2, found=1)
    assert sorted(content for content, _, _ in contents(server)) == sorted(
        mail.mail.content for mail in register.outbox((), 9)
    )


def refuse(answer: str) -> Callable[[Conversation, str, str], None]:
    """Refuse the first copy; take the others."""
    answers = [answer]

    def append(talk: Conversation, tag: str, rest: str) -> None:
        if answers:
            talk.send(f"{tag} {answers.pop()}")
            return
        size = int(rest.rpartition("{")[2].removesuffix("}"))
        talk.read(size)
        talk.send(f"{tag} OK done")

    return append


@pytest.mark.parametrize("answer", ["NO [OVERQUOTA] full", "NO no", "BAD never", "NO [TRYCREATE] gone"])
def test_a_refused_copy_is_told_of_and_leaves_the_connection_good(mailbox_on: MakeMailbox, answer: str) -> None:
    with (
        RogueImap(scripts={"APPEND": refuse(answer)}) as rogue,
        ImapSentBox(mailbox_on(rogue), "Sent").open() as folder,
    ):
        with pytest.raises(PermanentError, match="takes no copy") as caught:
            folder.add(CONTENT, SENT_AT)
        folder.add(CONTENT, SENT_AT)

    assert "sent_folder" in caught.value.remedy
    assert len(rogue.asked("APPEND")) == 2


def test_a_refusal_that_may_pass_is_no_fault_of_the_settings(mailbox_on: MakeMailbox) -> None:
    with (
        RogueImap(scripts={"APPEND": refuse("NO [UNAVAILABLE] later")}) as rogue,
        ImapSentBox(mailbox_on(rogue), "Sent").open() as folder,
        pytest.raises(MailboxUnavailableError),
    ):
        folder.add(CONTENT, SENT_AT)


def test_a_server_that_hangs_up_in_the_midst_of_a_copy_is_away(mailbox_on: MakeMailbox) -> None:
    with (
        RogueImap(scripts={"APPEND": lambda talk, _tag, _rest: talk.hang_up()}) as rogue,
        ImapSentBox(mailbox_on(rogue), "Sent").open() as folder,
        pytest.raises(MailboxUnavailableError, match="copying sent mail"),
    ):
        folder.add(CONTENT, SENT_AT)


def test_a_folder_that_takes_no_mail_is_told_of_by_check(mailbox_on: MakeMailbox) -> None:
    def read_only(talk: Conversation, tag: str, rest: str) -> None:
        talk.open_folder(rest)
        talk.send(f"{tag} OK [READ-ONLY] done")

    with RogueImap(scripts={"SELECT": read_only}) as rogue:
        finding = probe(mailbox_on(rogue), sent_folder="Sent")[-1]

    assert (finding.status, "sent_folder under [mailbox]" in finding.remedy) == (Status.FAULT, True)


def test_check_says_whether_copies_can_be_made(mailbox_on: MakeMailbox, server: Any) -> None:
    mailbox = mailbox_on(server)
    there, missing = (probe(mailbox, sent_folder=folder)[-1] for folder in (FOLDER, "Saknas"))

    assert (there.what, there.status, missing.what, missing.status) == (
        "IMAP folder of sent mail",
        Status.OK,
        "IMAP folder of sent mail",
        Status.FAULT,
    )
    assert "in sent_folder under [mailbox]" in missing.remedy
    assert contents(server) == []
