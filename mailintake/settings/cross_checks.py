"""What only several settings together can tell: faults that stop, and warnings that do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from mailintake.settings.findings import Findings, Place, Source
from mailintake.settings.kinds.mail import TOKEN_FIELD, is_loopback
from mailintake.settings.kinds.place import POSTGRESQL, absolute_url
from mailintake.settings.secret import Secret
from mailintake.settings.secret_files import read_secret
from mailintake.settings.sections import Filing, MailboxSettings, SmtpSettings, StaffSettings, StoreSettings, Tls
from mailintake.settings.table import Entry

# What every server takes of RFC 9051's flag-keyword.
_KEYWORD = re.compile(r"[A-Za-z0-9$_.-]{1,64}")
_USUAL_PORTS = {993: Tls.TLS, 465: Tls.TLS, 143: Tls.STARTTLS, 587: Tls.STARTTLS}
_NO_PASSWORD = "there is none yet. Write it in a file and name that in password_file."  # noqa: S105 -- a message


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """Where the settings stand: in the file, or in the environment that goes before it."""

    folder: Path  # of the file
    source: Source
    entries: Mapping[str, Mapping[str, Entry]]  # by section and key

    def of(self, section: str, key: str) -> Place:
        """Return the place of a key, given or not."""
        entry = self.entries[section].get(key)
        return self.source.place(f"{section}.{key}") if entry is None else entry.source.place(entry.key)


def complete(sections: Mapping[str, Any], places: Places, findings: Findings) -> dict[str, Any]:
    """Return the sections by name, with what follows from several keys; one that is None is passed over."""
    completed = dict(sections)
    for name, complete_section in COMPLETERS.items():
        if completed[name] is not None:
            completed[name] = complete_section(completed[name], places, findings)
    if None not in (completed["mailbox"], completed["smtp"], completed["staff"]):
        compare_addresses(completed["mailbox"], completed["smtp"], completed["staff"], places, findings)
    return completed


def complete_store(store: StoreSettings, places: Places, findings: Findings) -> StoreSettings:
    """Return the store's settings with the database's whole address: an absolute file, or with the password in it."""
    url = absolute_url(store.url.reveal(), places.folder)
    password = _password(store, "store", places, findings)
    if password:
        parts = urlsplit(url)
        if not url.startswith(POSTGRESQL) or not parts.username:
            remedy = f'Write it as "{POSTGRESQL}user@host/database".'
            findings.fault(places.of("store", "url"), "has no user that the password could be for.", remedy)
        elif parts.password:
            findings.fault(places.of("store", "url"), "holds a password, and another is given.", "Keep one of them.")
        else:
            user, _at, host = parts.netloc.rpartition("@")
            netloc = f"{user}:{quote(password.reveal(), safe='')}@{host}"
            url = urlunsplit(parts._replace(netloc=netloc))
    return replace(store, url=Secret(url), password=password)


def complete_mailbox(mailbox: MailboxSettings, places: Places, findings: Findings) -> MailboxSettings:
    """Return the mailbox's settings with the password read from its file."""
    password = _password(mailbox, "mailbox", places, findings)
    _check_connection(mailbox, "mailbox", places, findings)
    if not password and mailbox.password_file is None:
        findings.warn(places.of("mailbox", "password"), _NO_PASSWORD)
    if mailbox.filing in {Filing.COPY, Filing.MOVE} and not mailbox.filing_target:
        findings.fault(
            places.of("mailbox", "filing_target"),
            f'is empty, and filing is "{mailbox.filing}".',
            'Name the folder, or write filing = "none".',
        )
    if mailbox.filing is Filing.KEYWORD and not _KEYWORD.fullmatch(mailbox.filing_target or "x"):
        findings.fault(
            places.of("mailbox", "filing_target"),
            "is not a keyword that every mail server takes.",
            "Use letters A to Z, digits, and $ _ . or -.",
        )
    for folder in mailbox.junk_folders:
        if folder in mailbox.folders:
            place = places.of("mailbox", "junk_folders")
            findings.fault(place, f"{folder} stands in folders too.", "Take it out of one of them.")
    if mailbox.sent_folder in (*mailbox.folders, *mailbox.junk_folders):
        findings.fault(
            places.of("mailbox", "sent_folder"),
            f"{mailbox.sent_folder} is a folder that is read, so every copy would be taken for new mail.",
            "Name another one, or take it out of those that are read.",
        )
    return replace(mailbox, password=password)


def complete_smtp(smtp: SmtpSettings, places: Places, findings: Findings) -> SmtpSettings:
    """Return the settings for sending with the password read from its file."""
    password = _password(smtp, "smtp", places, findings)
    _check_connection(smtp, "smtp", places, findings)
    if password and not smtp.user:
        findings.fault(
            places.of("smtp", "user"), "is empty, and there is a password.", "Give the name that it belongs to."
        )
    if smtp.user and not password and smtp.password_file is None:
        findings.warn(places.of("smtp", "password"), _NO_PASSWORD)
    return replace(smtp, password=password)


def complete_staff(staff: StaffSettings, places: Places, findings: Findings) -> StaffSettings:
    """Return the settings for staff with those who are told of faults filled in."""
    if not staff.digest_to:
        findings.warn(places.of("staff", "digest_to"), "is empty, so nobody gets the daily digest.")
    if not staff.alert_to and not staff.digest_to:
        findings.warn(places.of("staff", "alert_to"), "is empty, so nobody is told of a fault.")
    return replace(staff, alert_to=staff.alert_to or staff.digest_to)


def compare_addresses(
    mailbox: MailboxSettings, smtp: SmtpSettings, staff: StaffSettings, places: Places, findings: Findings
) -> None:
    """Warn where our own addresses in different sections do not fit."""
    ours = {address.lower() for address in mailbox.addresses}
    if smtp.sender.address.lower() not in ours:
        findings.warn(
            places.of("smtp", "sender"),
            f"{smtp.sender.address} is not in mailbox.addresses, so answers to our mails may never be read.",
        )
    _compare_return_address(ours, smtp, places, findings)
    # Those of digest_to stand in for an empty alert_to: they are told of once.
    for key in ("digest_to", "alert_to"):
        recipients = {address.lower() for address in getattr(staff, key)}
        if ours & recipients and (key == "digest_to" or staff.alert_to != staff.digest_to):
            findings.warn(
                places.of("staff", key), "has one of our own addresses in it: staff mail would go into the mailbox."
            )


def _compare_return_address(ours: set[str], smtp: SmtpSettings, places: Places, findings: Findings) -> None:
    address = smtp.envelope_sender.lower()
    place = places.of("smtp", "envelope_sender")
    if TOKEN_FIELD in address:
        # A separator, such as a plus sign, stands before the token: without both it is the mailbox's own.
        before, _token, after = address.partition(TOKEN_FIELD)
        base = f"{before.rstrip('+-=_.')}{after}"
        findings.warn(
            place,
            f"mail to {before}…{after} must reach the mailbox, or no report of failed delivery is ever read: send one "
            f"to {before}test{after} and see that it comes.",
        )
    else:
        base = address
    if base and base not in ours:
        findings.warn(
            place,
            f"{base} is not in mailbox.addresses, so reports of failed delivery may never be read.",
        )


def _password(
    section: StoreSettings | MailboxSettings | SmtpSettings, name: str, places: Places, findings: Findings
) -> Secret:
    if section.password_file is None:
        return section.password
    place = places.of(name, "password_file")
    if section.password:
        findings.fault(place, "is given beside password.", "Keep one of them.")
        return section.password
    return read_secret(section.password_file, place, findings)


def _check_connection(section: MailboxSettings | SmtpSettings, name: str, places: Places, findings: Findings) -> None:
    place = places.of(name, "tls")
    if section.tls is Tls.NONE:
        if is_loopback(section.host):
            findings.warn(place, "mail and password go in clear, though only inside this machine.")
        elif section.allow_plaintext:
            findings.warn(place, f"mail and password go in clear to {section.host}: others may read them.")
        else:
            findings.fault(
                place,
                f"mail and password would go in clear to {section.host}.",
                'Write tls = "tls" or "starttls"; where the network is safe, allow_plaintext = true.',
            )
    elif _USUAL_PORTS.get(section.port, section.tls) is not section.tls:
        findings.warn(
            places.of(name, "port"),
            f'{section.port} is usually for tls = "{_USUAL_PORTS[section.port]}", and tls is "{section.tls}".',
        )


COMPLETERS: dict[str, Callable[[Any, Places, Findings], Any]] = {
    "store": complete_store,
    "mailbox": complete_mailbox,
    "smtp": complete_smtp,
    "staff": complete_staff,
}
