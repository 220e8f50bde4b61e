"""Swedish days off, as a set of dates: public holidays and the eves on which offices are closed."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase


class SwedishHolidays(AbstractSet[date]):
    """Midsummer, Christmas and New Year's Eve count, though the law does not call them holidays (lag 1989:253)."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in self._calendar

    def __iter__(self) -> Iterator[date]:
        return iter(self._calendar)

    def __len__(self) -> int:
        return len(self._calendar)

    @cached_property
    def _calendar(self) -> HolidayBase:
        # The library takes a tenth of a second to import: only jobs that ask for working days pay for it.
        import holidays

        return holidays.country_holidays("SE", include_sundays=False, categories=("public", "de_facto"))
