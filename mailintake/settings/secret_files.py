"""Passwords that stand in files of their own (``password_file``, or ``MAILINTAKE_…_FILE`` in the environment)."""

from __future__ import annotations

import stat
from pathlib import Path

from mailintake.settings.findings import Findings, Place
from mailintake.settings.secret import Secret

MAX_BYTES = 10_000
# A container's own file system: only its processes see it, and its files cannot be given other rights.
_CONTAINER_SECRETS = Path("/run/secrets")


def read_secret(path: Path, place: Place, findings: Findings) -> Secret:
    """Return the secret that a file holds on its one line; empty when it cannot be read: that is in the findings then.

    Nothing of the content ever stands in a message.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        findings.fault(place, f"{path} cannot be read ({error.strerror}).", "Let the service's own user read it.")
        return Secret()
    try:
        secret = content.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        findings.fault(place, f"{path} is not in UTF-8.", "Save it as UTF-8 text.")
        return Secret()
    if len(content) > MAX_BYTES or any(letter in secret for letter in "\r\n\0"):
        findings.fault(place, f"{path} holds more than one line.", "Leave only the password in it.")
        return Secret()
    if not secret:
        findings.warn(place, f"{path} is empty: write the password in it.")
    warn_if_exposed(path, place, findings)
    return Secret(secret)


def warn_if_exposed(path: Path, place: Place, findings: Findings) -> None:
    """Warn about a file with a password in it that every user of the machine can read."""
    if not path.is_relative_to(_CONTAINER_SECRETS) and path.stat().st_mode & stat.S_IROTH:
        findings.warn(place, f"every user of this machine can read the password in {path}. Run chmod o-rwx on it.")
