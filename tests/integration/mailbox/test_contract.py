"""What every mailbox keeps to, the fake one as well as the real one on two servers that have nothing in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from fakes.mailbox import FakeMailbox
from imapclient import IMAPClient
from servers.dovecot import Dovecot

from mailintake.demo.imap_server import EmbeddedImap
from mailintake.domain.listing import Fetched
from mailintake.domain.message import MessageRef
from mailintake.errors import FolderMissingError, MailboxUnavailableError

MAIL = (
    b"From: Anna <anna@forening.example>\r\nTo: lulea.kommun@lulea.se\r\nSubject: Synpunkter\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nVi tycker att f\xc3\xb6rslaget \xc3\xa4r bra.\r\n"
)
FOLDER = 'Ärenden & "remisser" 2018'
SOON = 5.0


class World:
    """A server to arrange, and the mailbox that reads it."""

    def __init__(self, server: Any, mailbox: Callable[..., Any], renew: Callable[[str], None]) -> None:
        self.create = server.create
        self.append = server.append
        self.expunge = server.expunge
        self.renew = renew
        self.mailbox = mailbox


@pytest.fixture(params=["fake", "embedded", pytest.param("dovecot", marks=pytest.mark.dovecot)])
def world(request: pytest.FixtureRequest, mailbox_on: Callable[..., Any]) -> Iterator[World]:
    if request.param == "fake":
        fake = FakeMailbox(name="lulea")
        yield World(fake, lambda **limits: _limited(fake, **limits), fake.renew)
    elif request.param == "embedded":
        with EmbeddedImap(user="lulea.kommun", password="hemligt: räksmörgås") as embedded:
            yield World(
                embedded, lambda **limits: mailbox_on(embedded, **limits), lambda folder: _renew(embedded, folder)
            )
    else:
        with Dovecot() as server:
            yield World(server, lambda **limits: mailbox_on(server, **limits), server.reset_uidvalidity)


def test_an_empty_folder_lists_nothing(world: World) -> None:
    with world.mailbox().open("INBOX") as folder:
        assert folder.new_since(0) == []
        assert frozenset() == folder.uids()


def test_a_mail_is_listed_with_its_size_and_date_and_fetched_byte_for_byte(world: World) -> None:
    arrived = datetime(2018, 9, 28, 23, 30, 5, tzinfo=timezone(timedelta(hours=2)))
    uid = world.append("INBOX", MAIL, arrived)

    with world.mailbox().open("INBOX") as folder:
        [listed] = folder.new_since(0)
        [fetched] = folder.fetch([listed])

    assert (uid, len(MAIL)) == (listed.uid, listed.size)
    assert arrived.astimezone(UTC) == listed.internal_date
    assert timedelta(0) == listed.internal_date.utcoffset()
    assert fetched.original == MAIL
    assert listed.internal_date == fetched.arrival.internal_date
    assert len(MAIL) == fetched.arrival.size
    assert fetched.arrival.is_whole


def test_a_fetched_mail_tells_where_it_lies(world: World) -> None:
    uid = world.append("INBOX", MAIL)

    with world.mailbox().open("INBOX") as folder:
        [fetched] = folder.fetch(folder.new_since(0))
        expected = MessageRef(mailbox="lulea", folder="INBOX", uidvalidity=folder.uidvalidity, uid=uid)

    assert expected == fetched.arrival.ref


def test_only_mail_above_the_last_uid_is_new(world: World) -> None:
    first, second, third = (world.append("INBOX", MAIL + bytes([65 + n]) + b"\r\n") for n in range(3))

    with world.mailbox().open("INBOX") as folder:
        assert [second, third] == [mail.uid for mail in folder.new_since(first)]
        assert folder.new_since(third) == []
        assert folder.new_since(third + 100) == []


def test_pending_mail_is_listed_again_while_it_exists(world: World) -> None:
    first, second, third = (world.append("INBOX", MAIL) for _ in range(3))
    world.expunge("INBOX", second)

    with world.mailbox().open("INBOX") as folder:
        listed = folder.new_since(third, pending=[first, second, third])

    assert [first, third] == [mail.uid for mail in listed]


def test_mail_that_comes_while_the_folder_is_open_is_listed_next_time(world: World) -> None:
    world.append("INBOX", MAIL)

    with world.mailbox().open("INBOX") as folder:
        [before] = folder.new_since(0)
        uid = world.append("INBOX", MAIL)
        after = folder.new_since(before.uid)

    assert [uid] == [mail.uid for mail in after]


def test_every_uid_is_told(world: World) -> None:
    first, second, third = (world.append("INBOX", MAIL) for _ in range(3))
    world.expunge("INBOX", second)

    with world.mailbox().open("INBOX") as folder:
        assert frozenset({first, third}) == folder.uids()


def test_the_next_uid_lies_above_every_mail(world: World) -> None:
    uid = world.append("INBOX", MAIL)

    with world.mailbox().open("INBOX") as folder:
        assert uid + 1 == folder.uidnext


def test_a_mail_that_is_gone_is_left_out(world: World) -> None:
    first, second, third = (world.append("INBOX", MAIL) for _ in range(3))

    with world.mailbox().open("INBOX") as folder:
        listed = folder.new_since(0)
        world.expunge("INBOX", second)
        # A server may show what is gone until the client has been told of it.
        folder.uids()
        fetched = list(folder.fetch(listed))

    assert [first, third] == _uids(fetched)


def test_mails_come_in_the_order_they_are_asked_for(world: World) -> None:
    uids = [world.append("INBOX", MAIL) for _ in range(3)]

    with world.mailbox().open("INBOX") as folder:
        fetched = list(folder.fetch(list(reversed(folder.new_since(0)))))

    assert list(reversed(uids)) == _uids(fetched)


def test_nothing_is_fetched_of_nothing(world: World) -> None:
    with world.mailbox().open("INBOX") as folder:
        assert list(folder.fetch([])) == []


def test_of_a_mail_above_the_limit_only_the_header_comes(world: World) -> None:
    world.append("INBOX", MAIL)

    with world.mailbox(max_bytes=len(MAIL) - 1).open("INBOX") as folder:
        [fetched] = folder.fetch(folder.new_since(0))

    assert not fetched.arrival.is_whole
    assert len(MAIL) == fetched.arrival.size
    assert MAIL.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" == fetched.original


def test_a_mail_at_the_limit_comes_whole(world: World) -> None:
    world.append("INBOX", MAIL)

    with world.mailbox(max_bytes=len(MAIL)).open("INBOX") as folder:
        [fetched] = folder.fetch(folder.new_since(0))

    assert fetched.arrival.is_whole
    assert fetched.original == MAIL


def test_a_folder_may_have_any_name(world: World) -> None:
    world.create(FOLDER)
    world.append(FOLDER, MAIL)

    with world.mailbox().open(FOLDER) as folder:
        [fetched] = folder.fetch(folder.new_since(0))

    assert folder.name == FOLDER
    assert fetched.original == MAIL


def test_a_folder_that_is_not_there_is_told_of(world: World) -> None:
    with pytest.raises(FolderMissingError, match="Saknas"), world.mailbox().open("Saknas"):
        pass


def test_new_numbers_mean_another_uidvalidity_and_the_same_mail(world: World) -> None:
    world.create("Inkorg")
    world.append("Inkorg", MAIL)
    mailbox = world.mailbox()
    with mailbox.open("Inkorg") as folder:
        before = folder.uidvalidity

    world.renew("Inkorg")

    with mailbox.open("Inkorg") as folder:
        after = folder.uidvalidity
        [fetched] = folder.fetch(folder.new_since(0))
    assert before != after
    assert after == fetched.arrival.ref.uidvalidity
    assert fetched.original == MAIL


def test_waiting_ends_at_once_when_mail_has_come(world: World) -> None:
    with world.mailbox().open("INBOX") as folder:
        folder.new_since(0)
        world.append("INBOX", MAIL)

        assert folder.wait(SOON, lambda: False)
        assert len(folder.new_since(0)) == 1


def test_waiting_ends_without_a_hint_when_woken(world: World) -> None:
    with world.mailbox().open("INBOX") as folder:
        folder.new_since(0)

        assert not folder.wait(60.0, lambda: True)


def test_a_folder_still_works_after_waiting(world: World) -> None:
    with world.mailbox().open("INBOX") as folder:
        folder.new_since(0)
        folder.wait(0.05, lambda: False)
        uid = world.append("INBOX", MAIL)

        assert [uid] == [mail.uid for mail in folder.new_since(0)]


def test_filing_does_nothing_by_default(world: World) -> None:
    uid = world.append("INBOX", MAIL)

    with world.mailbox().open("INBOX") as folder:
        folder.file(uid)
        folder.file(uid)

        assert frozenset({uid}) == folder.uids()


def test_a_folder_that_was_left_cannot_be_used(world: World) -> None:
    with world.mailbox().open("INBOX") as folder:
        pass

    with pytest.raises(MailboxUnavailableError):
        folder.new_since(0)


def _uids(fetched: list[Fetched]) -> list[int]:
    return [mail.arrival.ref.uid for mail in fetched if mail.arrival.ref]


def _limited(fake: FakeMailbox, *, max_bytes: int = 52_428_800) -> FakeMailbox:
    fake.max_bytes = max_bytes
    return fake


def _renew(server: EmbeddedImap, folder: str) -> None:
    mails = server.contents(folder)
    with IMAPClient(server.host, server.port, ssl=False) as client:
        client.plain_login(server.user, server.password)
        client.delete_folder(folder)
    server.create(folder)
    for mail in mails:
        server.append(folder, mail.content, mail.internal_date)
