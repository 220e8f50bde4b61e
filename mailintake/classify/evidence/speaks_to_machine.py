"""The mail tries to tell a machine how it is to be sorted."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.domain.message import Message

NAME = "speaks_to_machine"
DESCRIPTION = (
    "Orders to a sorting program and header fields in the text are left out before judging; they change nothing."
)
HIT = "Mejlet innehåller rader som riktar sig till en maskin; de räknas inte"
MISS = "Mejlet innehåller inga rader som riktar sig till en maskin"


def check(_message: Message, context: Context) -> Hit | None:
    """Show what was left out."""
    return Hit(words=context.letter.left_out[:3]) if context.letter.left_out else None
