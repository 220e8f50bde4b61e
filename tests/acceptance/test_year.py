"""Every day of 2018 on a simulated clock: each digest and each reminder is sent exactly once, whatever happens to us.

Time passes by the five minutes of the timetable around the hours at which something becomes due, and by some hours
between them: what is due depends on the local time alone, and a tick between finds what the last one found.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from beds.world import STAFF, World
from beds.year import Machine, ticks
from beds.year_script import BEGINS_AT, LULEA_ROUNDS, MATTERS, STOCKHOLM, Script, local, write_settings

from mailintake.domain.outbox import MailKind, NewMail

ENDS_AT = datetime(2019, 1, 2, 0, 0, tzinfo=STOCKHOLM)
# Local times.
TICKS = frozenset(
    time.fromisoformat(at)
    for at in (
        "00:00", "02:30", "05:30", "07:25", "07:30", "07:35", "08:55", "09:00", "09:05", "09:10",
        "10:00", "12:30", "19:00",
    )
)  # fmt: skip

# The days off of the year as an almanac has them, weekends apart.
DAYS_OFF = frozenset(
    date.fromisoformat(day)
    for day in (
        "2018-01-01", "2018-01-06", "2018-03-30", "2018-04-01", "2018-04-02", "2018-05-01", "2018-05-10", "2018-05-20",
        "2018-06-06", "2018-06-22", "2018-06-23", "2018-11-03", "2018-12-24", "2018-12-25", "2018-12-26", "2018-12-31",
        "2019-01-01",
    )
)  # fmt: skip
# When a quiet day is one line; else it is skipped.
LINE_SEASONS = ((date(2018, 3, 1), date(2018, 5, 15)), (date(2018, 6, 21), date(2019, 1, 2)))
# The process is down, from and until; whole days too.
OUTAGES = (
    ("2018-02-06 06:00", "2018-02-06 13:20"),
    ("2018-04-11 05:00", "2018-04-14 22:00"),
    ("2018-06-21 08:00", "2018-06-22 03:00"),
    ("2018-08-06 06:00", "2018-08-20 06:00"),
    ("2018-11-14 07:25", "2018-11-14 08:20"),
    ("2018-12-13 07:25", "2018-12-13 12:05"),
)
# The outgoing server is away, from and until.
WAY_OUT_CLOSED = (("2018-09-28 08:50", "2018-09-28 11:30"), ("2018-05-23 07:00", "2018-05-23 15:00"))
CUTS = 300
CLOCK_CHANGES = 40


def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in DAYS_OFF


@pytest.mark.timeout(300)
def test_in_a_year_each_digest_and_each_reminder_is_sent_exactly_once(
    tmp_path: Path, tell_figure: Callable[[str], None]
) -> None:
    chance = random.Random(2018)
    world = World(tmp_path / "service", imap_port=1, imap_user="kommun", imap_password="hemligt", smtp_port=1)
    write_settings(world)
    machine = Machine(world.config, BEGINS_AT)
    script = Script(machine, world.folder / "mailintake.db")
    script.write(world.config, [BEGINS_AT + timedelta(hours=chance.uniform(1, 365 * 24)) for _ in range(60)])

    _live(machine, script, chance)

    if not machine.is_up:
        machine.start()
    figures = [*_check_digests(machine), *_check_reminders(machine, script)]
    assert machine.service.register.waiting() == []
    assert machine.service.register.verify() == []
    begun = f"{machine.starts} starts, {machine.cuts} of them after the process had ended in the middle of a job"
    tell_figure("\n  ".join((begun, *figures)))


def _live(machine: Machine, script: Script, chance: random.Random) -> None:
    """Let the year pass."""
    moments = ticks(BEGINS_AT, ENDS_AT, TICKS)
    cuts = frozenset(chance.sample(moments, CUTS // 3))
    changes = _clock_changes(chance)
    for moment in moments:
        machine.clock.now = moment
        machine.clock.set_by = next((by for begins, ends, by in changes if begins <= moment < ends), timedelta())
        machine.is_way_out_open = not _is_within(moment, WAY_OUT_CLOSED)
        script.run_until(moment)
        here = moment.astimezone(STOCKHOLM)
        if _is_within(moment, OUTAGES):
            if machine.is_up:
                machine.end()
            continue
        mode = {"MAILINTAKE_STAFF__DIGEST_WHEN_QUIET": "line" if _is_line_season(here.date()) else "skip"}
        if machine.is_up and (machine.environment != mode or moment in cuts):
            machine.end()
        if not machine.is_up:
            if machine.environment != mode:
                machine.set_up(mode)
            machine.start()
            continue
        if here.hour == 10 and is_working(here.date()):
            machine.settle()
        jobs = ("reconcile",) if here.time() == time(5, 30) else ()
        machine.tick(*jobs, **_doom(machine, here, chance))


def _doom(machine: Machine, here: datetime, chance: random.Random) -> dict[str, int]:
    """Return where the process ends in a tick that has something to do, most times; it begins again at the next."""
    has_something = machine.has_mail or (here.hour, here.minute) in {(7, 30), (7, 35), (9, 0), (9, 5)}
    if not has_something or chance.random() < 0.4:
        return {}
    if chance.random() < 0.2:
        return {"clock_reads": chance.randint(1, 12)}
    return {"register_steps": chance.randint(1, 60)}


def _clock_changes(chance: random.Random) -> list[tuple[datetime, datetime, timedelta]]:
    """Return when the clock is an hour wrong, and by what; not on days on which other things happen."""
    found = []
    taken = {local(moment).date() for matter in MATTERS for moment in matter.rounds}
    taken |= {local(moment).date() for moment in LULEA_ROUNDS}
    while len(found) < CLOCK_CHANGES:
        begins = BEGINS_AT + timedelta(hours=chance.randint(48, 365 * 24))
        ends = begins + timedelta(hours=chance.randint(2, 30))
        if any(begins.date() - timedelta(days=2) <= day <= ends.date() + timedelta(days=2) for day in taken):
            continue
        found.append((begins, ends, timedelta(hours=chance.choice((-1, 1)))))
    return found


def _check_reminders(machine: Machine, script: Script) -> list[str]:
    """See that each reminder went out once, and when it must; return how many at which moment."""
    sent: dict[str, list[str]] = {address: [] for address in script.reminded}
    for mail in machine.way_out.sent:
        if mail.kind is MailKind.REMINDER:
            here = mail.created_at.astimezone(STOCKHOLM)
            # Where the process ended before all were queued, the rest was at the next tick or at the one after it.
            hour = here.replace(minute=0) if here.minute <= 15 else here
            sent[mail.recipient].append(f"{hour:%Y-%m-%d %H:%M}")
    assert {address: list(rounds) for address, rounds in script.reminded.items()} == sent
    moments = Counter(moment for rounds in sent.values() for moment in rounds)
    return [f"reminders {moment}: {number}" for moment, number in sorted(moments.items())]


def _check_digests(machine: Machine) -> list[str]:
    """See that there is one digest for each day that must have one; return the days of each month."""
    sent: dict[date, list[NewMail]] = {}
    for mail in machine.way_out.sent:
        if mail.kind is MailKind.DIGEST:
            sent.setdefault(date.fromisoformat(mail.subject_key.removeprefix("digest:")), []).append(mail)
    expected, quiet = _days_of_digests(machine)
    is_late = {day: "Försenat" in mails[0].subject for day, mails in sent.items()}
    assert expected == is_late
    # Sent again where the process ended after the server had taken it: the same mail, and for staff only.
    again = [day for day, mails in sent.items() if len(mails) > 1]
    assert [day for day in again if len({(mail.recipient, mail.content) for mail in sent[day]}) > 1] == []
    assert {mail.recipient for mails in sent.values() for mail in mails} == {STAFF}
    assert len(again) < 10
    days: dict[str, list[str]] = {}
    for day in sorted({*sent, *quiet}):
        mark = "q" if day in quiet else "L" if is_late[day] else "=" if day in again else ""
        days.setdefault(f"{day:%Y-%m}", []).append(f"{day:%d}{mark}")
    late = sum(is_late.values())
    sums = f"{len(sent)} digests, {late} late (L), {len(again)} sent again (=), {len(quiet)} quiet days passed over (q)"
    return [sums, *(f"{month}: {' '.join(found)}" for month, found in days.items())]


def _days_of_digests(machine: Machine) -> tuple[dict[date, bool], list[date]]:
    """Return the days that must have a digest, with whether it is late; and the quiet days that need none.

    A day must have one where the process looked at a moment when it was the newest that was due.
    """
    answered_at = [mail.created_at for mail in machine.way_out.sent if mail.kind is MailKind.ACKNOWLEDGEMENT]
    expected: dict[date, bool] = {}
    quiet: list[date] = []
    since = machine.looked_at[0]
    for looked_at in machine.looked_at:
        day = _newest_digest_day(looked_at)
        if day in expected or day in quiet or day < BEGINS_AT.date():
            continue
        is_line = _is_line_season(looked_at.astimezone(STOCKHOLM).date())
        has_news = any(since <= moment < looked_at for moment in answered_at) or machine.had_trouble.get(looked_at)
        since = looked_at
        if is_line or has_news:
            expected[day] = looked_at - datetime.combine(day, time(7, 30), STOCKHOLM) > timedelta(hours=1)
        else:
            quiet.append(day)
    return expected, quiet


def _is_line_season(day: date) -> bool:
    return any(first <= day < last for first, last in LINE_SEASONS)


def _newest_digest_day(moment: datetime) -> date:
    """Return the day of the newest digest that is due, by the almanac above."""
    here = moment.astimezone(STOCKHOLM)
    day = here.date() if here.time() >= time(7, 30) else here.date() - timedelta(days=1)
    while not is_working(day):
        day -= timedelta(days=1)
    return day


def _is_within(moment: datetime, spans: tuple[tuple[str, str], ...]) -> bool:
    return any(local(first) <= moment < local(last) for first, last in spans)
