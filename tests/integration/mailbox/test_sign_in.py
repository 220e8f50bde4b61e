"""Signing in with a password, whatever letters it has and whatever the server takes."""

from __future__ import annotations

import base64
import traceback
from collections.abc import Callable
from typing import Any

import pytest
from servers.dovecot import Dovecot
from servers.imap_faults import Conversation, RogueImap

from mailintake.errors import MailboxUnavailableError, SignInError
from mailintake.mailbox.auth import SIGN_INS

MakeMailbox = Callable[..., Any]
SWEDISH = 'räksmör"gås\\ {7}'


def test_plain_carries_any_letters(mailbox_on: MakeMailbox) -> None:
    with RogueImap() as server:
        with mailbox_on(server, user="kommun@luleå.example", password=SWEDISH).open("INBOX"):
            pass
        [command] = [index for index, line in enumerate(server.lines) if "AUTHENTICATE PLAIN" in line]

    assert base64.b64decode(server.lines[command + 1]).decode() == f"\0kommun@luleå.example\0{SWEDISH}"


def test_login_carries_any_letters_where_plain_is_missing(mailbox_on: MakeMailbox) -> None:
    with RogueImap(capabilities="IMAP4rev1") as server:
        with mailbox_on(server, user='a "quoted" \\user', password=SWEDISH).open("INBOX"):
            pass
        [command] = [index for index, line in enumerate(server.lines) if "LOGIN" in line]

    assert server.lines[command].endswith(r'LOGIN "a \"quoted\" \\user" ' + f"{{{len(SWEDISH.encode())}}}")
    assert server.lines[command + 1] == SWEDISH


def test_no_password_is_sent_where_login_is_disabled(mailbox_on: MakeMailbox) -> None:
    with (
        RogueImap(capabilities="IMAP4rev1 LOGINDISABLED") as server,
        pytest.raises(SignInError, match="no password"),
        mailbox_on(server).open("INBOX"),
    ):
        pass

    assert server.asked("LOGIN") == server.asked("AUTHENTICATE") == []


@pytest.mark.parametrize(("user", "password"), [("räv", "hemligt"), ("a\r\nb NOOP", "hemligt"), ("lulea", "hem\0ligt")])
def test_what_login_cannot_carry_is_not_sent(mailbox_on: MakeMailbox, user: str, password: str) -> None:
    with (
        RogueImap(capabilities="IMAP4rev1") as server,
        pytest.raises(SignInError),
        mailbox_on(server, user=user, password=password).open("INBOX"),
    ):
        pass

    assert server.asked("LOGIN") == []


@pytest.mark.parametrize("capabilities", ["IMAP4rev1 AUTH=PLAIN", "IMAP4rev1"])
def test_a_refused_password_is_for_somebody_to_look_at(mailbox_on: MakeMailbox, capabilities: str) -> None:
    scripts = {"AUTHENTICATE": refuse("NO [AUTHENTICATIONFAILED] lulea.kommun is locked"), "LOGIN": refuse("NO wrong")}
    with (
        RogueImap(capabilities=capabilities, scripts=scripts) as server,
        pytest.raises(SignInError) as refused,
        mailbox_on(server).open("INBOX"),
    ):
        pass

    assert "password under [mailbox]" in refused.value.remedy
    shown = "".join(traceback.format_exception(refused.value))
    assert "lulea.kommun" not in shown
    assert "secret" not in shown


def test_a_server_that_cannot_take_sign_ins_now_is_tried_again(mailbox_on: MakeMailbox) -> None:
    scripts = {"AUTHENTICATE": refuse("NO [UNAVAILABLE] the directory is down")}
    with (
        RogueImap(scripts=scripts) as server,
        pytest.raises(MailboxUnavailableError, match="now"),
        mailbox_on(server).open("INBOX"),
    ):
        pass


@pytest.mark.dovecot
def test_a_real_server_refuses_the_wrong_password(mailbox_on: MakeMailbox, dovecot: Dovecot) -> None:
    with pytest.raises(SignInError), mailbox_on(dovecot, password="wrong").open("INBOX"):
        pass


def test_every_way_to_sign_in_is_made_of_a_secret_it_does_not_show() -> None:
    for make in SIGN_INS.values():
        assert "hemligt" not in repr(make("hemligt"))


def refuse(answer: str) -> Callable[[Conversation, str, str], None]:
    """Refuse with these words, at once or after the secret."""

    def script(talk: Conversation, tag: str, rest: str) -> None:
        talk.take_secret(rest)
        talk.send(f"{tag} {answer}")

    return script
