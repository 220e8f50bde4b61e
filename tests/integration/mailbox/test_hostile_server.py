"""A server that breaks, stalls or babbles: the connection is lost in time, for good, and without a word of mail."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from typing import Any

import pytest
from servers.imap_faults import Conversation, RogueImap, Script, wait_for
from servers.imap_scripts import (
    MAILS,
    cut_off,
    deep_structure,
    drip_body,
    drip_line,
    endless_chatter,
    endless_line,
    examine,
    huge_literal,
    refuse_command,
    same_item_twice,
    say_goodbye,
    speak_nonsense,
    spill,
    stall,
    swallow,
)

from mailintake.domain.listing import Listed
from mailintake.errors import MailboxUnavailableError

MakeMailbox = Callable[..., Any]
Fetched = Callable[..., dict[int, bytes]]


def lose(server: RogueImap, mailbox_on: MakeMailbox, *, seconds: float = 5.0) -> str:
    """Let the server lose us while we fetch all there is; return what the error says, once it is proven for good."""
    with mailbox_on(server, command_seconds=seconds).open("INBOX") as folder:
        with pytest.raises(MailboxUnavailableError) as lost:
            list(folder.fetch(folder.new_since(0)))
        asked = len(server.lines)
        with pytest.raises(MailboxUnavailableError, match="was lost"):
            folder.new_since(0)
    assert asked == len(server.lines)
    assert server.connections == 1
    return str(lost.value)


def test_two_search_lines_lose_the_connection(mailbox_on: MakeMailbox) -> None:
    def twice(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send("* SEARCH 7", "* SEARCH 8 9", f"{tag} OK done")

    with RogueImap(MAILS, scripts={"UID SEARCH": twice}) as server:
        lose(server, mailbox_on)


@pytest.mark.parametrize("found", ["7 0", "7 4294967296", "seven", "7 99999999999999999999999999"])
def test_a_search_that_names_what_is_no_uid_loses_the_connection(mailbox_on: MakeMailbox, found: str) -> None:
    def search(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send(f"* SEARCH {found}", f"{tag} OK done")

    with RogueImap(MAILS, scripts={"UID SEARCH": search}) as server:
        lose(server, mailbox_on)


@pytest.mark.parametrize(
    "script",
    [
        cut_off,
        swallow,
        spill,
        stall,
        drip_body,
        drip_line,
        endless_line,
        endless_chatter,
        huge_literal,
        deep_structure,
        same_item_twice,
        say_goodbye,
        speak_nonsense,
        refuse_command,
    ],
    ids=lambda script: script.__name__,
)
def test_whatever_is_wrong_in_a_fetch_loses_the_connection_for_good_and_in_time(
    mailbox_on: MakeMailbox, script: Script
) -> None:
    begun = time.monotonic()
    with RogueImap(MAILS, scripts={"BODIES": script}) as server:
        lose(server, mailbox_on, seconds=0.5)

    assert time.monotonic() - begun < 5.0


@pytest.mark.parametrize(
    "command", ["GREETING", "CAPABILITY", "AUTHENTICATE", "EXAMINE", "NOOP", "UID SEARCH", "SIZES"]
)
@pytest.mark.parametrize("script", [stall, drip_line, endless_line, say_goodbye, speak_nonsense])
def test_no_step_waits_longer_than_a_command_may_take(fetched: Fetched, command: str, script: Script) -> None:
    begun = time.monotonic()
    with RogueImap(MAILS, scripts={command: script}) as server, pytest.raises(MailboxUnavailableError):
        fetched(server, command_seconds=0.3)

    assert time.monotonic() - begun < 4.0


def test_a_late_answer_is_never_taken_for_the_answer_to_another_question(
    fetched: Fetched, mailbox_on: MakeMailbox
) -> None:
    def late(talk: Conversation, tag: str, rest: str) -> None:
        talk.server.pause(0.6)
        talk.polite("NOOP", tag, rest)

    mailbox_settings = {"command_seconds": 0.3}
    with RogueImap(MAILS, scripts={"NOOP": late}) as server:
        with mailbox_on(server, **mailbox_settings).open("INBOX") as folder:
            with pytest.raises(MailboxUnavailableError, match="in time"):
                folder.new_since(0)
            server.pause(0.5)
            with pytest.raises(MailboxUnavailableError, match="was lost"):
                folder.new_since(0)
        del server.scripts["NOOP"]

        assert fetched(server) == MAILS
        assert server.connections == 2


def test_what_is_said_unasked_is_not_taken_for_the_answer_to_the_next_question(fetched: Fetched) -> None:
    def babble(talk: Conversation, tag: str, rest: str) -> None:
        talk.send("* SEARCH 99")
        talk.polite("NOOP", tag, rest)

    with RogueImap(MAILS, scripts={"NOOP": babble}) as server:
        assert fetched(server) == MAILS


def test_a_folder_that_cannot_be_opened_now_is_tried_again(mailbox_on: MakeMailbox) -> None:
    def refuse(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send(f"{tag} NO [SERVERBUG] internal error")

    with (
        RogueImap(MAILS, scripts={"EXAMINE": refuse}) as server,
        pytest.raises(MailboxUnavailableError, match="now"),
        mailbox_on(server).open("INBOX"),
    ):
        pass


def test_an_error_never_quotes_what_the_server_sent(fetched: Fetched) -> None:
    def leak(talk: Conversation, tag: str, _rest: str) -> None:
        talk.send("Personnummer och hemligheter", f"{tag} OK done")

    with (
        RogueImap(MAILS, scripts={"BODIES": leak}) as server,
        pytest.raises(MailboxUnavailableError) as lost,
    ):
        fetched(server)

    assert "hemligheter" not in "".join(traceback.format_exception(lost.value))


def test_the_server_need_not_tell_the_next_uid(mailbox_on: MakeMailbox) -> None:
    scripts = {"EXAMINE": examine("* OK [UIDVALIDITY 5] valid")}
    with RogueImap(MAILS, scripts=scripts) as server, mailbox_on(server).open("INBOX") as folder:
        assert folder.uidnext == 10


def test_a_server_without_lasting_numbers_cannot_be_used(mailbox_on: MakeMailbox) -> None:
    with (
        RogueImap(MAILS, scripts={"EXAMINE": examine("* OK [UIDNEXT 10] next")}) as server,
        pytest.raises(MailboxUnavailableError, match="UIDVALIDITY"),
        mailbox_on(server).open("INBOX"),
    ):
        pass


def test_leaving_a_folder_does_not_wait_for_a_fetch_that_stalls(mailbox_on: MakeMailbox) -> None:
    windows = [Listed(uid=uid, size=5_000_000, internal_date=None) for uid in MAILS]

    def stall_at_8(talk: Conversation, tag: str, rest: str) -> None:
        if rest.startswith("8"):
            stall(talk, tag, rest)
        talk.polite("BODIES", tag, rest)

    with RogueImap(MAILS, scripts={"BODIES": stall_at_8}) as server:
        begun = time.monotonic()
        with mailbox_on(server, command_seconds=30.0).open("INBOX") as folder:
            mails = folder.fetch(windows)
            next(mails)
            assert wait_for(lambda: bool(server.asked("8 (UID BODY.PEEK[])")))
        with pytest.raises(MailboxUnavailableError):
            list(mails)

    assert time.monotonic() - begun < 5.0
