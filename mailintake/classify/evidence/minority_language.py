"""The mail is in a language of a national minority."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.domain.message import Message

NAME = "minority_language"
DESCRIPTION = (
    "Finnish, Meänkieli and Sámi must be answered in an administrative area (lagen om nationella minoriteter); few "
    "other rules know their words, so the language itself counts a little."
)
HIT = "Mejlet är skrivet på finska, meänkieli eller samiska"
HIT_EN = "The mail is written in Finnish, Meänkieli or Sámi"
MISS = "Mejlet är inte skrivet på finska, meänkieli eller samiska"
MISS_EN = "The mail is not written in Finnish, Meänkieli or Sámi"

# Hardly any rule knows a word of Sámi, so a mail in it must not need any.
_STRENGTHS = {"se": 1.0, "fit": 0.5, "fi": 0.3}


def check(message: Message, _context: Context) -> Hit | None:
    """Look at the language."""
    strength = _STRENGTHS.get(message.language)
    return Hit(strength=strength) if strength else None
