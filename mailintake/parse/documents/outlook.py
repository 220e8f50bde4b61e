"""Messages that Outlook saved (MS-OXMSG): opened as the mail they are, with what is attached to them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from mailintake.parse.documents import mapi
from mailintake.parse.documents.compound import Compound
from mailintake.parse.documents.found import Found
from mailintake.parse.documents.mail_of import Enclosure

_VALUE = "__substg1.0_"
_FIXED = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_"
_ENTRY = struct.Struct("<HHI8s")
# What stands before the entries: of a message, of one within another, of an attachment.
_TOP_HEAD, _INNER_HEAD, _ATTACHMENT_HEAD = 32, 24, 8
_MAX_ATTACHMENTS = 100
_MAX_DEPTH = 4
_EMBEDDED = f"{_VALUE}{mapi.ATTACHED:04X}{mapi.OBJECT:04X}"


def read(content: bytes) -> Found:
    """Read a message."""
    with Compound(content) as file:
        return _message(file, (), depth=0)


def _message(file: Compound, place: tuple[str, ...], *, depth: int) -> Found:
    properties = _properties(file, place, _INNER_HEAD if place else _TOP_HEAD)
    return mapi.message(properties, list(_enclosures(file, place, depth)))


def _enclosures(file: Compound, place: tuple[str, ...], depth: int) -> Iterator[Enclosure]:
    names = [name for name in file.names(place) if name.startswith(_ATTACHMENT)]
    for name in names[:_MAX_ATTACHMENTS]:
        inner = (*place, name)
        properties = _properties(file, inner, _ATTACHMENT_HEAD)
        if properties.binary(mapi.ATTACHED):
            yield mapi.enclosure(properties, properties.binary(mapi.ATTACHED))
        elif file.has(*inner, _EMBEDDED, _FIXED) and depth < _MAX_DEPTH:
            mail = _message(file, (*inner, _EMBEDDED), depth=depth + 1).mail
            yield mapi.enclosure(properties, mail, "message/rfc822")


def _properties(file: Compound, place: tuple[str, ...], head: int) -> mapi.Properties:
    properties = mapi.Properties()
    if file.has(*place, _FIXED):
        fixed = file.stream(*place, _FIXED)[head:]
        for kind, name, _flags, value in _ENTRY.iter_unpack(fixed[: len(fixed) - len(fixed) % _ENTRY.size]):
            properties.values[name] = (kind, value[:4] if kind == mapi.INTEGER else value)
    for stream in file.names(place):
        tag = stream.removeprefix(_VALUE)
        # The name is the property's number and its type; an object is a storage, and opened elsewhere.
        if tag != stream and len(tag) == 8 and not tag.endswith(f"{mapi.OBJECT:04X}"):
            properties.values[int(tag[:4], 16)] = (int(tag[4:], 16), file.stream(*place, stream))
    properties.page = properties.number(mapi.MESSAGE_PAGE) or properties.number(mapi.INTERNET_PAGE) or properties.page
    return properties
