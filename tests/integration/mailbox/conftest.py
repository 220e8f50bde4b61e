"""What the mailbox's tests share: a Dovecot of one's own, and the mailbox on any server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from servers.dovecot import Dovecot

from mailintake.mailbox.auth.password import PasswordSignIn
from mailintake.mailbox.connection import Tls
from mailintake.mailbox.imap import ImapMailbox


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


@pytest.fixture
def mailbox_on() -> Callable[..., ImapMailbox]:
    """Make the mailbox on a server; settings by name, the others are such as a test wants them."""

    def make(server: Any, **settings: Any) -> ImapMailbox:
        password = settings.pop("password", server.password)
        chosen = {
            "name": "lulea",
            "host": server.host,
            "port": server.port,
            "tls": Tls.NONE,
            "user": server.user,
            "sign_in": PasswordSignIn(password=password),
            "command_seconds": 10.0,
        }
        return ImapMailbox(**(chosen | settings))

    return make


@pytest.fixture
def fetched(mailbox_on: Callable[..., ImapMailbox]) -> Callable[..., dict[int, bytes]]:
    """What of a server's mail counts as fetched, by UID."""

    def fetch(server: Any, **settings: Any) -> dict[int, bytes]:
        with mailbox_on(server, **settings).open("INBOX") as folder:
            return {
                mail.arrival.ref.uid: mail.original for mail in folder.fetch(folder.new_since(0)) if mail.arrival.ref
            }

    return fetch
