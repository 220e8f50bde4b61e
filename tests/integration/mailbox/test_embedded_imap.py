"""The IMAP server of the demo: it starts and stops cleanly, and shows that nothing was touched."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from imapclient import IMAPClient

from mailintake.demo.imap_server import EmbeddedImap, StoredMail
from mailintake.errors import SignInError

MakeMailbox = Callable[..., Any]
ARRIVED_AT = datetime(2018, 9, 20, 8, 0, tzinfo=UTC)
MAIL = b"Subject: hej\r\n\r\nVi tycker.\r\n"


def test_what_was_put_in_is_shown_as_it_lies_there() -> None:
    with EmbeddedImap(user="lulea", password="secret") as server:
        uid = server.append("INBOX", MAIL, ARRIVED_AT)

        assert server.contents("INBOX") == [
            StoredMail(uid=uid, flags=frozenset(), content=MAIL, internal_date=ARRIVED_AT)
        ]


def test_flags_that_a_client_sets_are_shown() -> None:
    with EmbeddedImap(user="lulea", password="secret") as server:
        uid = server.append("INBOX", MAIL)
        with IMAPClient(server.host, server.port, ssl=False) as client:
            client.login("lulea", "secret")
            client.select_folder("INBOX")
            client.fetch([uid], ["BODY[]"])
        [mail] = server.contents("INBOX")

    assert mail.flags == {"\\Seen"}


def test_reading_through_the_mailbox_touches_nothing(mailbox_on: MakeMailbox) -> None:
    with EmbeddedImap(user="lulea", password="secret") as server:
        server.append("INBOX", MAIL)
        before = server.contents("INBOX")
        with mailbox_on(server).open("INBOX") as folder:
            list(folder.fetch(folder.new_since(0)))
            folder.wait(0.05, lambda: False)

        assert server.contents("INBOX") == before


def test_only_its_user_may_sign_in(mailbox_on: MakeMailbox) -> None:
    with EmbeddedImap(user="lulea", password="secret") as server:
        for settings in ({"password": "wrong"}, {"user": "somebody"}):
            with pytest.raises(SignInError), mailbox_on(server, **settings).open("INBOX"):
                pass


def test_two_of_them_do_not_meet() -> None:
    with EmbeddedImap(user="a", password="a") as one, EmbeddedImap(user="b", password="b") as other:
        one.append("INBOX", MAIL)

        assert one.port != other.port
        assert other.contents("INBOX") == []


def test_it_stops_while_a_client_is_still_connected() -> None:
    threads = threading.active_count()
    with (
        EmbeddedImap(user="lulea", password="secret") as server,
        socket.create_connection((server.host, server.port)) as connection,
    ):
        assert connection.recv(64).startswith(b"* OK")

    assert threading.active_count() == threads
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((server.host, server.port))
