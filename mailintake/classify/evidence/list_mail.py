"""The mail came through a mailing list or was sent in bulk."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.domain.message import Automatic, Message

NAME = "list_mail"
DESCRIPTION = (
    "It has List-* fields or Precedence bulk (RFC 2369): most such mail is a newsletter, but a comment may come so."
)
HIT = "Mejlet kom genom en e-postlista eller är ett massutskick"
HIT_EN = "The mail came through a mailing list or was sent in bulk"
MISS = "Mejlet kom inte genom en e-postlista och är inget massutskick"
MISS_EN = "The mail neither came through a mailing list nor was sent in bulk"


def check(message: Message, _context: Context) -> Hit | None:
    """Look at what parse found in the header."""
    signs = message.signs
    is_bulk = (
        message.automatic is Automatic.LIST or bool(signs.list_fields) or signs.precedence in {"bulk", "list", "junk"}
    )
    return Hit(words=signs.list_fields[:2]) if is_bulk else None
