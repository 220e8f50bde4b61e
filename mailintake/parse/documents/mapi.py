"""What Outlook and Exchange keep of a mail: named properties (MS-OXPROPS), whatever file they lie in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from mailintake.parse.documents import code_pages, rich_text
from mailintake.parse.documents.compressed_rtf import unpack
from mailintake.parse.documents.found import Found, RefusedError
from mailintake.parse.documents.mail_of import Enclosure, mail_of

SUBJECT = 0x0037
SENT_AT = 0x0039
SENDER_NAME = 0x0C1A
SENDER_ADDRESS = 0x0C1F
TEXT = 0x1000
RICH_TEXT = 0x1009
HTML = 0x1013
ATTACHED = 0x3701
ATTACHED_SHORT_NAME = 0x3704
ATTACHED_NAME = 0x3707
ATTACHED_TYPE = 0x370E
ATTACHED_ID = 0x3712
DISPLAY_NAME = 0x3001
SMTP_ADDRESS = 0x5D01
INTERNET_PAGE = 0x3FDE
MESSAGE_PAGE = 0x3FFD

# The types of values (MS-OXCDATA, 2.11.1).
NARROW, WIDE, BINARY, OBJECT, TIME, INTEGER = 0x001E, 0x001F, 0x0102, 0x000D, 0x0040, 0x0003

_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_NAMES = (ATTACHED_NAME, ATTACHED_SHORT_NAME, DISPLAY_NAME)


@dataclass(kw_only=True, slots=True)
class Properties:
    """The properties of one thing: values that are texts or bytes as they lie there, or numbers."""

    values: dict[int, tuple[int, bytes]] = field(default_factory=dict)  # by name: type and value
    page: int = code_pages.WESTERN  # the code page of narrow texts

    def text(self, name: int) -> str:
        """Return a text; "" where there is none."""
        kind, value = self.values.get(name, (WIDE, b""))
        if kind == WIDE:
            return code_pages.decode_wide(value).rstrip("\0")
        if kind == NARROW:
            return code_pages.decode(value, self.page).rstrip("\0")
        return ""

    def binary(self, name: int) -> bytes:
        """Return bytes; b"" where there are none."""
        kind, value = self.values.get(name, (BINARY, b""))
        return value if kind in (BINARY, OBJECT) else b""

    def number(self, name: int) -> int:
        """Return a number; 0 where there is none."""
        return int.from_bytes(self.values.get(name, (INTEGER, b""))[1], "little")

    def moment(self, name: int) -> datetime | None:
        """Return a moment, in UTC; None where there is none."""
        ticks = self.number(name)
        try:
            return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None


def message(properties: Properties, enclosures: Sequence[Enclosure]) -> Found:
    """Return the mail that has these properties."""
    text = properties.text(TEXT)
    html = properties.binary(HTML) or properties.text(HTML).encode("utf-8", "replace")
    if not text.strip() and not html:
        text = _rich_text(properties)
    page = properties.number(INTERNET_PAGE) if properties.binary(HTML) else code_pages.UTF_8
    return mail_of(
        subject=properties.text(SUBJECT),
        sender=_sender(properties),
        date=properties.moment(SENT_AT),
        text=text if text.strip() else "",
        html=(html, code_pages.name_of(page)) if html else None,
        enclosures=enclosures,
    )


def enclosure(properties: Properties, content: bytes, media_type: str = "") -> Enclosure:
    """Return an attachment that has these properties."""
    name = next(filter(None, map(properties.text, _NAMES)), "")
    kind = media_type or properties.text(ATTACHED_TYPE).lower()
    if kind.startswith("multipart/"):
        # A signed message is kept as the MIME entity that was signed, its header included (MS-OXOSMIME, 2.1.3).
        kind = "message/rfc822"
    return Enclosure(
        name=name,
        content=content,
        media_type=kind or "application/octet-stream",
        # What the text shows has a name that the text calls it by (RFC 2392).
        is_shown=bool(properties.text(ATTACHED_ID)),
    )


def _rich_text(properties: Properties) -> str:
    packed = properties.binary(RICH_TEXT)
    try:
        return rich_text.text_of(unpack(packed)) if packed else ""
    except RefusedError:
        # The mail's attachments are worth having without it.
        return ""


def _sender(properties: Properties) -> str:
    address = properties.text(SMTP_ADDRESS) or properties.text(SENDER_ADDRESS)
    name = properties.text(SENDER_NAME).replace('"', "'").replace("\\", "")
    # Exchange keeps its own kind of address, which is nothing to write to.
    return f'"{name}" <{address}>' if "@" in address else f'"{name}"' if name else ""
