from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from fakes.jobs import NOW, new_mail
from fakes.notify import FakeTransport, Fate

from mailintake.domain.outbox import MailKind, OutboxState
from mailintake.jobs.deliver import Delivery, deliver
from mailintake.jobs.reports import DeliveryCounts
from mailintake.register.memory import MemoryRepository

PAUSE = timedelta(minutes=1)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def transport() -> FakeTransport:
    return FakeTransport()


@pytest.fixture
def delivery(register: MemoryRepository, transport: FakeTransport, clock: Clock) -> Delivery:
    return Delivery(
        outbox=register,
        transport=transport,
        objection=lambda _mail, _now: "",
        is_held_back=lambda _mail: False,
        clock=clock,
        claim_for=timedelta(minutes=2),
        give_up_after=timedelta(hours=72),
        observe=lambda _mail, _result: None,
        jitter=lambda: 0.0,
    )


@pytest.fixture
def queue(register: MemoryRepository) -> Callable[..., int]:
    def put(number: int = 1, **values: object) -> int:
        mails = [
            new_mail(f"message:{index}", f"to{index}@forening.example", NOW, **values)  # type: ignore[arg-type]
            for index in range(number)
        ]
        register.queue(mails, NOW)
        return register.outbox([], 1)[0].id

    return put


def test_everything_due_goes_out_over_one_session(
    delivery: Delivery, transport: FakeTransport, queue: Callable[..., int]
) -> None:
    queue(45)

    counts = deliver(delivery)

    assert counts == DeliveryCounts(sent=45)
    assert transport.sessions == 1
    assert deliver(delivery) == DeliveryCounts()


def test_no_mail_is_begun_when_the_claim_might_end_before_it(
    delivery: Delivery, transport: FakeTransport, clock: Clock, queue: Callable[..., int], register: MemoryRepository
) -> None:
    class Watching(MemoryRepository):
        def mark_final(self, outbox_id: int, now: datetime) -> bool:
            claims.append(state.outbox[outbox_id].claimed_until - now)
            # As slow as a server may be at the worst.
            clock.now += delivery.claim_for / 2
            return super().mark_final(outbox_id, now)

    claims: list[timedelta] = []
    state = register.state
    queue(5)

    counts = deliver(replace(delivery, outbox=Watching(worker="a", state=state)))

    assert counts == DeliveryCounts(sent=5)
    assert min(claims) >= delivery.claim_for / 2


@pytest.mark.parametrize("fate", [Fate.PUT_OFF, Fate.BROKEN, Fate.PUT_OFF_AFTER_DOT, Fate.AWAY])
def test_what_may_pass_is_tried_again_after_its_pause_and_not_before(
    delivery: Delivery, transport: FakeTransport, clock: Clock, queue: Callable[..., int], fate: Fate
) -> None:
    queue()
    transport.fates = [fate]

    first = deliver(delivery)
    clock.now += PAUSE - timedelta(seconds=1)
    too_early = deliver(delivery)
    clock.now += timedelta(seconds=1)
    second = deliver(delivery)

    assert (first, too_early) == (DeliveryCounts(waiting=1), DeliveryCounts(waiting=1))
    assert second == DeliveryCounts(sent=1)


@pytest.mark.parametrize("fate", [Fate.REFUSED, Fate.REFUSED_AFTER_DOT])
def test_what_is_refused_for_good_is_not_tried_again(
    delivery: Delivery, transport: FakeTransport, clock: Clock, queue: Callable[..., int], fate: Fate
) -> None:
    queue()
    transport.fates = [fate]

    assert deliver(delivery) == DeliveryCounts(failed=1)
    clock.now += timedelta(days=30)
    assert deliver(delivery) == DeliveryCounts()


def test_what_is_unknown_is_never_sent_again_by_machine(
    delivery: Delivery, transport: FakeTransport, clock: Clock, queue: Callable[..., int], register: MemoryRepository
) -> None:
    outbox_id = queue()
    transport.fates = [Fate.UNKNOWN]

    assert deliver(delivery) == DeliveryCounts(unknown=1)
    clock.now += timedelta(days=30)
    assert deliver(delivery, is_alone=True) == DeliveryCounts()
    assert register.mail(outbox_id).state is OutboxState.UNKNOWN


def test_a_person_can_have_an_unknown_mail_sent(
    delivery: Delivery, transport: FakeTransport, queue: Callable[..., int], register: MemoryRepository
) -> None:
    outbox_id = queue()
    transport.fates = [Fate.UNKNOWN]
    deliver(delivery)

    register.resend(outbox_id, "Karin", NOW)

    assert deliver(delivery) == DeliveryCounts(sent=1)


def test_a_digest_whose_fate_is_unknown_is_sent_again(
    delivery: Delivery, transport: FakeTransport, clock: Clock, queue: Callable[..., int]
) -> None:
    queue(kind=MailKind.DIGEST, is_for_staff=True)
    transport.fates = [Fate.UNKNOWN]

    assert deliver(delivery) == DeliveryCounts(waiting=1)
    clock.now += PAUSE
    assert deliver(delivery) == DeliveryCounts(sent=1)


def test_a_mail_that_is_no_longer_due_is_suppressed_at_the_moment_of_sending(
    delivery: Delivery, transport: FakeTransport, queue: Callable[..., int], register: MemoryRepository
) -> None:
    outbox_id = queue()

    counts = deliver(replace(delivery, objection=lambda _mail, _now: "answered"))

    assert counts == DeliveryCounts(suppressed=1)
    assert transport.attempts == []
    assert register.mail(outbox_id).error == "answered"


def test_while_the_breaker_is_open_answers_wait(
    delivery: Delivery, transport: FakeTransport, clock: Clock, queue: Callable[..., int]
) -> None:
    queue()

    assert deliver(replace(delivery, is_held_back=lambda _mail: True)) == DeliveryCounts(waiting=1)
    assert transport.attempts == []
    clock.now += timedelta(minutes=5)
    assert deliver(delivery) == DeliveryCounts(sent=1)


def test_a_mail_that_has_waited_too_long_is_given_up(
    delivery: Delivery, transport: FakeTransport, clock: Clock, queue: Callable[..., int], register: MemoryRepository
) -> None:
    outbox_id = queue()
    transport.fates = [Fate.PUT_OFF]
    clock.now += timedelta(hours=73)

    assert deliver(delivery) == DeliveryCounts(failed=1)
    assert register.mail(outbox_id).error.startswith("given up: ")


def test_when_the_server_goes_away_in_the_middle_the_rest_waits(
    delivery: Delivery, transport: FakeTransport, clock: Clock, queue: Callable[..., int]
) -> None:
    queue(5)
    transport.fates = [Fate.SENT, Fate.AWAY]

    counts = deliver(delivery)
    clock.now += PAUSE
    rest = deliver(delivery)

    assert counts == DeliveryCounts(sent=1, waiting=4)
    assert rest == DeliveryCounts(sent=4)


def test_a_run_that_is_told_to_stop_gives_back_what_it_has_claimed(
    delivery: Delivery, transport: FakeTransport, queue: Callable[..., int]
) -> None:
    queue(5)
    answers = iter([False, False, False, True, True])

    counts = deliver(delivery, is_stopping=lambda: next(answers))

    assert counts == DeliveryCounts(sent=2, waiting=3)
    assert deliver(delivery).sent == 3


def test_claims_of_a_process_that_died_are_taken_back(
    delivery: Delivery, clock: Clock, queue: Callable[..., int], register: MemoryRepository
) -> None:
    queue(2)
    dead = MemoryRepository(worker="dead", state=register.state)
    first, second = dead.claim(NOW, NOW + timedelta(minutes=2), 2)
    dead.mark_final(first.id, NOW)

    while_it_may_live = deliver(delivery)
    clock.now += timedelta(minutes=2)
    later = deliver(delivery)

    assert while_it_may_live == DeliveryCounts()
    assert later == DeliveryCounts(sent=1)
    assert register.mail(first.id).state is OutboxState.UNKNOWN
    assert register.mail(second.id).state is OutboxState.SENT


@pytest.mark.parametrize(("fates", "hours"), [([Fate.REFUSED], 0), ([Fate.PUT_OFF], 73), ([Fate.AWAY], 73)])
def test_whoever_watches_is_told_of_each_mail_that_will_never_go(
    delivery: Delivery,
    transport: FakeTransport,
    clock: Clock,
    queue: Callable[..., int],
    fates: list[Fate],
    hours: int,
) -> None:
    failed: list[int] = []
    outbox_id = queue()
    transport.fates = fates
    clock.now += timedelta(hours=hours)

    deliver(replace(delivery, note_failure=lambda mail: failed.append(mail.id)))

    assert failed == [outbox_id]


@pytest.mark.parametrize("fate", [Fate.SENT, Fate.PUT_OFF, Fate.UNKNOWN, Fate.AWAY])
def test_nobody_is_told_of_a_failure_where_there_is_none(
    delivery: Delivery, transport: FakeTransport, queue: Callable[..., int], fate: Fate
) -> None:
    failed: list[int] = []
    queue()
    transport.fates = [fate]

    deliver(replace(delivery, note_failure=lambda mail: failed.append(mail.id)))

    assert failed == []


def test_no_more_mails_go_out_in_a_minute_than_may_also_after_a_restart(
    delivery: Delivery, transport: FakeTransport, clock: Clock, queue: Callable[..., int], register: MemoryRepository
) -> None:
    queue(70)
    sent_by_minute = []
    for _ in range(4):
        began = len(transport.sent)
        for second in range(0, 60, 15):
            # Another process each time: what it may send stands in the register alone.
            restarted = MemoryRepository(worker=f"{clock.now}{second}", state=register.state)
            deliver(replace(delivery, outbox=restarted, per_minute=25))
            clock.now += timedelta(seconds=15)
        sent_by_minute.append(len(transport.sent) - began)

    assert sent_by_minute == [25, 25, 20, 0]


def test_what_must_wait_for_the_next_minute_is_not_claimed(
    delivery: Delivery, queue: Callable[..., int], register: MemoryRepository
) -> None:
    queue(3)

    counts = deliver(replace(delivery, per_minute=2))

    assert counts == DeliveryCounts(sent=2, waiting=1)
    assert register.outbox(["waiting"], 9)[0].attempts == 0


def test_what_another_process_has_in_hand_counts_as_sent(
    delivery: Delivery, queue: Callable[..., int], register: MemoryRepository
) -> None:
    queue(5)
    other = MemoryRepository(worker="other", state=register.state)
    other.claim(NOW, NOW + timedelta(minutes=2), 2)

    assert deliver(replace(delivery, per_minute=3)) == DeliveryCounts(sent=1, waiting=2)
