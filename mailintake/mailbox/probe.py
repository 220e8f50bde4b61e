"""What ``mailintake check`` asks of the mailbox: each step tried for real, and a remedy for each that fails."""

from __future__ import annotations

from mailintake.domain.finding import Finding, Status
from mailintake.errors import MailintakeError
from mailintake.mailbox.connection import Session, Tls, connect, is_loopback, tls_version
from mailintake.mailbox.filing import Filing, check_keyword, check_move
from mailintake.mailbox.imap import ImapMailbox
from mailintake.mailbox.selection import select
from mailintake.mailbox.sent import SETTING

_CONNECTION = "IMAP connection"
_SIGN_IN = "IMAP sign-in"


def probe(mailbox: ImapMailbox, *, sent_folder: str = "") -> list[Finding]:
    """Connect, sign in, open each folder read-only, and ask for what the settings need; raises nothing of its own.

    No mail is changed; a folder is opened to write only to see whether it keeps the keyword of filing.
    """
    try:
        session = connect(mailbox.server)
    except MailintakeError as error:
        return [_fault(_CONNECTION, error)]
    findings = [_connection(mailbox, session)]
    try:
        mailbox.sign_in(session)
        findings.append(Finding(what=_SIGN_IN, status=Status.OK, text="The mail server knows the user."))
    except MailintakeError as error:
        return [*findings, _fault(_SIGN_IN, error)]
    try:
        findings += [_folder(session, folder) for folder in mailbox.folders]
        findings += _idle(mailbox, session)
        findings += _filing(mailbox, session)
        findings += _sent(session, sent_folder)
    finally:
        session.close()
    return findings


def _connection(mailbox: ImapMailbox, session: Session) -> Finding:
    where = f"{mailbox.server.host}:{mailbox.server.port}"
    if mailbox.server.tls is not Tls.NONE:
        text = f"Connected to {where} with {tls_version(session)}; the certificate is trusted."
        return Finding(what=_CONNECTION, status=Status.OK, text=text)
    text = f"Connected to {where} in plain text."
    if is_loopback(mailbox.server.host):
        return Finding(what=_CONNECTION, status=Status.OK, text=text)
    return Finding(
        what=_CONNECTION,
        status=Status.WARNING,
        text=f"{text} The password can be read on the way.",
        remedy='Use tls = "tls" under [mailbox].',
    )


def _folder(session: Session, folder: str) -> Finding:
    what = f'IMAP folder "{folder}"'
    try:
        selection = select(session, folder)
    except MailintakeError as error:
        return _fault(what, error)
    return Finding(what=what, status=Status.OK, text=f"Opened read-only; mails in it: {selection.exists}.")


def _idle(mailbox: ImapMailbox, session: Session) -> list[Finding]:
    if not mailbox.idle or session.is_lost or session.has_capability("IDLE"):
        return []
    return [
        Finding(
            what="IMAP IDLE",
            status=Status.WARNING,
            text="The mail server does not tell of new mail by itself; it is looked for every poll_seconds.",
            remedy="Lower poll_seconds under [mailbox] if answers come too slowly.",
        )
    ]


def _filing(mailbox: ImapMailbox, session: Session) -> list[Finding]:
    if mailbox.filing is Filing.NONE or session.is_lost:
        return []
    what = f"IMAP filing by {mailbox.filing}"
    try:
        if mailbox.filing is Filing.KEYWORD:
            for folder in mailbox.folders:
                check_keyword(mailbox.filing_target, select(session, folder, is_read_only=False))
        else:
            if mailbox.filing is Filing.MOVE:
                check_move(session)
            select(session, mailbox.filing_target)
    except MailintakeError as error:
        return [_fault(what, error)]
    return [Finding(what=what, status=Status.OK, text="The mail server can do it.")]


def _sent(session: Session, folder: str) -> list[Finding]:
    if not folder or session.is_lost:
        return []
    what = "IMAP folder of sent mail"
    try:
        # To lay mail into a folder takes a right that opening it to write does not promise, but nothing less will do.
        select(session, folder, is_read_only=False, setting=SETTING)
    except MailintakeError as error:
        return [_fault(what, error)]
    return [Finding(what=what, status=Status.OK, text="There, and copies may be laid into it.")]


def _fault(what: str, error: MailintakeError) -> Finding:
    return Finding(what=what, status=Status.FAULT, text=error.message, remedy=error.remedy)
