"""Swedish mail as associations send it, from every common program and in every encoding, read to the letter."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from mailmaking import plain
from mailmaking.clients import (
    apple_mail,
    forwarded_by_gmail,
    gmail,
    outlook,
    outlook_on_the_web,
    related_with_logo,
    thunderbird,
)
from mailmaking.reader import read_message

YES = (
    "Hej!\n\nLuleå skidor har läst förslaget till lokal överenskommelse. Vi tycker att det är bra, men vill att "
    "kommunen lovar mer om lokaler för ungdomar.\n\nMed vänlig hälsning\nAnna Åberg, ordförande"
)
DECLINE = "Hej,\n\nföreningen Gläntan avstår från att yttra sig över förslaget.\n\n/Örjan"
LIST = "Våra synpunkter:\n\n1. Stycke två är otydligt.\n2. Vem gör vad?\n\n- Åsa"
REQUEST = (
    "Hej,\n\nLuleå kommun vill ha era synpunkter på förslaget.\nSvara senast den 1 oktober.\n\n"
    "Vänligen\nKommunledningen"
)
MARKED = "\n".join(f"> {line}".rstrip() for line in REQUEST.split("\n"))
GMAIL_SAYS = "Den ons 20 juni 2018 kl 09:12 skrev Luleå kommun <lulea.kommun@lulea.se>:"
APPLE_SAYS = "20 juni 2018 kl. 09:12 skrev Luleå kommun <lulea.kommun@lulea.se>:"
THUNDERBIRD_SAYS = "Den 2018-06-20 kl. 09:12, skrev Luleå kommun:"
OUTLOOK_BLOCK = (
    "Från: Luleå kommun <lulea.kommun@lulea.se>\nSkickat: den 20 juni 2018 09:12\n"
    "Till: Anna Åberg <anna.aberg@luleaskidor.example>\nÄmne: Remiss: lokal överenskommelse"
)
WEB_BLOCK = (
    f"{'_' * 32}\nFrån: Luleå kommun <lulea.kommun@lulea.se>\nSkickat: den 20 juni 2018 09:12\n"
    "Till: Anna Åberg\nÄmne: Remiss"
)
PHONE = "Skickat från min iPhone"
CARD = "Anna Åberg\nLuleå skidor\nwww.luleaskidor.example"


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A mail, and what is in it."""

    name: str
    original: bytes
    text: str
    quoted: str = ""
    signature: str = ""


LETTERS = (
    Letter(name="plain utf-8", original=plain(YES), text=YES),
    Letter(name="plain latin-1", original=plain(YES, charset="iso-8859-1"), text=YES),
    Letter(
        name="plain latin-1 quoted", original=plain(LIST, charset="iso-8859-1", encoding="quoted-printable"), text=LIST
    ),
    Letter(name="plain windows", original=plain(f"{YES} – ”ja”", charset="windows-1252"), text=f"{YES} – ”ja”"),
    Letter(name="plain latin-9", original=plain(LIST, charset="iso-8859-15", encoding="base64"), text=LIST),
    Letter(name="plain utf-8 base64", original=plain(DECLINE, encoding="base64"), text=DECLINE),
    Letter(name="plain utf-8 quoted", original=plain(DECLINE, encoding="quoted-printable"), text=DECLINE),
    Letter(
        name="windows called latin-1",
        original=plain("Vi tycker – efter mötet – att det är bra.", charset="windows-1252").replace(
            b"windows-1252", b"iso-8859-1"
        ),
        text="Vi tycker – efter mötet – att det är bra.",
    ),
    Letter(
        name="utf-8 called ascii",
        original=plain(YES).replace(b"text/plain; charset=utf-8", b"text/plain; charset=us-ascii"),
        text=YES,
    ),
    Letter(
        name="latin-1 without a label",
        original=plain(YES, charset="iso-8859-1").replace(b"; charset=iso-8859-1", b""),
        text=YES,
    ),
    Letter(name="carriage returns alone", original=plain(LIST).replace(b"\r\n", b"\r"), text=LIST),
    Letter(name="line feeds alone", original=plain(LIST).replace(b"\r\n", b"\n"), text=LIST),
    Letter(name="outlook", original=outlook(YES), text=YES),
    Letter(name="outlook latin-1", original=outlook(DECLINE, charset="iso-8859-1"), text=DECLINE),
    Letter(
        name="outlook answer",
        original=outlook(YES, quoted=REQUEST, subject="SV: Remiss"),
        text=YES,
        quoted=f"{OUTLOOK_BLOCK}\n\n{REQUEST}",
    ),
    Letter(
        name="outlook on the web answer",
        original=outlook_on_the_web(LIST, quoted=REQUEST, subject="SV: Remiss"),
        text=LIST,
        quoted=f"{WEB_BLOCK}\n\n{REQUEST}",
    ),
    Letter(name="gmail", original=gmail(YES), text=YES),
    Letter(name="gmail with a card", original=gmail(YES, signature=CARD), text=YES, signature=CARD),
    Letter(
        name="gmail answer",
        original=gmail(DECLINE, quoted=REQUEST, signature=CARD, subject="Re: Remiss"),
        text=DECLINE,
        quoted=f"{GMAIL_SAYS}\n{MARKED}",
        signature=CARD,
    ),
    Letter(name="apple mail on a phone", original=apple_mail(DECLINE), text=DECLINE, signature=PHONE),
    Letter(
        name="apple mail answer",
        original=apple_mail(LIST, quoted=REQUEST, subject="Re: Remiss"),
        text=LIST,
        quoted=f"{APPLE_SAYS}\n{MARKED}",
        signature=PHONE,
    ),
    Letter(name="thunderbird", original=thunderbird(YES, signature=CARD), text=YES, signature=CARD),
    Letter(
        name="thunderbird answer below",
        original=thunderbird(YES, quoted=REQUEST, signature=CARD, subject="Re: Remiss"),
        text=YES,
        quoted=f"{THUNDERBIRD_SAYS}\n{MARKED}",
        signature=CARD,
    ),
    Letter(
        name="passed on",
        original=forwarded_by_gmail("", YES, subject="Fwd: Yttrande"),
        text=YES,
        quoted=(
            "---------- Vidarebefordrat meddelande ---------\nFrån: Styrelsen <styrelsen@luleaskidor.example>\n"
            "Datum: tis 19 juni 2018 kl 20:01\nÄmne: Yttrande\nTill: <anna.aberg@luleaskidor.example>"
        ),
    ),
    Letter(name="with a picture", original=related_with_logo(DECLINE, b"\x89PNG\r\n\x1a\n"), text=DECLINE),
)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.name)
def test_a_swedish_mail_is_read_to_the_letter(letter):
    message = read_message(letter.original)
    assert (message.text, message.quoted, message.signature, message.language) == (
        letter.text,
        letter.quoted,
        letter.signature,
        "sv",
    )


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_a_swedish_subject_and_name_are_read_to_the_letter(charset):
    message = read_message(
        plain(YES, charset=charset, subject="Yttrande över förslaget", sender="Örjan Ås <o@as.example>")
    )
    assert (message.subject, message.from_name) == ("Yttrande över förslaget", "Örjan Ås")
