"""Content-Type and Content-Disposition: a value and its parameters (RFC 2045, 5.1; RFC 2183; RFC 2231)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from mailintake.parse import charset, encoded_words
from mailintake.parse.comments import without_comments

MAX_VALUE = 8192
_MAX_PARAMETERS = 100

# Quantifiers are possessive, and what is no parameter is matched too: no input is read more than twice.
_PARAMETER = re.compile(
    r'\s*+(?:([^\s=;"]++)\s*+=\s*+("(?:[^"\\]|\\.)*+"?|[^;]*+)[^;]*+;?|(?:[^\s=;"]++(?!\s*+=)|[\s"=;]++)++)?+',
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_TYPE = re.compile(r"[\w!#$&^.+-]++/[\w!#$&^.+-]++", re.ASCII)
_SECTION = re.compile(r"(.+?)\*(?:(\d{1,3})(\*?))?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameters:
    """A content field, taken apart."""

    value: str  # in lower case
    named: dict[str, str] = field(default_factory=dict)  # names in lower case
    is_sound: bool = True


# Of a field that is not there, as most parts have no Content-Disposition.
_ABSENT = Parameters(value="")


def read_type(raw: str) -> Parameters:
    """Take a Content-Type apart; its value is "" where it is no media type."""
    found = read(raw)
    match = _TYPE.match(found.value)
    if match is None:
        return Parameters(value="", named=found.named, is_sound=not raw)
    return found if match[0] == found.value else Parameters(value=match[0], named=found.named, is_sound=False)


def read(raw: str) -> Parameters:
    """Take a content field apart; never raises, in linear time."""
    if not raw:
        return _ABSENT
    is_sound = len(raw) <= MAX_VALUE
    raw = raw[:MAX_VALUE]
    value, _, rest = raw.partition(";")
    value = without_comments(value).strip().lower()
    if not rest:
        return Parameters(value=value, is_sound=is_sound)
    plain: dict[str, str] = {}
    sections: dict[str, dict[int, tuple[str, bool]]] = {}
    for count, match in enumerate(match for match in _PARAMETER.finditer(rest) if match[1]):
        if count == _MAX_PARAMETERS:
            is_sound = False
            break
        name, text = match[1].lower(), _unquote(match[2])
        section = _SECTION.fullmatch(name)
        if section is None:
            is_sound = is_sound and name not in plain
            plain.setdefault(name, text)
        else:
            is_encoded = section[2] is None or bool(section[3])
            sections.setdefault(section[1], {}).setdefault(int(section[2] or 0), (text, is_encoded))
    named = {name: encoded_words.decode(text) if "=?" in text else text for name, text in plain.items()}
    # RFC 2231 says more than a plain value beside it, which senders add for old readers.
    named.update({name: _join(parts) for name, parts in sections.items()})
    return Parameters(value=value, named=named, is_sound=is_sound)


def _unquote(text: str) -> str:
    if text.startswith('"'):
        text = text[1:-1] if len(text) > 1 and text.endswith('"') else text[1:]
        return _ESCAPE.sub(r"\1", text) if "\\" in text else text
    return text.strip()


def _join(parts: dict[int, tuple[str, bool]]) -> str:
    label, pieces = "", []
    for number in sorted(parts):
        text, is_encoded = parts[number]
        if not is_encoded:
            pieces.append(text.encode("utf-8", "replace"))
            continue
        if number == 0 and text.count("'") >= 2:
            label, _, text = text.split("'", 2)
        pieces.append(unquote_to_bytes(text))
    return charset.decode(b"".join(pieces), label)[0]
