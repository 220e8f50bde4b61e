"""What a person decides of a consultation as a whole, and what follows from it: in the register and at sending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from fakes.correspondence import LetterComposer
from fakes.jobs import CONSULTATION, NOW, mail
from fakes.kept_mail import batch, decision, kept, message, registration
from fakes.kept_mail import mail as sent_mail
from fakes.mailbox import FakeMailbox
from fakes.notify import FakeTransport
from fakes.service import consultation, make_service

from mailintake.bootstrap.service import Service
from mailintake.domain.consultation import Phase
from mailintake.domain.decision import Label, Outcome, Request
from mailintake.domain.ledger import Settlement
from mailintake.domain.organisation import Organisation, OrganisationMatch
from mailintake.domain.outbox import MailKind
from mailintake.errors import NotFoundError, UsageError
from mailintake.register.memory import MemoryRepository
from mailintake.review import consultations, desk

LAST_DAY = consultation().deadline.last_day
LATER_DAY = LAST_DAY + timedelta(days=14)
ASEN, BYN, CYKLA = (
    Organisation(id=0, consultation=CONSULTATION, name=name, addresses=(f"info@{name.lower()}.example",))
    for name in ("Asen", "Byn", "Cykla")
)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register() -> MemoryRepository:
    return MemoryRepository(worker="a")


@pytest.fixture
def transport() -> FakeTransport:
    return FakeTransport()


@pytest.fixture
def make(clock: Clock, register: MemoryRepository, transport: FakeTransport) -> Callable[..., Service]:
    def run(**more: Any) -> Service:
        values = {
            "invited": {CONSULTATION: (ASEN, BYN, CYKLA)},
            "make_composer": LetterComposer,
        } | more
        service = make_service(FakeMailbox(), register=register, transport=transport, clock=clock, **values)
        service.sync_invited()
        return service

    return run


@pytest.fixture
def service(make: Callable[..., Service]) -> Service:
    return make()


def _answer(service: Service, number: int, organisation_id: int | None, **fields: Any) -> None:
    fields = {"consultation": CONSULTATION, "organisation_id": organisation_id, "received_at": NOW} | fields
    service.register.record(batch(kept(number, message(number), registration=registration(number, **fields))))


def _bounce(service: Service, number: int, address: str) -> None:
    returned = sent_mail(number, MailKind.DIGEST, subject_key=f"digest:{number}", recipient=address)
    service.register.queue([returned], NOW)
    service.register.drop(service.register.outbox([], 1)[0].id, "Eva", NOW)
    settled = Settlement(message_id=returned.message_id, has_arrived=False, failed_address=address)
    service.register.record(batch(kept(number, settlements=(settled,))))


def _invite(service: Service, again: int | None = None) -> tuple[int, int]:
    plan = consultations.plan_invitations(service, CONSULTATION, again=again)
    counts = consultations.invite(service, CONSULTATION, plan, by="Eva")
    return counts.queued, counts.skipped


def _extend(service: Service, id_: int, last_day: date | None = LATER_DAY, *, is_silent: bool = False):
    return consultations.extend(service, CONSULTATION, id_, last_day, is_silent=is_silent, by="Eva")


def _told(register: MemoryRepository, kind: MailKind) -> list[tuple[str, str]]:
    found = [each for each in register.outbox([], 99) if each.mail.kind is kind]
    return [(each.mail.recipient, each.state.value) for each in reversed(found)]


def test_everybody_on_the_list_is_invited_once_and_a_person_is_noted_for_it(
    service: Service, register: MemoryRepository
) -> None:
    assert [_invite(service), _invite(service)] == [(3, 0), (0, 3)]
    assert _told(register, MailKind.INVITATION) == [
        ("info@asen.example", "waiting"),
        ("info@byn.example", "waiting"),
        ("info@cykla.example", "waiting"),
    ]
    assert {each.actor for each in register.state.events if each.kind == "queued"} == {"Eva"}


def test_another_invitation_goes_to_one_organisation_and_once_a_day(
    service: Service, register: MemoryRepository, clock: Clock
) -> None:
    _invite(service)
    service.deliver()

    counts = [_invite(service, again=2), _invite(service, again=2)]
    clock.now += timedelta(days=1)

    assert (counts, _invite(service, again=2)) == ([(1, 0), (0, 0)], (1, 0))
    assert [state for address, state in _told(register, MailKind.INVITATION) if address == "info@byn.example"] == [
        *("sent", "waiting", "waiting"),
    ]


def test_at_the_moment_of_sending_who_has_answered_meanwhile_gets_no_invitation(
    service: Service, register: MemoryRepository
) -> None:
    _invite(service)
    _answer(service, 1, 1)
    _answer(service, 2, 2, kind=Label.DECLINE)
    _bounce(service, 3, "info@cykla.example")

    service.deliver()

    assert _told(register, MailKind.INVITATION) == [
        ("info@asen.example", "suppressed"),
        ("info@byn.example", "suppressed"),
        ("info@cykla.example", "suppressed"),
    ]
    assert [each.error for each in reversed(register.outbox(["suppressed"], 9))] == ["answered", "declined", "bounced"]


def test_nothing_goes_out_while_a_consultation_is_closed_and_the_same_invitations_when_it_is_open_again(
    service: Service, register: MemoryRepository, transport: FakeTransport
) -> None:
    _invite(service)
    closed = consultations.close(service, CONSULTATION, by="Eva")
    service.deliver()
    held_back = _told(register, MailKind.INVITATION)
    with pytest.raises(UsageError, match="lok is closed"):
        _invite(service)
    opened = consultations.reopen(service, CONSULTATION, by="Eva")
    again = _invite(service)
    service.deliver()

    assert (closed, opened, again) == (True, True, (3, 0))
    assert {state for _, state in held_back} == {"suppressed"}
    assert {state for _, state in _told(register, MailKind.INVITATION)} == {"sent"}
    assert len(transport.sent) == 3


def test_a_consultation_is_closed_for_what_runs_at_the_next_poll(
    make: Callable[..., Service], register: MemoryRepository
) -> None:
    seen = []

    def make_judge(known: Any, organisations: Any, decided: Any) -> Any:
        seen.append({key: one.phase(NOW) for key, one in known.items()})
        return make_service(FakeMailbox()).parts.make_judge(known, organisations, decided)

    running = make(make_judge=make_judge)

    def poll(number: int) -> None:
        mailbox: FakeMailbox = running.parts.mailbox  # type: ignore[assignment]
        mailbox.append("INBOX", mail(f"unrelated {number}", message_id=f"<{number}@a.example>"))
        running.poll()

    poll(1)
    poll(2)
    consultations.close(make(), CONSULTATION, by="Eva")
    poll(3)

    assert seen == [{CONSULTATION: Phase.OPEN}, {CONSULTATION: Phase.CLOSED}]


def test_an_empty_poll_asks_nothing_of_how_consultations_stand(
    make: Callable[..., Service], register: MemoryRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = make()
    asked = []
    monkeypatch.setattr(type(register), "consultation_states", lambda _self: asked.append(1) or ())

    service.poll()

    assert asked == []


def test_a_closed_consultation_reminds_nobody_and_the_digest_tells_it(make: Callable[..., Service]) -> None:
    reminding = replace(consultation(), remind_days_before=(11,))
    service = make(consultations={CONSULTATION: reminding})
    before = [len(plan.due) for _, plan in service.reminders_due()]

    consultations.close(service, CONSULTATION, by="Eva")

    assert (before, service.reminders_due(), desk.next_round(service)) == ([3], [], None)
    [figures] = service.look_at_digest(NOW.date()).consultations
    assert figures.closed_on == NOW.date()


def test_a_reminder_that_waits_is_not_sent_once_it_is_closed(
    make: Callable[..., Service], register: MemoryRepository
) -> None:
    service = make(consultations={CONSULTATION: replace(consultation(), remind_days_before=(11,))})
    service.remind()
    consultations.close(service, CONSULTATION, by="Eva")

    service.deliver()

    assert {state for _, state in _told(register, MailKind.REMINDER)} == {"suppressed"}
    assert {each.error for each in register.outbox(["suppressed"], 9)} == {"the consultation is closed"}


def test_more_time_is_told_at_the_first_address_and_where_it_was_asked_for(
    service: Service, register: MemoryRepository
) -> None:
    asked = decision(
        Label.QUESTION,
        Outcome.ACT,
        consultation=CONSULTATION,
        organisation=OrganisationMatch(name="Asen", matched_by="domain", organisation_id=1),
        request=Request.EXTENSION,
    )
    for number, sender in enumerate(("Ordf@asen.example", "noreply@asen.example", "info@asen.example"), start=1):
        reading = message(number, from_address=sender, language="fi")
        register.record(batch(kept(number, reading, asked)))
    other = replace(asked, request=Request.MEETING)
    register.record(batch(kept(4, message(4, from_address="kassor@asen.example"), other)))

    first, second = _extend(service, 1), _extend(service, 1)

    assert [letter.recipient for letter in first.told] == ["info@asen.example", "ordf@asen.example"]
    assert [each.mail.subject for each in register.outbox([], 9)] == [f"{LATER_DAY} fi"] * 2
    assert (second.before, second.told) == (LATER_DAY, first.told)


def test_more_time_makes_a_late_comment_one_in_time_and_is_told_who_has_answered_too(
    service: Service, register: MemoryRepository, clock: Clock
) -> None:
    ends_at = consultation().deadline.ends_at
    _answer(service, 1, 1, received_at=ends_at, is_late=True)
    clock.now = ends_at + timedelta(hours=1)

    done = _extend(service, 1)
    service.deliver()

    assert (done.changed, register.comment(registration(1).reference).is_late) == (1, False)
    assert _told(register, MailKind.EXTENSION) == [("info@asen.example", "sent")]


def test_more_time_that_was_taken_away_or_changed_again_is_not_told(
    service: Service, register: MemoryRepository
) -> None:
    _extend(service, 1)
    _extend(service, 2)
    _extend(service, 1, None)
    _extend(service, 2, LATER_DAY + timedelta(days=1))

    service.deliver()

    assert _told(register, MailKind.EXTENSION) == [
        ("info@asen.example", "suppressed"),
        ("info@byn.example", "suppressed"),
        ("info@byn.example", "sent"),
    ]


def test_nobody_is_told_of_more_time_where_it_is_silent_or_no_mail_is_wanted_or_arrives(
    service: Service, register: MemoryRepository
) -> None:
    register.state.organisations[2] = replace(register.state.organisations[2], has_opted_out=True)
    _bounce(service, 3, "info@cykla.example")

    done = [_extend(service, 1, is_silent=True), _extend(service, 2), _extend(service, 3)]

    assert [(each.organisation.extended_to, each.told) for each in done] == [(LATER_DAY, ())] * 3


@pytest.mark.parametrize(
    ("last_day", "words"),
    [
        (NOW.date() - timedelta(days=1), "has passed"),
        (LAST_DAY, "is not after the last day for everybody"),
        (consultation().closes + timedelta(days=1), "the last day on which answers are taken"),
    ],
)
def test_a_last_day_that_cannot_be_is_refused(service: Service, last_day: date, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        _extend(service, 1, last_day)

    assert service.register.organisation(1).extended_to is None  # type: ignore[union-attr]


def test_more_time_is_given_to_nobody_in_a_closed_consultation_nor_to_one_of_another(service: Service) -> None:
    with pytest.raises(NotFoundError, match="no organisation 9 in lok"):
        _extend(service, 9)
    consultations.close(service, CONSULTATION, by="Eva")

    with pytest.raises(UsageError, match="lok is closed"):
        _extend(service, 1)


@pytest.mark.parametrize(
    ("shift", "words"),
    [
        (consultation().opens_at - timedelta(days=1) - NOW, "opens on"),
        (consultation().deadline.ends_at - NOW, "The last day of lok"),
        (consultation().closes_at - NOW, "lok closed by itself after .*Set closes in its settings"),
    ],
)
def test_nobody_is_invited_to_what_takes_no_answer_in_time(
    service: Service, clock: Clock, shift: timedelta, words: str
) -> None:
    clock.now += shift

    with pytest.raises(UsageError, match=words):
        _invite(service)


def test_after_the_last_day_who_was_given_more_time_can_be_invited(service: Service, clock: Clock) -> None:
    _extend(service, 2)
    clock.now = consultation().deadline.ends_at

    assert _invite(service) == (1, 2)


@pytest.mark.parametrize("name", ["", "  ", "Machine"])
def test_what_a_person_decides_no_machine_does(service: Service, name: str) -> None:
    for action in (consultations.close, consultations.reopen):
        with pytest.raises(UsageError, match="a person's"):
            action(service, CONSULTATION, by=name)


def test_an_overview_tells_the_state_who_has_more_time_and_what_was_sent(
    service: Service, register: MemoryRepository
) -> None:
    _invite(service)
    register.drop(1, "Eva", NOW)
    _extend(service, 2)
    _answer(service, 1, 1)

    seen = consultations.overview(service, CONSULTATION)

    assert (seen.phase, seen.invited, seen.answered, seen.comments) == (Phase.OPEN, 3, 1, 1)
    assert [each.name for each in seen.extended] == ["Byn"]
    assert seen.letters == (
        (MailKind.INVITATION, {"dropped": 1, "waiting": 2}),
        (MailKind.EXTENSION, {"waiting": 1}),
    )
