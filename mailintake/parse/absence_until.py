"""Until when nobody reads a mailbox, as its automatic reply says in words: the last day, or nothing where in doubt.

Only a date that is written out counts, and only beside words that say what it is the end of. It must lie ahead, and
no more than a year; one without its year lies within half a year, for old replies are left switched on. A weekday that
does not fit its date, or two dates that do not agree, leave doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

_MAX_TEXT = 3000  # characters: what a machine writes seldom exceeds them
_DAY = timedelta(days=1)
_LONGEST = timedelta(days=366)
_LONGEST_WITHOUT_YEAR = timedelta(days=183)

# In Swedish, English, Finnish, Norwegian, Danish and German, by number.
_MONTHS = (
    "januari|january|januar|jan|tammikuu",
    "februari|february|februar|feb|helmikuu",
    "mars|march|marts|märz|mar|maaliskuu",
    "april|apr|huhtikuu",
    "maj|may|mai|toukokuu",
    "juni|june|jun|kesäkuu",
    "juli|july|jul|heinäkuu",
    "augusti|august|aug|elokuu",
    "september|sept|sep|syyskuu",
    "oktober|october|okt|oct|lokakuu",
    "november|nov|marraskuu",
    "december|dezember|desember|dec|dez|des|joulukuu",
)
# As they begin, from Monday.
_WEEKDAYS = (
    "mån|mon|man|maanantai",
    "tis|tue|tir|die|tiistai",
    "ons|wed|mit|keskiviikko",
    "tor|thu|don|torstai",
    "fre|fri|perjantai",
    "lör|sat|lau|lør|sam|lauantai",
    "sön|sun|søn|son|sunnuntai",
)

_MONTH = rf"(?:{'|'.join(_MONTHS)})(?:ta|n)?\b\.?"
_WEEKDAY = r"(?:\b(?:" + "|".join(_WEEKDAYS) + r")[a-zåäöø]{0,8}\.?,? {0,2}(?:den |the |the |der |dem |d\. ?)?)?"
_YEAR = r"(?:,? ?(?:20\d\d)\b)?"
# Each with its weekday before it, as people write it.
_ISO = r"\b20\d\d-\d\d-\d\d\b"
_DAY_FIRST = rf"\b\d{{1,2}}(?:[.:](?:e|a)?|:?e|:?a|st|nd|rd|th)? ?(?:of )?{_MONTH}{_YEAR}"
_MONTH_FIRST = rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b{_YEAR}"
_DOTTED = r"\b\d{1,2}\. ?\d{1,2}(?:\. ?(?:20\d\d|\d\d)\b|\b\.?)"
_SLASHED = r"\b\d{1,2}/\d{1,2}(?:[/-](?:20\d\d|\d\d))?\b"
_DATE = f"{_WEEKDAY}(?:{_ISO}|{_DAY_FIRST}|{_MONTH_FIRST}|{_DOTTED}|{_SLASHED})"
# The beginning of a span, whose month may stand at its end alone.
_BEGINNING = rf"(?:{_DATE}|{_WEEKDAY}\b\d{{1,2}}\b\.?)"

# What may stand between the words and the date: no other figure, and no end of a sentence.
_GAP = r"[^\d.!?]{0,45}?"
_TO = (
    r"(?: ?[–—-] ?| (?:till och med|till|to|until|through|til og med|til|bis zum|bis|och|and|og|und|ja) (?:den |the )?)"
)

_BACK = (
    r"\b(?:åter|återvänder|tillbaka|tillbaks|igen|igjen|tilbake|tilbage|palaan|palaamme|takaisin|paikalla taas|"
    r"jälleen|zurück|wieder)\b"
)
_BACK_IN_ENGLISH = (
    r"\b(?:back(?! to (?:you|everyone|all))|return|returning|returns|in the office again|available again)\b"
)
_THROUGH = (
    r"\b(?:till och med|til og med|bis einschließlich|bis einschl|bis zum|bis|through|until and including|"
    r"up to and including|till and including)\b"
)
_AWAY = (
    r"\b(?:\w*semester|\w*ledig\w*|frånvarande|borta|bortrest|\w*stängt?|tjänsteresa|sjukskriven|läser inte|på kurs|"
    r"away|out of|vacation|holiday|leave|closed|absent|unavailable|on a trip|"
    r"\w*lomalla|lomaa|poissa|vapaalla|suljettu|suljettuna|matkoilla|"
    r"\w*ferie\w*|fravær\w*|borte|bortreist|fraværende|stengt|lukket|permisjon|orlov|"
    r"urlaub\w*|abwesend\w*|geschlossen|außer haus|nicht im büro)\b"
)
_UNTIL = r"\b(?:fram till|till|until|till the|frem til|til|mennessä)\b"
_STILL_AWAY = re.compile(r"\b(?:efter|after|etter|nach|jälkeen)\b")

_ABBREVIATIONS = (
    (re.compile(r"\bfr?\.? ?o\.? ?m\b\.?"), "från och med"),
    (re.compile(r"\bt\.? ?o\.? ?m\b\.?"), "till och med"),
    (re.compile(r"\beinschl\."), "einschließlich"),
)
_PARAGRAPH = re.compile(r"\n\s*\n")


def absence_until(text: str, received_at: datetime) -> date | None:
    """Return the last day of the absence that an automatic reply tells of; None where it tells none for certain.

    ``text`` is the reply's own words, its subject among them; ``received_at`` is aware.
    """
    told = _plain(text[:_MAX_TEXT])
    today = received_at.astimezone(UTC).date()
    # What is said most plainly decides: when somebody is back, then the last day away, then "until" it.
    for readings in (_returns(told, today), _last_days(told, today), _untils(told, today)):
        days = set(readings)
        if days:
            day = days.pop()
            return day if not days and day is not None and day >= today else None
    return None


def _returns(told: str, today: date) -> Iterator[date | None]:
    for pattern, is_english in ((_RETURN, False), (_RETURN_IN_ENGLISH, True)):
        for match in pattern.finditer(told):
            day = _read(match["date"], today, is_english=is_english)
            yield day if day is None or _STILL_AWAY.search(match["gap"]) else day - _DAY
    for match in _RETURN_IN_GERMAN.finditer(told):
        day = _read(match["date"], today, is_english=False)
        yield None if day is None else day - _DAY


def _last_days(told: str, today: date) -> Iterator[date | None]:
    for pattern in (_SPAN, _LAST_DAY, _LAST_DAY_IN_FINNISH):
        for match in pattern.finditer(told):
            yield _read(match["date"], today, is_english=_is_english(match[0]))


def _untils(told: str, today: date) -> Iterator[date | None]:
    # Whether the day itself is meant too is not said: the day before it certainly is.
    for match in _UNTIL_THEN.finditer(told):
        day = _read(match["date"], today, is_english=_is_english(match[0]))
        yield None if day is None else day - _DAY


def _is_english(words: str) -> bool:
    return re.search(r"\b(?:until|through|away|out of|closed|leave|vacation|holiday)\b", words) is not None


def _plain(text: str) -> str:
    """Return a text in lower case on one line, a paragraph's end as a full stop, abbreviations written out."""
    text = " ".join(_PARAGRAPH.sub(" ! ", text.lower()).split())
    for pattern, words in _ABBREVIATIONS:
        text = pattern.sub(words, text)
    return text


def _read(written: str, today: date, *, is_english: bool) -> date | None:
    """Return the day that is written, in the year that is meant; None where that is not certain."""
    weekday = next((number for number, pattern in enumerate(_WEEKDAY_NAMES) if pattern.match(written)), None)
    for pattern, order in _FORMS:
        match = pattern.search(written)
        if match is not None:
            year, month, day = order(match)
            if pattern is _SLASHES and is_english:
                # 8/12 is in August in America, and in December in England.
                if month <= 12 and day <= 12 and month != day:
                    return None
                month, day = (day, month) if month > 12 else (month, day)
            found = _in_its_year(year, month, day, today)
            return found if weekday is None or found is None or found.weekday() == weekday else None
    return None


def _in_its_year(year: int | None, month: int, day: int, today: date) -> date | None:
    """Return the date, where it lies no further ahead than it may."""
    longest = _LONGEST if year is not None else _LONGEST_WITHOUT_YEAR
    for candidate in (year,) if year is not None else (today.year, today.year + 1):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if today <= found <= today + longest:
            return found
    return None


def _number_of(month: str) -> int:
    return next(number for number, pattern in enumerate(_MONTH_NAMES, start=1) if pattern.match(month))


def _year_of(written: str | None) -> int | None:
    return None if written is None else int(written) % 2000 + 2000


_WEEKDAY_NAMES = tuple(re.compile(rf"(?:{names})") for names in _WEEKDAYS)
_MONTH_NAMES = tuple(re.compile(rf"(?:{names})") for names in _MONTHS)

Order = Callable[[re.Match[str]], tuple[int | None, int, int]]

_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})(?:[/-](\d{2,4}))?")
_FORMS: tuple[tuple[re.Pattern[str], Order], ...] = (
    (re.compile(r"(20\d\d)-(\d\d)-(\d\d)"), lambda found: (int(found[1]), int(found[2]), int(found[3]))),
    (
        re.compile(rf"(\d{{1,2}})[^\d]{{0,6}}?({_MONTH})(?:,? ?(20\d\d))?"),
        lambda found: (_year_of(found[3]), _number_of(found[2]), int(found[1])),
    ),
    (
        re.compile(rf"({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? ?(20\d\d))?"),
        lambda found: (_year_of(found[3]), _number_of(found[1]), int(found[2])),
    ),
    (
        re.compile(r"(\d{1,2})\. ?(\d{1,2})(?:\. ?(20\d\d|\d\d)\b)?"),
        lambda found: (_year_of(found[3]), int(found[2]), int(found[1])),
    ),
    (_SLASHES, lambda found: (_year_of(found[3]), int(found[2]), int(found[1]))),
)

_RETURN = re.compile(rf"{_BACK}(?P<gap>{_GAP})(?P<date>{_DATE})")
_RETURN_IN_ENGLISH = re.compile(rf"{_BACK_IN_ENGLISH}(?P<gap>{_GAP})(?P<date>{_DATE})")
# What somebody is again stands behind the day.
_RETURN_IN_GERMAN = re.compile(
    rf"\b(?:ab|am)\b(?: dem)? (?P<date>{_DATE}),? (?:bin ich |sind wir )?(?:wieder|zurück)\b"
)
_LAST_DAY = re.compile(rf"{_THROUGH}(?:{_GAP})(?P<date>{_DATE})")
_LAST_DAY_IN_FINNISH = re.compile(rf"{_AWAY}{_GAP}(?P<date>{_DATE}) ?(?:asti|saakka)\b")
_SPAN = re.compile(rf"{_AWAY}{_GAP}{_BEGINNING}{_TO}(?P<date>{_DATE})")
_UNTIL_THEN = re.compile(rf"{_AWAY}{_GAP}{_UNTIL}{_GAP}(?P<date>{_DATE})")
