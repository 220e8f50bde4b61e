"""The one tree of errors: what may pass if tried again, and what needs a person.

The first line of an error's docstring is its message where none is given. An edge translates a library's error into
one of these with ``raise … from …``; the command line turns them into one line and an exit status.
"""

from __future__ import annotations

from typing import ClassVar


class MailintakeError(Exception):
    """Something went wrong that the service knows about."""

    # The exit status of a command that ends with this error (sysexits.h).
    exit_status: ClassVar[int] = 70

    def __init__(self, message: str = "", *, remedy: str = "") -> None:
        self.message = message or (type(self).__doc__ or "").partition("\n")[0]
        # What the reader can do about it, as a sentence; empty where nothing can be done but wait.
        self.remedy = remedy
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class TemporaryError(MailintakeError):
    """It did not work now; it is tried again."""

    exit_status = 75


class PermanentError(MailintakeError):
    """It will not work until somebody changes something."""

    exit_status = 2


class SettingsError(PermanentError):
    """A setting is wrong."""


class UsageError(PermanentError):
    """The command was used wrongly."""


class TemplateError(PermanentError):
    """A mail template is wrong."""


class MailboxUnavailableError(TemporaryError):
    """The mail server did not answer as it should."""


class SignInError(PermanentError):
    """The mail server refused the sign-in."""


class InsecureConnectionError(PermanentError):
    """The connection is not safe, so no password was sent."""


class FolderMissingError(PermanentError):
    """A folder named in the settings is not in the mailbox."""


class StoreUnavailableError(TemporaryError):
    """The database did not answer as it should."""


class StoreConflictError(TemporaryError):
    """Another process stored the same thing first."""


class StoreLockedError(TemporaryError):
    """Another run uses the same database file."""


class LeaseLostError(TemporaryError):
    """Another process has taken over the mailbox."""


class SchemaError(PermanentError):
    """The database was made by a newer version of mailintake."""


class NotFoundError(PermanentError):
    """There is nothing with that name or number."""


class TransportUnavailableError(TemporaryError):
    """The outgoing mail server did not answer as it should."""


class UnsafeHeaderError(PermanentError):
    """A header value could not be made safe."""
