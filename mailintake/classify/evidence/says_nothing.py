"""The mail neither answers nor asks."""

from mailintake.classify.context import Context
from mailintake.classify.evidence import announces_answer, asks, declines, evaluates, opinion, supplements
from mailintake.classify.evidence.rule import Hit
from mailintake.domain.message import Message

NAME = "says_nothing"
DESCRIPTION = "No opinion, no answer, no question: a mail may name the matter and still want nothing of us."
HIT = "Mejlet varken tycker, svarar eller frågar något"
MISS = "Mejlet tycker, svarar eller frågar något, eller är bara ett följebrev"

_SAYING = (opinion, evaluates, announces_answer, declines, asks, supplements)


def check(message: Message, context: Context) -> Hit | None:
    """Ask the rules that hear it when a mail says something; a cover letter lets its attachment speak."""
    if context.letter.is_cover or any(rule.check(message, context) for rule in _SAYING):
        return None
    return Hit()
