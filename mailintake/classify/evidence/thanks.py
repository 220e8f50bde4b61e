"""The mail thanks for a meeting, for a visit, or for our answer."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.letter import Part
from mailintake.classify.phrases import Phrases
from mailintake.domain.message import Message

NAME = "thanks"
DESCRIPTION = "“Tack för ett bra möte i går”: about the matter, but no answer to it."
HIT = "Mejlet tackar för ett möte eller för ett besked"
HIT_EN = "The mail gives thanks for a meeting or for an answer"
MISS = "Mejlet tackar inte för ett möte eller för ett besked"
MISS_EN = "The mail gives no thanks for a meeting or for an answer"

PHRASES = Phrases(
    "tack|tackar för|till … möte|mötet|träff|träffen|kväll|kvällen|besök|besöket|dag|dagen|igår|sist|senast",
    "tack|tackar för|till … samtal|samtalet|dialog|dialogen|dialogmöte|dialogmötet|dialogträff|dialogträffen",
    "tack|tackar för|till … workshop|workshopen|tankeverkstad|tankeverkstaden|fika|fikat",
    "tack|tackar för|till … svar|svaret|bekräftelse|bekräftelsen|informationen|återkopplingen|påminnelsen",
    "trevligt|roligt|kul|fint att träffas|ses|träffa",
    "ni gjorde|höll … bra",
    "thanks|thank for|you … meeting|evening|yesterday",
    "kiitos … kokouksesta|tapaamisesta|illasta",
)


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words of thanks."""
    return hit_by(context.letter.find(PHRASES, Part.WRITTEN))
