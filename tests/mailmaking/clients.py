"""Mails as Outlook, Gmail, Apple Mail and Thunderbird write them: their marks of quotes, their HTML, their fields."""

from __future__ import annotations

import base64
import html

from mailmaking import multipart, nested, plain, text_part


def outlook(text: str, *, quoted: str = "", charset: str = "utf-8", **fields: object) -> bytes:
    """A mail of Outlook for Windows in Swedish: both versions, a header block above what is answered."""
    block = [
        "Från: Luleå kommun <lulea.kommun@lulea.se>",
        "Skickat: den 20 juni 2018 09:12",
        "Till: Anna Åberg <anna.aberg@luleaskidor.example>",
        "Ämne: Remiss: lokal överenskommelse",
    ]
    whole = text if not quoted else f"{text}\n\n" + "\n".join(block) + f"\n\n{quoted}"
    rows = "".join(f"<p class=MsoNormal>{html.escape(row) or '&nbsp;'}<o:p></o:p></p>" for row in whole.split("\n"))
    style = "<style>p.MsoNormal{margin:0cm}</style>"
    page = f"<html><head>{style}</head><body lang=SV><div class=WordSection1>{rows}</div></body></html>"
    return multipart(
        text_part(whole, charset=charset),
        text_part(page, subtype="html", charset=charset),
        subtype="alternative",
        boundary="_000_AM0PR0102MB0001_",
        headers=(("Thread-Topic", "Remiss"), ("X-MS-Has-Attach", ""), ("Accept-Language", "sv-SE, en-US")),
        charset=charset,
        **fields,
    )


def outlook_on_the_web(text: str, *, quoted: str, **fields: object) -> bytes:
    """A mail of Outlook on the web: HTML alone, a rule and a header block above what is answered."""
    block = (
        "<b>Från:</b> Luleå kommun &lt;lulea.kommun@lulea.se&gt;<br><b>Skickat:</b> den 20 juni 2018 09:12<br>"
        "<b>Till:</b> Anna Åberg<br><b>Ämne:</b> Remiss<div>&nbsp;</div>"
    )
    page = (
        f"<html><body><div>{_rows(text)}</div><hr tabindex='-1' style='width:98%'>"
        f"<div id='divRplyFwdMsg'>{block}</div><div>{_rows(quoted)}</div></body></html>"
    )
    return plain(page, encoding="quoted-printable", **fields).replace(b"text/plain", b"text/html", 1)


def gmail(text: str, *, quoted: str = "", signature: str = "", **fields: object) -> bytes:
    """A mail of Gmail in Swedish: both versions, an attribution above what is answered, the signature above that."""
    said = "Den ons 20 juni 2018 kl 09:12 skrev Luleå kommun <lulea.kommun@lulea.se>:"
    lines = [text]
    page = f'<div dir="ltr">{_rows(text)}</div>'
    if signature:
        lines += ["", "-- ", signature]
        page += f'<br>-- <br><div dir="ltr" class="gmail_signature">{_rows(signature)}</div>'
    if quoted:
        lines += ["", said, "", *(f"> {row}".rstrip() for row in quoted.split("\n"))]
        page += (
            f'<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">{html.escape(said)}<br></div>'
            f'<blockquote class="gmail_quote" style="margin:0 0 0 .8ex">{_rows(quoted)}</blockquote></div>'
        )
    return multipart(
        text_part("\n".join(lines)),
        text_part(page, subtype="html"),
        subtype="alternative",
        boundary="000000000000d2c4d1056f1",
        **fields,
    )


def apple_mail(text: str, *, quoted: str = "", device: str = "Skickat från min iPhone", **fields: object) -> bytes:
    """A mail of Apple Mail on a phone in Swedish: plain text, the device's line, an attribution."""
    lines = [text, "", device]
    if quoted:
        lines += ["", "20 juni 2018 kl. 09:12 skrev Luleå kommun <lulea.kommun@lulea.se>:", ""]
        lines += [f"> {row}".rstrip() for row in quoted.split("\n")]
    return plain(
        "\n".join(lines), encoding="quoted-printable", headers=(("X-Mailer", "iPhone Mail (15F79)"),), **fields
    )


def thunderbird(text: str, *, quoted: str = "", signature: str = "", **fields: object) -> bytes:
    """A mail of Thunderbird in Swedish: flowed text, the answer below what is answered."""
    lines = []
    if quoted:
        lines += [
            "Den 2018-06-20 kl. 09:12, skrev Luleå kommun:",
            *(f"> {row}".rstrip() for row in quoted.split("\n")),
            "",
        ]
    lines += [flowed(text)]
    if signature:
        lines += ["", "-- ", signature]
    return plain(
        "\n".join(lines),
        parameters="; format=flowed",
        headers=(("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:52.0) Thunderbird/52.8.0"),),
        **fields,
    )


def forwarded_by_gmail(text: str, original: str, **fields: object) -> bytes:
    """A mail that is passed on with Gmail."""
    head = [
        "---------- Vidarebefordrat meddelande ---------",
        "Från: Styrelsen <styrelsen@luleaskidor.example>",
        "Datum: tis 19 juni 2018 kl 20:01",
        "Ämne: Yttrande",
        "Till: <anna.aberg@luleaskidor.example>",
    ]
    return plain("\n".join([*([text, ""] if text else []), *head, "", "", original]), **fields)


def related_with_logo(text: str, logo: bytes, **fields: object) -> bytes:
    """A mail with a picture in its HTML: the picture is a part beside it."""
    picture = (
        b"Content-Type: image/png; name=image001.png\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-ID: <image001.png@01D40000>\r\n\r\n" + base64.encodebytes(logo)
    )
    versions = nested(text_part(text), text_part(f"<p>{_rows(text)}</p><img src='cid:image001.png'>", subtype="html"))
    return multipart(versions, picture, subtype="related", boundary="_004_", **fields)


def flowed(text: str, width: int = 72) -> str:
    """Text in lines that end in a space where they go on (RFC 3676)."""
    rows = []
    for row in text.split("\n"):
        words, line = row.split(" "), ""
        for word in words:
            if line and len(line) + len(word) > width:
                rows.append(line)
                line = ""
            line += word + " "
        rows.append(line[:-1])
    return "\n".join(rows)


def _rows(text: str) -> str:
    return "<br>".join(html.escape(row) for row in text.split("\n"))
