"""The mail came while the consultation was open."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.domain.message import Message

NAME = "in_period"
DESCRIPTION = "The mail was received from the first day to the last one, or within the organisation's extension."
HIT = "Mejlet kom medan remissen var öppen"
HIT_EN = "The mail came while the consultation was open"
MISS = "Mejlet kom inte medan remissen var öppen"
MISS_EN = "The mail did not come while the consultation was open"


def check(message: Message, context: Context) -> Hit | None:
    """Compare the time of receipt with the consultation's days."""
    consultation, organisation = context.profile.consultation, context.origin.organisation
    extended_to = organisation.extended_to if organisation else None
    has_begun = message.received_at >= consultation.opens_at
    return Hit() if has_begun and not consultation.is_late(message.received_at, extended_to) else None
