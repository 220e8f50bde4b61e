"""Who gets a reminder (påminnelse) today, and who is skipped and why.

An invited organisation gets at most one mail for each round, never after it has answered, declined or bounced.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from mailintake.domain.consultation import Consultation
from mailintake.domain.organisation import Organisation, Standing
from mailintake.domain.workdays import is_working_day, working_day_at_or_before


class SkipReason(StrEnum):
    """Why an organisation gets no reminder."""

    NOT_INVITED = "not_invited"
    ANSWERED = "answered"
    DECLINED = "declined"
    WAITS_FOR_STAFF = "waits_for_staff"
    OPTED_OUT = "opted_out"
    EXTENDED = "extended"
    NO_ADDRESS = "no_address"
    BOUNCED = "bounced"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReminderRound:
    """One round of reminders of a consultation."""

    consultation: str
    days_before: int  # as the settings say: the round's name
    due_at: datetime  # aware, in the consultation's zone: on a working day
    is_last: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """An organisation that gets no reminder, and why."""

    organisation: Organisation
    reason: SkipReason


@dataclass(frozen=True, kw_only=True, slots=True)
class ReminderPlan:
    """Who gets a reminder in a round and who does not."""

    round: ReminderRound
    due: tuple[Organisation, ...]
    skipped: tuple[Skipped, ...]


def rounds(consultation: Consultation, holidays: Container[date]) -> tuple[ReminderRound, ...]:
    """Return the rounds of a consultation, earliest first.

    A round that falls on a day off goes out on the working day before it: an earlier reminder leaves more time. A round
    that would fall before the first day is none: who has just been invited needs no reminder.
    """
    days = sorted(set(consultation.remind_days_before), reverse=True)
    found = []
    for days_before in days:
        day = working_day_at_or_before(consultation.deadline.last_day - timedelta(days=days_before), holidays)
        due_at = datetime.combine(day, consultation.remind_at, consultation.zone)
        if due_at < consultation.opens_at:
            continue
        found.append(
            ReminderRound(
                consultation=consultation.key, days_before=days_before, due_at=due_at, is_last=days_before == days[-1]
            )
        )
    return tuple(found)


def due_round(consultation: Consultation, now: datetime, holidays: Container[date]) -> ReminderRound | None:
    """Return the round that is due, or none.

    A round that was missed is sent late as long as the deadline has not passed and the next round is not due; rounds
    are never added up.
    """
    if not consultation.is_open(now):
        return None
    due = [round_ for round_ in rounds(consultation, holidays) if round_.due_at <= now]
    return due[-1] if due else None


def coming_round(consultation: Consultation, now: datetime, holidays: Container[date]) -> ReminderRound | None:
    """Return the next round that is not due yet, or none."""
    coming = (round_ for round_ in rounds(consultation, holidays) if round_.due_at > now)
    return next((round_ for round_ in coming if consultation.is_open(round_.due_at)), None)


def is_time_to_remind(consultation: Consultation, now: datetime, holidays: Container[date]) -> bool:
    """Whether a round that is due goes out at this moment: from its hour on, and on a working day.

    One that was missed waits for that, so that nobody gets a mail at night because a server was down; on a day off it
    goes out only where no working day is left.
    """
    local = now.astimezone(consultation.zone)
    if local.time() < consultation.remind_at:
        return False
    last_working_day = working_day_at_or_before(consultation.deadline.last_day, holidays)
    return is_working_day(local.date(), holidays) or local.date() > last_working_day


def due_reminders(
    consultation: Consultation, organisations: Iterable[Organisation], now: datetime, holidays: Container[date]
) -> ReminderPlan | None:
    """Return who is to be reminded now and who is skipped and why; none where no round is due."""
    round_ = due_round(consultation, now, holidays)
    return None if round_ is None else plan_of(round_, consultation, organisations)


def plan_of(round_: ReminderRound, consultation: Consultation, organisations: Iterable[Organisation]) -> ReminderPlan:
    """Return who gets a reminder in a round, as things stand, and who is skipped and why."""
    due, skipped = [], []
    for organisation in organisations:
        reason = skip_reason(organisation, consultation)
        if reason is None:
            due.append(organisation)
        else:
            skipped.append(Skipped(organisation=organisation, reason=reason))
    return ReminderPlan(round=round_, due=tuple(due), skipped=tuple(skipped))


def skip_reason(organisation: Organisation, consultation: Consultation) -> SkipReason | None:
    """Return why an organisation gets no reminder, or none: asked again at the moment of sending."""
    checks = (
        (not organisation.is_invited, SkipReason.NOT_INVITED),
        (organisation.standing is Standing.ANSWERED, SkipReason.ANSWERED),
        (organisation.standing is Standing.DECLINED, SkipReason.DECLINED),
        (organisation.has_mail_waiting, SkipReason.WAITS_FOR_STAFF),
        (organisation.has_opted_out, SkipReason.OPTED_OUT),
        (consultation.deadline_for(organisation.extended_to) != consultation.deadline, SkipReason.EXTENDED),
        (not organisation.addresses, SkipReason.NO_ADDRESS),
        (not organisation.live_addresses, SkipReason.BOUNCED),
    )
    return next((reason for holds, reason in checks if holds), None)
