"""What a letter says and what it answers, and how a mail program puts it down: plain, in HTML and as both."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass

from mailmaking import Headers, joined, mail, multipart, transfer

OWN_NAME = "Luleå kommun"
OWN = f"{OWN_NAME} <lulea.kommun@lulea.se>"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """A letter: the sender's own words, the mail that it answers, a card that the sender signs with."""

    text: str
    earlier: str
    card: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Program:
    """A mail program: how it puts a letter down, and what of it is quoted and signature."""

    name: str
    plain: Callable[[Scene], str]
    html: Callable[[Scene], str]
    quoted: Callable[[Scene], str]
    quoted_in_html: Callable[[Scene], str]
    signature: Callable[[Scene], str] = lambda scene: scene.card
    signature_in_html: Callable[[Scene], str] | None = None  # where it differs
    charset: str = "utf-8"
    encoding: str = "quoted-printable"
    parameters: str = ""  # of the plain version's Content-Type
    headers: Headers = ()


def plain_mail(program: Program, scene: Scene, attachment: bytes = b"", **fields: object) -> bytes:
    """The letter as plain text alone."""
    return _mail(program, _part(program, program.plain(scene), "plain"), attachment, fields)


def html_mail(program: Program, scene: Scene, attachment: bytes = b"", **fields: object) -> bytes:
    """The letter as HTML alone."""
    return _mail(program, _part(program, program.html(scene), "html"), attachment, fields)


def both_mail(program: Program, scene: Scene, attachment: bytes = b"", **fields: object) -> bytes:
    """The letter as plain text and HTML beside each other."""
    versions = (_part(program, program.plain(scene), "plain"), _part(program, program.html(scene), "html"))
    head = b'Content-Type: multipart/alternative; boundary="=-valj"\r\n\r\n'
    return _mail(program, head + joined(*versions, boundary="=-valj"), attachment, fields)


def marked(text: str) -> str:
    """A text as it is quoted in plain text."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def escaped(text: str) -> str:
    """A text in HTML."""
    return html.escape(text, quote=False)


def broken(text: str) -> str:
    """A text's lines with a break after each."""
    return "<br>\r\n".join(map(escaped, text.split("\n")))


def in_divs(text: str, *, empty: str = "<br>", attributes: str = "") -> str:
    """A text with an element for each line."""
    return "".join(f"<div{attributes}>{escaped(line) or empty}</div>\r\n" for line in text.split("\n"))


def in_word_paragraphs(text: str) -> str:
    """A text as Word sets it, a paragraph without space around it for each line."""
    filled = "<p class=MsoNormal><span style='mso-fareast-language:EN-US'>{}<o:p></o:p></span></p>\r\n"
    return "".join(
        filled.format(escaped(line)) if line else "<p class=MsoNormal><o:p>&nbsp;</o:p></p>\r\n"
        for line in text.split("\n")
    )


def _part(program: Program, text: str, subtype: str) -> bytes:
    parameters = program.parameters if subtype == "plain" else ""
    data = text.replace("\r\n", "\n").replace("\n", "\r\n").encode(program.charset)
    head = (
        f'Content-Type: text/{subtype}; charset="{program.charset}"{parameters}\r\n'
        f"Content-Transfer-Encoding: {program.encoding}\r\n\r\n"
    )
    return head.encode() + transfer(data, program.encoding)


def _mail(program: Program, body: bytes, attachment: bytes, fields: dict[str, object]) -> bytes:
    values: dict[str, object] = {"charset": program.charset, "headers": program.headers, **fields}
    if attachment:
        return multipart(body, attachment, boundary="----=_Del_000_01D40874", **values)
    head, _, content = body.partition(b"\r\n\r\n")
    lines = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
    return mail(
        body=content,
        content_type=lines["Content-Type"],
        encoding=lines.get("Content-Transfer-Encoding", ""),
        **values,  # type: ignore[arg-type]
    )
