from __future__ import annotations

import pytest
from fakes.mailbox import FakeMailbox

from mailintake.errors import MailboxUnavailableError, SignInError

MAIL = b"Subject: hej\r\n\r\nVi tycker.\r\n"


def test_it_fails_once_where_it_is_told_to_and_the_connection_is_lost_by_it() -> None:
    mailbox = FakeMailbox()
    mailbox.append("INBOX", MAIL)
    with mailbox.open("INBOX") as folder:
        listed = folder.new_since(0)
        mailbox.fail_next()
        with pytest.raises(MailboxUnavailableError, match="in time"):
            list(folder.fetch(listed))
        with pytest.raises(MailboxUnavailableError, match="was lost"):
            folder.new_since(0)
    with mailbox.open("INBOX") as folder:
        assert len(list(folder.fetch(folder.new_since(0)))) == 1


def test_it_fails_at_opening_with_any_error_it_is_given() -> None:
    mailbox = FakeMailbox()
    mailbox.fail_next(SignInError())
    with pytest.raises(SignInError), mailbox.open("INBOX"):
        pass


def test_a_mail_vanishes_between_listing_and_fetching() -> None:
    mailbox = FakeMailbox()
    uids = [mailbox.append("INBOX", MAIL) for _ in range(3)]
    mailbox.vanish_during_fetch("INBOX", uids[1])
    with mailbox.open("INBOX") as folder:
        listed = folder.new_since(0)
        fetched = list(folder.fetch(listed))

        assert [mail.uid for mail in listed] == uids
        assert [mail.arrival.ref.uid for mail in fetched if mail.arrival.ref] == [uids[0], uids[2]]
        assert folder.uids() == {uids[0], uids[2]}


def test_what_was_filed_is_noted_once() -> None:
    mailbox = FakeMailbox()
    uid = mailbox.append("INBOX", MAIL)
    with mailbox.open("INBOX") as folder:
        folder.file(uid)
        folder.file(uid)

    assert mailbox.filed == [("INBOX", uid)]
