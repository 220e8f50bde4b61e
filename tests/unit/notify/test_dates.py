"""Dates and times as Swedes and the English write them, and as ISO 8601 where nobody has told how."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from fakes.consultations import STOCKHOLM

from mailintake.notify.dates import (
    DATE_WORDS,
    long_day,
    long_moment,
    short_day,
    short_moment,
    weekday_and_day,
    weekday_and_times,
)

MOMENT = datetime(2018, 9, 20, 12, 5, tzinfo=UTC)  # 14:05 in Sweden
DAY = date(2018, 10, 1)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", "den 20\u00a0september 2018 kl.\u00a014.05"),
        ("en", "20\u00a0September 2018 at 14:05"),
        ("fi", "20.\u00a0syyskuuta 2018 klo\u00a014.05"),
        ("de", "2018-09-20 14:05"),
    ],
)
def test_a_moment_is_written_in_local_time(language, expected):
    assert long_moment(MOMENT, language, STOCKHOLM) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", "20\u00a0september kl.\u00a014.05"),
        ("en", "20\u00a0September at 14:05"),
        ("fi", "20.\u00a0syyskuuta klo\u00a014.05"),
        ("de", "2018-09-20 14:05"),
    ],
)
def test_a_short_moment_leaves_out_the_year(language, expected):
    assert short_moment(MOMENT, language, STOCKHOLM) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", "måndagen den 1\u00a0oktober 2018"),
        ("en", "Monday 1\u00a0October 2018"),
        ("fi", "maanantaina 1.\u00a0lokakuuta 2018"),
        ("de", "2018-10-01"),
    ],
)
def test_a_deadline_tells_its_weekday(language, expected):
    assert weekday_and_day(DAY, language) == expected


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("sv", "den 1\u00a0oktober 2018", "1\u00a0oktober"),
        ("en", "1\u00a0October 2018", "1\u00a0October"),
        ("fi", "1.\u00a0lokakuuta 2018", "1.\u00a0lokakuuta"),
        ("de", "2018-10-01", "2018-10-01"),
    ],
)
def test_a_day_is_written_long_and_short(language, long, short):
    assert (long_day(DAY, language), short_day(DAY, language)) == (long, short)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", "onsdagen den 23\u00a0januari 2019 kl.\u00a018.00–20.00"),
        ("en", "Wednesday 23\u00a0January 2019, 18:00–20:00"),
        ("fi", "keskiviikkona 23.\u00a0tammikuuta 2019 klo\u00a018.00–20.00"),
        ("de", "2019-01-23 18:00–20:00"),
    ],
)
def test_a_meeting_tells_its_weekday_and_its_times(language, expected):
    begin, end = datetime(2019, 1, 23, 17, 0, tzinfo=UTC), datetime(2019, 1, 23, 19, 0, tzinfo=UTC)

    assert weekday_and_times(begin, end, language, STOCKHOLM) == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("sv", "kl.\u00a008.05"), ("en", "at 08:05"), ("fi", "klo\u00a08.05")]
)
def test_minutes_before_ten_have_two_digits(language, expected):
    assert long_moment(datetime(2018, 9, 20, 6, 5, tzinfo=UTC), language, STOCKHOLM).endswith(expected)


def test_winter_and_summer_have_their_own_hours():
    assert long_moment(datetime(2018, 12, 1, 12, 0, tzinfo=UTC), "sv", STOCKHOLM).endswith("13.00")
    assert long_moment(datetime(2018, 7, 1, 12, 0, tzinfo=UTC), "sv", STOCKHOLM).endswith("14.00")


@pytest.mark.parametrize("language", DATE_WORDS)
def test_a_language_has_all_its_weekdays_and_months(language):
    words = DATE_WORDS[language]

    assert (len(set(words.weekdays)), len(set(words.months))) == (7, 12)
