"""The mail goes through the parts of the proposal."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.letter import Part
from mailintake.classify.phrases import quotes
from mailintake.domain.message import Message

NAME = "sections"
DESCRIPTION = "The mail names parts of the proposal: two of them, or one whose name has several words."
HIT = "Mejlet tar upp delar av förslaget"
HIT_EN = "The mail takes up parts of the proposal"
MISS = "Mejlet tar inte upp någon del av förslaget"
MISS_EN = "The mail takes up no part of the proposal"


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the names of the parts."""
    finds = context.letter.find(context.profile.sections, Part.WHOLE)
    named = {find.text.lower(): find for find in finds}
    if len(named) >= 2:
        return Hit(words=quotes(finds))
    return Hit(words=quotes(finds), strength=0.5) if any(find.length > 1 for find in finds) else None
