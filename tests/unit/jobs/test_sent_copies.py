"""Copies of what was sent: each mail to people once, whatever breaks off when."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from fakes.jobs import NOW, new_mail
from fakes.sent_box import FakeSentBox

from mailintake.domain.outbox import MailKind, OutboxState
from mailintake.errors import FolderMissingError, MailboxUnavailableError, PermanentError
from mailintake.jobs.reports import CopyCounts
from mailintake.jobs.sent_copies import CLAIM_FOR, CLAIM_MAILS, COPIED_FOR, copy_sent
from mailintake.register.memory import MemoryRepository

SOON = NOW + timedelta(minutes=15)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def box() -> FakeSentBox:
    return FakeSentBox()


def send(register: MemoryRepository, number: int = 1, **values: object) -> None:
    for index in range(number):
        register.queue([new_mail(f"message:{index}", "a@forening.example", NOW, **values)], NOW)  # type: ignore[arg-type]
    for mail in register.claim(NOW, SOON, number):
        register.mark_final(mail.id, NOW)
        register.mark_sent(mail.id, NOW)


def test_every_mail_that_was_sent_is_copied_as_it_was_and_once(
    register: MemoryRepository, box: FakeSentBox, clock: Clock
) -> None:
    number = 2 * CLAIM_MAILS + 1
    send(register, number)

    counts = [copy_sent(register, box, clock), copy_sent(register, box, clock)]

    sent = [(each.mail.content, each.sent_at) for each in reversed(register.outbox((), 99))]
    assert counts == [CopyCounts(copied=number), CopyCounts()]
    assert (sent, box.times_opened, box.asked_for) == (box.mails, 1, [])


def test_where_nothing_was_sent_nobody_connects(register: MemoryRepository, box: FakeSentBox, clock: Clock) -> None:
    register.queue([new_mail("message:1", "a@forening.example", NOW)], NOW)

    assert (copy_sent(register, box, clock), box.times_opened) == (CopyCounts(), 0)


@pytest.mark.parametrize("kind", [MailKind.DIGEST, MailKind.ALERT])
def test_what_staff_are_sent_is_not_copied(
    register: MemoryRepository, box: FakeSentBox, clock: Clock, kind: MailKind
) -> None:
    send(register, kind=kind, is_for_staff=True)

    assert (copy_sent(register, box, clock), box.mails) == (CopyCounts(), [])


def test_a_mail_whose_fate_is_unknown_is_not_copied(register: MemoryRepository, box: FakeSentBox, clock: Clock) -> None:
    register.queue([new_mail("message:1", "a@forening.example", NOW)], NOW)
    register.claim(NOW, SOON, 1)
    register.mark_final(1, NOW)
    register.mark_unknown(1, "no answer", NOW)

    assert register.mail(1).state is OutboxState.UNKNOWN
    assert (copy_sent(register, box, clock), box.mails) == (CopyCounts(), [])


def test_a_folder_that_is_named_late_is_not_filled_with_all_there_ever_was(
    register: MemoryRepository, box: FakeSentBox, clock: Clock
) -> None:
    send(register)
    clock.now += COPIED_FOR

    assert (copy_sent(register, box, clock), box.mails) == (CopyCounts(), [])


@pytest.mark.parametrize("is_there", [False, True])
def test_an_attempt_that_ended_unsure_is_made_good_without_a_double(
    register: MemoryRepository, box: FakeSentBox, clock: Clock, is_there: bool
) -> None:
    send(register, 3)
    lost = MailboxUnavailableError()
    (box.after_added if is_there else box.before_added).extend([None, lost])

    with pytest.raises(MailboxUnavailableError):
        copy_sent(register, box, clock)
    # The third was not tried: it need not wait, nor be asked for.
    assert copy_sent(register, box, clock) == CopyCounts(copied=1)
    clock.now += CLAIM_FOR
    last = copy_sent(register, box, clock)

    sent = {each.mail.message_id for each in register.outbox((), 9)}
    assert last == (CopyCounts(found=1) if is_there else CopyCounts(copied=1))
    assert (len(box.mails), set(box.message_ids), len(box.asked_for)) == (3, sent, 1)


def test_a_kill_at_any_moment_leaves_one_copy_of_each(register: MemoryRepository, clock: Clock) -> None:
    class KilledError(BaseException):
        pass

    class Dying(MemoryRepository):
        """Dies before or after its nth word to the store."""

        def mark_copied(self, outbox_id: int, now: datetime) -> None:
            if not after:
                raise KilledError
            super().mark_copied(outbox_id, now)
            raise KilledError

        def unclaim_uncopied(self, outbox_ids: object) -> None:
            # The dead say nothing.
            del outbox_ids

    box = FakeSentBox()
    send(register, 40)
    for turn in range(60):
        after = turn % 2 == 1
        dying = Dying(worker=f"worker {turn}", state=register.state)
        if turn % 3 == 0:
            box.before_added = [None, KilledError()]
        if turn % 3 == 1:
            box.after_added = [KilledError()]
        with pytest.raises(KilledError):
            copy_sent(dying, box, clock)
        clock.now += CLAIM_FOR
        if not register.has_uncopied(clock.now - COPIED_FOR, clock.now):
            break
    box.before_added.clear()
    box.after_added.clear()
    copy_sent(register, box, clock)

    assert sorted(box.message_ids) == sorted(each.mail.message_id for each in register.outbox((), 99))


def test_a_mail_that_the_folder_refuses_holds_up_no_other(
    register: MemoryRepository, box: FakeSentBox, clock: Clock
) -> None:
    send(register, 3)
    box.before_added = [PermanentError("too large")]

    with pytest.raises(PermanentError):
        copy_sent(register, box, clock)

    assert copy_sent(register, box, clock) == CopyCounts(copied=2)


def test_a_folder_that_is_not_there_leaves_all_to_be_copied_when_it_is(
    register: MemoryRepository, box: FakeSentBox, clock: Clock
) -> None:
    send(register, 2)
    box.opening = FolderMissingError()
    with pytest.raises(FolderMissingError):
        copy_sent(register, box, clock)

    box.opening = None
    assert copy_sent(register, box, clock) == CopyCounts(copied=2)


def test_two_processes_copy_no_mail_twice(register: MemoryRepository, box: FakeSentBox, clock: Clock) -> None:
    send(register, 2 * CLAIM_MAILS)
    other = MemoryRepository(worker="other", state=register.state)
    theirs = other.claim_uncopied(NOW - COPIED_FOR, NOW, NOW + CLAIM_FOR, CLAIM_MAILS)

    assert copy_sent(register, box, clock) == CopyCounts(copied=CLAIM_MAILS)
    assert {each.mail.mail.message_id for each in theirs}.isdisjoint(box.message_ids)


def test_a_service_that_stops_stops_copying(register: MemoryRepository, box: FakeSentBox, clock: Clock) -> None:
    send(register, 2 * CLAIM_MAILS)
    answers = iter([False, True])

    assert copy_sent(register, box, clock, is_stopping=lambda: next(answers)) == CopyCounts(copied=CLAIM_MAILS)
