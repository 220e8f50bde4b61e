"""The mail weighs something: words of praise and blame, and what to change."""

from dataclasses import replace

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.hint import WITHOUT_HINT, has_hint
from mailintake.classify.letter import Part
from mailintake.classify.phrases import Phrases
from mailintake.domain.message import Message

NAME = "evaluates"
DESCRIPTION = "Good, unclear, too little, strike this, do not forget: weaker than an opinion, for errands speak so too."
HIT = "Mejlet säger att något är bra eller dåligt, eller ber om en ändring"
HIT_EN = "The mail calls something good or bad, or asks for a change"
MISS = "Mejlet kallar inget bra eller dåligt och ber inte om någon ändring"
MISS_EN = "The mail calls nothing good or bad and asks for no change"

PHRASES = Phrases(
    "bra|jättebra|utmärkt|utmärkta|fint|fin|fina|dåligt|dålig|dåliga|tunt|tunn|tunna|fluff|lovvärt|lovvärd",
    "luddig|luddigt|luddiga|vag|vagt|vaga|krånglig|krångligt|krångliga|byråkratisk|byråkratiskt|onödig|onödigt|onödiga",
    "otydlig*|oklar*|orimlig*|rimlig*|viktig*|värdefull*|problematisk*|tveksam*|besvik*|positiv*|negativ*|kritisk*",
    "nöjda|nöjd|missnöjda|missnöjd|glada|oroliga|oroade|osynlig*|invändning*|betänksam*|välbehövlig*|välkommet",
    "brist|brister|obegriplig*|märklig*|konstig*|asbra|superbra|kanonbra|perfekt|dumt|trist|synd|tråkigt|intressant",
    "ambitiös*|naiv*|snål*|välmenande|nödvändig*|överflödig*|tydlig*|konkret*|trygg|tryggt|lovande|vackert|vackra",
    "god vilja",
    "tyvärr|floskler|floskel|besviken",
    "känns|låter|verkar … bra|tryggt|rimligt|konstigt|tunt|oklart",
    "mer|mindre makt|inflytande|pengar|resurser",
    "skriv något|in|om",
    "för lång|långa|kort|korta|få|många|stor|stora|liten|dyrt|svårt",
    "steg framåt|bakåt|på",
    "saknas|saknar|fattas",
    "räcker inte|ej|knappast",
    "glöms|glömts|glömmer bort",
    "för lite|litet|mycket|vagt|tungt|långtgående|svagt",
    "stryk|byt|överväg|förtydliga|ändra",
    "lägg till",
    "glöm inte",
    "ändras|strykas|förtydligas|kompletteras|stärkas|utvecklas|konkretiseras|omfattas",
    "urholkas|försvagas|hotar|riskerar|innebär",
    "great|good|excellent|bad|unclear|vague|important|lack|lacks|missing|useful|concerned|worried",
    "too vague|much|little|heavy|long",
    "please keep|add|remove|include|consider",
    "translate|mention|name … agreement|us|them|groups|associations|person",
    "hyvä|huono|tärkeä|tärkeää|hieno|erinomainen|epäselvä|puuttuu|turha",
    "bra|flott|viktig|uklart|uklar|mangler",
)


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words."""
    hit = hit_by(context.letter.find(PHRASES, Part.SAID), 0.6, 1.0)
    return hit if hit is None or has_hint(context) else replace(hit, strength=hit.strength * WITHOUT_HINT)
