"""Remind: promise a reminder to each invited organisation that is silent when a round is due."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, datetime

from mailintake.domain.consultation import Consultation
from mailintake.domain.reminder import ReminderPlan, due_reminders
from mailintake.jobs.ports.notify import Composer
from mailintake.jobs.ports.register import Calendar, Outbox
from mailintake.jobs.reports import ReminderCounts
from mailintake.jobs.standing import Standings, standing_now


def plans(
    consultations: Iterable[Consultation],
    register: Standings,
    calendar: Calendar,
    holidays: Container[date],
    now: datetime,
) -> list[tuple[Consultation, ReminderPlan]]:
    """Return the rounds that are due and have not gone out, with who gets a reminder and who does not."""
    found = []
    for consultation in consultations:
        plan = due_reminders(consultation, standing_now(register, consultation.key), now, holidays)
        if plan is not None and not calendar.has_run(run_kind(plan), plan.round.due_at.date()):
            found.append((consultation, plan))
    return found


def remind(
    due: Iterable[tuple[Consultation, ReminderPlan]],
    outbox: Outbox,
    calendar: Calendar,
    composer: Composer,
    now: datetime,
) -> ReminderCounts:
    """Queue the reminders of the rounds that are due.

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
        calendar.claim_run(run_kind(plan), plan.round.due_at.date(), now)
        counts += ReminderCounts(queued=queued, skipped=len(plan.skipped))
    return counts


def run_kind(plan: ReminderPlan) -> str:
    """Return the name under which a round is claimed."""
    return f"reminder:{plan.round.consultation}:{plan.round.days_before}"
