"""One received mail as the rooms after ``parse`` know it: values only, no bytes of MIME.

Every datetime is aware and in UTC. Addresses are normalised: the domain in lower case and in its A-label (IDNA) form,
no white space, no control, zero-width or bidirectional characters; the local part keeps its case.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Automatic(StrEnum):
    """What kind of machine wrote a mail, if one did (RFC 3834, 3464, 8098, 5965, 2369)."""

    NONE = "none"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    DELAY = "delay"
    DELIVERED = "delivered"
    FEEDBACK = "feedback"
    READ_RECEIPT = "read_receipt"
    LIST = "list"
    RECEIPT = "receipt"
    CHALLENGE = "challenge"


class Authentication(StrEnum):
    """What the boundary we trust found of the sender's authentication (RFC 8601)."""

    UNKNOWN = "unknown"
    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class MessageRef:
    """Where a mail lies: the only key that tells what is new (RFC 9051, 2.3.1.1)."""

    mailbox: str
    folder: str
    uidvalidity: int
    uid: int

    def __str__(self) -> str:
        return f"{self.folder}/{self.uidvalidity}/{self.uid}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """How a mail reached us: what the mail server says of it, beside its bytes."""

    ref: MessageRef | None  # None: read from a file
    internal_date: datetime | None  # IMAP INTERNALDATE, UTC
    size: int  # RFC822.SIZE, in bytes
    is_whole: bool = True  # False: only the header was fetched, for the mail is larger than the limit


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """One part that is not the mail's own text."""

    filename: str  # safe to show and to save; "" where the part has no name
    media_type: str  # as its content tells, else as it is declared; lower case
    size: int  # of the decoded content, in bytes
    sha256: str  # of the decoded content
    text: str  # what could be read out of it; "" where nothing could
    is_readable: bool  # its text could be read, or there was nothing in it to read


@dataclass(frozen=True, kw_only=True, slots=True)
class FailedRecipient:
    """One recipient that a delivery report tells of (RFC 3464, 2.3)."""

    address: str
    status: str  # RFC 3463, such as "5.1.1"; "" where the report has none
    is_permanent: bool
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MachineSigns:
    """The header fields by which a mail says that it wants no automatic answer (RFC 3834, 2369, 8058)."""

    auto_submitted: str | None = None  # the keyword in lower case, without parameters and comments; None: no field
    precedence: str | None = None  # the value in lower case; None: no field
    list_fields: tuple[str, ...] = ()  # names of the List-* fields there are, in lower case
    auto_response_suppress: frozenset[str] = frozenset()  # tokens of X-Auto-Response-Suppress, in lower case
    return_path: str | None = None  # None: no field; "": the null reverse path <>


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A mail that could be read."""

    sha256: str  # of the original bytes
    content_hash: str  # of what stays the same when a server delivers the mail anew: see parse/identity.py
    size: int  # of the original, in bytes
    message_id: str  # with its angle brackets; "" where there is none that is well formed
    from_address: str  # the only address in From; "" where there is none or several
    from_name: str  # its display name, cleaned; never taken for an address
    sender_address: str = ""  # Sender
    reply_to: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    sent_to: tuple[str, ...] = ()  # all that shows whom it was sent to: To, Cc, Resent-*, Delivered-To …
    subject: str = ""
    date: datetime | None = None  # what the sender's Date says, UTC
    received_at: datetime  # when it reached the authority's network, UTC (förvaltningslagen 22 §)
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    language: str = "und"  # of the new text: sv, en, fi, no, da, de, se or und
    text: str = ""  # the sender's own new words
    quoted: str = ""
    signature: str = ""
    attachments: tuple[Attachment, ...] = ()
    automatic: Automatic = Automatic.NONE
    automatic_reason: str = ""  # what betrayed it, such as "Auto-Submitted: auto-replied"
    reported_message_id: str = ""  # the Message-ID that a report is about
    recipients_failed: tuple[FailedRecipient, ...] = ()
    authentication: Authentication = Authentication.UNKNOWN
    signs: MachineSigns = field(default_factory=MachineSigns)
    is_whole: bool = True  # False: only its header was fetched
    defects: tuple[str, ...] = ()  # codes; parse/defects.py has their words in Swedish and English

    @property
    def answers_to(self) -> tuple[str, ...]:
        """The Message-IDs this mail points back to, nearest first, each once."""
        pointers = (*self.in_reply_to, *reversed(self.references), self.reported_message_id)
        return tuple(dict.fromkeys(pointer for pointer in pointers if pointer))


@dataclass(frozen=True, kw_only=True, slots=True)
class Unreadable:
    """A mail that could not be read: it is held with its bytes, and staff see the reason."""

    sha256: str
    content_hash: str
    size: int
    received_at: datetime
    reason: str  # in words staff understand
    subject: str = ""  # as far as it could be told
    from_address: str = ""


Reading = Message | Unreadable
