"""Remind: promise a reminder to each invited organisation that is silent when a round is due."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mailintake.domain.consultation import Consultation
from mailintake.domain.reminder import (
    ReminderPlan,
    ReminderRound,
    coming_round,
    due_reminders,
    due_round,
    is_time_to_remind,
    plan_of,
)
from mailintake.jobs.ports.notify import Composer
from mailintake.jobs.ports.register import Calendar, Outbox
from mailintake.jobs.reports import ReminderCounts
from mailintake.jobs.standing import Standings, standing_now

# So long before it is due staff are told that a round waits for them.
TIME_TO_APPROVE = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Prospect:
    """A round that is due or to come, as it would go out now."""

    consultation: Consultation
    plan: ReminderPlan
    is_due: bool
    approved_by: str  # "" where nobody has approved it

    @property
    def waits_for_approval(self) -> bool:
        """Whether it goes out only when a person has approved it, and none has."""
        return self.consultation.must_approve_reminders and not self.approved_by


def prospects(
    consultations: Iterable[Consultation],
    register: Standings,
    calendar: Calendar,
    holidays: Container[date],
    now: datetime,
) -> list[Prospect]:
    """Return of each consultation the round that is due and has not gone out, or else the next one."""
    found = []
    for consultation in consultations:
        organisations = standing_now(register, consultation.key)
        due = due_reminders(consultation, organisations, now, holidays)
        is_due = due is not None and not calendar.has_run(run_kind(due.round), due.round.due_at.date())
        coming = coming_round(consultation, now, holidays)
        plan = due if is_due else plan_of(coming, consultation, organisations) if coming else None
        if plan is not None:
            approved_by = calendar.approver(run_kind(plan.round), plan.round.due_at.date())
            found.append(Prospect(consultation=consultation, plan=plan, is_due=is_due, approved_by=approved_by))
    return found


def awaiting_approval(
    consultations: Iterable[Consultation], calendar: Calendar, holidays: Container[date], now: datetime
) -> list[ReminderRound]:
    """Return the rounds that nobody has approved and that are due, or will be within the week."""
    found = []
    for consultation in consultations:
        if not consultation.must_approve_reminders:
            continue
        for round_ in (due_round(consultation, now, holidays), coming_round(consultation, now, holidays)):
            if round_ is None or round_.due_at > now + TIME_TO_APPROVE:
                continue
            day = round_.due_at.date()
            if not calendar.approver(run_kind(round_), day) and not calendar.has_run(run_kind(round_), day):
                found.append(round_)
    return found


def plans(
    consultations: Iterable[Consultation],
    register: Standings,
    calendar: Calendar,
    holidays: Container[date],
    now: datetime,
    *,
    at_any_time: bool = False,
) -> list[tuple[Consultation, ReminderPlan]]:
    """Return the rounds that go out now: due, not gone out, at their hour, and approved where they must be.

    ``at_any_time`` passes over the hour and days off, as a person may want.
    """
    found = []
    for consultation in consultations:
        round_ = due_round(consultation, now, holidays)
        if round_ is None or not (at_any_time or is_time_to_remind(consultation, now, holidays)):
            continue
        kind, day = run_kind(round_), round_.due_at.date()
        if calendar.has_run(kind, day) or (consultation.must_approve_reminders and not calendar.approver(kind, day)):
            continue
        # Who has answered is asked only now: this is looked at every few minutes, and nearly always for nothing.
        found.append((consultation, plan_of(round_, consultation, standing_now(register, consultation.key))))
    return found


def remind(
    due: Iterable[tuple[Consultation, ReminderPlan]],
    outbox: Outbox,
    calendar: Calendar,
    composer: Composer,
    now: datetime,
) -> ReminderCounts:
    """Queue the reminders of the rounds that go out now.

    One row for each organisation and round, ever: a run that is cut off or done twice queues nothing twice. The round
    is claimed when all of it is queued.
    """
    counts = ReminderCounts()
    for consultation, plan in due:
        mails = [
            composer.reminder(consultation, organisation, plan.round, organisation.live_addresses[0], now)
            for organisation in plan.due
        ]
        queued = outbox.queue(mails, now)
        calendar.claim_run(run_kind(plan.round), plan.round.due_at.date(), now)
        counts += ReminderCounts(queued=queued, skipped=len(plan.skipped))
    return counts


def approve(prospect: Prospect, calendar: Calendar, *, by: str, now: datetime) -> bool:
    """Note that a person lets a round go out when it is due; False where somebody has already."""
    round_ = prospect.plan.round
    return calendar.approve(run_kind(round_), round_.due_at.date(), by=by, now=now)


def run_kind(round_: ReminderRound) -> str:
    """Return the name under which a round is approved and claimed."""
    return f"reminder:{round_.consultation}:{round_.days_before}"
