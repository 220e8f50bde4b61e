"""A decision is told to everyone who answered and everyone who was asked: once, and only as it can be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from fakes.consultations import STOCKHOLM
from fakes.correspondence import LetterComposer
from fakes.jobs import CONSULTATION, NOW
from fakes.kept_mail import batch, kept, message, registration
from fakes.mailbox import FakeMailbox
from fakes.notify import FakeTransport
from fakes.service import consultation, make_service

from mailintake.bootstrap.service import Service
from mailintake.domain.announcement import LONGEST_DECISION, Announcement
from mailintake.domain.consultation import Phase
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind
from mailintake.errors import UsageError
from mailintake.register.memory import MemoryRepository
from mailintake.review import announcements, consultations

DECIDED_ON = date(2018, 12, 17)
AFTERWARDS = datetime(2018, 12, 18, 9, tzinfo=UTC)
ASEN, BYN = (
    Organisation(id=0, consultation=CONSULTATION, name=name, addresses=(f"info@{name.lower()}.example",))
    for name in ("Asen", "Byn")
)


@pytest.fixture
def register() -> MemoryRepository:
    return MemoryRepository(worker="a")


@pytest.fixture
def transport() -> FakeTransport:
    return FakeTransport()


@pytest.fixture
def make(register: MemoryRepository, transport: FakeTransport) -> Callable[[datetime], Service]:
    """Make the service of a moment: two were invited, and one of them has answered from two addresses."""
    invited = {CONSULTATION: (ASEN, BYN)}

    def run(now: datetime) -> Service:
        service = make_service(
            FakeMailbox(),
            register=register,
            transport=transport,
            clock=lambda: now,
            invited=invited,
            make_composer=LetterComposer,
        )
        service.sync_invited()
        return service

    service = run(NOW)
    for number, sender, language in ((1, "ordf@asen.example", "sv"), (2, "ordf@asen.example", "fi")):
        told = registration(number, consultation=CONSULTATION, sender=sender, organisation_id=1)
        service.register.record(batch(kept(number, message(number, language=language), registration=told)))
    return run


@pytest.fixture
def service(make: Callable[[datetime], Service]) -> Service:
    return make(AFTERWARDS)


def _announcement(service: Service, **fields: Any) -> Announcement:
    values = {"decided_on": DECIDED_ON, "decision": "Antaget.", "decision_by_language": {}} | fields
    return announcements.announcement(service, CONSULTATION, **values)


def _announce(service: Service, **fields: Any) -> tuple[int, int]:
    announced = _announcement(service, **fields)
    plan = announcements.plan_announcement(service, CONSULTATION)
    counts = announcements.announce(service, CONSULTATION, plan, announced, by="Eva")
    return counts.queued, counts.skipped


def _meeting(service: Service, begins: str = "2019-01-23T18:00", until: str = "20:00", place: str = "Kulturens hus"):
    return announcements.meeting(
        service,
        CONSULTATION,
        begins=datetime.fromisoformat(begins),
        until=time.fromisoformat(until),
        place=place,
    )


def test_who_answered_and_who_was_asked_hear_it_once_in_their_language(
    service: Service, register: MemoryRepository
) -> None:
    counts = [_announce(service), _announce(service)]

    assert counts == [(3, 0), (0, 0)]
    assert [(each.mail.recipient, each.mail.subject) for each in reversed(register.outbox([], 9))] == [
        ("ordf@asen.example", "Antaget. answered fi"),
        ("info@asen.example", "Antaget. answered"),
        ("info@byn.example", "Antaget. asked"),
    ]
    assert consultations.overview(service, CONSULTATION).phase is Phase.DECIDED
    assert {each.actor for each in register.state.events if each.kind == "consultation_decided"} == {"Eva"}


def test_at_the_moment_of_sending_an_address_that_has_died_is_not_told(
    service: Service, register: MemoryRepository
) -> None:
    _announce(service)
    byn = register.state.organisations[2]
    register.state.organisations[2] = replace(byn, dead_addresses=frozenset({"info@byn.example"}))

    service.deliver()

    assert [(each.mail.recipient, each.state.value, each.error) for each in register.outbox([], 9)] == [
        ("info@byn.example", "suppressed", "bounced"),
        ("info@asen.example", "sent", ""),
        ("ordf@asen.example", "sent", ""),
    ]


def test_a_second_decision_is_told_only_where_a_person_says_that_it_is_another(service: Service) -> None:
    _announce(service)
    with pytest.raises(UsageError, match="A decision of 2018-12-17 has been told"):
        _announce(service, decided_on=DECIDED_ON - timedelta(days=1))

    assert _announce(service, decided_on=DECIDED_ON - timedelta(days=1), is_another=True) == (3, 0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"decided_on": date(2018, 12, 19)}, "is a day to come"),
        ({"decided_on": date(2018, 1, 1)}, "before lok opened"),
        ({"decision": "  "}, "empty or too long"),
        ({"decision": "å" * (LONGEST_DECISION + 1)}, "empty or too long"),
        ({"decision_by_language": {"fi": ""}}, "empty or too long"),
        ({"decision_by_language": {"de": "Angenommen."}}, "Nobody is written to in 'de'"),
        ({"url": "javascript:alert(1)"}, "not the address of a page"),
        ({"url": 'https://kommun.example/"onclick'}, "not the address of a page"),
    ],
)
def test_what_cannot_be_told_so_is_refused(service: Service, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        _announce(service, **changes)

    assert service.register.consultation_states() == ()


def test_what_is_open_has_no_decision_until_staff_close_it(make: Callable[[datetime], Service]) -> None:
    early = make(NOW)
    with pytest.raises(UsageError, match="lok is open until"):
        _announce(early, decided_on=NOW.date())
    consultations.close(early, CONSULTATION, by="Eva")

    assert _announce(early, decided_on=NOW.date()) == (3, 0)


def test_a_meeting_is_by_the_clock_of_the_town(service: Service) -> None:
    meeting = _meeting(service)

    assert (meeting.starts_at, meeting.ends_at, meeting.place) == (
        datetime(2019, 1, 23, 17, tzinfo=UTC),
        datetime(2019, 1, 23, 19, tzinfo=UTC),
        "Kulturens hus",
    )
    assert consultation().zone == STOCKHOLM


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"until": "18:00"}, "ends at 18:00"),
        ({"begins": "2018-12-18T09:59"}, "has passed"),
        ({"begins": "2019-03-31T02:30", "until": "04:00"}, "There is no 02:30"),
        ({"place": " "}, "empty or too long"),
        ({"place": "å" * 121}, "empty or too long"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(service: Service, changes: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        _meeting(service, **changes)


def test_no_machine_tells_a_decision(service: Service, register: MemoryRepository) -> None:
    plan = announcements.plan_announcement(service, CONSULTATION)
    with pytest.raises(UsageError, match="a person's"):
        announcements.announce(service, CONSULTATION, plan, _announcement(service), by="machine")

    assert [each.mail.kind for each in register.outbox([], 9)].count(MailKind.DECISION) == 0
