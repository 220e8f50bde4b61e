"""The one gate that every header value of our mail passes (RFC 5322, 2047, 6532).

What strangers write (a subject, a name, a Message-ID) ends in the header of our answers. A value is cleaned of all that
could begin a new field or hide what it says, encoded here, and the finished block is parsed again by another parser: it
must hold the fields that were put in, no more and no less.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from email.parser import HeaderParser

from mailintake.errors import UnsafeHeaderError

Fields = Sequence[tuple[str, str]]

# RFC 5322, 2.1.1: the length a line should have; RFC 2047, 2: a line with encoded words is at most 76 long.
_LINE = 76
_ENCODED_WORD_OVERHEAD = len("=?utf-8?q??=")
# RFC 5321, 4.5.3.1: a path is at most 256 long with its angle brackets.
_LONGEST_ADDRESS = 254
_LONGEST_MESSAGE_ID = 250

# How an encoded word opens. Where one may stand it is ours; elsewhere a program that decodes all it meets, as the
# standard library's does in addresses and Message-IDs, would take what it holds for a line of the header.
_ENCODED_WORD = "=?"

# Categories that are cut out: controls, formats (bidirectional, zero-width, tags), surrogates, private use, separators.
_CUT_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
# More than any one language has; a stranger who sends all of Unicode does not fill the memory.
_MOST_REMEMBERED = 4096
_PLAIN_ASCII = re.compile(r"[\x20-\x7e]*")
_FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")
_FOLDED_LINE = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f]{0,998}")
_ATEXT = r"A-Za-z0-9!#$%&'*+/=?^_`{|}~\-"
_LOCAL_PART = rf"(?:[{_ATEXT}.\u00a1-\U0010fffd]+|\"[\x21\x23-\x5b\x5d-\x7e]+\")"
_DOMAIN = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
_ADDRESS = re.compile(rf"{_LOCAL_PART}@(?:{_DOMAIN}|\[[0-9A-Fa-f.:IPv]+\])")
_MESSAGE_ID = re.compile(rf"<[{_ATEXT}.]+@(?:[{_ATEXT}.]+|\[[0-9A-Fa-f.:IPv]+\])>")
_Q_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")


class _Cleaning(dict[int, str]):
    """What becomes of each character, found out when it is first met."""

    def __missing__(self, code_point: int) -> str:
        character = chr(code_point)
        category = unicodedata.category(character)
        if category in _CUT_CATEGORIES:
            # A control is blanked, for it may part two words; what does not show at all is dropped.
            character = " " if category in {"Cc", "Zl", "Zp"} else ""
        if len(self) < _MOST_REMEMBERED:
            self[code_point] = character
        return character


_CLEANING = _Cleaning()


def clean_line(value: str, limit: int) -> str:
    """Return a text as one line of at most ``limit`` characters, without anything that hides or commands.

    White space is collapsed; an opening of an encoded word (``=?``) is blanked, so that no parser decodes it again.
    """
    # Four times the limit is read, not all of it: a subject may be megabytes of spaces.
    seen = value[: limit * 4 + 256]
    line = " ".join(seen.translate(_CLEANING).replace(_ENCODED_WORD, " ").split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rstrip() + "…"


def encode_text(name: str, value: str, limit: int) -> str:
    """Return a free text as the value of the field ``name``, cleaned, encoded and folded."""
    line = clean_line(value, limit)
    if _PLAIN_ASCII.fullmatch(line) and len(name) + 2 + len(line) <= _LINE:
        return line
    return _encoded_words(line, first_room=_LINE - len(name) - 2)


def encode_mailbox(field: str, name: str, address: str, limit: int = 80) -> str:
    """Return an address with its display name as the value of a field. Raises UnsafeHeaderError."""
    address, name = safe_address(address), clean_line(name, limit)
    if not name:
        return f"<{address}>"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    if _PLAIN_ASCII.fullmatch(name) and len(field) + len(quoted) + 4 <= _LINE:
        phrase = f'"{quoted}"'
    else:
        phrase = _encoded_words(name, first_room=_LINE - len(field) - 2)
    is_one_line = "\r" not in phrase and len(field) + len(phrase) + len(address) + 5 <= _LINE
    return f"{phrase} <{address}>" if is_one_line else f"{phrase}\r\n <{address}>"


def safe_address(address: str) -> str:
    """Return an address that may stand in a header and in the envelope as it is. Raises UnsafeHeaderError."""
    if len(address) > _LONGEST_ADDRESS or _ENCODED_WORD in address or not _ADDRESS.fullmatch(address):
        raise UnsafeHeaderError("An address could not be used: it is not well formed.")
    if any(character.isspace() or unicodedata.category(character) in _CUT_CATEGORIES for character in address):
        raise UnsafeHeaderError("An address could not be used: it holds characters that do not show.")
    return address


def well_formed_ids(values: Iterable[str], most: int) -> list[str]:
    """Return the strictly well-formed Message-IDs, each once, the first and the last where there are too many."""
    ids = list(dict.fromkeys(value for value in values if _is_message_id(value)))
    # RFC 5322 lets References grow for ever; the first tells the thread and the last ones the branch.
    return ids if len(ids) <= most else [ids[0], *ids[len(ids) - most + 1 :]]


def fold_ids(ids: Iterable[str]) -> str:
    """Return Message-IDs as the value of a field, one on each line."""
    return "\r\n ".join(ids)


def header_block(fields: Fields) -> bytes:
    """Return a finished header with its empty line, after parsing it again. Raises UnsafeHeaderError."""
    for name, value in fields:
        if not _FIELD_NAME.fullmatch(name):
            raise UnsafeHeaderError("A header field has a name that is not allowed.")
        lines = value.split("\r\n")
        is_folded_well = all(line[:1] == " " and line.strip() for line in lines[1:])
        if not value.strip() or not is_folded_well or not all(_FOLDED_LINE.fullmatch(line) for line in lines):
            raise UnsafeHeaderError(f"The header field {name} could not be made safe.")
    block = "".join(f"{name}: {value}\r\n" for name, value in fields) + "\r\n"
    _compare(block, fields)
    return block.encode()


def _is_message_id(value: str) -> bool:
    is_formed = len(value) <= _LONGEST_MESSAGE_ID and _MESSAGE_ID.fullmatch(value) is not None
    return is_formed and _ENCODED_WORD not in value


def _compare(block: str, fields: Fields) -> None:
    parsed = HeaderParser().parsestr(block)
    found = [(name, "".join(value.splitlines())) for name, value in parsed.items()]
    if found != [(name, value.replace("\r\n", "")) for name, value in fields] or parsed.defects or parsed.get_payload():
        raise UnsafeHeaderError("The finished header does not hold the fields that were put into it.")


def _encoded_words(text: str, *, first_room: int) -> str:
    """Encode by RFC 2047, 4.2 (Q) with the set that is safe in a phrase too (5, rule 3); no character is split."""
    words, word, room = [], "", first_room - _ENCODED_WORD_OVERHEAD
    for character in text:
        encoded = _q_encoded(character)
        if len(word) + len(encoded) > room:
            words.append(word)
            word, room = "", _LINE - 1 - _ENCODED_WORD_OVERHEAD
        word += encoded
    words.append(word)
    return "\r\n ".join(f"=?utf-8?q?{word}?=" for word in words)


def _q_encoded(character: str) -> str:
    if character == " ":
        return "_"
    if character in _Q_SAFE:
        return character
    return "".join(f"={byte:02X}" for byte in character.encode())
