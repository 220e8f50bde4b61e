"""The languages that mail is not written in, but in which readers may be greeted: and what is said about that.

Lag (2009:724) om nationella minoriteter och minoritetsspråk, 8 §: who speaks a minority language may use it with the
authority. A mail in one of them is understood and answered; where nobody has approved a text in it, the answer is in
the service's own language and says so in plain words. A greeting is a file that staff approve, ``greeting.toml`` in the
language's folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mailintake.errors import TemplateError
from mailintake.notify.header_guard import clean_line

GREETING_FILE = "greeting.toml"
_LONGEST_GREETING = 80
_KEYS = ("greeting", "approved_by", "approved_on")

# The national minority languages of Sweden, by the codes that mail and organisations are marked with.
MINORITY_LANGUAGES = frozenset({"fi", "fit", "se", "smj", "sma", "rom", "yi"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Greeting:
    """How readers of a language are greeted, and who has approved it."""

    text: str
    approved_by: str  # "" while it is a draft
    approved_on: date | None

    @property
    def is_approved(self) -> bool:
        """Whether staff have approved it."""
        return bool(self.approved_by)


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteWords:
    """How one language says that a mail is written in it for want of another."""

    note: str  # pattern of the sentences
    own_language: str  # where the language has no name here
    names: Mapping[str, str]  # of languages, in the form that stands after "in"


NOTE_WORDS: Mapping[str, NoteWords] = {
    "sv": NoteWords(
        note="Vi har ännu ingen godkänd text på {language}. Därför skriver vi på svenska.",
        own_language="ditt språk",
        names={
            "se": "nordsamiska", "smj": "lulesamiska", "sma": "sydsamiska", "fit": "meänkieli", "fi": "finska",
            "rom": "romani chib", "yi": "jiddisch", "no": "norska", "da": "danska", "de": "tyska", "en": "engelska",
        },
    ),
    "en": NoteWords(
        note="We have no approved text in {language} yet, so we write in English.",
        own_language="your language",
        names={
            "se": "Northern Sámi", "smj": "Lule Sámi", "sma": "Southern Sámi", "fit": "Meänkieli", "fi": "Finnish",
            "rom": "Romani Chib", "yi": "Yiddish", "no": "Norwegian", "da": "Danish", "de": "German", "sv": "Swedish",
        },
    ),
    "fi": NoteWords(
        note="Meillä ei vielä ole hyväksyttyä tekstiä {language}. Siksi kirjoitamme suomeksi.",
        own_language="kielelläsi",
        names={
            "se": "pohjoissaameksi", "smj": "luulajansaameksi", "sma": "eteläsaameksi", "fit": "meänkielellä",
            "rom": "romaniksi", "yi": "jiddišiksi", "no": "norjaksi", "da": "tanskaksi", "de": "saksaksi",
            "en": "englanniksi", "sv": "ruotsiksi",
        },
    ),
}  # fmt: skip


def note_on(language: str, written_in: str) -> str:
    """Return why a mail to a reader of ``language`` is in another one; "" where that other one has no words here."""
    words = NOTE_WORDS.get(written_in)
    return "" if words is None else words.note.format(language=words.names.get(language, words.own_language))


def greeting_file(folders: Sequence[Path], language: str) -> Path | None:
    """Return the file of a language's greeting, of the first folder that has one."""
    places = (folder / language / GREETING_FILE for folder in folders)
    return next((place for place in places if place.is_file()), None)


def read_greeting(path: Path) -> Greeting:
    """Read a greeting. Raises TemplateError with file and remedy: not readable, an unknown key, half an approval."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TemplateError(f"{path} cannot be read: {error}.", remedy="Correct it, or take it away.") from error
    for unknown in sorted(values.keys() - set(_KEYS)):
        raise TemplateError(f"{path}: there is no key {unknown!r}.", remedy=f"Use one of: {', '.join(_KEYS)}.")
    text, approved_by = (_line(path, values, key) for key in ("greeting", "approved_by"))
    if not text:
        raise TemplateError(f"{path}: there is no greeting.", remedy='Write greeting = "…", or take the file away.')
    approved_on = values.get("approved_on")
    # A moment is a kind of day to Python: only a plain day is meant here.
    if approved_on is not None and type(approved_on) is not date:
        raise TemplateError(f"{path}: approved_on is not a day.", remedy="Write it as approved_on = 2018-06-20.")
    if bool(approved_by) != (approved_on is not None):
        raise TemplateError(
            f"{path}: the approval lacks {'a day' if approved_by else 'a name'}.",
            remedy="Write both approved_by and approved_on, or neither while it is a draft.",
        )
    return Greeting(text=text, approved_by=approved_by, approved_on=approved_on)


def _line(path: Path, values: Mapping[str, Any], key: str) -> str:
    value = values.get(key, "")
    if not isinstance(value, str):
        raise TemplateError(f"{path}: {key} is not a text.", remedy=f'Write it as {key} = "…".')
    return clean_line(value, _LONGEST_GREETING)
