"""Mail addresses, senders and host names (RFC 5321, 5322, 5890)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address

from mailintake.settings.findings import ValueRefusedError
from mailintake.settings.kinds.kind import Context, Kind, shown
from mailintake.settings.kinds.text import Line

MAX_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
MAX_DOMAIN = 253
MAX_LOCAL_PART = 64  # RFC 5321, 4.5.3.1.1

# What each mail's own token takes the place of, and how long the token is: see domain/thread.py.
TOKEN_FIELD = "{token}"  # noqa: S105 -- a word of the settings, not a password
TOKEN_LENGTH = 32

# A dot-atom; letters beyond ASCII need a server with SMTPUTF8, which the transport finds out.
_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
_LOCAL_PART = re.compile(rf"{_ATOM}(\.{_ATOM})*")
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_SENDER = re.compile(r"(?P<name>[^<>]*?)\s*<(?P<address>[^<>]+)>")


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedAddress:
    """An address with the name that is shown before it."""

    address: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


class Address(Kind[str]):
    """A mail address, as it is compared: the domain in lower case and as an A-label."""

    name = "mail address"

    def __init__(self, *, may_be_empty: bool = False) -> None:
        self._may_be_empty = may_be_empty

    def read(self, value: object, context: Context) -> str:
        """Return the address, normalised."""
        line = Line(may_be_empty=self._may_be_empty).read(value, context)
        return normalise_address(line) if line else ""


class ReturnAddress(Address):
    """A mail address in whose local part one ``{token}`` may stand, in the place of what each mail fills in."""

    name = "mail address, {token} may stand in it"

    def read(self, value: object, context: Context) -> str:
        """Return the address, normalised, with its token in the place it has."""
        address = super().read(value, context)
        before, field, after = address.partition(TOKEN_FIELD)
        if "{" in before + after or "}" in before + after or (field and "@" in before):
            raise ValueRefusedError(
                f"{shown(address)} has something other than one {TOKEN_FIELD} before the @.",
                f'Write it as "name+{TOKEN_FIELD}@kommun.example".',
            )
        if field and len(address.partition("@")[0]) - len(TOKEN_FIELD) + TOKEN_LENGTH > MAX_LOCAL_PART:
            raise ValueRefusedError(
                f"{shown(address)} is too long before the @ with {TOKEN_LENGTH} characters for {TOKEN_FIELD}.",
                f"Give an address with at most {MAX_LOCAL_PART - TOKEN_LENGTH} other characters there.",
            )
        return address


class Sender(Kind[NamedAddress]):
    """An address with a name before it."""

    name = "address in angle brackets with a name before it"

    def read(self, value: object, context: Context) -> NamedAddress:
        """Return name and address."""
        line = Line(may_be_empty=False).read(value, context)
        match = _SENDER.fullmatch(line)
        if match is None:
            return NamedAddress(address=normalise_address(line))
        return NamedAddress(address=normalise_address(match["address"]), name=match["name"].strip('" '))

    def to_toml(self, value: NamedAddress) -> object:
        """Return it as one text."""
        return str(value)


class Host(Kind[str]):
    """The name or the IP address of a server."""

    name = "host name"

    def __init__(self, *, may_be_empty: bool = False) -> None:
        self._may_be_empty = may_be_empty

    def read(self, value: object, context: Context) -> str:
        """Return the name in lower case."""
        line = Line(may_be_empty=self._may_be_empty).read(value, context).rstrip(".")
        if not line or is_ip_address(line):
            return line
        if "://" in line:
            raise ValueRefusedError(f"{shown(line)} is a web address.", "Give only the server's name.")
        if re.search(r":\d+$", line):
            raise ValueRefusedError(f"{shown(line)} has a port in it.", "Give the port in the key port.")
        return _normalise_domain(line, 'Write it as "imap.kommun.example".')


def normalise_address(text: str) -> str:
    """Return an address with its domain in lower case and as an A-label. Raises ValueRefusedError."""
    remedy = 'Write it as "name@kommun.example".'
    local_part, at, domain = text.strip().rpartition("@")
    if not at or not _LOCAL_PART.fullmatch(local_part):
        raise ValueRefusedError(f"{shown(text)} is not a mail address.", remedy)
    if "." not in domain.strip("."):
        raise ValueRefusedError(f"{shown(text)} has no whole domain after the @.", remedy)
    address = f"{local_part}@{_normalise_domain(domain, remedy)}"
    if len(address.encode()) > MAX_ADDRESS:
        raise ValueRefusedError(f"{shown(text)} is longer than a mail address can be.", remedy)
    return address


def is_ip_address(host: str) -> bool:
    """Whether a host is given by its number."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself, so that nothing sent to it can be heard on the way."""
    return ip_address(host).is_loopback if is_ip_address(host) else host == "localhost"


def _normalise_domain(domain: str, remedy: str) -> str:
    # The length is checked before, for the codec's time grows with its square.
    try:
        label = domain.encode("idna").decode("ascii").lower() if len(domain) <= MAX_DOMAIN else ""
    except UnicodeError:
        label = ""
    if not _DOMAIN.fullmatch(label) or len(label) > MAX_DOMAIN:
        raise ValueRefusedError(f"{shown(domain)} is not the name of a server or a domain.", remedy)
    return label
