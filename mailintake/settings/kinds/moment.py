"""Dates, times of day, weekdays and time zones."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo, available_timezones

from mailintake.settings.findings import ValueRefusedError, did_you_mean
from mailintake.settings.kinds.kind import Context, Kind, shown, wrong_type

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Far enough for any consultation, and near enough that no sum with a date overflows.
_YEARS = range(1990, 2201)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](:00)?")


class StartWord(StrEnum):
    """Where the first run on a mailbox starts, when not from a date."""

    NOW = "now"
    ALL = "all"


class Date(Kind[date]):
    """A day."""

    name = "date"

    def read(self, value: object, context: Context) -> date:
        """Return the day, from a TOML date or the same in quotation marks."""
        del context
        remedy = "Write it as 2018-10-01."
        if isinstance(value, datetime):
            raise wrong_type(value, "a date", remedy)
        day = value
        if isinstance(value, str):
            try:
                day = date.fromisoformat(value) if _DATE.fullmatch(value) else None
            except ValueError:
                day = None
            if day is None:
                raise ValueRefusedError(f"{shown(value)} is not a date.", remedy)
        if not isinstance(day, date):
            raise wrong_type(value, "a date", remedy)
        if day.year not in _YEARS:
            raise ValueRefusedError(f"{day} is not in {_YEARS[0]} to {_YEARS[-1]}.", "Check the year.")
        return day


class Start(Kind[StartWord | date]):
    """Now, all, or a day."""

    name = '"now", "all" or a date'

    def read(self, value: object, context: Context) -> StartWord | date:
        """Return the word or the day."""
        if isinstance(value, str) and value in list(StartWord):
            return StartWord(value)
        try:
            return Date().read(value, context)
        except ValueRefusedError as refusal:
            raise ValueRefusedError(refusal.problem, 'It can be "now", "all" or a date such as 2018-06-20.') from None

    def to_toml(self, value: StartWord | date) -> object:
        """Return the word as text, a day as a date."""
        return str(value) if isinstance(value, StartWord) else value


class TimeOfDay(Kind[time]):
    """An hour and a minute, in the service's time zone."""

    name = "time"

    def read(self, value: object, context: Context) -> time:
        """Return the time, from text or a TOML time."""
        del context
        remedy = 'Write it as "07:30".'
        if isinstance(value, time):
            value = value.isoformat()
        if not isinstance(value, str):
            raise wrong_type(value, "a time", remedy)
        if not _TIME.fullmatch(value):
            raise ValueRefusedError(f"{shown(value)} is not a time of day in hours and minutes.", remedy)
        return time.fromisoformat(value)

    def to_toml(self, value: time) -> object:
        """Return hours and minutes as text."""
        return f"{value:%H:%M}"


class Weekdays(Kind[tuple[int, ...]]):
    """Days of the week: a span, or single days with commas."""

    name = 'weekdays, such as "mon-fri" or "mon,thu"'

    def read(self, value: object, context: Context) -> tuple[int, ...]:
        """Return the days as ``date.weekday()`` counts them, Monday 0, in order."""
        del context
        remedy = f'Write them as "mon-fri" or "mon,thu", with the days {", ".join(WEEKDAYS)}.'
        if not isinstance(value, str):
            raise wrong_type(value, "text", remedy)
        days: set[int] = set()
        for span in value.lower().replace(" ", "").split(","):
            first, dash, last = span.partition("-")
            if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
                raise ValueRefusedError(f"{shown(value)} is not a list of weekdays.", remedy)
            start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
            # "sat-mon" goes over the end of the week.
            days.update(day % 7 for day in range(start, end + (8 if end < start else 1)))
        return tuple(sorted(days))

    def to_toml(self, value: tuple[int, ...]) -> object:
        """Return a span where the days follow each other, else single days."""
        if len(value) > 2 and value == tuple(range(value[0], value[-1] + 1)):
            return f"{WEEKDAYS[value[0]]}-{WEEKDAYS[value[-1]]}"
        return ",".join(WEEKDAYS[day] for day in value)


class Zone(Kind[ZoneInfo]):
    """A time zone of the IANA database."""

    name = "time zone"

    def read(self, value: object, context: Context) -> ZoneInfo:
        """Return the zone."""
        del context
        if not isinstance(value, str):
            raise wrong_type(value, "text", 'Write it as "Europe/Stockholm".')
        try:
            return ZoneInfo(value)
        # The name becomes a path: a folder's or an unreadable one is no ZoneInfoNotFoundError (a KeyError).
        except (KeyError, ValueError, OSError):
            remedy = did_you_mean(value, available_timezones(), 'Write it as "Europe/Stockholm".')
            raise ValueRefusedError(f"{shown(value)} is not a time zone.", remedy) from None

    def to_toml(self, value: ZoneInfo) -> object:
        """Return its name."""
        return value.key
