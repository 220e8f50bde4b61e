"""The mail invites to something or reports who comes."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.letter import Part
from mailintake.classify.phrases import Phrases
from mailintake.domain.message import Message

NAME = "invitation"
DESCRIPTION = "Invitations, programmes and registrations: about a meeting, not about the proposal."
HIT = "Mejlet ser ut som en inbjudan eller en anmälan till något"
HIT_EN = "The mail looks like an invitation or a registration for something"
MISS = "Mejlet ser inte ut som en inbjudan eller en anmälan"
MISS_EN = "The mail does not look like an invitation or a registration"

PHRASES = Phrases(
    "inbjudan till",
    "välkommen|välkomna till|på",
    "varmt välkommen|välkomna",
    "anmäl|anmäler er|dig|mig|oss|senast|härmed|till",
    "anmälan till",
    "o s a",
    "osa senast",
    "sista anmälningsdag",
    "bjuder in … till",
    "konferens|konferensen|seminarium|seminariet|webbinarium|föreläsning|kurs|kursen|workshop",
    "mässa|mässan|invigning|invigningen|vernissage|konsert|loppis|årsmöte|årsmötet",
    "vi kommer … personer|stycken|deltagare",
    "deltar gärna",
    "kom och lyssna|prova|fira",
    "fritt inträde",
    "fri entré",
    "paneldebatt*|debattkväll*",
    "sprid gärna|vidare",
    "erbjuder … kurs|utbildning|föreläsning|workshop",
    "utbildningar|utbildningstillfälle*|kurstillfälle*",
    "save the date",
    "program för dagen",
    "you are|re invited",
    "invite you|invitation to",
    "tervetuloa|kutsu",
)


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words of invitations."""
    return hit_by(context.letter.find(PHRASES, Part.LETTER), 0.4, 1.0)
