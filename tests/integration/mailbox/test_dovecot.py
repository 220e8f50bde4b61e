"""The mailbox on Dovecot: nothing in it changes, nothing is lost when it breaks, and a big mail takes little memory."""

from __future__ import annotations

import hashlib
import threading
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from servers.dovecot import Dovecot

from mailintake.domain.listing import Fetched
from mailintake.errors import MailboxUnavailableError
from mailintake.mailbox import window

pytestmark = pytest.mark.dovecot
MakeMailbox = Callable[..., Any]


def mail(number: int, size: int = 0) -> bytes:
    """A mail of our own, with CRLF line ends."""
    line = b"Vi tycker att f\xc3\xb6rslaget \xc3\xa4r bra, men saknar ungdomarna.\r\n"
    head = b"From: forening%d@forening.example\r\nSubject: Synpunkter %d\r\n\r\n" % (number, number)
    return head + line * (1 + size // len(line))


def by_uid(fetched: Any) -> dict[int, bytes]:
    return {each.arrival.ref.uid: each.original for each in fetched}


def test_reading_changes_no_flag_no_name_and_no_byte(mailbox_on: MakeMailbox, dovecot: Dovecot) -> None:
    for number in range(3):
        dovecot.deliver_file(mail(number))
        dovecot.deliver_file(mail(number + 10), is_new=False)
    dovecot.append("INBOX", mail(20, size=9_000_000))
    dovecot.create("Skräppost")
    dovecot.append("Skräppost", mail(30))
    before = dovecot.snapshot()

    for folder_name in ("INBOX", "Skräppost"):
        with mailbox_on(dovecot, max_bytes=9_500_000).open(folder_name) as folder:
            listed = folder.new_since(0)
            assert len(list(folder.fetch(listed))) == len(listed)
            folder.uids()
            folder.new_since(2, pending=[1])
            folder.wait(0.1, lambda: False)
            folder.file(1)
        with mailbox_on(dovecot, max_bytes=100).open(folder_name) as folder:
            assert not any(each.arrival.is_whole for each in folder.fetch(folder.new_since(0)))

    assert dovecot.snapshot() == before
    with dovecot.client() as client:
        assert client.select_folder("INBOX")[b"RECENT"] == 7
        assert not any(b"\\Seen" in flags for flags in client.get_flags(range(1, 8)).values())


def test_delivered_mail_is_seen_at_the_next_listing(mailbox_on: MakeMailbox, dovecot: Dovecot) -> None:
    with mailbox_on(dovecot).open("INBOX") as folder:
        assert folder.new_since(0) == []
        dovecot.deliver_file(mail(1))

        assert [each.uid for each in folder.new_since(0)] == [1]


def test_idle_tells_of_delivered_mail(mailbox_on: MakeMailbox, dovecot: Dovecot) -> None:
    with mailbox_on(dovecot).open("INBOX") as folder:
        folder.new_since(0)
        threading.Timer(0.3, lambda: dovecot.deliver_file(mail(1))).start()
        begun = time.monotonic()

        assert folder.wait(20.0, lambda: False)
        assert time.monotonic() - begun < 5.0


def test_mail_in_many_windows_comes_in_order(
    mailbox_on: MakeMailbox, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "WINDOW_MAILS", 7)
    expected = [mail(number) for number in range(40)]
    for content in expected:
        dovecot.deliver_file(content, is_new=False)

    with mailbox_on(dovecot).open("INBOX") as folder:
        fetched = list(folder.fetch(folder.new_since(0)))

    assert sorted(each.original for each in fetched) == sorted(expected)
    assert [each.arrival.ref.uid for each in fetched] == list(range(1, 41))


def test_a_fetch_that_is_broken_off_leaves_the_folder_usable(
    mailbox_on: MakeMailbox, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "WINDOW_MAILS", 2)
    for number in range(10):
        dovecot.deliver_file(mail(number), is_new=False)

    with mailbox_on(dovecot).open("INBOX") as folder:
        mails = folder.fetch(folder.new_since(0))
        next(mails)
        mails.close()

        assert len(folder.uids()) == 10


def test_a_folder_of_many_mails_is_searched_in_ranges(
    mailbox_on: MakeMailbox, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "SEARCH_MAILS", 5)
    monkeypatch.setattr(window, "SEARCH_UIDS", 4)
    for number in range(11):
        dovecot.append("INBOX", mail(number))
    dovecot.expunge("INBOX", 6)

    with mailbox_on(dovecot).open("INBOX") as folder:
        dovecot.append("INBOX", mail(11))

        assert folder.uids() == frozenset({*range(1, 13)} - {6})
        assert [each.uid for each in folder.new_since(4)] == [5, *range(7, 13)]


def test_big_mails_lie_in_memory_one_at_a_time_and_once(mailbox_on: MakeMailbox, dovecot: Dovecot) -> None:
    big = mail(1, size=34_000_000)
    for _ in range(3):
        dovecot.deliver_file(big)
    digests = []
    with mailbox_on(dovecot).open("INBOX") as folder:
        listed = folder.new_since(0)
        tracemalloc.start()
        for fetched in folder.fetch(listed):
            digests.append(hashlib.sha256(fetched.original).digest())
            del fetched
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert digests == [hashlib.sha256(big).digest()] * 3
    assert peak < 1.5 * len(big)


def test_a_server_that_is_killed_within_a_fetch_loses_nothing(mailbox_on: MakeMailbox, dovecot: Dovecot) -> None:
    for number in range(60):
        dovecot.deliver_file(mail(number, size=400_000), is_new=False)
    mailbox = mailbox_on(dovecot)
    have: dict[int, bytes] = {}
    with mailbox.open("INBOX") as folder:
        expected = folder.uids()
        with pytest.raises(MailboxUnavailableError):
            take_until_killed(folder.fetch(folder.new_since(0)), have, dovecot)
    assert have

    dovecot.start()
    with mailbox.open("INBOX") as folder:
        have |= by_uid(folder.fetch(folder.new_since(0, pending=[])))

    assert frozenset(have) == expected
    assert sorted(have.values()) == sorted(mail(number, size=400_000) for number in range(60))


def test_an_open_folder_of_a_server_that_is_gone_says_so_at_once(mailbox_on: MakeMailbox, dovecot: Dovecot) -> None:
    with mailbox_on(dovecot).open("INBOX") as folder:
        dovecot.kill()
        with pytest.raises(MailboxUnavailableError):
            folder.new_since(0)
    with pytest.raises(MailboxUnavailableError, match="refused"), mailbox_on(dovecot).open("INBOX"):
        pass


def test_bare_line_feeds_come_as_the_server_sends_them(mailbox_on: MakeMailbox, dovecot: Dovecot) -> None:
    dovecot.deliver_file(b"Subject: x\n\nrad 1\nrad 2\n")

    with mailbox_on(dovecot).open("INBOX") as folder:
        [fetched] = folder.fetch(folder.new_since(0))

    assert fetched.original == b"Subject: x\r\n\r\nrad 1\r\nrad 2\r\n"


def test_a_mail_taken_away_by_a_person_meanwhile_is_left_out(mailbox_on: MakeMailbox, dovecot: Dovecot) -> None:
    paths = [dovecot.deliver_file(mail(number), is_new=False) for number in range(3)]
    with mailbox_on(dovecot).open("INBOX") as folder:
        listed = folder.new_since(0)
        # As a crash or a backup would: the server has not been told.
        paths[1].unlink()
        fetched = list(folder.fetch(listed))

    assert by_uid(fetched) == {1: mail(0), 3: mail(2)}


def take_until_killed(mails: Any, have: dict[int, bytes], dovecot: Dovecot) -> None:
    """Use mails, and let the server be killed when the first was used."""
    each: Fetched
    for each in mails:
        assert each.arrival.ref is not None
        have[each.arrival.ref.uid] = each.original
        if len(have) == 1:
            dovecot.kill()
