"""In which thread a mail lies."""

from __future__ import annotations

import pytest
from fakes.kept_mail import message, unreadable

from mailintake.domain.outbox import MailKind
from mailintake.register.threads import MAX_POINTERS, pointers_of, root_of_thread


def test_a_mail_points_back_nearest_first_and_no_further_than_people_write():
    long = message(1, in_reply_to=("<near@x>",), references=tuple(f"<{number}@x>" for number in range(100)))

    told = pointers_of(long)

    assert (told[:2], len(told)) == (("<near@x>", "<99@x>"), MAX_POINTERS)


def test_a_mail_that_could_not_be_read_points_nowhere():
    assert pointers_of(unreadable(1)) == ()


@pytest.mark.parametrize(
    ("kind", "root", "expected"),
    [
        (MailKind.ACKNOWLEDGEMENT, None, "<a@x>"),
        (MailKind.ACKNOWLEDGEMENT, "<first@x>", "<first@x>"),
        (MailKind.REMINDER, None, None),
        (MailKind.DIGEST, None, None),
    ],
)
def test_a_thread_begins_with_an_acknowledgement(kind, root, expected):
    assert root_of_thread(kind, "<a@x>", root) == expected
