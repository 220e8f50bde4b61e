"""Sign in with a password: SASL PLAIN (RFC 4616) where the server has it, else LOGIN (RFC 9051, 6.2.3)."""

from __future__ import annotations

from dataclasses import dataclass, field

from mailintake.errors import SignInError
from mailintake.mailbox.wire import Wire


@dataclass(frozen=True, kw_only=True, slots=True)
class PasswordSignIn:
    """A password, which is never shown."""

    password: str = field(repr=False)

    def sign_in(self, wire: Wire, user: str) -> None:
        """Sign in; the password may hold any letters. Raises SignInError where the server cannot be told them."""
        if "\0" in user + self.password:
            raise SignInError("The user or the password holds a NUL, which no mail server takes.")
        if "AUTH=PLAIN" in wire.capabilities:
            answer = f"\0{user}\0{self.password}".encode()
            wire.authenticate("PLAIN", lambda _challenge: answer)
        elif "LOGINDISABLED" in wire.capabilities:
            raise SignInError(
                "The mail server takes no password on this connection.",
                remedy='Use tls = "tls" under [mailbox], or another way to sign in (auth).',
            )
        elif user.isascii() and user.isprintable():
            wire.log_in(user, self.password.encode())
        else:
            raise SignInError("The mail server takes only user names in ASCII.")
