"""The mail programs that people used in 2018, and what gives each of them away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mailintake.demo.mailcraft.mime import Encoding, FilenameStyle, HeaderStyle
from mailintake.demo.mailcraft.pages import (
    ANDROID_PAGE,
    APPLE_MAIL_PAGE,
    BULK_PAGE,
    GMAIL_PAGE,
    OUTLOOK_PAGE,
    OUTLOOK_WEB_PAGE,
    WEBMAIL_PAGE,
    Page,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Client:
    """One mail program."""

    name: str
    charsets: tuple[str, ...]  # the first one that has all letters is used
    encoding: Encoding
    message_id: str  # a template of the names that mailcraft.tokens gives
    label: str = ""  # what it says that the text is written in, where that is not true
    headers: HeaderStyle = HeaderStyle.Q
    filenames: FilenameStyle = FilenameStyle.ENCODED_WORD
    fields: tuple[tuple[str, str], ...] = ()  # its own header fields, also templates
    mime_version: str = "1.0"
    boundary: str = "----=_Part_{hex8}"
    page: Page | None = None
    is_flowed: bool = False
    wrap_at: int = 0  # hard line breaks; 0: none
    attribution: str = ""  # the line or block above what it quotes
    quote_prefix: str = "> "
    reply_prefix: str = "Re: "
    signature: str = ""  # what it adds to every mail


_HEAD = (
    "Från: {name} <{address}>",
    "Skickat: den {day} {month} {year} {time}",
    "Till: {to}",
    "Ämne: {subject}",
)
_OUTLOOK_FIELDS = (
    ("Thread-Topic", "{thread}"),
    ("Thread-Index", "AdQI{letters22}=="),
    ("Accept-Language", "sv-SE, en-US"),
    ("Content-Language", "sv-SE"),
    ("X-MS-Has-Attach", "{has_files}"),
    ("X-MS-TNEF-Correlator", ""),
)
_EXCHANGE_ID = "<DB6PR{digits4}MB{digits4}{upper22}@DB6PR{digits4}MB{digits4}.eurprd03.prod.exchange.example>"

OUTLOOK = Client(
    name="outlook",
    charsets=("iso-8859-1", "windows-1252", "utf-8"),
    encoding=Encoding.QUOTED_PRINTABLE,
    message_id=_EXCHANGE_ID,
    fields=_OUTLOOK_FIELDS,
    boundary="_000_DB6PR{digits4}MB{digits4}{upper22}DB6P_",
    page=OUTLOOK_PAGE,
    attribution="\n".join(_HEAD) + "\n",
    quote_prefix="",
    reply_prefix="SV: ",
)
OUTLOOK_WEB = Client(
    name="outlook_web",
    charsets=("iso-8859-1", "windows-1252", "utf-8"),
    encoding=Encoding.QUOTED_PRINTABLE,
    message_id=_EXCHANGE_ID,
    fields=_OUTLOOK_FIELDS,
    boundary="_000_DB6PR{digits4}MB{digits4}{upper22}DB6P_",
    page=OUTLOOK_WEB_PAGE,
    attribution="\n".join(("_" * 32, *_HEAD)) + "\n",
    quote_prefix="",
    reply_prefix="SV: ",
)
OUTLOOK_EXPRESS = Client(
    name="outlook_express",
    charsets=("iso-8859-1",),
    encoding=Encoding.EIGHT_BIT,
    headers=HeaderStyle.RAW,
    message_id="<{hex8}01d408${hex8}$0200a8c0@{domain}>",
    fields=(
        ("X-Priority", "3"),
        ("X-MSMail-Priority", "Normal"),
        ("X-Mailer", "Microsoft Outlook Express 6.00.2900.5931"),
        ("X-MimeOLE", "Produced By Microsoft MimeOLE V6.00.2900.6157"),
    ),
    boundary="----=_NextPart_000_0008_01D408.{upper8}",
    wrap_at=76,
    attribution=(
        "----- Original Message ----- \nFrom: {name} <{address}>\nTo: {to}\nSent: {date} {time}\nSubject: {subject}\n"
    ),
)
US_ASCII_LIAR = Client(
    name="us_ascii_liar",
    charsets=("windows-1252",),
    label="us-ascii",
    encoding=Encoding.SEVEN_BIT,
    headers=HeaderStyle.RAW,
    message_id="<{digits10}.{digits4}@{domain}>",
    fields=(("X-Mailer", "FormMail 1.92"),),
    wrap_at=72,
    attribution="{name} skrev {date}:",
)
WRONG_LABEL = Client(
    name="wrong_label",
    charsets=("windows-1252",),
    label="utf-8",
    encoding=Encoding.EIGHT_BIT,
    message_id="<{digits10}.{hex8}@{domain}>",
    fields=(("X-Mailer", "FirstClass 11.0 (build 11.025)"),),
    wrap_at=72,
    attribution="{name} <{address}> skriver:",
)
GMAIL = Client(
    name="gmail",
    charsets=("utf-8",),
    encoding=Encoding.QUOTED_PRINTABLE,
    message_id="<CA{letters22}+{letters22}@mail.{domain}>",
    boundary="000000000000{hex12}05{hex8}",
    page=GMAIL_PAGE,
    wrap_at=76,
    attribution="Den {weekday_short} {day} {month_short} {year} kl {time} skrev {name} <{address}>:\n",
)
IPHONE = Client(
    name="iphone",
    charsets=("utf-8",),
    encoding=Encoding.QUOTED_PRINTABLE,
    message_id="<{uuid}@{domain}>",
    fields=(("X-Mailer", "iPhone Mail (15F79)"),),
    mime_version="1.0 (1.0)",
    filenames=FilenameStyle.PARAMETER,
    boundary="Apple-Mail-{uuid}",
    attribution="{day} {month_short} {year} kl. {time} skrev {name} <{address}>:\n",
    signature="Skickat från min iPhone",
)
APPLE_MAIL = Client(
    name="apple_mail",
    charsets=("utf-8",),
    encoding=Encoding.QUOTED_PRINTABLE,
    message_id="<{uuid}@{domain}>",
    fields=(("X-Mailer", "Apple Mail (2.3445.8.2)"),),
    mime_version="1.0 (Mac OS X Mail 11.4 \\(3445.8.2\\))",
    filenames=FilenameStyle.PARAMETER,
    boundary="Apple-Mail=_{uuid}",
    page=APPLE_MAIL_PAGE,
    attribution="{day} {month_short} {year} kl. {time} skrev {name} <{address}>:\n",
)
THUNDERBIRD = Client(
    name="thunderbird",
    charsets=("utf-8",),
    encoding=Encoding.EIGHT_BIT,
    message_id="<{uuid}@{domain}>",
    fields=(
        ("User-Agent", "Mozilla/5.0 (Windows NT 10.0; WOW64; rv:52.0)\r\n Gecko/20100101 Thunderbird/52.8.0"),
        ("Content-Language", "sv"),
    ),
    filenames=FilenameStyle.PARAMETER,
    boundary="------------{upper22}",
    is_flowed=True,
    attribution="Den {date} kl. {time}, skrev {name}:",
)
ROUNDCUBE = Client(
    name="roundcube",
    charsets=("utf-8",),
    encoding=Encoding.QUOTED_PRINTABLE,
    message_id="<{hex32}@{domain}>",
    fields=(("User-Agent", "Roundcube Webmail/1.3.6"),),
    filenames=FilenameStyle.PARAMETER,
    boundary="=_{hex32}",
    is_flowed=True,
    attribution="{date} {time} skrev {name}:",
)
ANDROID = Client(
    name="android",
    charsets=("utf-8",),
    encoding=Encoding.BASE64,
    headers=HeaderStyle.B,
    message_id="<{letters22}.{digits10}@email.{domain}>",
    boundary="--_com.android.email_{digits10}",
    page=ANDROID_PAGE,
    attribution=(
        "-------- Originalmeddelande --------\nFrån: {name} <{address}>\nDatum: {date}  {time}  (GMT+01:00)\n"
        "Till: {to}\nÄmne: {subject}\n"
    ),
    quote_prefix="",
    reply_prefix="Sv: ",
    signature="Skickat från min Samsung Galaxy-smarttelefon.",
)
WEBMAIL = Client(
    name="webmail",
    charsets=("utf-8",),
    encoding=Encoding.BASE64,
    headers=HeaderStyle.B,
    message_id="<{digits10}.{digits4}.{digits10}@mail.{domain}>",
    fields=(("X-Mailer", "WebService/1.1.12062 basic"),),
    boundary="----=_Part_{digits4}_{digits10}.{digits10}",
    page=WEBMAIL_PAGE,
    attribution="    Den {weekday} {day} {month} {year} {time}:00 CEST, {name} <{address}> skrev: \n ",
    quote_prefix=" ",
    reply_prefix="Sv: ",
)
BULK = Client(
    name="bulk",
    charsets=("utf-8",),
    encoding=Encoding.QUOTED_PRINTABLE,
    message_id="<{hex32}.{hex8}@utskick.{domain}>",
    fields=(("X-Mailer", "Utskick 4.2"), ("Precedence", "bulk")),
    boundary="_----------={digits10}{digits4}",
    page=BULK_PAGE,
)
SYSTEM = Client(
    name="system",
    charsets=("utf-8",),
    encoding=Encoding.BASE64,
    headers=HeaderStyle.B,
    message_id="<{hex32}@{domain}>",
)

CLIENTS: Mapping[str, Client] = MappingProxyType(
    {
        client.name: client
        for client in (
            OUTLOOK,
            OUTLOOK_WEB,
            OUTLOOK_EXPRESS,
            US_ASCII_LIAR,
            WRONG_LABEL,
            GMAIL,
            IPHONE,
            APPLE_MAIL,
            THUNDERBIRD,
            ROUNDCUBE,
            ANDROID,
            WEBMAIL,
            BULK,
            SYSTEM,
        )
    }
)
