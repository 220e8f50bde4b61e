"""Mails that are made to crash, stall, bloat or deceive a reader: one function a kind, each of any size.

The unit tests read them small; the integration tests read them as large as an attacker would send them.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from mailmaking import attached, joined, mail, multipart, part, plain, text_part
from mailmaking.documents import docx, odt, zipped
from mailmaking.machines import delivery_report

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, kw_only=True, slots=True)
class Hostile:
    """A kind of hostile mail."""

    name: str
    make: Callable[[int], bytes]
    large: int  # the size that an attacker would send


def _typed(content_type: str, body: bytes = b"Hej", encoding: str = "8bit") -> bytes:
    return mail(body=body, content_type=content_type, encoding=encoding)


def _nested(depth: int) -> bytes:
    body = b"Content-Type: text/plain\r\n\r\ninnerst\r\n"
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level) for level in range(depth)
    )
    closing = b"".join(b"\r\n--b%d--\r\n" % level for level in reversed(range(depth)))
    return b"From: a@b.example\r\nSubject: djup\r\n" + opening + body + closing


def _mails_in_mails(depth: int) -> bytes:
    return b"Subject: x\r\nContent-Type: message/rfc822\r\n\r\n" * depth + b"Subject: innerst\r\n\r\nHej\r\n"


def _amplified(size: int) -> bytes:
    # Each level says that it is an attachment, so a reader that copies what it attaches copies all below it again.
    head = b"Subject: x\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename=a.eml\r\n\r\n"
    return head * 200 + b"Subject: innerst\r\n\r\n" + b"x" * size


def _zip_bomb(size: int) -> bytes:
    xml = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>'.encode() + b"a" * (size * 1000)
    return multipart(
        text_part("Se bilaga."), attached(docx(xml=xml + b"</w:t></w:r></w:p></w:body></w:document>"), "a.docx")
    )


def _many_members(size: int) -> bytes:
    directory = zipped({"word/document.xml": b"<x/>"})
    entry = directory[directory.index(b"PK\x01\x02") : directory.index(b"PK\x05\x06")]
    return multipart(
        attached(directory[: directory.index(b"PK\x01\x02")] + entry * size + b"PK\x05\x06" + b"\0" * 18, "a.docx")
    )


def _laughs(size: int) -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(min(size, 60)))
    xml = f'<?xml version="1.0"?><!DOCTYPE d [{entities}]><w:document xmlns:w="{WORD}"><w:t>&e9;</w:t></w:document>'
    return multipart(attached(docx(xml=xml.encode()), "skratt.docx"))


def _xxe(encoding: str) -> bytes:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
    return multipart(attached(docx(xml=xml.encode(encoding)), "x.docx"))


def _tags_in_document(size: int) -> bytes:
    return multipart(attached(odt(*[""] * size), "tom.odt"))


def _pdf(size: int) -> bytes:
    stream = zlib.compress(b"\0" * size)
    return multipart(attached(b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode>>stream\n" + stream + b"endstream", "a.pdf"))


def _truncated(_size: int) -> bytes:
    inner = b'Content-Type: multipart/alternative; boundary="inre"\r\n\r\n--inre\r\n\r\nHalva tex'
    return mail(body=b"--yttre\r\n" + inner, content_type='multipart/mixed; boundary="yttre"', encoding="")


def _same_boundary(_size: int) -> bytes:
    inner = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nInre text\r\n--b--\r\n'
    return mail(body=b"--b\r\n" + inner + b"--b--\r\n", content_type='multipart/mixed; boundary="b"', encoding="")


def _html(source: bytes) -> bytes:
    return _typed("text/html; charset=utf-8", source)


def _lines(line: str) -> Callable[[int], bytes]:
    return lambda size: plain(line * (size // len(line)))


def _subject(value: str) -> bytes:
    return mail(subject="", headers=(("Subject", value),), body=b"Hej")


HOSTILE: tuple[Hostile, ...] = (
    Hostile(name="only_a_header", make=lambda _: b"From: a@b.example\r\nSubject: x", large=1),
    Hostile(name="no_header", make=lambda size: b"hej " * size, large=1_000_000),
    Hostile(name="empty_lines", make=lambda size: b"\r\n" * size + b"x", large=5_000_000),
    Hostile(name="zeros", make=lambda size: b"\0" * size, large=10_000_000),
    Hostile(name="spaces", make=lambda size: plain(" " * size), large=5_000_000),
    Hostile(name="bare_cr", make=lambda size: b"Subject: a\rFrom: b@c.example\r\r" + b"Hej\r" * size, large=500_000),
    Hostile(name="cr_smuggle", make=lambda _: mail(headers=(("X-A", "b\rReply-To: ond@ond.example"),)), large=1),
    Hostile(name="header_without_end", make=lambda size: b"X-A: b\r\n" * size, large=2_000_000),
    Hostile(name="one_long_field", make=lambda size: mail(headers=(("X-A", "a" * size),)), large=20_000_000),
    Hostile(name="folded_field", make=lambda size: mail(headers=(("X-A", "a\r\n " * size),)), large=2_000_000),
    Hostile(name="many_fields", make=lambda size: mail(headers=[(f"X-{n}", "a") for n in range(size)]), large=100_000),
    Hostile(name="many_recipients", make=lambda size: mail(to=", ".join(["a@b.example"] * size)), large=100_000),
    Hostile(
        name="many_odd_recipients", make=lambda size: mail(to=", ".join(['"a\\"," <a@b.example>'] * size)), large=50_000
    ),
    Hostile(name="parentheses_in_from", make=lambda size: mail(sender="(" * size + " a@b.example"), large=1_000_000),
    Hostile(name="angles_in_from", make=lambda size: mail(sender="<" * size + "a@b.example"), large=1_000_000),
    Hostile(name="quotes_in_from", make=lambda size: mail(sender='"' * size + "a@b.example"), large=1_000_000),
    Hostile(name="encoded_words", make=lambda size: _subject("=?utf-8?q?a?= " * size), large=200_000),
    Hostile(name="half_encoded_words", make=lambda size: _subject("=?utf-8?q?" * size), large=200_000),
    Hostile(name="punycode_word", make=lambda size: _subject(f"=?punycode?q?{'a' * size}-?="), large=1_000_000),
    Hostile(
        name="punycode_name", make=lambda size: mail(sender=f"=?punycode?q?{'a' * size}-?= <a@b.example>"), large=60_000
    ),
    Hostile(name="idna_domain", make=lambda size: mail(sender="a@" + "ö" * size + ".example"), large=1_000_000),
    Hostile(name="nul_charset_word", make=lambda _: _subject("=?a\0b?q?x?="), large=1),
    Hostile(name="messages_ids", make=lambda size: mail(headers=(("References", "<" * size),)), large=1_000_000),
    Hostile(name="comments", make=lambda size: mail(headers=(("Auto-Submitted", "(" * size),)), large=1_000_000),
    Hostile(name="received", make=lambda size: mail(top=[("Received", "from a by mx.example;")] * size), large=100_000),
    Hostile(name="quoted_semicolons", make=lambda size: _typed('text/plain; a="' + ";" * size + '"'), large=1_000_000),
    Hostile(name="open_quotes", make=lambda size: _typed("text/plain" + '; a="' * size), large=1_000_000),
    Hostile(name="parameters", make=lambda size: _typed("text/plain" + "; a=b" * size), large=1_000_000),
    Hostile(name="sections", make=lambda size: _typed(f"text/plain; name*{'9' * size}=x"), large=1_000_000),
    Hostile(
        name="parts_without_parameters",
        make=lambda size: multipart(*[b"Content-Type: text/plain; " + b"a" * 8000 + b"\r\n\r\nx"] * size),
        large=499,
    ),
    Hostile(
        name="parts_of_names",
        make=lambda size: multipart(*[b"Content-Disposition: attachment" + b'; "a' * 2500 + b"\r\n\r\nx"] * size),
        large=499,
    ),
    Hostile(
        name="parts_with_long_fields",
        make=lambda size: multipart(*[b"X-A: " + b"(" * 60_000 + b"\r\n\r\nx"] * size),
        large=499,
    ),
    Hostile(name="nul_in_charset", make=lambda _: _typed('text/plain; charset="utf\0-8"'), large=1),
    Hostile(name="nul_in_sections", make=lambda _: _typed("text/plain; name*=a\0b'sv'x%00y"), large=1),
    Hostile(
        name="punycode_charset",
        make=lambda size: _typed("text/plain; charset=punycode", b"a" * size + b"-b"),
        large=1_000_000,
    ),
    Hostile(name="idna_charset", make=lambda size: _typed("text/plain; charset=idna", b"a." * size), large=1_000_000),
    Hostile(name="utf7_charset", make=lambda _: _typed("text/plain; charset=utf-7", b"+ADw-script+AD4-"), large=1),
    Hostile(
        name="lone_surrogates",
        make=lambda size: _typed("text/plain; charset=utf-16-le", b"\x00\xd8" * size),
        large=1_000_000,
    ),
    Hostile(name="bad_base64", make=lambda size: _typed("text/plain", b"QUJD=" * size, "base64"), large=2_000_000),
    Hostile(
        name="bad_quoted_printable",
        make=lambda size: _typed("text/plain", b"=" * size, "quoted-printable"),
        large=5_000_000,
    ),
    Hostile(
        name="uuencode",
        make=lambda size: _typed("text/plain", b"begin 644 a\n" + b"!" * size, "x-uuencode"),
        large=5_000_000,
    ),
    Hostile(name="truncated", make=_truncated, large=1),
    Hostile(name="same_boundary", make=_same_boundary, large=1),
    Hostile(
        name="empty_boundary",
        make=lambda _: _typed('multipart/mixed; boundary=""', b"--\r\n\r\nHej\r\n----\r\n"),
        large=1,
    ),
    Hostile(name="no_boundary", make=lambda size: _typed("multipart/mixed", b"\n--" * size), large=2_000_000),
    Hostile(
        name="long_boundary",
        make=lambda size: _typed(f"multipart/mixed; boundary={'b' * size}", b"--" + b"b" * size),
        large=60_000,
    ),
    Hostile(name="nested", make=_nested, large=10_000),
    Hostile(name="mails_in_mails", make=_mails_in_mails, large=10_000),
    Hostile(name="amplified_mails", make=_amplified, large=5_000_000),
    Hostile(name="flat_parts", make=lambda size: multipart(*[b"\r\nx"] * size), large=100_000),
    Hostile(name="false_boundaries", make=lambda size: multipart(b"\r\n" + b"\n--=-skiljer" * size), large=2_000_000),
    Hostile(
        name="partial",
        make=lambda _: _typed('message/partial; id="a"; number=1; total=2', b"Subject: x\r\n\r\nHej"),
        large=1,
    ),
    Hostile(
        name="external_body",
        make=lambda _: _typed('message/external-body; access-type=URL; URL="http://127.0.0.1/"', b"\r\n"),
        large=1,
    ),
    Hostile(name="docx_bomb", make=_zip_bomb, large=200_000),
    Hostile(name="docx_members", make=_many_members, large=200_000),
    Hostile(name="docx_laughs", make=_laughs, large=60),
    Hostile(name="docx_xxe", make=lambda _: _xxe("utf-8"), large=1),
    Hostile(name="docx_xxe_utf16", make=lambda _: _xxe("utf-16"), large=1),
    Hostile(name="odt_tags", make=_tags_in_document, large=300_000),
    Hostile(name="pdf_bomb", make=_pdf, large=200_000_000),
    Hostile(name="html_open_tags", make=lambda size: _html(b"<a " * size), large=1_500_000),
    Hostile(name="html_comments", make=lambda size: _html(b"<!--" * size), large=1_000_000),
    Hostile(name="html_divs", make=lambda size: _html(b"<div>" * size), large=1_000_000),
    Hostile(name="html_quotes", make=lambda size: _html(b"<blockquote type=cite>x" * size), large=200_000),
    Hostile(name="html_ampersands", make=lambda size: _html(b"&" * size), large=5_000_000),
    Hostile(name="html_numbers", make=lambda size: _html(b"&#" + b"9" * size + b";"), large=5_000_000),
    Hostile(name="html_attributes", make=lambda size: _html(b"<a " + b"b='" * size), large=1_500_000),
    Hostile(name="text_lines", make=_lines("a\n"), large=5_000_000),
    Hostile(name="text_quotes", make=_lines("> a\n"), large=5_000_000),
    Hostile(
        name="text_attributions", make=_lines("Den 5 juni 2018 kl 10:14 skrev A <a@b.example>:\n> x\n"), large=5_000_000
    ),
    Hostile(
        name="text_blocks", make=_lines("Från: a\nSkickat: den 5 juni 2018 10:14\nTill: b\nÄmne: c\n"), large=5_000_000
    ),
    Hostile(name="text_forwards", make=_lines("---------- Forwarded message ----------\n"), large=5_000_000),
    Hostile(name="text_rules", make=_lines("_____\n"), large=5_000_000),
    Hostile(name="text_signatures", make=_lines("-- \n"), large=5_000_000),
    Hostile(name="text_colons", make=_lines("2018 skrev:\n"), large=5_000_000),
    Hostile(name="text_one_line", make=_lines("skrev 2018: "), large=5_000_000),
    Hostile(name="text_flowed", make=lambda size: plain("> a \n" * size, parameters="; format=flowed"), large=500_000),
    Hostile(
        name="report_records",
        make=lambda size: delivery_report(diagnosis="smtp; 550 User unknown\r\n" + "\r\nAction: failed\r\n" * size),
        large=100_000,
    ),
    Hostile(
        name="bounce_dashes",
        make=lambda size: plain(
            "could not be delivered\n" + "-" * size, sender="MAILER-DAEMON@x.example", subject="failure notice"
        ),
        large=1_000_000,
    ),
    Hostile(
        name="bounce_addresses",
        make=lambda size: plain(
            "a@b.example " * size, sender="MAILER-DAEMON@x.example", headers=(("X-Failed-Recipients", "a@b.example"),)
        ),
        large=100_000,
    ),
    Hostile(
        name="mail_in_base64",
        make=lambda size: multipart(part(b"Subject: x\r\n\r\n" + base64.b64encode(b"y" * size), "message/rfc822")),
        large=10_000_000,
    ),
    Hostile(
        name="alternatives",
        make=lambda size: mail(
            body=joined(*[b"Content-Type: text/html\r\n\r\n<p>" + b"<b>" * size] * 20, boundary="x"),
            content_type="multipart/alternative; boundary=x",
            encoding="",
        ),
        large=100_000,
    ),
)
