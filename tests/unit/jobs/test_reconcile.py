from __future__ import annotations

import pytest
from fakes.jobs import NOW, Poll, mail
from fakes.mailbox import FakeMailbox

from mailintake.domain.digest import Reconciliation
from mailintake.domain.ledger import Cursor
from mailintake.jobs.reconcile import reconcile
from mailintake.register.memory import MemoryRepository


def _reconcile(mailbox: FakeMailbox, register: MemoryRepository) -> Reconciliation | None:
    with mailbox.open("INBOX") as folder:
        return reconcile(folder, register, register, NOW)


def test_a_folder_that_has_never_been_read_has_nothing_to_prove(
    mailbox: FakeMailbox, register: MemoryRepository
) -> None:
    assert _reconcile(mailbox, register) is None


@pytest.mark.usefixtures("started")
def test_a_folder_that_was_read_to_its_end_is_balanced(
    mailbox: FakeMailbox, register: MemoryRepository, poll_inbox: Poll
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    mailbox.append("INBOX", mail("the snow"))
    poll_inbox()

    figures = _reconcile(mailbox, register)

    assert figures is not None
    assert (figures.in_mailbox, figures.kept, figures.left, figures.is_balanced) == (2, 1, 1, True)


def test_a_mail_that_was_passed_over_is_found_and_read(
    mailbox: FakeMailbox, register: MemoryRepository, poll_inbox: Poll
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    with mailbox.open("INBOX") as folder:
        # As if the cursor had moved past a mail that nobody saw.
        register.start(mailbox.name, "INBOX", Cursor(uidvalidity=folder.uidvalidity, last_uid=1, started_at=NOW))
    assert poll_inbox().new == 0

    figures = _reconcile(mailbox, register)
    assert figures is not None
    assert figures.unseen == 1

    assert poll_inbox().kept == 1
    balanced = _reconcile(mailbox, register)
    assert balanced is not None
    assert balanced.is_balanced


@pytest.mark.usefixtures("started")
def test_filing_that_a_crash_cut_off_is_done_again(
    mailbox: FakeMailbox, register: MemoryRepository, poll_inbox: Poll
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    poll_inbox()
    mailbox.filed.clear()

    _reconcile(mailbox, register)

    assert mailbox.filed == [("INBOX", 1)]
