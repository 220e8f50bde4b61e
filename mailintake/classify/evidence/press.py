"""The mail comes from the press or goes to it."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.letter import Part
from mailintake.classify.phrases import Phrases
from mailintake.domain.message import Message

NAME = "press"
DESCRIPTION = "A journalist's questions and a press release are no comments."
HIT = "Mejlet ser ut att komma från medier eller vara riktat till dem"
HIT_EN = "The mail seems to come from the media or to be meant for them"
MISS = "Mejlet ser inte ut att komma från medier eller vara riktat till dem"
MISS_EN = "The mail does not seem to come from the media or to be meant for them"

PHRASES = Phrases(
    "pressmeddelande*|pressrelease|pressinbjudan|presskonferens|pressträff|presskontakt",
    "journalist|journalisten|reporter|reportern|redaktionen|nyhetschef|redaktör|redaktören",
    "på|från|för tidningen|kuriren|radion|p4|svt",
    "intervjua|intervju|en intervju",
    "för publicering",
    "press release",
    "journalist|reporter at|with|from",
)


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words of the press."""
    return hit_by(context.letter.find(PHRASES, Part.LETTER), 0.6, 1.0)
