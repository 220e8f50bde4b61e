"""The mail applies for money."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.letter import Part
from mailintake.classify.phrases import Phrases
from mailintake.domain.message import Message

NAME = "grant_application"
DESCRIPTION = (
    "Applications for grants come from the same associations as comments do, with the same words for the association."
)
HIT = "Mejlet gäller en bidragsansökan"
MISS = "Mejlet gäller ingen bidragsansökan"

PHRASES = Phrases(
    "ansökan|ansöker|ansöka|söker|söka om|till|för … bidrag|föreningsbidrag|verksamhetsbidrag|stöd|medel",
    "ansökan|ansöker|ansöka|söker|söka om|till|för … projektmedel|lovmedel|anläggningsbidrag",
    "ansökan|ansöker|ansöka|söker|söka om|till|för … startbidrag|evenemangsstöd|sponsring",
    "bidragsansökan|bidragsansökningar|bidragsansökningen",
    "arrangörsstöd|aktivitetsstöd|evenemangsstöd",
    "utbetalning av … bidrag|bidraget|stöd|stödet",
    "återrapport*|slutrapport*|redovisning av … bidrag|bidraget|projekt|projektet",
    "medlemsredovisning*|revisionsberättelse*|årsmötesprotokoll*|verksamhetsberättelse*",
    "apply for|application for … grant|grants|funding",
    "grant application",
    "avustushakemu*|avustusta|hakemus",
)


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words of applications."""
    return hit_by(context.letter.find(PHRASES, Part.LETTER), 0.75, 1.0)
