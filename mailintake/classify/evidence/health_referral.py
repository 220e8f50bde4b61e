"""The mail is about a doctor's referral (remiss)."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.letter import Part
from mailintake.classify.phrases import Phrases
from mailintake.domain.message import Message

NAME = "health_referral"
DESCRIPTION = "Remiss is what doctors write too."
HIT = "Mejlet ser ut att gälla en remiss i vården"
HIT_EN = "The mail seems to be about a medical referral"
MISS = "Mejlet ser inte ut att gälla en remiss i vården"
MISS_EN = "The mail does not seem to be about a medical referral"

PHRASES = Phrases(
    "remiss till|från … ortoped*|röntgen|sjukgymnast*|logoped*|psykiatri*|specialist*|läkare|bup|vårdcentral*",
    "remiss till|från … sjukhus*|kliniken|mottagning*|hudklinik*|ögonklinik*",
    "remiss till|från … ögon|öron|fysioterap*|dietist*|kurator*",
    "remiss|remissen … ortoped*|röntgen|sjukgymnast*|logoped*|läkare|läkaren|vårdcentralen",
    "remiss|remissen … sjukhuset|specialist*|bup|provtagning|undersökning|hudkliniken|ögonkliniken",
    "egenremiss|vårdremiss|egen remiss|remissvar från röntgen",
    "patient|patienten|patientens|journalen|journal|journalanteckning*|diagnos|provsvar|läkarintyg*|läkarbesök",
    "vårdcentral|vårdcentralen|sjukgymnast*|ortoped*|röntgen",
    "röntgenremiss*|ögonklinik*|barnläkar*|distriktssköterska*|remitterad",
)


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words of care."""
    return hit_by(context.letter.find(PHRASES, Part.LETTER), 0.8, 1.0)
