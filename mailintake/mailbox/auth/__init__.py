"""The ways to sign in to the mail server: one file for each, one line in the list below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from mailintake.mailbox.auth.password import PasswordSignIn
from mailintake.mailbox.wire import Wire


class SignIn(Protocol):
    """Shows the mail server who we are. Its ``repr`` must not show the secret."""

    def sign_in(self, wire: Wire, user: str) -> None:
        """Sign in over a connection that is safe.

        Raises SignInError where it cannot be tried; the caller turns the server's refusal (imaplib's error) into one.
        """


# By the value of ``auth`` under [mailbox]: each is made of the secret.
SIGN_INS: Mapping[str, Callable[[str], SignIn]] = {
    "password": lambda secret: PasswordSignIn(password=secret),
}
