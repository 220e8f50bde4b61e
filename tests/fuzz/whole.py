"""The whole mails that mutants are made of: every kind of our own making, and the corpora of real mail."""

from __future__ import annotations

from collections.abc import Iterator

from corpora.real_mail import FOLDER, original, rows
from mailmaking import attached, clients, machines, mail, multipart, nested, part, plain, text_part
from mailmaking.compound import doc, msg
from mailmaking.documents import docx, ods, odt, rtf, xlsx
from mailmaking.pdf import pdf
from mailmaking.programs_desktop import DESKTOP
from mailmaking.programs_phone import PHONE
from mailmaking.programs_web import WEB
from mailmaking.scenes import Scene, both_mail
from mailmaking.wrapping import clear_signed, signed, tnef, uuencoded
from unit.parse.hostile_mails import HOSTILE

# Larger ones cost as much as many small ones and show nothing that those do not.
MOST_BYTES = 20_000

_ANSWER = "Hej!\n\nVår förening tillstyrker förslaget, med ett tillägg: å ä ö Å Ä Ö.\n\nHälsningar\nAnna Åberg"
_EARLIER = "Välkommen att lämna synpunkter.\n\n> Tidigare ord\n\n-- \nLuleå kommun"


def own() -> list[bytes]:
    """Return mails of every kind that is made for tests."""
    hostile = [one.make(size) for one in HOSTILE for size in (1, 20)]
    made = (*_of_people(), *_of_programs(), *_of_machines(), *_of_parts(), *_of_documents(), *hostile)
    return [one for one in made if len(one) <= MOST_BYTES]


def real() -> list[bytes]:
    """Return the mails of the corpora; none where they are not here."""
    paths = sorted({row["path"] for file in FOLDER.glob("*.tsv") for row in rows(file.name)})
    contents = ((path, original(path)) for path in paths)
    return [
        plain(content.decode("utf-8", "replace")) if path.endswith(".txt") else content
        for path, content in contents
        if len(content) <= MOST_BYTES
    ]


def _of_people() -> Iterator[bytes]:
    for charset, encoding in (
        ("utf-8", "8bit"),
        ("utf-8", "base64"),
        ("iso-8859-1", "quoted-printable"),
        ("windows-1252", "8bit"),
        ("utf-16", "base64"),
    ):
        yield plain(_ANSWER, charset=charset, encoding=encoding)
    yield clients.outlook(_ANSWER, quoted=_EARLIER)
    yield clients.outlook(_ANSWER, charset="windows-1252")
    yield clients.outlook_on_the_web(_ANSWER, quoted=_EARLIER)
    yield clients.gmail(_ANSWER, quoted=_EARLIER, signature="Anna Åberg\nordförande")
    yield clients.apple_mail(_ANSWER, quoted=_EARLIER)
    yield clients.thunderbird(_ANSWER, quoted=_EARLIER, signature="Anna Åberg")
    yield clients.forwarded_by_gmail("För kännedom", _ANSWER)
    yield clients.related_with_logo(_ANSWER, b"\x89PNG\r\n\x1a\n" + bytes(40))


def _of_programs() -> Iterator[bytes]:
    scene = Scene(text=_ANSWER, earlier=_EARLIER, card="Anna Åberg\nordförande")
    for program in (*DESKTOP, *WEB, *PHONE):
        yield both_mail(program, scene)


def _of_machines() -> Iterator[bytes]:
    yield machines.delivery_report()
    yield machines.delivery_report(action="delayed", status="4.4.1", encoding="base64")
    yield machines.read_receipt()
    yield machines.complaint()
    yield machines.exim_bounce()
    yield machines.qmail_bounce()
    yield machines.out_of_office("Jag är på semester.", "Autosvar: frånvarande", ("Auto-Submitted", "auto-replied"))


def _of_documents() -> Iterator[bytes]:
    rows = [["Namn", "Svar"], ["Å", 1]]
    for name, content in (
        ("a.rtf", rtf("Vårt svar")),
        ("a.doc", doc("Vårt svar")),
        ("a.xlsx", xlsx(rows)),
        ("a.ods", ods(rows)),
        ("a.pdf", pdf("Vårt svar")),
        ("a.msg", msg(text="Vårt svar", attachments=[("a.txt", b"Ja.")])),
        ("winmail.dat", tnef(text="Vårt svar", attachments=[("a.txt", b"Ja.")])),
        ("smime.p7m", signed(plain("Vårt svar"))),
        ("a.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"),
    ):
        yield multipart(text_part(_ANSWER), attached(content, name))
    yield plain(uuencoded(b"Ja.", "a.txt"))
    yield plain(clear_signed(_ANSWER))


def _of_parts() -> Iterator[bytes]:
    yield multipart(
        nested(text_part(_ANSWER), text_part(f"<p>{_ANSWER}</p>", subtype="html")),
        attached(docx("Vårt svar", "Ja."), "svar.docx"),
        attached(odt("Vårt svar"), "svår.odt"),
        attached(b"%PDF-1.4\n1 0 obj<<>>endobj", "a.pdf"),
    )
    yield multipart(part(plain(_ANSWER), "message/rfc822", encoding="8bit"), part(plain("x"), "message/rfc822"))
    yield mail(body=plain("inre"), content_type="message/rfc822", encoding="")
    yield mail(
        top=(
            (
                "Received",
                "from x.example by mx.lulea.example for <lulea.kommun@lulea.se>; Thu, 21 Jun 2018 10:14 +0200",
            ),
            ("Authentication-Results", "mx.lulea.example; dkim=pass header.d=luleaskidor.example (x)"),
            ("Return-Path", "<anna.aberg@luleaskidor.example>"),
        ),
        headers=(
            ("Reply-To", '"Å" <a@b.example>, grupp: c@d.example;'),
            ("References", "<a@b.example> <c@d.example>"),
            ("List-Id", "<lista.example>"),
            ("X-Auto-Response-Suppress", "OOF, AutoReply"),
        ),
        content_type="text/plain; charset*=utf-8'sv'utf-8; format=flowed; delsp=yes",
        body=b"Rader som \r\nflyter \r\n> och en \r\n> som citeras\r\n",
    )
