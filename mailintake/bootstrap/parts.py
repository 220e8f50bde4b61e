"""The adapters and the values that the settings chose, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from mailintake.domain.acknowledgement import AnswerLimits
from mailintake.domain.consultation import Consultation
from mailintake.domain.message import Arrival, Reading
from mailintake.domain.organisation import Organisation
from mailintake.domain.tray import HumanDecision
from mailintake.jobs.judging import Judge, ReadMany
from mailintake.jobs.place import Start
from mailintake.jobs.ports.mailbox import Mailbox, SentBox
from mailintake.jobs.ports.notify import Composer, Transport
from mailintake.jobs.ports.register import (
    Breaker,
    Calendar,
    Consultations,
    Diary,
    Lease,
    Ledger,
    Organisations,
    Outbox,
    Reports,
    Tray,
)
from mailintake.report.digest_days import DigestPlan, WhenQuiet

# Makes a judge that knows the consultations and their organisations, and has learnt from what staff decided.
MakeJudge = Callable[[Mapping[str, Consultation], Mapping[str, Sequence[Organisation]], Iterable[HumanDecision]], Judge]


class Register(Ledger, Outbox, Organisations, Calendar, Tray, Reports, Diary, Consultations, Lease, Breaker, Protocol):
    """The whole register."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """The adapters and the values that the settings chose."""

    clock: Callable[[], datetime]
    zone: ZoneInfo
    language: str  # in which staff are told things
    register: Register
    mailbox: Mailbox
    # These two are made once, when first asked for: to read all templates takes longer than most commands.
    make_composer: Callable[[], Composer]
    make_transport: Callable[[], Transport]
    read: Callable[[bytes, Arrival, datetime], Reading]
    read_alone: Callable[[bytes, Arrival, datetime], Reading]
    crew: Callable[[Callable[[], Judge]], AbstractContextManager[ReadMany]]
    lone_crew: Callable[[Callable[[], Judge]], AbstractContextManager[ReadMany]]
    make_judge: MakeJudge
    consultations: Mapping[str, Consultation]
    invited: Mapping[str, Sequence[Organisation]]
    holidays: Container[date]
    own_addresses: frozenset[str]
    limits: AnswerLimits
    secret: bytes
    installed_at: datetime
    start: Start
    digest_plan: DigestPlan
    digest_to: tuple[str, ...]
    alert_to: tuple[str, ...]
    when_quiet: WhenQuiet
    claim_for: timedelta
    give_up_after: timedelta
    retention_months: int
    poll_seconds: int
    lease_renewal_seconds: float
    # Makes sure that no other process uses the database; does nothing where the lease decides.
    run_lock: Callable[[], AbstractContextManager[bool]]
    sent_box: SentBox | None = None  # where copies of what was sent are laid; None: nowhere
    per_minute: int = 0  # mails that may go out in a minute; 0: as many as there are

    @property
    def composer(self) -> Composer:
        """What makes mails of values."""
        return self.make_composer()

    @property
    def transport(self) -> Transport:
        """The way out."""
        return self.make_transport()
