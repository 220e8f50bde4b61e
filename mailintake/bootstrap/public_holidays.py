"""Swedish days off: public holidays and the eves on which offices are closed, by the ``holidays`` library.

The library brings the holidays of all countries, 19 MB of memory that a service would hold for ever to know some twenty
dates a year. So they are read in a process that ends: ``python -m mailintake.bootstrap.public_holidays YEAR``.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import date
from functools import cache

log = logging.getLogger(__name__)

_PATIENCE_SECONDS = 30


class SwedishHolidays:
    """Midsummer, Christmas and New Year's Eve count, though the law does not call them holidays (lag 1989:253)."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in _days_off(day.year)


def read_calendar(year: int) -> frozenset[date]:
    """Return the days off of a year, as the library has them; Sundays are not among them."""
    import holidays

    return frozenset(
        holidays.country_holidays("SE", years=year, include_sundays=False, categories=("public", "de_facto"))
    )


@cache
def _days_off(year: int) -> frozenset[date]:
    command = [sys.executable, "-m", "mailintake.bootstrap.public_holidays", str(year)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE_SECONDS, check=True)  # noqa: S603 - our own module and a number
        return frozenset(map(date.fromisoformat, done.stdout.split()))
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        # Where no process can be started, the memory is the smaller harm.
        log.warning("the holidays of %d are read in this process: %s", year, type(error).__name__)
        return read_calendar(year)


if __name__ == "__main__":
    print(*sorted(read_calendar(int(sys.argv[1]))), sep="\n")  # noqa: T201 - this is the answer
