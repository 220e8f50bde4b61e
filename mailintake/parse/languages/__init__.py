"""The languages that are read: how each is told, and how mail programs that speak it mark quotes and signatures.

A language is one file here and one line in the list at the end.
"""

from __future__ import annotations

from mailintake.parse.languages import da, de, elsewhere, en, fi, no, se, sv
from mailintake.parse.languages.language import Language

__all__ = ["LANGUAGES", "Language"]

LANGUAGES: tuple[Language, ...] = (
    sv.LANGUAGE,
    no.LANGUAGE,
    da.LANGUAGE,
    en.LANGUAGE,
    de.LANGUAGE,
    fi.LANGUAGE,
    se.LANGUAGE,
    elsewhere.LANGUAGE,
)
