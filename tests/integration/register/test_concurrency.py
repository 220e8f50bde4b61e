"""Several threads and processes at once: nothing is claimed twice, stored twice, lost or blocked for good."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from fakes.consultations import LULEA
from fakes.kept_mail import FOLDER, MAILBOX, NOW, UIDVALIDITY, batch, entry, kept, mail, registration

from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind
from mailintake.errors import StoreConflictError

SOON = NOW + timedelta(minutes=15)
THREADS = 4


def at_once(*tasks: Callable[[], Any]) -> list[Any]:
    """Start tasks at the same moment, each in its thread; return what each returned, or the error it raised."""
    barrier = threading.Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return task()
        except Exception as error:  # noqa: BLE001 - which errors there were is what is asserted
            return error

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


@pytest.mark.parametrize("is_shared", [True, False], ids=["one process", "many processes"])
def test_four_hundred_mails_are_claimed_by_four_threads_each_once(open_sql, is_shared):
    first = open_sql("a")
    first.queue([mail(number) for number in range(1, 401)], NOW)
    repositories = [first if is_shared else open_sql(f"worker {number}") for number in range(THREADS)]

    def claim_all(repository: Any) -> list[int]:
        claimed: list[int] = []
        while part := repository.claim(NOW, SOON, 7):
            claimed += [each.id for each in part]
        return claimed

    claims = at_once(*(lambda each=each: claim_all(each) for each in repositories))

    assert sorted(id_ for claimed in claims for id_ in claimed) == list(range(1, 401))


def test_two_processes_that_record_the_same_mail_give_one_row_and_one_conflict(open_sql):
    same = batch(kept(1, registration=registration(1), answers=(mail(1),)))
    registers = [open_sql(worker) for worker in ("a", "b")]

    results = at_once(*(lambda each=each: each.record(same) for each in registers))

    register = open_sql("c")
    assert sorted(type(result).__name__ for result in results) == ["NoneType", "StoreConflictError"]
    assert (len(register.comments(LULEA)), len(register.outbox((), 9)), register.verify()) == (1, 1, [])


def test_two_processes_that_take_the_same_reference_give_one_comment_and_one_conflict(open_sql):
    batches = [batch(kept(uid, registration=registration(1))) for uid in (1, 2)]
    registers = [open_sql(worker) for worker in ("a", "b")]

    results = at_once(
        *(lambda one=one, each=each: each.record(one) for one, each in zip(batches, registers, strict=True))
    )

    assert sorted(type(result).__name__ for result in results) == ["NoneType", "StoreConflictError"]
    assert len(open_sql("c").comments(LULEA)) == 1


def test_attempts_that_are_counted_at_once_are_all_counted(open_sql):
    register = open_sql()
    refs = [entry(uid).ref for uid in range(1, 11)]

    at_once(*(lambda: [register.begin(refs, NOW) for _ in range(25)] for _ in range(THREADS)))

    assert register.unfinished(MAILBOX, FOLDER, UIDVALIDITY) == dict.fromkeys(range(1, 11), 100)


def test_a_run_and_a_lease_are_taken_by_exactly_one_of_many(open_sql):
    registers = [open_sql(f"worker {number}") for number in range(8)]

    runs = at_once(*(lambda each=each: each.claim_run("digest", NOW.date(), NOW) for each in registers))
    leases = at_once(*(lambda each=each: each.take(MAILBOX, NOW) for each in registers))

    assert (sum(runs), sum(leases)) == (1, 1)


def test_the_secret_and_the_invited_list_are_made_once_by_many_at_once(open_sql):
    registers = [open_sql(f"worker {number}") for number in range(4)]
    invited = [Organisation(id=0, consultation=LULEA, name=f"Förening {number}") for number in range(20)]

    secrets = at_once(*(lambda each=each: each.installation(NOW).secret for each in registers))
    added = at_once(*(lambda each=each: each.sync_invited(LULEA, invited, NOW) for each in registers))

    assert (len(set(secrets)), sum(added), len(registers[0].organisations(LULEA))) == (1, 20, 20)


def test_everything_at_once_blocks_nobody_and_leaves_one_unbroken_log(open_sql):
    first = open_sql("setup")
    invited = [Organisation(id=0, consultation=LULEA, name=f"Förening {number}") for number in range(3)]
    first.sync_invited(LULEA, invited, NOW)
    first.queue([mail(number, MailKind.REMINDER, subject_key=f"r{number}") for number in range(5000, 5060)], NOW)

    def take_in(worker: int) -> None:
        register = open_sql(f"intake {worker}")
        for number in range(20):
            uid = 100 * worker + number
            told = registration(uid, organisation_id=1 + (number + worker) % 3)
            mails = [kept(uid, registration=told, answers=(mail(uid),)), *(entry(1000 * worker + number),)]
            register.record(batch(*mails))
            register.ask([], NOW)

    def deliver(worker: int) -> None:
        register = open_sql(f"deliver {worker}")
        for _ in range(20):
            for claimed in register.claim(NOW, SOON, 2):
                assert register.mark_final(claimed.id, NOW)
                register.mark_sent(claimed.id, NOW)
            register.release(NOW, is_alone=False)

    results = at_once(
        *(lambda worker=worker: take_in(worker) for worker in (1, 2, 3)),
        *(lambda worker=worker: deliver(worker) for worker in (1, 2)),
    )

    sent = len(first.outbox(("sent",), 1000))
    assert (results, first.verify(), len(first.comments(LULEA))) == ([None] * 5, [], 60)
    assert first.counts()["sent"] == sent
    assert StoreConflictError not in {type(result) for result in results}
