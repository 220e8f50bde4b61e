"""Mail addresses (RFC 5321, 2.3.11; RFC 5322, 3.4; RFC 6532): one form each, and doubt means no address.

A plain list is read here; whatever is more than plain goes to mail-parser, whose reader keeps to the lexical structure
of the field and never looks for something like an address in a name or a comment (CVE-2023-27043).
"""

from __future__ import annotations

import re

from mailintake.parse import encoded_words, library
from mailintake.parse.comments import without_comments
from mailintake.parse.defects import Defect

MAX_NAME = 200
_MAX_LOCAL_PART = 128
_MAX_DOMAIN = 253

# Controls, zero-width and bidirectional characters: unseen on the screen, and never part of an address or a name.
_UNSEEN_CHARACTERS = (
    r"\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
)
_UNSEEN = re.compile(rf"[{_UNSEEN_CHARACTERS}]+")
# Those of them that make a text say something else than it seems to.
_DECEIVING = re.compile(r"[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_UNSEEN_OR_SPACE = rf"[\s{_UNSEEN_CHARACTERS}]"
_HIDDEN = re.compile(_UNSEEN_OR_SPACE)
# Linear also where there are very many: a run is tried from its beginning only.
_AT_ENDS = re.compile(rf"\A{_UNSEEN_OR_SPACE}++|(?<!{_UNSEEN_OR_SPACE}){_UNSEEN_OR_SPACE}++\Z")
_LOCAL_PART = re.compile(r"[\w!#$%&'*+/=?^`{|}~.-]+")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f.:]+\]")
# An address in its one form already, as most are.
_COMMON = re.compile(r"[A-Za-z0-9._-]{1,64}@[a-z0-9]{1,60}(?:[.-][a-z0-9]{1,60}){1,3}")
_ADDRESS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]++@[A-Za-z0-9._-]++"
_IN_NAME = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PLAIN = re.compile(rf'\s*+(?:({_ADDRESS})|(?:"[^"\\<>]*+"|[^"\\<>()@:;,\[\]]*+)\s*+<({_ADDRESS})>)\s*+')


def read_addresses(values: list[str], defects: list[Defect]) -> tuple[str, ...]:
    """Return the addresses of every field of one name, normalised, each once, in order."""
    if not values:
        return ()
    found: list[str] = []
    for value in values:
        plain = _read_plain(value)
        if plain is None:
            mailboxes = library.read_mailboxes(value)
            plain = [address for _, address in mailboxes.found]
            if value and not mailboxes.is_sound:
                defects.append(Defect.BAD_ADDRESS)
        found.extend(plain)
    return tuple(dict.fromkeys(address for address in map(normalise, found) if address))


def read_single(values: list[str]) -> str:
    """Return the address of fields that hold exactly one between them; "" where they hold none or several."""
    found = read_addresses(values, [])
    return found[0] if len(found) == 1 else ""


def read_path(value: str) -> str:
    """Return the address of a field that holds one alone, such as Return-Path; "" where there is none."""
    value = without_comments(value).strip()
    if value.startswith("<") and value.endswith(">"):
        value = value[1:-1]
    # A source route (RFC 5321, appendix C) is passed over.
    if value.startswith("@"):
        value = value.rpartition(":")[2]
    return normalise(value)


def normalise(address: str) -> str:
    """Return an address in its one form: the domain in lower case and A-labels; "" where it is no address.

    What is not seen is dropped at the ends of its two halves. Within them it would be another mailbox's address.
    """
    if _COMMON.fullmatch(address):
        return address
    local_part, at, domain = address.rpartition("@")
    local_part, domain = _AT_ENDS.sub("", local_part), _AT_ENDS.sub("", domain)
    if _HIDDEN.search(local_part + domain):
        return ""
    if not at or not local_part or len(local_part) > _MAX_LOCAL_PART or len(domain) > _MAX_DOMAIN:
        return ""
    if not _LOCAL_PART.fullmatch(local_part) and not _is_quoted(local_part):
        return ""
    domain = domain.rstrip(".").lower()
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii").lower()
        except UnicodeError:
            return ""
    return f"{local_part}@{domain}" if _DOMAIN.fullmatch(domain) else ""


def clean_name(name: str) -> str:
    """Return a display name that is safe to show: one line, without characters that hide or turn text."""
    return clean_line(encoded_words.decode(name)).strip(" \"'")[:MAX_NAME].strip()


def clean_line(text: str) -> str:
    """Return text as one line of visible characters."""
    return " ".join(_UNSEEN.sub("", text).split())


def hides_characters(text: str) -> bool:
    """Whether a name or a subject holds characters that are not seen, or that turn the direction of others."""
    return not text.isascii() and _DECEIVING.search(text) is not None


def names_another(name: str, address: str) -> bool:
    """Whether a display name gives an address for the sender's, and it is not the sender's."""
    if "@" not in name or not address:
        return False
    return any(found[0].lower() != address.lower() for found in _IN_NAME.finditer(name))


def _read_plain(value: str) -> list[str] | None:
    found: list[str] = []
    for item in value.split(","):
        match = _PLAIN.fullmatch(item)
        if match is None:
            return None
        found.append(match[1] or match[2])
    return found


def _is_quoted(local_part: str) -> bool:
    inner = local_part[1:-1]
    return len(local_part) > 2 and local_part[0] == local_part[-1] == '"' and '"' not in inner.replace('\\"', "")
