"""Waiting at a server: IDLE is a hint, never the truth, and a call to wake up is heard at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from servers.imap_faults import Conversation, RogueImap
from servers.imap_scripts import MAILS

from mailintake.errors import MailboxUnavailableError

MakeMailbox = Callable[..., Any]


def test_new_mail_told_of_in_the_midst_of_another_command_is_a_hint(mailbox_on: MakeMailbox) -> None:
    def tell(talk: Conversation, tag: str, rest: str) -> None:
        talk.send("* 4 EXISTS")
        talk.polite("BODIES", tag, rest)

    with RogueImap(MAILS, scripts={"BODIES": tell}) as server, mailbox_on(server).open("INBOX") as folder:
        list(folder.fetch(folder.new_since(0)))

        assert folder.wait(30.0, lambda: False)
        assert server.asked("IDLE") == []


def test_new_mail_told_of_before_idle_has_begun_is_a_hint(mailbox_on: MakeMailbox) -> None:
    def early(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send("* 4 EXISTS", "+ idling")
        talk.line()
        talk.send(f"{tag} OK done")

    with RogueImap(MAILS, scripts={"IDLE": early}) as server, mailbox_on(server).open("INBOX") as folder:
        assert folder.wait(30.0, lambda: False)
        assert len(folder.new_since(0)) == 3


def test_a_server_that_repeats_itself_gives_no_hint(mailbox_on: MakeMailbox) -> None:
    def repeat(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send("* 3 EXISTS", "+ idling", "* 3 EXISTS", "* 2 FETCH (FLAGS (\\Seen))", "* 1 RECENT")
        talk.line()
        talk.send(f"{tag} OK done")

    with RogueImap(MAILS, scripts={"IDLE": repeat}) as server, mailbox_on(server).open("INBOX") as folder:
        assert not folder.wait(0.1, lambda: False)


def test_a_server_that_offers_idle_and_refuses_it_is_waited_at_without(mailbox_on: MakeMailbox) -> None:
    with RogueImap(MAILS, scripts={"IDLE": lambda talk, tag, _rest: talk.send(f"{tag} NO not now")}) as server:
        with mailbox_on(server).open("INBOX") as folder:
            assert not folder.wait(0.05, lambda: False)
            assert not folder.wait(0.05, lambda: False)
            assert len(folder.new_since(0)) == 3
        assert len(server.asked("IDLE")) == 1


def test_a_server_that_never_answers_idle_is_found_out_by_the_next_command(mailbox_on: MakeMailbox) -> None:
    def dead(talk: Conversation, _tag: str, _rest: str) -> None:
        talk.send("+ idling")
        talk.server.pause(60)

    begun = time.monotonic()
    server = RogueImap(MAILS, scripts={"IDLE": dead})
    with server, mailbox_on(server, command_seconds=0.5).open("INBOX") as folder:
        assert not folder.wait(0.1, lambda: False)
        assert time.monotonic() - begun < 2.0
        with pytest.raises(MailboxUnavailableError, match="in time"):
            folder.new_since(0)


def test_waiting_ends_within_half_a_second_of_being_woken_even_at_a_dead_server(mailbox_on: MakeMailbox) -> None:
    def dead(talk: Conversation, _tag: str, _rest: str) -> None:
        talk.send("+ idling")
        talk.server.pause(60)

    with RogueImap(MAILS, scripts={"IDLE": dead}) as server, mailbox_on(server).open("INBOX") as folder:
        begun = time.monotonic()
        woken_at = begun + 0.3

        assert not folder.wait(60.0, lambda: time.monotonic() >= woken_at)
        assert time.monotonic() - woken_at < 0.5


def test_a_server_that_hangs_up_in_idle_is_lost(mailbox_on: MakeMailbox) -> None:
    def hang_up(talk: Conversation, _tag: str, _rest: str) -> None:
        talk.send("+ idling", "* BYE for maintenance")
        talk.hang_up()

    with (
        RogueImap(MAILS, scripts={"IDLE": hang_up}) as server,
        mailbox_on(server).open("INBOX") as folder,
        pytest.raises(MailboxUnavailableError),
    ):
        folder.wait(30.0, lambda: False)


def test_without_idle_waiting_is_plain(mailbox_on: MakeMailbox) -> None:
    with RogueImap(MAILS, capabilities="IMAP4rev1 AUTH=PLAIN") as server:
        with mailbox_on(server).open("INBOX") as folder:
            assert not folder.wait(0.05, lambda: False)
            assert not folder.wait(30.0, lambda: True)
        assert server.asked("IDLE") == []


def test_idle_that_is_switched_off_is_not_used(mailbox_on: MakeMailbox) -> None:
    with RogueImap(MAILS) as server:
        with mailbox_on(server, idle=False).open("INBOX") as folder:
            assert not folder.wait(0.05, lambda: False)
        assert server.asked("IDLE") == []


def test_idle_is_begun_anew_before_the_server_forgets_us(
    mailbox_on: MakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mailintake.mailbox.idle.ROUND_SECONDS", 0.1)
    with RogueImap(MAILS) as server:
        with mailbox_on(server).open("INBOX") as folder:
            assert not folder.wait(0.35, lambda: False)
        assert len(server.asked("IDLE")) >= 3
        assert len(server.asked("IDLE")) == len(server.asked("DONE"))
