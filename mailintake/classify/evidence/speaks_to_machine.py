"""The mail tries to tell a machine how it is to be sorted."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.domain.message import Message

NAME = "speaks_to_machine"
DESCRIPTION = (
    "Orders to a sorting program and header fields in the text are left out before judging; they change nothing."
)
HIT = "Mejlet innehåller rader som riktar sig till ett datorprogram"
HIT_EN = "The mail holds lines that are meant for a computer program"
MISS = "Mejlet innehåller inga rader som riktar sig till ett datorprogram"
MISS_EN = "The mail holds no lines that are meant for a computer program"


def check(_message: Message, context: Context) -> Hit | None:
    """Show what was left out."""
    return Hit(words=context.letter.left_out[:3]) if context.letter.left_out else None
