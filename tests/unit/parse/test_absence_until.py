"""Until when somebody is away, as an automatic reply says: the last day, and none where in doubt."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest

from mailintake.parse.absence_until import absence_until

# A Monday.
RECEIVED_AT = datetime(2018, 7, 2, 9, 0, tzinfo=UTC)


def read(text: str) -> date | None:
    return absence_until(text, RECEIVED_AT)


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        # Swedish
        ("Jag är på semester och åter den 14 augusti.", date(2018, 8, 13)),
        ("Jag är ledig till och med 2018-08-12.", date(2018, 8, 12)),
        ("Tillbaka måndag 13/8.", date(2018, 8, 12)),
        ("Tillbaka måndagen den 13:e augusti", date(2018, 8, 12)),
        ("Jag är ledig 25 juni-22 juli och läser inte min e-post under tiden.", date(2018, 7, 22)),
        ("Hej,\njag är föräldraledig till och med\n31 augusti. Kontakta Eva Ek i stället.", date(2018, 8, 31)),
        ("Sommarstängt vecka 27-31. Vi svarar när vi är tillbaka den 6 augusti.", date(2018, 8, 5)),
        ("Ledig t.o.m. 12/8.", date(2018, 8, 12)),
        ("LEDIG T O M 12 AUG", date(2018, 8, 12)),
        ("Åter i tjänst fr.o.m. den 13 augusti.", date(2018, 8, 12)),
        ("Jag är inte åter förrän den 13 augusti.", date(2018, 8, 12)),
        ("Åter efter den 12 augusti.", date(2018, 8, 12)),
        ("Semester 9/7-5/8, åter 6/8", date(2018, 8, 5)),
        ("Jag är borta från 9 juli till 5 augusti", date(2018, 8, 5)),
        ("Frånvarande mellan 9 och 20 juli.", date(2018, 7, 20)),
        ("Föräldraledig, åter 2019-06-17", date(2019, 6, 16)),
        ("Jag är åter den 3 juli", date(2018, 7, 2)),
        # English
        ("I will be back on 14 August.", date(2018, 8, 13)),
        ("I am out of the office until August 12th, 2018. I will be back on August 13.", date(2018, 8, 12)),
        ("I return on 13/8.", date(2018, 8, 12)),
        ("I return on 8/13/2018.", date(2018, 8, 12)),
        ("We are closed through Sunday, August 12.", date(2018, 8, 12)),
        ("On leave 9 July - 20 July 2018", date(2018, 7, 20)),
        # Finnish
        ("Palaan 14.8.", date(2018, 8, 13)),
        ("Olen poissa, palaan töihin maanantaina 13. elokuuta 2018.", date(2018, 8, 12)),
        ("Olen lomalla 2.7.–12.8.", date(2018, 8, 12)),
        ("Olen lomalla 12.8. asti.", date(2018, 8, 12)),
        ("Olen kesälomalla 2.-12.8.2018. Lomani aikana Liisa vastaa.", date(2018, 8, 12)),
        # Norwegian, Danish, German
        ("Jeg er på ferie og er tilbake mandag 13. august.", date(2018, 8, 12)),
        ("Jeg holder ferie til og med den 12. august.", date(2018, 8, 12)),
        ("Jeg er tilbage på kontoret den 13/8-18.", date(2018, 8, 12)),
        ("Ich bin bis einschließlich 12.08.2018 im Urlaub.", date(2018, 8, 12)),
        ("Ich bin wieder ab dem 13. August erreichbar.", date(2018, 8, 12)),
        ("Ich bin ab Montag, 13. August wieder im Büro.", date(2018, 8, 12)),
        ("Am 13.08. bin ich wieder da.", date(2018, 8, 12)),
    ],
)
def test_the_last_day_of_an_absence_is_read_as_people_write_it(text: str, last_day: date) -> None:
    assert read(text) == last_day


def test_the_day_that_somebody_is_away_until_may_be_one_of_work() -> None:
    assert read("I am out of the office until 12 August.") == date(2018, 8, 11)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Jag är på semester.",
        "Jag är åter i dag.",
        "Jag har semester till och med vecka 31.",
        "Mötet är 12-13 augusti.",
        "I will get back to you on 14 August.",
        "Åter 30 februari.",
    ],
)
def test_where_no_day_of_return_is_told_there_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        # A weekday that does not fit its date.
        "Åter tisdag 9 juli.",
        # In America in August, in England in December.
        "I return on 8/12.",
        # Two that do not agree.
        "Jag är åter 6 augusti. Kansliet öppnar åter den 13 augusti.",
    ],
)
def test_where_there_is_doubt_there_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "text", ["Åter den 2 juli.", "Åter 14 juni.", "Åter 2018-06-14.", "Åter 14 augusti 2021.", "Åter 2019-07-10."]
)
def test_a_day_that_has_passed_or_is_more_than_a_year_ahead_is_none(text: str) -> None:
    assert read(text) is None


def test_a_day_without_its_year_may_be_in_the_next_one() -> None:
    assert absence_until("Åter den 7 januari.", datetime(2018, 12, 20, tzinfo=UTC)) == date(2019, 1, 6)


@pytest.mark.parametrize(
    "words", ["åter ", "semester 1-", "åter måndag ", "12.", "till och med ", "away 1/1 ", "semester den till ", "  ,"]
)
def test_hostile_text_is_read_in_no_time(words: str) -> None:
    began = time.perf_counter()
    read(words * (1_000_000 // len(words)))

    assert time.perf_counter() - began < 0.5
