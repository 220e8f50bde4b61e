"""Digest: promise staff the state of the whole, once for each digest day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from mailintake.domain.consultation import Consultation
from mailintake.domain.digest import Digest
from mailintake.jobs.ports.notify import Composer
from mailintake.jobs.ports.register import Calendar, Outbox, Reports
from mailintake.jobs.remind import awaiting_approval
from mailintake.jobs.reports import DigestCounts
from mailintake.report.digest_days import DELAY_TO_TELL, DigestPlan, WhenQuiet, due_day, is_quiet

RUN_KIND = "digest"


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestDesk:
    """The tools of the digest."""

    reports: Reports
    calendar: Calendar
    outbox: Outbox
    composer: Composer
    consultations: Sequence[Consultation]
    plan: DigestPlan
    recipients: Sequence[str]
    when_quiet: WhenQuiet
    installed_at: datetime  # no digest is due for a day before there was anything to tell


def due(desk: DigestDesk, now: datetime) -> date | None:
    """Return the day whose digest is due and has not been made."""
    day = due_day(desk.plan, now)
    if day is None or desk.plan.moment(day) < desk.installed_at or desk.calendar.has_run(RUN_KIND, day):
        return None
    return day


def look(desk: DigestDesk, day: date, now: datetime) -> Digest:
    """Return the digest of a day as it would be sent now."""
    since = desk.reports.last_digest_until() or desk.installed_at
    digest = desk.reports.digest(desk.consultations, day, since, now)
    waiting = awaiting_approval(desk.consultations, desk.calendar, desk.plan.holidays, now)
    return replace(
        digest,
        is_delayed=now - desk.plan.moment(day) > DELAY_TO_TELL,
        approvals=tuple(f"{round_.consultation}, {round_.due_at.date().isoformat()}" for round_ in waiting),
    )


def send_digest(desk: DigestDesk, day: date, now: datetime) -> DigestCounts:
    """Queue the digest of a day to everyone who gets it, and claim the day.

    The rows are keyed by the day, so that a run that is cut off before the claim queues nothing twice.
    """
    digest = look(desk, day, now)
    if is_quiet(digest) and desk.when_quiet is WhenQuiet.SKIP:
        desk.calendar.claim_run(RUN_KIND, day, now)
        return DigestCounts(quiet=1)
    queued = desk.outbox.queue([desk.composer.digest(digest, recipient, now) for recipient in desk.recipients], now)
    desk.calendar.claim_run(RUN_KIND, day, now)
    return DigestCounts(queued=queued)
