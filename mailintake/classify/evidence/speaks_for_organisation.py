"""The mail speaks for an organisation."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.letter import Part
from mailintake.classify.phrases import Phrases
from mailintake.domain.message import Message

NAME = "speaks_for_organisation"
DESCRIPTION = "Our association, our board, our members: an organisation writes, not a person with an errand."
HIT = "Avsändaren talar för en förening eller en annan organisation"
HIT_EN = "The sender speaks for an association or another organisation"
MISS = "Avsändaren talar inte för någon organisation"
MISS_EN = "The sender does not speak for an organisation"

PHRASES = Phrases(
    "vår|vi förening|styrelse|klubb|organisation|församling",
    "vår lilla|ideella förening|klubb",
    "styrelsen|föreningen|klubben|förbundet|församlingen",
    "föreningens|styrelsens|klubbens|förbundets|styrelsemöte|styrelsemötet",
    "medlemmar|medlemmarna|medlemsmöte|våra medlemmar",
    "byaförening*|bygdeförening*|hembygdsförening*|pensionärsförening*|idrottsförening*",
    "ideell|ideella förening|föreningar|krafter",
    "på uppdrag av",
    "för styrelsen",
    "vi i|på|från",
    "our association|organisation|organization|board|members|club",
    "yhdistyksemme|yhdistys|yhdistyksen|seuramme|seura|hallitus|jäsenemme|jäsenet",
    "vår forening|vårt styre",
)


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words."""
    return hit_by(context.letter.find(PHRASES, Part.LETTER), 0.6, 1.0)
