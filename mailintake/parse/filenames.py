"""Attachment names that are safe to show and to save: a label only, never a path."""

from __future__ import annotations

import re
import unicodedata

from mailintake.parse.addresses import clean_line

MAX_NAME = 120
_MAX_EXTENSION = 12

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def safe_name(raw: str) -> str:
    """Return a name as one visible line without a path; "" where nothing is left of it."""
    if not raw:
        return ""
    name = clean_line(unicodedata.normalize("NFC", raw[:4096]))
    name = re.split(r"[/\\]", name)[-1]
    name = _FORBIDDEN.sub("_", name).strip(". ")
    if _DEVICES.match(name):
        name = "_" + name
    return _shorten(name)


def extension(name: str) -> str:
    """Return a name's extension in lower case, with its dot; "" where there is none."""
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem and len(ending) < _MAX_EXTENSION else ""


def _shorten(name: str) -> str:
    ending = extension(name)
    stem = name[: len(name) - len(ending)] if ending else name
    return stem[: MAX_NAME - len(ending)].rstrip(". ") + name[len(name) - len(ending) :] if ending else stem[:MAX_NAME]
