"""What all our mails have in common: who they are from, what seals their Message-ID, and how they become bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import format_datetime, getaddresses
from zoneinfo import ZoneInfo

from mailintake.domain.message import Message
from mailintake.domain.outbox import STAFF_KINDS, MailKind, NewMail
from mailintake.domain.thread import mint_message_id
from mailintake.errors import SettingsError, UnsafeHeaderError
from mailintake.notify.header_guard import (
    clean_line,
    encode_mailbox,
    encode_text,
    fold_ids,
    safe_address,
    well_formed_ids,
)
from mailintake.notify.mime import Enclosure, assemble
from mailintake.notify.templates import Rendered

_LONGEST_SUBJECT = 200
_MOST_REFERENCES = 12
_AUTO_REPLIED, _AUTO_GENERATED = "auto-replied", "auto-generated"
# All that Exchange knows but NDR (MS-OXCMAIL, 2.2.3.2.14): that a mail cannot be delivered is what we want to be told.
_SUPPRESSED = "DR, RN, NRN, OOF, AutoReply"


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A mail in words, and to whom and about what it is."""

    kind: MailKind
    subject_key: str
    recipient: str
    rendered: Rendered
    language: str
    consultation: str | None = None
    organisation_id: int | None = None
    answered: Message | None = None  # the mail that it answers
    enclosures: Sequence[Enclosure] = ()


class Stationery:
    """Makes letters into mails; the same letter at the same moment has the same bytes.

    ``sender`` is the From of every mail, ``zone`` the one of its Date, ``secret`` the seal of our Message-IDs. Raises
    SettingsError where the sender is not one plain address.
    """

    def __init__(self, *, sender: str, zone: ZoneInfo, secret: bytes) -> None:
        self.zone = zone
        self._secret = secret
        self._from, self.domain = _sender(sender)

    def mail(self, letter: Letter, now: datetime) -> NewMail:
        """Return the mail, to be sent from ``now`` on. Raises UnsafeHeaderError."""
        recipient = safe_address(letter.recipient)
        message_id = self.message_id(letter.kind, letter.subject_key, recipient)
        subject = clean_line(letter.rendered.subject, _LONGEST_SUBJECT)
        fields = [
            ("From", self._from),
            ("To", f"<{recipient}>"),
            ("Subject", encode_text("Subject", subject, _LONGEST_SUBJECT)),
            ("Date", format_datetime(now.astimezone(self.zone))),
            ("Message-ID", message_id),
            *_threading(letter.answered),
            ("Auto-Submitted", _AUTO_REPLIED if letter.answered is not None else _AUTO_GENERATED),
            ("X-Auto-Response-Suppress", _SUPPRESSED),
        ]
        content = assemble(
            fields,
            language=letter.language,
            message_id=message_id,
            text=letter.rendered.text,
            html=letter.rendered.html,
            enclosures=letter.enclosures,
        )
        return NewMail(
            kind=letter.kind,
            subject_key=letter.subject_key,
            recipient=letter.recipient,
            message_id=message_id,
            subject=subject,
            language=letter.language,
            content=content,
            consultation=letter.consultation,
            organisation_id=letter.organisation_id,
            created_at=now,
            not_before=now,
            is_for_staff=letter.kind in STAFF_KINDS,
        )

    def message_id(self, kind: MailKind, subject_key: str, recipient: str) -> str:
        """Return the Message-ID of the one mail of this kind about this subject to this recipient."""
        return mint_message_id(
            self._secret, kind=kind, subject_key=subject_key, recipient=recipient, domain=self.domain
        )

    def local_date(self, now: datetime) -> date:
        """Return the day on which a moment falls where staff are."""
        return now.astimezone(self.zone).date()


def _threading(answered: Message | None) -> list[tuple[str, str]]:
    if answered is None:
        return []
    parents = well_formed_ids([answered.message_id], 1)
    references = well_formed_ids([*answered.references, *parents], _MOST_REFERENCES)
    return [(name, fold_ids(ids)) for name, ids in (("In-Reply-To", parents), ("References", references)) if ids]


def _sender(sender: str) -> tuple[str, str]:
    """Return the value of From and the domain of our Message-IDs."""
    try:
        ((name, address),) = getaddresses([sender])
        value = encode_mailbox("From", name, address)
        address.encode("ascii")
    except (ValueError, UnsafeHeaderError) as error:
        raise SettingsError(
            f"The sender {sender!r} is not one plain mail address.",
            remedy='Write [smtp] sender as "Name <name@example.se>".',
        ) from error
    return value, address.rpartition("@")[2].lower()
