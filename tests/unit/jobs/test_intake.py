from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from fakes.jobs import CONSULTATION, NOW, SECRET, STARTED_AT, STOCKHOLM, Poll, bench, mail, read_plainly
from fakes.mailbox import FakeMailbox

from mailintake.domain.acknowledgement import AnswerLimits, Reason
from mailintake.domain.ledger import Batch, Disposition
from mailintake.domain.message import Arrival, MachineSigns, Message, MessageRef, Reading, Unreadable
from mailintake.domain.thread import is_ours
from mailintake.errors import (
    MailboxUnavailableError,
    StoreConflictError,
    StoreUnavailableError,
    TemplateError,
    UnsafeHeaderError,
)
from mailintake.jobs.intake import MAX_ATTEMPTS, SUSPECTS_FOR_A_CREW, UNREADABLE_AFTER_ATTEMPTS, poll
from mailintake.jobs.judging import JUDGING_FAILED, Bench, Judged, one_by_one
from mailintake.jobs.place import Start, StartKind
from mailintake.jobs.reports import IntakeCounts
from mailintake.register.memory import MemoryRepository


def _ref(mailbox: FakeMailbox, uid: int) -> MessageRef:
    with mailbox.open("INBOX") as folder:
        return MessageRef(mailbox=mailbox.name, folder="INBOX", uidvalidity=folder.uidvalidity, uid=uid)


def _recipients(register: MemoryRepository) -> list[str]:
    return [one.mail.recipient for one in reversed(register.outbox([], 1000))]


@pytest.mark.usefixtures("started")
def test_a_comment_is_kept_registered_and_answered_and_other_mail_leaves_one_row(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    mailbox.append("INBOX", mail("the snow", sender="bo@hemma.example"))

    counts = poll_inbox()

    assert counts == IntakeCounts(new=2, kept=1, left=1, queued=1)
    [comment] = register.comments(CONSULTATION)
    [sent] = register.outbox([], 10)
    assert (sent.mail.recipient, sent.mail.subject) == ("anna@forening.example", comment.reference)
    assert is_ours(SECRET, sent.mail.message_id)
    left = register.ledger_entry(_ref(mailbox, 2))
    assert left is not None
    assert left.disposition is Disposition.LEFT


def test_the_first_run_starts_from_now_and_leaves_what_is_older(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository
) -> None:
    mailbox.append("INBOX", mail("an old comment"))

    first = poll_inbox()
    mailbox.append("INBOX", mail("a new comment", sender="ny@forening.example"), NOW + timedelta(minutes=1))
    second = poll_inbox(now=NOW + timedelta(minutes=2))

    assert first == IntakeCounts()
    assert second == IntakeCounts(new=1, kept=1, queued=1)
    assert _recipients(register) == ["ny@forening.example"]


def test_a_first_run_that_reads_all_registers_old_comments_and_answers_none(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository
) -> None:
    mailbox.append("INBOX", mail("an old comment"), NOW - timedelta(days=5))

    counts = poll_inbox(start=StartKind.ALL)

    assert counts == IntakeCounts(new=1, kept=1)
    assert len(register.comments(CONSULTATION)) == 1
    assert _recipients(register) == []


@pytest.mark.usefixtures("started")
def test_after_a_new_uidvalidity_nothing_is_registered_or_answered_again(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    mailbox.append("INBOX", mail("the snow"))
    poll_inbox()

    mailbox.renew("INBOX")
    again = poll_inbox()
    mailbox.append("INBOX", mail("another comment", sender="ny@forening.example"))
    after = poll_inbox()

    assert again == IntakeCounts(new=2, left=2)
    assert after == IntakeCounts(new=1, kept=1, queued=1)
    assert len(register.comments(CONSULTATION)) == 2


@pytest.mark.usefixtures("started")
def test_a_mail_that_cannot_be_read_is_held_and_the_next_one_is_not_held_up(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository
) -> None:
    mailbox.append("INBOX", mail("unreadable"))
    mailbox.append("INBOX", mail("a comment"))

    counts = poll_inbox()

    assert counts == IntakeCounts(new=2, kept=1, held=1, queued=1)
    [item] = register.waiting()
    assert isinstance(item.reading, Unreadable)
    assert item.reading.reason == "It is malformed."


@pytest.mark.usefixtures("started")
def test_a_fault_of_ours_in_judging_holds_that_mail_only(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository, caplog: pytest.LogCaptureFixture
) -> None:
    mailbox.append("INBOX", mail("a fault"))
    mailbox.append("INBOX", mail("a comment"))

    counts = poll_inbox()

    assert (counts.kept, counts.held) == (1, 1)
    assert [item.decision.explanation for item in register.waiting()] == [JUDGING_FAILED]
    assert "RuntimeError" in caplog.text


@pytest.mark.usefixtures("started")
def test_a_second_mail_of_the_same_sender_in_a_batch_sees_the_first_one(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository
) -> None:
    for number in range(20):
        mailbox.append("INBOX", mail(f"the snow {number}", sender=f"bo{number}@hemma.example"))
    mailbox.append("INBOX", mail("a comment"))
    mailbox.append("INBOX", mail("a comment more"))

    counts = poll_inbox()

    assert counts.kept == 2
    assert [comment.sender for comment in register.comments(CONSULTATION)] == ["anna@forening.example"]


@pytest.mark.usefixtures("started")
def test_the_same_mail_twice_in_a_batch_is_registered_once(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository
) -> None:
    for _ in range(20):
        mailbox.append("INBOX", mail("a comment"))

    counts = poll_inbox()

    assert counts == IntakeCounts(new=20, kept=1, left=19, queued=1)
    assert len(register.comments(CONSULTATION)) == 1


@pytest.mark.usefixtures("started")
def test_the_caps_count_what_was_promised_in_the_same_batch(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository
) -> None:
    for number in range(20):
        mailbox.append("INBOX", mail(f"comment {number}", sender=f"a{number}@samma.example"))

    counts = poll_inbox(bench=bench(register, limits=AnswerLimits(per_domain_hour=3)))

    assert (counts.kept, counts.queued) == (20, 3)


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("batches", [1, 4], ids=["at once", "one by one"])
def test_many_senders_with_one_return_path_do_not_flood_it(
    mailbox: FakeMailbox, register: MemoryRepository, poll_inbox: Poll, batches: int
) -> None:
    def read(original: bytes, arrival: Arrival, now: datetime) -> Reading:
        reading = read_plainly(original, arrival, now)
        assert isinstance(reading, Message)
        return replace(reading, signs=MachineSigns(return_path="Victim@Elsewhere.example"))

    tools = replace(
        bench(register, limits=AnswerLimits(per_sender_day=3)),
        read=read,
        crew=lambda: nullcontext(one_by_one(read)),
    )
    counts = IntakeCounts()
    for batch in range(batches):
        for number in range(20 // batches):
            mailbox.append("INBOX", mail(f"comment {batch}.{number}", sender=f"a{number}@b{batch}{number}.example"))
        counts += poll_inbox(bench=tools)

    assert counts == IntakeCounts(new=20, kept=20, queued=3)
    assert _recipients(register) == ["Victim@Elsewhere.example"] * 3


@pytest.mark.usefixtures("started")
def test_a_mail_that_vanishes_while_it_is_fetched_is_noted_as_gone_at_the_next_poll(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    mailbox.vanish_during_fetch("INBOX", 1)

    first = poll_inbox()
    ref = _ref(mailbox, 1)
    pending = register.unfinished(ref.mailbox, ref.folder, ref.uidvalidity)
    poll_inbox()

    assert first == IntakeCounts()
    assert pending == {1: 0}
    entry = register.ledger_entry(ref)
    assert entry is not None
    assert entry.disposition is Disposition.GONE
    assert register.unfinished(ref.mailbox, ref.folder, ref.uidvalidity) == {}


@pytest.mark.usefixtures("started")
def test_when_the_store_fails_the_attempt_is_taken_back_and_the_mail_read_next_time(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository, tools: Bench
) -> None:
    class Failing(MemoryRepository):
        def record(self, batch):
            raise StoreUnavailableError

    mailbox.append("INBOX", mail("a comment"))
    failing = replace(tools, ledger=Failing(worker="a", state=register.state))

    for _ in range(MAX_ATTEMPTS + 2):
        with pytest.raises(StoreUnavailableError):
            poll_inbox(bench=failing)
    counts = poll_inbox()

    assert counts == IntakeCounts(new=1, kept=1, queued=1)


@pytest.mark.usefixtures("started")
def test_a_mail_whose_attempts_never_ended_is_read_alone_and_held_after_the_third(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository, tools: Bench
) -> None:
    alone: list[bytes] = []

    def read_alone(original, arrival, now):
        alone.append(original)
        raise SystemExit("killed while reading")

    deadly = replace(tools, read=read_alone, read_alone=read_alone)
    mailbox.append("INBOX", mail("deadly comment"))
    ref = _ref(mailbox, 1)
    for _ in range(MAX_ATTEMPTS):
        # As a process does that is killed in the middle: the attempt is counted and never ends.
        register.begin([ref], NOW)

    counts = poll_inbox(bench=deadly)

    assert counts == IntakeCounts(new=1, held=1)
    assert alone == []
    [item] = register.waiting()
    assert item.decision.explanation == UNREADABLE_AFTER_ATTEMPTS


@pytest.mark.usefixtures("started")
def test_a_mail_whose_attempt_never_ended_is_read_alone_after_the_others(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository, tools: Bench
) -> None:
    order: list[str] = []

    def note(how: str):
        def read(original, arrival, now):
            order.append(f"{how} {arrival.ref.uid}")
            return read_plainly(original, arrival, now)

        return read

    mailbox.append("INBOX", mail("a comment"))
    mailbox.append("INBOX", mail("a comment too", sender="bo@forening.example"))
    register.begin([_ref(mailbox, 1)], NOW)

    counts = poll_inbox(bench=replace(tools, read=note("here"), read_alone=note("alone")))

    assert order == ["here 2", "alone 1"]
    assert counts == IntakeCounts(new=2, kept=2, queued=2)


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("attempts", [1, MAX_ATTEMPTS])
def test_the_newest_mail_whose_attempt_never_ended_is_taken_in_once_and_the_folder_read_on(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository, attempts: int
) -> None:
    mailbox.append("INBOX", mail("a comment"))
    for _ in range(attempts):
        register.begin([_ref(mailbox, 1)], NOW)

    counts = [poll_inbox().new, poll_inbox().new]
    mailbox.append("INBOX", mail("a comment too", sender="bo@forening.example"))
    counts.append(poll_inbox().new)

    assert counts == [1, 0, 1]


@pytest.mark.parametrize("days", [(-5, -4), (-5, 1), (1, -5), (-5, 1, -4)])
def test_what_is_older_than_the_start_is_passed_over_once_wherever_it_lies(
    mailbox: FakeMailbox, tools: Bench, days: tuple[int, ...]
) -> None:
    start = Start(kind=StartKind.DATE, day=NOW.date(), zone=STOCKHOLM)
    for number, day in enumerate(days):
        content = mail("a comment", sender=f"a{number}@forening.example")
        mailbox.append("INBOX", content, NOW + timedelta(days=day))

    def look() -> int:
        with mailbox.open("INBOX") as folder:
            return poll(folder, tools, start=start, now=NOW).kept

    assert [look(), look()] == [sum(day > 0 for day in days), 0]


def test_a_first_look_that_was_killed_with_older_mail_above_newer_goes_on_where_it_was(
    mailbox: FakeMailbox, register: MemoryRepository, tools: Bench, poll_inbox: Poll
) -> None:
    class Killed(MemoryRepository):
        """The process ends before the first mail that is to be read is stored."""

        def record(self, batch: Batch) -> None:
            if any(entry.disposition is not Disposition.BEFORE_START for entry in batch.entries):
                raise KeyboardInterrupt
            super().record(batch)

    start = Start(kind=StartKind.DATE, day=NOW.date(), zone=STOCKHOLM)
    mailbox.append("INBOX", mail("a comment"), NOW)
    mailbox.append("INBOX", mail("an old comment", sender="bo@forening.example"), NOW - timedelta(days=9))
    with pytest.raises(KeyboardInterrupt):
        poll_inbox(start=start, bench=replace(tools, ledger=Killed(worker="a", state=register.state)))

    again = poll_inbox(start=start)

    assert (again.kept, poll_inbox(start=start)) == (1, IntakeCounts())
    [entry] = [register.ledger_entry(_ref(mailbox, 2))]
    assert entry is not None
    assert entry.disposition is Disposition.BEFORE_START


@pytest.mark.usefixtures("started")
def test_many_mails_that_killed_attempts_left_behind_are_read_by_one_process_of_their_own(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository, tools: Bench
) -> None:
    read_by: list[str] = []

    def note(who: str):
        def read(original, arrival, now):
            read_by.append(who)
            return read_plainly(original, arrival, now)

        return read

    for number in range(SUSPECTS_FOR_A_CREW):
        mailbox.append("INBOX", mail(f"comment {number}", sender=f"a{number}@forening.example"))
    register.begin([_ref(mailbox, uid) for uid in range(1, SUSPECTS_FOR_A_CREW + 1)], NOW)

    counts = poll_inbox(
        bench=replace(
            tools,
            read=note("here"),
            read_alone=note("a process each"),
            lone_crew=lambda: nullcontext(one_by_one(note("one process"))),
        )
    )

    assert read_by == ["one process"] * SUSPECTS_FOR_A_CREW
    assert counts == IntakeCounts(new=3, kept=3, queued=3)


@pytest.mark.usefixtures("started")
def test_a_conflict_with_another_process_is_judged_again(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository, tools: Bench
) -> None:
    class TakenOnce(MemoryRepository):
        conflicts = 1

        def record(self, batch):
            if self.conflicts:
                self.conflicts -= 1
                raise StoreConflictError
            super().record(batch)

    mailbox.append("INBOX", mail("a comment"))

    counts = poll_inbox(bench=replace(tools, ledger=TakenOnce(worker="a", state=register.state)))

    assert counts == IntakeCounts(new=1, kept=1, queued=1)


@pytest.mark.usefixtures("started")
def test_a_conflict_that_does_not_end_is_given_up_until_the_next_poll(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository, tools: Bench
) -> None:
    class Taken(MemoryRepository):
        def record(self, batch):
            raise StoreConflictError

    mailbox.append("INBOX", mail("a comment"))

    with pytest.raises(StoreConflictError):
        poll_inbox(bench=replace(tools, ledger=Taken(worker="a", state=register.state)))

    assert poll_inbox() == IntakeCounts(new=1, kept=1, queued=1)


@pytest.mark.usefixtures("started")
def test_a_poll_that_is_told_to_stop_ends_after_the_batch_at_hand_and_goes_on_next_time(
    poll_inbox: Poll, mailbox: FakeMailbox
) -> None:
    for number in range(250):
        mailbox.append("INBOX", mail(f"the snow {number}"))

    first = poll_inbox(is_stopping=lambda: True)
    second = poll_inbox()

    assert first.new == 100
    assert first.new + second.new == 250


@pytest.mark.usefixtures("started")
def test_progress_is_told_and_registered_mail_is_filed_last(poll_inbox: Poll, mailbox: FakeMailbox) -> None:
    told: list[tuple[int, int]] = []
    mailbox.append("INBOX", mail("the snow"))
    mailbox.append("INBOX", mail("a comment"))
    mailbox.append("INBOX", mail("perhaps a comment", sender="bo@forening.example"))

    poll_inbox(progress=lambda done, total: told.append((done, total)))

    assert told == [(1, 3), (2, 3), (3, 3)]
    assert mailbox.filed == [("INBOX", 2)]


@pytest.mark.usefixtures("started")
def test_a_lost_session_loses_nothing(poll_inbox: Poll, mailbox: FakeMailbox) -> None:
    mailbox.append("INBOX", mail("a comment"))
    with mailbox.open("INBOX") as folder:
        mailbox.fail_next()
        with pytest.raises(MailboxUnavailableError):
            folder.new_since(0)

    assert poll_inbox().kept == 1


@pytest.mark.usefixtures("started")
def test_doubtful_mail_waits_for_staff_and_a_question_is_answered_and_waits_too(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository
) -> None:
    mailbox.append("INBOX", mail("perhaps a comment"))
    mailbox.append("INBOX", mail("a question", sender="bo@forening.example"))

    counts = poll_inbox()

    assert counts == IntakeCounts(new=2, kept=2, review=1, queued=1)
    assert len(register.waiting()) == 2
    assert _recipients(register) == ["bo@forening.example"]


@pytest.mark.usefixtures("started")
def test_what_is_stored_tells_why_it_was_not_answered(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository
) -> None:
    stored: list[Judged] = []
    mailbox.append("INBOX", mail("a comment", sender="noreply@forening.example"))

    poll_inbox(bench=bench(register, stored=stored))

    [kept] = stored[0].kept
    assert kept.permission is not None
    assert kept.permission.reason is Reason.MACHINE_SENDER
    assert kept.answers == ()


@pytest.mark.usefixtures("started")
def test_an_answer_to_our_mail_settles_it(poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository) -> None:
    mailbox.append("INBOX", mail("a comment"))
    poll_inbox()
    [sent] = register.claim(NOW, NOW + timedelta(minutes=1), 10)
    register.mark_final(sent.id, NOW)
    register.mark_unknown(sent.id, "the line broke", NOW)

    mailbox.append("INBOX", mail("thanks for the snow", answers=sent.mail.message_id))
    poll_inbox(now=NOW + timedelta(minutes=5))

    assert register.mail(sent.id).state == "sent"


def test_the_start_of_the_folder_is_kept_when_it_is_read_anew(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository, started: None
) -> None:
    mailbox.renew("INBOX")

    poll_inbox()

    cursor = register.cursor(mailbox.name, "INBOX")
    assert cursor is not None
    assert cursor.started_at == STARTED_AT


@pytest.mark.usefixtures("started")
def test_a_poll_that_finds_nothing_new_makes_no_judge_and_no_composer(poll_inbox: Poll, tools: Bench) -> None:
    def unwanted():
        raise AssertionError("made for nothing")

    assert poll_inbox(bench=replace(tools, make_judge=unwanted, make_composer=unwanted)) == IntakeCounts()


@pytest.mark.usefixtures("started")
def test_a_fault_in_a_template_stops_the_poll_and_leaves_the_mail_for_the_next_one(
    poll_inbox: Poll, mailbox: FakeMailbox, tools: Bench
) -> None:
    def broken():
        raise TemplateError

    mailbox.append("INBOX", mail("a comment"))

    with pytest.raises(TemplateError):
        poll_inbox(bench=replace(tools, make_composer=broken))

    assert poll_inbox() == IntakeCounts(new=1, kept=1, queued=1)


@pytest.mark.usefixtures("started")
def test_a_comment_from_an_address_that_is_not_safe_in_a_header_is_registered_and_not_answered(
    poll_inbox: Poll, mailbox: FakeMailbox, register: MemoryRepository, tools: Bench
) -> None:
    class Refusing:
        def acknowledgement(self, *values):
            raise UnsafeHeaderError

    stored: list[Judged] = []
    mailbox.append("INBOX", mail("a comment"))

    counts = poll_inbox(bench=replace(tools, make_composer=Refusing, observe=stored.append))

    assert counts == IntakeCounts(new=1, kept=1)
    assert stored[0].kept[0].permission.reason is Reason.UNSAFE_ADDRESS
    assert len(register.comments(CONSULTATION)) == 1
