"""An attachment's name says that it is an answer to this consultation, or to some consultation."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.phrases import Phrases, quotes
from mailintake.domain.message import Message

NAME = "attachment_name"
DESCRIPTION = "A file is named yttrande, remissvar or synpunkter, or bears a term of the consultation."
HIT = "Namnet på en bilaga tyder på ett svar"
HIT_EN = "The name of an attachment suggests an answer"
MISS = "Ingen bilaga har ett namn som tyder på ett svar"
MISS_EN = "No attachment has a name that suggests an answer"

PHRASES = Phrases(
    "yttrande*|remissvar*|remissyttrande*|synpunkt*|lausunto*|høringssvar*", "comments|response|statement"
)
_OF_ANY_CONSULTATION = 0.6


def check(_message: Message, context: Context) -> Hit | None:
    """Look at the file names."""
    filenames = context.letter.filenames
    terms = context.profile.terms.find(filenames)
    if terms:
        return Hit(words=quotes(terms))
    finds = PHRASES.find(filenames)
    return Hit(words=quotes(finds), strength=_OF_ANY_CONSULTATION) if finds else None
