"""Whether anything in a mail speaks of a consultation at all: without it, an opinion is a complaint like any other."""

from __future__ import annotations

from mailintake.classify.context import Context
from mailintake.classify.letter import Part
from mailintake.classify.matter import other_matter
from mailintake.classify.phrases import Phrases

# Words that every consultation shares.
CONSULTATION_WORDS = Phrases(
    "remiss|remissen|remisser|remissvar|remissvaret|remissvaren|remissyttrande|remissyttrandet",
    "remissinstans|remissinstanser|remisstid|remisstiden",
    "remissomgång|remissomgången|remissunderlag|remissunderlaget",
    "yttrande|yttrandet|yttranden|yttra oss|sig|mig",
    "yttrande|yttrandet|yttranden",
    "synpunkt|synpunkter|synpunkterna|synpunkten",
    "samrådssvar|samrådsyttrande",
    "förslaget|förslagets|utkastet",
    "ert|erat|kommunens förslag",
    "förslag till",
    "tycka till",
    "svarstid|svarstiden",
    "svar på ert utskick|brev|mejl|inbjudan",
    "consultation|consultations",
    "comments|views|feedback on|about|regarding",
    "our comments|response|views|statement",
    "proposal|draft",
    "lausunto|lausunnon|lausuntoa|lausuntomme|lausuntopyyn*|lausuntokierro*",
    "ehdotus|ehdotuksen|ehdotusta|ehdotukseen|luonnos",
    "kommenttimme|kommentit|palautetta|palaute",
    "høring|høringen|høringssvar|høringsuttalelse|uttalelse",
    "innspill",
    "forslaget",
)

# What the strength of a rule is multiplied by where there is no hint.
WITHOUT_HINT = 0.5


def has_hint(context: Context) -> bool:
    """Whether a mail answers one of ours, uses a term of the consultation, or a word of consultations.

    “Synpunkter på gatunamnen” is no hint: it says what it is about.
    """
    letter, history = context.letter, context.history
    if history.replies_to is not None or history.referenced is not None:
        return True
    if letter.find(context.profile.terms, Part.WHOLE):
        return True
    return bool(letter.find(CONSULTATION_WORDS, Part.WHOLE)) and not other_matter(context)
