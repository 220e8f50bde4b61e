"""Opening a folder on a connection: read-only with EXAMINE, or to write for filing (RFC 9051, 6.3.2 and 6.3.3)."""

from __future__ import annotations

import imaplib
from dataclasses import dataclass

from imapclient import IMAPClient

from mailintake.errors import FolderMissingError, MailboxUnavailableError, PermanentError
from mailintake.mailbox.connection import Session
from mailintake.mailbox.failures import withhold_words

_SHOWN_FOLDERS = 20
# Under [mailbox], by the key that names a folder: what has it opened to write.
_USES = {"folders": "filing", "sent_folder": "sent_folder"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """What the server says of a folder when it is opened."""

    uidvalidity: int
    uidnext: int
    exists: int  # mails in it
    permanent_flags: frozenset[str]  # what may be set for good, in lower case; "\\*" where any keyword may


def select(session: Session, folder: str, *, is_read_only: bool = True, setting: str = "folders") -> Selection:
    """Open a folder; ``setting`` is the key under [mailbox] that names it.

    Raises FolderMissingError where it is not there or may not be read, MailboxUnavailableError where it cannot be now,
    PermanentError where it may not be written to and should be.
    """
    with session.command("opening a folder") as client:
        answer = _ask(session, client, folder, is_read_only=is_read_only, setting=setting)
    # Raised after the command, for the connection is as good as before.
    if isinstance(answer, imaplib.IMAP4.error):
        raise FolderMissingError(
            f'The folder "{folder}" is not in the mailbox, or may not be read.',
            remedy=f"Name one of these in {setting} under [mailbox]: {_folder_names(session)}.",
        ) from answer
    session.wire.has_new_mail = False
    return answer


def _ask(
    session: Session, client: IMAPClient, folder: str, *, is_read_only: bool, setting: str
) -> Selection | imaplib.IMAP4.error:
    try:
        told = client.select_folder(folder, readonly=is_read_only)
    except imaplib.IMAP4.readonly as error:
        raise PermanentError(
            f'The folder "{folder}" may not be written to.',
            remedy=f"Give the account the right to, or change {_USES[setting]} under [mailbox].",
        ) from error
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        withhold_words(error)
        if session.is_passing_refusal():
            raise MailboxUnavailableError(f'The mail server cannot open the folder "{folder}" now.') from error
        return error
    uidvalidity, uidnext, exists = (told.get(key, 0) for key in (b"UIDVALIDITY", b"UIDNEXT", b"EXISTS"))
    if not uidvalidity:
        raise MailboxUnavailableError("The mail server gives no lasting numbers (UIDVALIDITY) to mails.")
    if not uidnext:
        # Servers need not tell it (RFC 3501, 6.3.1).
        uidnext = max(client.search(["UID", "*"]), default=0) + 1 if exists else 1
    flags = frozenset(flag.decode("ascii").lower() for flag in told.get(b"PERMANENTFLAGS", ()))
    return Selection(uidvalidity=uidvalidity, uidnext=uidnext, exists=exists, permanent_flags=flags)


def _folder_names(session: Session) -> str:
    with session.command("listing the folders") as client:
        names = sorted(str(name) for _flags, _delimiter, name in client.list_folders())
    shown = ", ".join(f'"{name}"' for name in names[:_SHOWN_FOLDERS])
    return f"{shown} and {len(names) - _SHOWN_FOLDERS} more" if len(names) > _SHOWN_FOLDERS else shown
