"""The one place where mail-parser is used, and what it is used for.

It reads what it reads best: every address and date that is not as plain as most are, keeping to the lexical structure
of the field and refusing what is ambiguous (CVE-2023-27043). It is given single fields, bounded and cleaned, through
the readers behind its MailParser class. The class itself is left aside: its walk over the parts, its reading of every
Received field and its two dictionaries take most of its time, crash on truncated mail and lose letters (raw Latin-1
subjects, parts without names), so parts are read in ``structure.py``, traces in ``trace.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mailparser.addresses import parse_address_header
from mailparser.dates import parse_mail_date

from mailintake.parse import encoded_words

# Encoded words are put aside while the structure is read: what they hold must never become part of it, and mail-parser
# would look up any codec that a sender names.
_ASIDE = "\ue000{}\ue001"
_PUT_ASIDE = re.compile("\ue000(\\d+)\ue001")
_RESERVED = re.compile("[\ue000\ue001]")
# One mailbox, its name quoted or not, with nothing in it that means something in this field: mail-parser reads such a
# one letter by letter, and no differently.
_PLAIN_NAME = r"[^\x00-\x1f\x7f-\x9f\"\\<>()@:;,\[\]\ud800-\udfff\ue000\ue001]*+"
_PLAIN_WORDS = r"[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)*+"
_PLAIN = re.compile(rf'(?:"({_PLAIN_NAME})" *+|({_PLAIN_NAME}))<({_PLAIN_WORDS}@{_PLAIN_WORDS})>')


@dataclass(frozen=True, kw_only=True, slots=True)
class Mailboxes:
    """The mailboxes of an address field."""

    found: tuple[tuple[str, str], ...] = ()  # name and address as written, of what is no doubt a mailbox
    is_sound: bool = False  # there is nothing else in the field


def read_mailboxes(value: str) -> Mailboxes:
    """Read an address field (RFC 5322, 3.4); what mail-parser cannot read holds no mailbox."""
    plain = _PLAIN.fullmatch(value)
    if plain is not None:
        name = encoded_words.decode_runs((plain[1] or plain[2] or "").strip(" "))
        return Mailboxes(found=((name, plain[3]),), is_sound=True)
    words: list[str] = []
    faults: list[dict[str, Any]]
    try:
        found, faults = parse_address_header(_put_aside(value, words), _no_second_opinion)
    # It raises what it does not declare (AttributeError, TypeError, ValueError …) on malformed fields.
    except Exception:  # noqa: BLE001
        return Mailboxes()
    mailboxes = tuple((_put_back(name, words), address) for name, address in found if address)
    return Mailboxes(found=mailboxes, is_sound=bool(mailboxes) and all(fault["recovered"] for fault in faults))


def read_date(value: str) -> datetime | None:
    """Return the moment that a date field tells (RFC 5322, 3.3), in UTC; None where mail-parser finds it unsound."""
    try:
        moment: datetime | None = parse_mail_date(value).value
    # As above.
    except Exception:  # noqa: BLE001
        return None
    return moment


def _no_second_opinion(_fields: list[str]) -> list[tuple[str, str]]:
    # mail-parser asks the standard library for a display name as well; its own reading of the structure is enough.
    return []


def _put_aside(value: str, words: list[str]) -> str:
    value = _RESERVED.sub("", value)
    if "=?" not in value:
        return value

    def keep(run: re.Match[str]) -> str:
        words.append(encoded_words.decode_run(run[0]))
        return _ASIDE.format(len(words) - 1)

    return encoded_words.RUN.sub(keep, value)


def _put_back(name: str, words: list[str]) -> str:
    return _PUT_ASIDE.sub(lambda aside: words[int(aside[1])], name) if words else name
