"""The letter begins with the name of another authority."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.letter import Part
from mailintake.classify.words import folded_set
from mailintake.domain.message import Message

NAME = "addressed_elsewhere"
DESCRIPTION = "Among its first words it says to whom it is written: “Till Åldals kommun”, “Till Region Norr”."
HIT = "Brevet är ställt till någon annan än oss"
HIT_EN = "The letter is addressed to somebody else"
MISS = "Brevet är inte ställt till någon annan än oss"
MISS_EN = "The letter is not addressed to anybody else"

# A name must stand beside these: every municipality is “kommunen” to its own.
_AUTHORITIES = folded_set("kommun stad region landsting kommunfullmäktige kommunstyrelsen")
_BY_THEMSELVES = folded_set(
    "länsstyrelsen försäkringskassan arbetsförmedlingen polismyndigheten skatteverket trafikverket regeringskansliet"
)
_FIRST_WORDS = 15
_LONGEST_ADDRESS = 6


def check(_message: Message, context: Context) -> Hit | None:
    """Look for a line that begins with “Till” and names an authority that the consultation's own texts do not."""
    words = context.letter.words
    start, end = context.letter.bounds[Part.TEXT]
    for place in range(start, min(start + _FIRST_WORDS, end)):
        if words.tokens[place] != "till" or not words.quote(place, place + 1)[0].isupper():
            continue
        last = min(place + 1 + _LONGEST_ADDRESS, words.sentence_around(place)[1])
        if any(_is_other(each, place + 1, last, context) for each in range(place + 1, last)):
            return Hit(words=(words.quote(place, last),))
    return None


def _is_other(place: int, first: int, last: int, context: Context) -> bool:
    """Whether a word names an authority by itself, or together with the name beside it."""
    words, knows = context.letter.words, context.profile.likeness.has
    if words.tokens[place] in _BY_THEMSELVES:
        return not knows(words.tokens[place])
    beside = [each for each in (place - 1, place + 1) if first <= each < last]
    return words.tokens[place] in _AUTHORITIES and any(
        words.quote(each, each + 1)[0].isupper() and not knows(words.tokens[each]) for each in beside
    )
