"""A long pattern that is compiled when it is first wanted: most runs see none of the mail that it is for."""

from __future__ import annotations

import re
import sys
from functools import cached_property


class LatePattern:
    """Ways of saying something, in any case of letters; used as a compiled pattern is."""

    def __init__(self, *ways: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._ways = ways
        self._flags = flags | re.IGNORECASE

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile("|".join(self._ways), self._flags)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first place in a text where it is said."""
        return self._compiled.search(text, start, end)

    def match(self, text: str) -> re.Match[str] | None:
        """Return it where a text begins with it."""
        return self._compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return it where a text is nothing else."""
        return self._compiled.fullmatch(text)
