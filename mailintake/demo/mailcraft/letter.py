"""A letter as its writer's mail program makes it and as the municipality's mail server receives it (RFC 5322, 5321)."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime

from mailintake.demo.mailcraft.clients import Client
from mailintake.demo.mailcraft.earlier import SWEDISH_TIME, Earlier, Person, attribution, bare_subject, quoted
from mailintake.demo.mailcraft.mime import (
    Encoding,
    HeaderStyle,
    address_field,
    field,
    filename_parameters,
    flowed,
    multipart,
    part,
    text_field,
    wrapped,
)
from mailintake.demo.mailcraft.pages import Page
from mailintake.demo.mailcraft.tokens import number, tokens

OUR_ADDRESS = "lulea.kommun@lulea.se"
OURSELVES = Person(name="Luleå kommun", address=OUR_ADDRESS)
BOUNDARY_HOST = "mx.kommun.example"

_LONGEST_LINE = 998
_HEAD_WORD = re.compile(r"^(\w+:)", re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """Something that comes with a letter."""

    name: str
    media_type: str
    content: bytes
    content_id: str = ""  # shown in the text, not beside it


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """Everything that decides a mail's bytes: the same letter gives the same bytes."""

    key: str  # its name; the seed of all that looks random in it
    client: Client
    at: datetime  # when the municipality's mail server received it, aware
    sender: Person
    to: Person = OURSELVES
    cc: tuple[Person, ...] = ()
    subject: str = ""  # "" in an answer: as the program makes it
    text: str = ""
    answers: Earlier | None = None
    is_quoting: bool = True
    files: tuple[File, ...] = ()
    calendar: str = ""  # an invitation (RFC 5545), beside the text and the HTML
    fields: tuple[tuple[str, str], ...] = ()  # further header fields
    return_path: str | None = None  # None: the sender's address; "": <>


def craft(letter: Letter) -> bytes:
    """Return the mail as it lies in the mailbox, with CRLF line ends."""
    return envelope(letter) + _body(letter)


def compose(letter: Letter) -> bytes:
    """Return the mail as its writer's program hands it to the first server."""
    return _author_fields(letter) + _body(letter)


def envelope(letter: Letter) -> bytes:
    """Return the header of a received mail, but for the fields that tell of its body."""
    return _transport_fields(letter) + _author_fields(letter)


def message_id(letter: Letter) -> str:
    """Return the Message-ID of a letter: made of its key, so that an answer to it can be written beforehand."""
    return letter.client.message_id.format(**_names(letter))


def subject_of(letter: Letter) -> str:
    """Return the subject as written, or the one that the program gives an answer."""
    if letter.subject or letter.answers is None:
        return letter.subject
    return letter.client.reply_prefix + bare_subject(letter.answers.subject)


def _author_fields(letter: Letter) -> bytes:
    """Return the fields that the writer's program makes."""
    client, names = letter.client, _names(letter)
    charset, style = _charset(letter)[0], client.headers
    lines = [address_field("From", letter.sender.name, letter.sender.address, charset=charset, style=style)]
    lines.append(address_field("To", letter.to.name, letter.to.address, charset="utf-8", style=HeaderStyle.Q))
    lines += [address_field("CC", one.name, one.address, charset=charset, style=style) for one in letter.cc]
    lines.append(text_field("Subject", subject_of(letter), charset=charset, style=style))
    lines.append(field("Date", format_datetime(_written_at(letter))))
    lines.append(field("Message-ID", message_id(letter)))
    if letter.answers is not None:
        lines.append(field("In-Reply-To", letter.answers.message_id))
        pointers = (*letter.answers.references, letter.answers.message_id)
        lines.append(field("References", "\r\n ".join(dict.fromkeys(pointers))))
    for name, value in (*client.fields, *letter.fields):
        lines.append(text_field(name, value.format(**names), charset=charset, style=style))
    lines.append(field("MIME-Version", client.mime_version))
    return b"".join(lines)


def _transport_fields(letter: Letter) -> bytes:
    """Return what the mail servers on the way put on top, the last one first."""
    sender = letter.sender
    return_path = sender.address if letter.return_path is None else letter.return_path
    domain = return_path.rpartition("@")[2] or sender.domain
    host = domain if domain.startswith("smtp.") else f"smtp.{domain}"
    address = f"192.0.2.{1 + number(domain, 254)}"
    names = _names(letter)
    first_hop = letter.at - timedelta(seconds=1 + number(letter.key, 4))
    return (
        field("Return-Path", f"<{return_path}>")
        + field("Delivered-To", OUR_ADDRESS)
        + field(
            "Authentication-Results",
            f"{BOUNDARY_HOST};\r\n\tspf=pass smtp.mailfrom={return_path or 'postmaster@' + domain}",
        )
        + field(
            "Received",
            f"from {host} ({host} [{address}])\r\n\tby {BOUNDARY_HOST} (Postfix) with ESMTPS id "
            f"{names['upper8']}\r\n\tfor <{OUR_ADDRESS}>; {_received_date(letter.at)}",
        )
        + field(
            "Received",
            f"from [198.51.100.{1 + number(letter.key, 254)}]\r\n\tby {host} with ESMTPSA id {names['hex12']};"
            f"\r\n\t{_received_date(first_hop)}",
        )
    )


def _body(letter: Letter) -> bytes:
    codec, label = _charset(letter)
    text = _whole_text(letter)
    content = _text_part(letter, text, codec, label)
    if letter.client.page is not None:
        pieces = [content, _html_part(letter, letter.client.page, codec, label)]
        if letter.calendar:
            invitation = letter.calendar.replace("\n", "\r\n").encode()
            pieces.append(part('text/calendar; charset="utf-8"; method=REQUEST', invitation, Encoding.BASE64))
        content = multipart("alternative", _boundary(letter, "alternative"), pieces)
    beside = [file for file in letter.files if not (file.content_id and letter.client.page)]
    if not beside:
        return content
    return multipart("mixed", _boundary(letter, "mixed"), [content, *(_file_part(letter, file) for file in beside)])


def _whole_text(letter: Letter) -> str:
    pieces = [letter.text.strip("\n")]
    if letter.client.signature:
        pieces.append(letter.client.signature)
    if letter.answers is not None and letter.is_quoting:
        above = attribution(letter.client.attribution, letter.answers)
        pieces.append(f"{above}\n{quoted(letter.answers.text, letter.client.quote_prefix)}")
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _text_part(letter: Letter, text: str, codec: str, label: str) -> bytes:
    client = letter.client
    if client.is_flowed:
        text = flowed(text)
    elif client.wrap_at:
        text = wrapped(text, client.wrap_at)
    # A letter that an old program does not know becomes a question mark.
    content = text.replace("\n", "\r\n").encode(codec, "replace")
    parameters = "; format=flowed" if client.is_flowed else ""
    return part(f'text/plain; charset="{label}"{parameters}', content, _encoding(client, content))


def _html_part(letter: Letter, page: Page, codec: str, label: str) -> bytes:
    shown = [file for file in letter.files if file.content_id]
    pieces = [_paragraphs(letter.text.strip("\n"), page)]
    pieces += [page.paragraph.format(text=f'<img src="cid:{file.content_id}" alt="">') for file in shown]
    if letter.client.signature:
        pieces += [page.blank, _paragraphs(letter.client.signature, page)]
    if letter.answers is not None and letter.is_quoting:
        above = html.escape(attribution(letter.client.attribution, letter.answers).strip("_\n "), quote=False)
        above = _HEAD_WORD.sub(r"<b>\1</b>", above).replace("\n", "<br>\n")
        quotation = _paragraphs(letter.answers.text, page)
        pieces.append(page.quote.format(attribution=above, quoted=quotation, **_names(letter)))
    content = page.frame.format(text="".join(pieces), charset=label).replace("\n", "\r\n").encode(codec, "replace")
    written = part(f'text/html; charset="{label}"', content, _encoding(letter.client, content))
    if not shown:
        return written
    pictures = [_file_part(letter, file) for file in shown]
    boundary = _boundary(letter, "related")
    return multipart("related", boundary, [written, *pictures], parameters='\r\n\ttype="text/html";')


def _paragraphs(text: str, page: Page) -> str:
    lines = text.split("\n")
    return "".join(page.paragraph.format(text=html.escape(line, quote=False)) if line else page.blank for line in lines)


def _file_part(letter: Letter, file: File) -> bytes:
    client = letter.client
    name, filename = filename_parameters(file.name, charset=_charset(letter)[0], style=client.filenames)
    disposition = "inline" if file.content_id else "attachment"
    fields = [("Content-Disposition", disposition + filename)]
    if file.content_id:
        fields.append(("Content-ID", f"<{file.content_id}>"))
    return part(file.media_type + name, file.content, Encoding.BASE64, fields=fields)


def _charset(letter: Letter) -> tuple[str, str]:
    """Return the codec that a letter is written in and the label that its program puts on it."""
    written = letter.text + letter.subject + letter.sender.name + _whole_text(letter)
    for codec in letter.client.charsets[:-1]:
        try:
            written.encode(codec)
        except UnicodeEncodeError:
            continue
        return codec, letter.client.label or codec
    return letter.client.charsets[-1], letter.client.label or letter.client.charsets[-1]


def _encoding(client: Client, content: bytes) -> Encoding:
    is_short = all(len(line) < _LONGEST_LINE for line in content.split(b"\r\n"))
    if client.encoding in {Encoding.QUOTED_PRINTABLE, Encoding.EIGHT_BIT} and content.isascii() and is_short:
        return Encoding.SEVEN_BIT
    return client.encoding


def _boundary(letter: Letter, level: str) -> str:
    names = {**tokens(f"{letter.key}/{level}"), "domain": letter.sender.domain}
    return letter.client.boundary.format(**names)


def _names(letter: Letter) -> dict[str, str]:
    thread = bare_subject(letter.subject or (letter.answers.subject if letter.answers is not None else ""))
    has_files = "yes" if letter.files else ""
    return {**tokens(letter.key), "domain": letter.sender.domain, "thread": thread, "has_files": has_files}


def _written_at(letter: Letter) -> datetime:
    return (letter.at - timedelta(seconds=5 + number(letter.key, 50))).astimezone(SWEDISH_TIME)


def _received_date(at: datetime) -> str:
    local = at.astimezone(SWEDISH_TIME)
    return f"{format_datetime(local)} ({local:%Z})"
