"""The mail comes from an organisation of this consultation."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.hint import WITHOUT_HINT, has_hint
from mailintake.domain.message import Message

NAME = "known_organisation"
DESCRIPTION = "The sender is an organisation on the list, told by its address, thread, number, own domain or name."
HIT = "Avsändaren hör till en organisation som vi känner från remissen"
HIT_EN = "The sender belongs to an organisation that we know from the consultation"
MISS = "Avsändaren hör inte till någon organisation som vi känner från remissen"
MISS_EN = "The sender belongs to no organisation that we know from the consultation"

# An invited one is more likely to answer than one that has only written before.
_INVITED = {"address": 1.0, "thread": 1.0, "number": 0.9, "domain": 0.8, "name": 0.8}
_NOT_INVITED = 0.5


def check(_message: Message, context: Context) -> Hit | None:
    """Look at where the mail comes from."""
    match, organisation = context.origin.match, context.origin.organisation
    if match is None or organisation is None:
        return None
    strength = _INVITED[match.matched_by] if organisation.is_invited else _NOT_INVITED
    # Associations write about halls and grants all year: the address alone says little.
    is_telling = context.letter.is_cover or has_hint(context)
    return Hit(words=(organisation.name,), strength=strength if is_telling else strength * WITHOUT_HINT)
