"""A service over fakes: register, mailbox and way out in memory, and a judge that does as it is told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from fakes.consultations import lulea
from fakes.jobs import (
    CONSULTATION,
    NOW,
    OURS,
    SECRET,
    STARTED_AT,
    STOCKHOLM,
    PlainComposer,
    judge_plainly,
    new_mail,
    read_plainly,
)
from fakes.mailbox import FakeMailbox
from fakes.notify import FakeTransport
from mailintake.bootstrap.parts import Parts
from mailintake.bootstrap.service import Service
from mailintake.domain.acknowledgement import AnswerLimits
from mailintake.domain.alert import Alert
from mailintake.domain.consultation import Consultation, Deadline
from mailintake.domain.digest import Digest
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import MailKind, NewMail
from mailintake.domain.reminder import ReminderRound
from mailintake.jobs.judging import one_by_one
from mailintake.jobs.place import Start, StartKind
from mailintake.register.memory import MemoryRepository
from mailintake.report.digest_days import DigestPlan, WhenQuiet

STAFF = "registrator@kommun.example"


class WholeComposer(PlainComposer):
    """Composes every kind of mail in a word or two."""

    def reminder(
        self,
        consultation: Consultation,
        organisation: Organisation,
        round_: ReminderRound,
        recipient: str,
        now: datetime,
    ) -> NewMail:
        key = f"reminder:{consultation.key}:{round_.days_before}:{organisation.id}"
        return new_mail(key, recipient, now, kind=MailKind.REMINDER, organisation_id=organisation.id)

    def digest(self, digest: Digest, recipient: str, now: datetime) -> NewMail:
        return new_mail(f"digest:{digest.day}", recipient, now, kind=MailKind.DIGEST, is_for_staff=True)

    def alert(self, alert: Alert, recipient: str, now: datetime) -> NewMail:
        key = f"alert:{alert.code}:{now.date()}"
        subject = f"{alert.code} {alert.folder or alert.answers} {alert.unread_since or ''}".rstrip()
        return new_mail(key, recipient, now, kind=MailKind.ALERT, subject=subject, is_for_staff=True)


def consultation() -> Consultation:
    """A consultation that is open on the day of the tests and reminds nobody."""
    return replace(
        lulea(),
        key=CONSULTATION,
        opens=NOW.date() - timedelta(days=30),
        deadline=Deadline(last_day=NOW.date() + timedelta(days=11), zone=STOCKHOLM),
        closes=date(2019, 3, 30),
        remind_days_before=(),
    )


def make_service(
    mailbox: FakeMailbox,
    *,
    register: MemoryRepository | None = None,
    transport: FakeTransport | None = None,
    clock: Callable[[], datetime] = lambda: NOW,
    **more: Any,
) -> Service:
    """Return a service over fakes; any of its other parts may be given by name."""
    transport = transport or FakeTransport()
    values: dict[str, Any] = {
        "clock": clock,
        "zone": STOCKHOLM,
        "language": "sv",
        "register": register or MemoryRepository(worker="a"),
        "mailbox": mailbox,
        "make_composer": WholeComposer,
        "make_transport": lambda: transport,
        "read": read_plainly,
        "read_alone": read_plainly,
        "crew": lambda _judge: nullcontext(one_by_one(read_plainly)),
        "lone_crew": lambda _judge: nullcontext(one_by_one(read_plainly)),
        "make_judge": lambda _consultations, _organisations, _decided: judge_plainly,
        "consultations": {CONSULTATION: consultation()},
        "invited": {CONSULTATION: ()},
        "holidays": frozenset(),
        "own_addresses": frozenset({OURS}),
        "limits": AnswerLimits(),
        "secret": SECRET,
        "installed_at": STARTED_AT,
        "start": Start(kind=StartKind.ALL, zone=STOCKHOLM),
        "digest_plan": DigestPlan(at=time(7, 30), days=frozenset(range(5)), holidays=frozenset(), zone=STOCKHOLM),
        "digest_to": (STAFF,),
        "alert_to": (STAFF,),
        "when_quiet": WhenQuiet.SKIP,
        "claim_for": timedelta(minutes=2),
        "give_up_after": timedelta(hours=72),
        "retention_months": 0,
        "poll_seconds": 60,
        "lease_renewal_seconds": 5.0,
        "run_lock": lambda: nullcontext(False),
    }
    return Service(parts=Parts(**(values | more)))
