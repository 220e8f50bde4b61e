"""Filing: only when it is asked for, on a connection of its own, and safe to do again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from servers.dovecot import Dovecot
from servers.imap_faults import Conversation, RogueImap

from mailintake.demo.imap_server import EmbeddedImap
from mailintake.errors import FolderMissingError, MailboxUnavailableError, PermanentError
from mailintake.mailbox.filing import Filing

MakeMailbox = Callable[..., Any]
MAIL = b"Message-ID: <1@forening.example>\r\nSubject: Synpunkter\r\n\r\nVi tycker.\r\n"
OTHER = MAIL.replace(b"<1@", b"<2@")
TARGET = "Remiss & Ärenden"


@pytest.fixture(params=["embedded", pytest.param("dovecot", marks=pytest.mark.dovecot)])
def server(request: pytest.FixtureRequest) -> Iterator[Any]:
    with EmbeddedImap(user="lulea", password="secret") if request.param == "embedded" else Dovecot() as running:
        running.create(TARGET)
        yield running


@pytest.fixture
def without_move() -> Iterator[Dovecot]:
    with Dovecot(settings="imap_capability = IMAP4rev1 IDLE UIDPLUS LITERAL+") as running:
        running.create(TARGET)
        yield running


def contents(mailbox_on: MakeMailbox, server: Any, name: str) -> list[bytes]:
    with mailbox_on(server).open(name) as folder:
        return [mail.original for mail in folder.fetch(folder.new_since(0))]


def file_twice(mailbox_on: MakeMailbox, server: Any, uid: int, **settings: Any) -> None:
    """File a mail, and again as after a crash, when nothing is remembered of the first time."""
    for _ in range(2):
        with mailbox_on(server, **settings).open("INBOX") as folder:
            folder.new_since(0)
            folder.file(uid)
            folder.file(uid)
            # The connection that reads is as good as before.
            folder.uids()


@pytest.mark.dovecot
def test_a_keyword_is_set_and_nothing_else(mailbox_on: MakeMailbox, dovecot: Dovecot) -> None:
    uids = [dovecot.append("INBOX", MAIL), dovecot.append("INBOX", OTHER)]

    file_twice(mailbox_on, dovecot, uids[0], filing=Filing.KEYWORD)

    with dovecot.client() as client:
        client.select_folder("INBOX", readonly=True)
        flags = client.get_flags(uids)
    assert b"Mailintake" in flags[uids[0]]
    assert b"\\Seen" not in flags[uids[0]]
    assert b"Mailintake" not in flags[uids[1]]


def test_a_copy_is_laid_in_the_folder_once(mailbox_on: MakeMailbox, server: Any) -> None:
    server.append(TARGET, OTHER)
    uid = server.append("INBOX", MAIL)

    file_twice(mailbox_on, server, uid, filing=Filing.COPY, filing_target=TARGET)

    assert sorted(contents(mailbox_on, server, TARGET)) == [MAIL, OTHER]
    assert contents(mailbox_on, server, "INBOX") == [MAIL]


def test_a_mail_is_moved_once(mailbox_on: MakeMailbox, server: Any) -> None:
    server.append("INBOX", OTHER)
    uid = server.append("INBOX", MAIL)

    file_twice(mailbox_on, server, uid, filing=Filing.MOVE, filing_target=TARGET)

    assert contents(mailbox_on, server, TARGET) == [MAIL]
    assert contents(mailbox_on, server, "INBOX") == [OTHER]


@pytest.mark.dovecot
def test_without_move_a_mail_is_copied_and_expunged_by_itself(mailbox_on: MakeMailbox, without_move: Dovecot) -> None:
    doomed = without_move.append("INBOX", OTHER)
    uid = without_move.append("INBOX", MAIL)
    with without_move.client() as client:
        # Somebody else's mark: it is theirs to expunge.
        client.select_folder("INBOX")
        client.delete_messages([doomed])

    file_twice(mailbox_on, without_move, uid, filing=Filing.MOVE, filing_target=TARGET)

    assert contents(mailbox_on, without_move, TARGET) == [MAIL]
    assert contents(mailbox_on, without_move, "INBOX") == [OTHER]


@pytest.mark.dovecot
def test_a_move_that_was_broken_off_after_the_copy_is_finished_without_a_second_copy(
    mailbox_on: MakeMailbox, without_move: Dovecot
) -> None:
    uid = without_move.append("INBOX", MAIL)
    with without_move.client() as client:
        client.select_folder("INBOX")
        client.copy([uid], TARGET)

    file_twice(mailbox_on, without_move, uid, filing=Filing.MOVE, filing_target=TARGET)

    assert contents(mailbox_on, without_move, TARGET) == [MAIL]
    assert contents(mailbox_on, without_move, "INBOX") == []


def test_a_mail_that_cannot_be_copied_for_certain_is_not_deleted(mailbox_on: MakeMailbox) -> None:
    def refuse(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send(f"{tag} NO cannot read it")

    with (
        RogueImap({1: MAIL}, capabilities="IMAP4rev1 AUTH=PLAIN UIDPLUS", scripts={"BODIES": refuse}) as rogue,
        mailbox_on(rogue, filing=Filing.MOVE, filing_target=TARGET).open("INBOX") as folder,
    ):
        folder.file(1)

    assert rogue.asked("STORE") == rogue.asked("EXPUNGE") == []


@pytest.mark.parametrize("filing", [Filing.COPY, Filing.MOVE])
def test_a_mail_that_is_gone_is_left_alone(mailbox_on: MakeMailbox, server: Any, filing: Filing) -> None:
    server.append("INBOX", MAIL)

    file_twice(mailbox_on, server, 4711, filing=filing, filing_target=TARGET)

    assert contents(mailbox_on, server, TARGET) == []
    assert contents(mailbox_on, server, "INBOX") == [MAIL]


@pytest.mark.parametrize("filing", [Filing.COPY, Filing.MOVE])
def test_a_target_that_is_not_there_is_told_of(mailbox_on: MakeMailbox, server: Any, filing: Filing) -> None:
    uid = server.append("INBOX", MAIL)

    with (
        mailbox_on(server, filing=filing, filing_target="Saknas").open("INBOX") as folder,
        pytest.raises(FolderMissingError, match="Saknas"),
    ):
        folder.file(uid)

    assert contents(mailbox_on, server, "INBOX") == [MAIL]


def test_a_server_that_can_only_expunge_everything_is_not_asked_to_move(mailbox_on: MakeMailbox) -> None:
    with (
        RogueImap({1: MAIL}, capabilities="IMAP4rev1 AUTH=PLAIN") as rogue,
        mailbox_on(rogue, filing=Filing.MOVE, filing_target=TARGET).open("INBOX") as folder,
        pytest.raises(PermanentError, match="UIDPLUS"),
    ):
        folder.file(1)

    assert rogue.asked("COPY") == rogue.asked("STORE") == rogue.asked("EXPUNGE") == []


@pytest.mark.parametrize("keyword", ["två ord", "\\Seen", "a b", ""])
def test_what_is_no_keyword_is_not_set(mailbox_on: MakeMailbox, keyword: str) -> None:
    with (
        RogueImap({1: MAIL}) as rogue,
        mailbox_on(rogue, filing=Filing.KEYWORD, filing_target=keyword).open("INBOX") as folder,
        pytest.raises(PermanentError, match="keyword"),
    ):
        folder.file(1)

    assert rogue.asked("STORE") == []


def test_a_folder_that_may_not_be_written_to_is_told_of(mailbox_on: MakeMailbox) -> None:
    def read_only(talk: Conversation, tag: str, rest: str) -> None:
        talk.open_folder(rest)
        talk.send(f"{tag} OK [READ-ONLY] done")

    with (
        RogueImap({1: MAIL}, scripts={"SELECT": read_only}) as rogue,
        mailbox_on(rogue, filing=Filing.KEYWORD).open("INBOX") as folder,
        pytest.raises(PermanentError, match="written"),
    ):
        folder.file(1)


def test_mail_is_not_filed_by_numbers_that_have_changed(mailbox_on: MakeMailbox) -> None:
    def renumbered(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send("* 1 EXISTS", "* OK [UIDVALIDITY 99] valid", "* OK [UIDNEXT 2] next", f"{tag} OK done")

    with (
        RogueImap({1: MAIL}, scripts={"SELECT": renumbered}) as rogue,
        mailbox_on(rogue, filing=Filing.KEYWORD).open("INBOX") as folder,
        pytest.raises(MailboxUnavailableError, match="numbers"),
    ):
        folder.file(1)

    assert rogue.asked("STORE") == []


def test_filing_goes_on_after_its_connection_was_lost(mailbox_on: MakeMailbox) -> None:
    def fail_once(talk: Conversation, tag: str, rest: str) -> None:
        del talk.server.scripts["UID STORE"]
        talk.hang_up()

    with (
        RogueImap({1: MAIL}, scripts={"UID STORE": fail_once}) as rogue,
        mailbox_on(rogue, filing=Filing.KEYWORD).open("INBOX") as folder,
    ):
        with pytest.raises(MailboxUnavailableError):
            folder.file(1)
        folder.file(1)

        assert len(rogue.asked("UID STORE 1 +FLAGS.SILENT (Mailintake)")) == 2
