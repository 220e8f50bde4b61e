"""The mail is a newsletter or a mass mailing."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.letter import Part
from mailintake.classify.phrases import Phrases
from mailintake.domain.message import Message

NAME = "newsletter"
DESCRIPTION = "Newsletters speak of civil society and consultations too, and ask for no answer."
HIT = "Mejlet ser ut som ett nyhetsbrev eller ett massutskick"
HIT_EN = "The mail looks like a newsletter or a mass mailing"
MISS = "Mejlet ser inte ut som ett nyhetsbrev eller ett massutskick"
MISS_EN = "The mail does not look like a newsletter or a mass mailing"

PHRASES = Phrases(
    "nyhetsbrev*",
    "avregistrera|avprenumerera|avanmäl dig|er|här",
    "avregistrera|avprenumerera",
    "prenumer*",
    "läs mer|läs hela|klicka här|på länken|vår",
    "i webbläsare|webbläsaren",
    "månadens|veckans|nyheter från",
    "visa … webbläsare",
    "du får detta|det mejl*|mail*|utskick*|brev eftersom|därför",
    "unsubscribe|newsletter|newsletters",
    "view … browser",
    "uutiskirje*",
    "nyhetsbrevet",
)


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words of newsletters."""
    return hit_by(context.letter.find(PHRASES, Part.LETTER), 0.85, 1.0)
