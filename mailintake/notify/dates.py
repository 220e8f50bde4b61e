"""How dates and times are written in the languages of our mail; a language without words here gets ISO 8601.

No locale module: it is one for the whole process and differs between machines. A no-break space stands where a line
must not end: between a day and its month, after "kl." and "klo".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

_SPACE = "\u00a0"


@dataclass(frozen=True, kw_only=True, slots=True)
class DateWords:
    """The words and patterns of one language."""

    weekdays: tuple[str, ...]  # Monday first, in the form that stands before a date
    months: tuple[str, ...]
    day: str  # pattern of a date in running text
    weekday: str  # pattern of a date with its weekday
    short_day: str  # pattern of a date without its year
    time: str  # pattern of a time of day
    clock: str  # pattern of a time of day that follows another one
    moment: str  # pattern that joins a date and a time
    span: str  # pattern that joins a date and two times


DATE_WORDS: Mapping[str, DateWords] = {
    "sv": DateWords(
        weekdays=("måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lördagen", "söndagen"),
        months=(
            "januari", "februari", "mars", "april", "maj", "juni",
            "juli", "augusti", "september", "oktober", "november", "december",
        ),
        day=f"den {{day}}{_SPACE}{{month}} {{year}}",
        weekday=f"{{weekday}} den {{day}}{_SPACE}{{month}} {{year}}",
        short_day=f"{{day}}{_SPACE}{{month}}",
        time=f"kl.{_SPACE}{{hour:02}}.{{minute:02}}",
        clock="{hour:02}.{minute:02}",
        moment="{day} {time}",
        span="{day} {begin}–{end}",
    ),
    "en": DateWords(
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        months=(
            "January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December",
        ),
        day=f"{{day}}{_SPACE}{{month}} {{year}}",
        weekday=f"{{weekday}} {{day}}{_SPACE}{{month}} {{year}}",
        short_day=f"{{day}}{_SPACE}{{month}}",
        time="{hour:02}:{minute:02}",
        clock="{hour:02}:{minute:02}",
        moment="{day} at {time}",
        span="{day}, {begin}–{end}",
    ),
    "fi": DateWords(
        weekdays=("maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina", "sunnuntaina"),
        months=(
            "tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta",
            "heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta",
        ),
        day=f"{{day}}.{_SPACE}{{month}} {{year}}",
        weekday=f"{{weekday}} {{day}}.{_SPACE}{{month}} {{year}}",
        short_day=f"{{day}}.{_SPACE}{{month}}",
        time=f"klo{_SPACE}{{hour}}.{{minute:02}}",
        clock="{hour}.{minute:02}",
        moment="{day} {time}",
        span="{day} {begin}–{end}",
    ),
}  # fmt: skip


def long_day(day: date, language: str) -> str:
    """Return a date such as ``den 1 oktober 2018``."""
    words = DATE_WORDS.get(language)
    return day.isoformat() if words is None else _written(words, words.day, day)


def weekday_and_day(day: date, language: str) -> str:
    """Return a date with its weekday, such as ``måndagen den 1 oktober 2018``."""
    words = DATE_WORDS.get(language)
    return day.isoformat() if words is None else _written(words, words.weekday, day)


def short_day(day: date, language: str) -> str:
    """Return a date without its year, such as ``21 juni``."""
    words = DATE_WORDS.get(language)
    return day.isoformat() if words is None else _written(words, words.short_day, day)


def long_moment(moment: datetime, language: str, zone: ZoneInfo) -> str:
    """Return an aware moment as local date and time, such as ``den 20 september 2018 kl. 14.05``."""
    local = moment.astimezone(zone)
    return _joined(local, language, long_day(local.date(), language))


def short_moment(moment: datetime, language: str, zone: ZoneInfo) -> str:
    """Return an aware moment as local date without year, and time, such as ``20 september kl. 14.05``."""
    local = moment.astimezone(zone)
    return _joined(local, language, short_day(local.date(), language))


def weekday_and_times(begin: datetime, end: datetime, language: str, zone: ZoneInfo) -> str:
    """Return when something is, such as ``onsdagen den 23 januari 2019 kl. 18.00–20.00``; it ends on the same day."""
    local, until = begin.astimezone(zone), end.astimezone(zone)
    day = weekday_and_day(local.date(), language)
    words = DATE_WORDS.get(language)
    if words is None:
        return f"{day} {local:%H:%M}–{until:%H:%M}"
    return words.span.format(
        day=day,
        begin=words.time.format(hour=local.hour, minute=local.minute),
        end=words.clock.format(hour=until.hour, minute=until.minute),
    )


def _joined(local: datetime, language: str, day: str) -> str:
    words = DATE_WORDS.get(language)
    if words is None:
        return f"{day} {local:%H:%M}"
    return words.moment.format(day=day, time=words.time.format(hour=local.hour, minute=local.minute))


def _written(words: DateWords, pattern: str, day: date) -> str:
    return pattern.format(
        weekday=words.weekdays[day.weekday()], day=day.day, month=words.months[day.month - 1], year=day.year
    )
