"""The mail comes from the authority itself."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.domain.message import Message

NAME = "colleague"
DESCRIPTION = (
    "The sender's address lies in the domain of our own addresses or of the contact: staff who write about it."
)
HIT = "Att döma av adressen arbetar avsändaren hos oss"
HIT_EN = "Judging by the address, the sender works with us"
MISS = "Adressen tyder inte på att avsändaren arbetar hos oss"
MISS_EN = "The address does not suggest that the sender works with us"


def check(message: Message, context: Context) -> Hit | None:
    """Compare the sender's domain with our own."""
    own = (*context.own_addresses, context.profile.consultation.contact.email)
    domain = _domain(message.from_address)
    return Hit(words=(domain,)) if domain and domain in map(_domain, own) else None


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()
