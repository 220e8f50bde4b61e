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
HIT = "Mejlet ser ut att gälla en ansökan om bidrag"
HIT_EN = "The mail seems to be about an application for a grant"
MISS = "Mejlet ser inte ut att gälla en ansökan om bidrag"
MISS_EN = "The mail does not seem to be about an application for a grant"

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
