"""The mail is about another municipality."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.letter import Part
from mailintake.classify.words import folded_set
from mailintake.domain.message import Message

NAME = "other_municipality"
DESCRIPTION = "Subject or text names a municipality that the consultation's own texts do not: “Åldals kommun”."
HIT = "Mejlet nämner en annan kommun"
HIT_EN = "The mail names another municipality"
MISS = "Mejlet nämner ingen annan kommun"
MISS_EN = "The mail names no other municipality"

_MUNICIPALITY = ("kommun", "kommuns", "stad", "stads")
# What stands before the word and names none, also where it begins a sentence.
_NO_NAME = folded_set(
    """
    min vår er din en ens ingen denna den varje hela all samma egen annan någon vilken liten stor som i av till från och
    hej kära bästa om med för är vill sveriges vi ni
    """
)
# By the way, or in a comparison, many name another; in the subject it is what the mail is about.
_BY_THE_WAY = 0.5


def check(_message: Message, context: Context) -> Hit | None:
    """Look for a name before the word municipality, written as a name and unknown to the consultation."""
    letter, knows = context.letter, context.profile.likeness.has
    for part, strength in ((Part.SUBJECT, 1.0), (Part.TEXT, _BY_THE_WAY)):
        start, end = letter.bounds[part]
        for word in _MUNICIPALITY:
            for place in letter.words.places.get(word, ()):
                if start < place < end and _is_name(letter.words.quote(place - 1, place)):
                    token = letter.words.tokens[place - 1]
                    if token not in _NO_NAME and not knows(token):
                        return Hit(words=(letter.words.quote(place - 1, place + 1),), strength=strength)
    return None


def _is_name(word: str) -> bool:
    return word[0].isupper() and word[1:].islower()
