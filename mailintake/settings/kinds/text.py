"""Words and texts."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from mailintake.settings.findings import ValueRefusedError, did_you_mean
from mailintake.settings.kinds.kind import Context, Kind, shown, wrong_type
from mailintake.settings.secret import Secret

E = TypeVar("E", bound=StrEnum)

MAX_LINE = 500
MAX_TEXT = 1_000_000
_QUOTED = 'Write it between quotation marks: "…".'
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Zero-width joiners stand in ordinary words of some languages; a soft hyphen is harmless.
_HARMLESS = {"\u00ad", "\u200c", "\u200d"}


class Text(Kind[str]):
    """Text of several lines."""

    name = "text"

    def read(self, value: object, context: Context) -> str:
        """Return the text without white space around it."""
        del context
        if not isinstance(value, str):
            raise wrong_type(value, "text", _QUOTED)
        text = value.replace("\r\n", "\n").strip()
        if len(text) > MAX_TEXT:
            raise ValueRefusedError(f"is longer than {MAX_TEXT} characters.", "Shorten it.")
        refuse_invisible(text, but="\n\t")
        return text


class Line(Kind[str]):
    """Text on one line, such as a name; it may be empty unless it has to be there."""

    name = "text"

    def __init__(self, *, may_be_empty: bool = True) -> None:
        self.may_be_empty = may_be_empty

    def read(self, value: object, context: Context) -> str:
        """Return the line without white space around it."""
        del context
        if not isinstance(value, str):
            raise wrong_type(value, "text", _QUOTED)
        line = value.strip()
        if not line and not self.may_be_empty:
            raise ValueRefusedError("is empty.", "Give it a value.")
        if "\n" in line or "\r" in line:
            raise ValueRefusedError("has a line break in it.", "Write it on one line.")
        if len(line) > MAX_LINE:
            raise ValueRefusedError(f"is longer than {MAX_LINE} characters.", "Shorten it.")
        refuse_invisible(line)
        return line


class Pattern(Kind[str]):
    """A line of a certain form."""

    def __init__(self, name: str, pattern: str, remedy: str) -> None:
        self.name = name
        self._pattern = re.compile(pattern)
        self._remedy = remedy

    def read(self, value: object, context: Context) -> str:
        """Return the line if it has the form."""
        line = Line().read(value, context)
        if not self._pattern.fullmatch(line):
            raise ValueRefusedError(f"{shown(line)} is not {_article(self.name)} {self.name}.", self._remedy)
        return line


class Choice(Kind[E], Generic[E]):
    """One of a few words."""

    def __init__(self, words: type[E]) -> None:
        self._words = words
        self.name = " or ".join(f'"{word}"' for word in words)

    def read(self, value: object, context: Context) -> E:
        """Return the word."""
        del context
        if isinstance(value, str):
            if value in list(self._words):
                return self._words(value)
            remedy = did_you_mean(value, list(self._words), f"It can be {self.name}.")
            raise ValueRefusedError(f"{shown(value)} is not a word it can have.", remedy)
        raise wrong_type(value, "a word", f"It can be {self.name}.")

    def to_toml(self, value: E) -> object:
        """Return the word as text."""
        return str(value)


class Url(Kind[str]):
    """The address of a web page; empty where there is none."""

    name = "web address"

    def read(self, value: object, context: Context) -> str:
        """Return the address without a slash at its end."""
        line = Line().read(value, context)
        if not line:
            return ""
        try:
            parts = urlsplit(line)
            is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            is_web = False
        if not is_web or " " in line:
            raise ValueRefusedError(f"{shown(line)} is not a web address.", 'Write it whole: "https://…".')
        return line.rstrip("/")


class SecretText(Kind[Secret]):
    """A password."""

    name = "secret"
    is_secret = True

    def read(self, value: object, context: Context) -> Secret:
        """Return the secret, unchanged: white space may be a part of it."""
        del context
        if not isinstance(value, str):
            raise wrong_type(value, "text", _QUOTED)
        if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in value):
            raise ValueRefusedError("has a control character in it.", "Check that it was copied whole and alone.")
        return Secret(value)

    def to_toml(self, value: Secret) -> object:
        """Return empty text, whatever the secret is: none is ever written out."""
        del value
        return ""


def refuse_invisible(text: str, *, but: str = "") -> None:
    """Raise ValueRefusedError if a text holds a character that cannot be seen and changes what stands around it."""
    for letter in text:
        if unicodedata.category(letter) in _INVISIBLE and letter not in _HARMLESS and letter not in but:
            raise ValueRefusedError(
                f"has an invisible character in it (U+{ord(letter):04X}).", "Write it anew by hand instead of pasting."
            )


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeio" else "a"


LANGUAGE = Pattern("language code", "[a-z]{2,3}", 'Use a code of two or three letters, such as "sv", "fi" or "smj".')
