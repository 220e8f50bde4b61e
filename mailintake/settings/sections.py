"""The sections of mailintake.toml: every setting with its type, check, default and meaning.

docs/settings.md and the file that ``mailintake init`` writes tell of these settings and no others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from mailintake.settings.kinds.listing import ListOf
from mailintake.settings.kinds.mail import Address, Host, NamedAddress, ReturnAddress, Sender
from mailintake.settings.kinds.moment import Start, StartWord, TimeOfDay, Weekdays, Zone
from mailintake.settings.kinds.number import PORT, Switch, Whole
from mailintake.settings.kinds.place import FilePath, StoreUrl
from mailintake.settings.kinds.text import LANGUAGE, Choice, Line, SecretText, Url
from mailintake.settings.secret import Secret
from mailintake.settings.table import Key


class Tls(StrEnum):
    """How a connection is made safe."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class Auth(StrEnum):
    """How the service signs in to the mailbox."""

    PASSWORD = "password"  # noqa: S105 -- a word of the settings, not a password
    OAUTH2 = "oauth2"


class Filing(StrEnum):
    """What is done in the mailbox with a mail that was kept."""

    NONE = "none"
    KEYWORD = "keyword"
    COPY = "copy"
    MOVE = "move"


class WhenQuiet(StrEnum):
    """What the digest does on a day when nothing has happened."""

    SKIP = "skip"
    LINE = "line"


_STOCKHOLM = ZoneInfo("Europe/Stockholm")
_SQLITE_FILE = Secret("sqlite:///var/mailintake.db")
_NO_SECRET = Secret()

_FOLDERS = ListOf(Line(may_be_empty=False))
_ADDRESSES = ListOf(Address())


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceSettings:
    """Who we are."""

    name: Annotated[str, Key(Line(may_be_empty=False), "The authority's name, as it stands in mails.")]
    timezone: Annotated[ZoneInfo, Key(Zone(), "Where days begin and end: deadlines, digests, reminders.")] = _STOCKHOLM
    language: Annotated[str, Key(LANGUAGE, "The language of mails where the sender's own is not offered.")] = "sv"
    base_url: Annotated[
        str, Key(Url(), "Address of the staff pages, for links in mails to staff. Empty: no links.")
    ] = ""
    templates: Annotated[
        Path | None,
        Key(FilePath(is_folder=True), "A folder with mail templates of your own, used before the shipped ones."),
    ] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StoreSettings:
    """Where the register lies."""

    url: Annotated[
        Secret,
        Key(
            StoreUrl(),
            "The database: sqlite:///FILE, or postgresql+psycopg://USER@HOST/DATABASE. A relative file counts from the "
            "folder that the settings' folder lies in.",
        ),
    ] = _SQLITE_FILE
    password: Annotated[Secret, Key(SecretText(), "The database's password, put into url.")] = _NO_SECRET
    password_file: Annotated[Path | None, Key(FilePath(), "A file that holds the database's password.")] = None
    lease_seconds: Annotated[
        int, Key(Whole(5, 600), "How long a process that has died keeps the mailbox from others, in seconds.")
    ] = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class MailboxSettings:
    """Where mail is read. Nothing in the mailbox is changed unless filing or sent_folder says so."""

    host: Annotated[str, Key(Host(), "The IMAP server.")]
    port: Annotated[int, Key(PORT, 'Its port: 993 with tls, 143 with "starttls".')] = 993
    tls: Annotated[Tls, Key(Choice(Tls), "How the connection is made safe.")] = Tls.TLS
    ca_file: Annotated[Path | None, Key(FilePath(), "Certificates to trust instead of the system's.")] = None
    allow_plaintext: Annotated[
        bool, Key(Switch(), 'With tls = "none": send the password in clear to another machine.')
    ] = False
    user: Annotated[str, Key(Line(may_be_empty=False), "The name to sign in with.")]
    password: Annotated[Secret, Key(SecretText(), "Its password; better in password_file.")] = _NO_SECRET
    password_file: Annotated[Path | None, Key(FilePath(), "A file that holds the password.")] = None
    auth: Annotated[Auth, Key(Choice(Auth), 'How to sign in; this version has only "password".')] = Auth.PASSWORD
    addresses: Annotated[
        tuple[str, ...],
        Key(
            ListOf(Address(), at_least=1),
            "Our own addresses that lead here: only mail sent to one of them is answered.",
        ),
    ]
    folders: Annotated[
        tuple[str, ...], Key(ListOf(Line(may_be_empty=False), at_least=1), "The folders that are read.")
    ] = ("INBOX",)
    junk_folders: Annotated[
        tuple[str, ...], Key(_FOLDERS, "Junk folders, read too: a comment in one has still been received.")
    ] = ()
    start: Annotated[
        StartWord | date, Key(Start(), "Where the first run starts. Mail from before the first run is never answered.")
    ] = StartWord.NOW
    poll_seconds: Annotated[int, Key(Whole(1, 86_400), "How often the mailbox is looked at, in seconds.")] = 60
    idle: Annotated[bool, Key(Switch(), "Let the server tell of new mail at once, where it can (IDLE).")] = True
    command_seconds: Annotated[int, Key(Whole(1, 3600), "The longest that the server may take over one command.")] = 60
    max_bytes: Annotated[
        int, Key(Whole(1000, 1_000_000_000), "Of a larger mail only the header is read, and staff are told.")
    ] = 52_428_800
    trusted_authserv_ids: Annotated[
        tuple[str, ...],
        Key(ListOf(Line(may_be_empty=False)), "Whose Authentication-Results are believed (RFC 8601); no others are."),
    ] = ()
    boundary_hosts: Annotated[
        tuple[str, ...],
        Key(ListOf(Host()), "Your receiving servers, whose Received line tells when a mail reached you."),
    ] = ()
    filing: Annotated[Filing, Key(Choice(Filing), "What is done in the mailbox with a mail that was kept.")] = (
        Filing.NONE
    )
    filing_target: Annotated[
        str, Key(Line(), "The folder to copy or move to, or the keyword to set (empty: mailintake's own).")
    ] = ""
    sent_folder: Annotated[
        str, Key(Line(), "The folder where a copy of each mail to people is laid once it was sent. Empty: nowhere.")
    ] = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SmtpSettings:
    """Where mail is sent."""

    host: Annotated[str, Key(Host(), "The outgoing mail server.")]
    port: Annotated[int, Key(PORT, 'Its port: 587 with "starttls", 465 with "tls".')] = 587
    tls: Annotated[Tls, Key(Choice(Tls), "How the connection is made safe.")] = Tls.STARTTLS
    ca_file: Annotated[Path | None, Key(FilePath(), "Certificates to trust instead of the system's.")] = None
    allow_plaintext: Annotated[
        bool, Key(Switch(), 'With tls = "none": send mail and password in clear to another machine.')
    ] = False
    user: Annotated[str, Key(Line(), "The name to sign in with. Empty: the server asks for none.")] = ""
    password: Annotated[Secret, Key(SecretText(), "Its password; better in password_file.")] = _NO_SECRET
    password_file: Annotated[Path | None, Key(FilePath(), "A file that holds the password.")] = None
    sender: Annotated[NamedAddress, Key(Sender(), "Who our mails are from.")]
    envelope_sender: Annotated[
        str,
        Key(
            ReturnAddress(may_be_empty=True),
            "Where reports of failed delivery go; {token} is filled with what names the mail. Empty: nowhere for "
            "automatic answers (the null sender, RFC 3834), to sender for all else.",
        ),
    ] = ""
    timeout_seconds: Annotated[int, Key(Whole(1, 600), "The longest wait for the server's next word.")] = 30
    per_minute: Annotated[
        int, Key(Whole(0, 100_000), "At most so many mails go out in a minute. 0: as many as the server takes.")
    ] = 0
    give_up_hours: Annotated[int, Key(Whole(1, 720), "How long a mail that the server puts off is tried again.")] = 72


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffSettings:
    """What staff are sent, and when."""

    digest_to: Annotated[tuple[str, ...], Key(_ADDRESSES, "Who gets the daily digest.")] = ()
    digest_at: Annotated[time, Key(TimeOfDay(), "When it goes out.")] = time(7, 30)
    digest_days: Annotated[tuple[int, ...], Key(Weekdays(), "On which days.")] = (0, 1, 2, 3, 4)
    skip_holidays: Annotated[bool, Key(Switch(), "Not on Swedish public holidays.")] = True
    digest_when_quiet: Annotated[
        WhenQuiet, Key(Choice(WhenQuiet), "On a day without news: no mail, or one line that says so.")
    ] = WhenQuiet.SKIP
    alert_to: Annotated[
        tuple[str, ...], Key(_ADDRESSES, "Who is told at once of a fault. Empty: those of digest_to.")
    ] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LimitsSettings:
    """How many automatic answers may go out; what comes above is kept and shown to staff, only not answered."""

    per_sender_day: Annotated[int, Key(Whole(1, 1000), "To one address in a day.")] = 5
    per_domain_hour: Annotated[int, Key(Whole(1, 100_000), "To the addresses of one domain in an hour.")] = 30
    per_hour: Annotated[int, Key(Whole(1, 1_000_000), "In all in an hour.")] = 200
    breaker: Annotated[
        int, Key(Whole(1, 1_000_000), "So many due in an hour stop every answer until a person lets them go again.")
    ] = 400


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewSettings:
    """Where the staff pages are served."""

    host: Annotated[str, Key(Host(), "The address to listen on; 127.0.0.1 is this machine only.")] = "127.0.0.1"
    port: Annotated[int, Key(PORT, "The port to listen on.")] = 8080


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgingSettings:
    """How mails are judged."""

    model: Annotated[
        Path | None,
        Key(FilePath(), "A model of your own, made with mailintake train. Empty: the one that is shipped."),
    ] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RetentionSettings:
    """When kept mail is due for a decision on its retention (gallring). Nothing is ever deleted without one."""

    months: Annotated[int, Key(Whole(0, 1200), "After how many months staff are asked. 0: never, all is kept.")] = 0
