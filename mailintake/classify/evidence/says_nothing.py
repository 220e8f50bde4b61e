"""The mail neither answers nor asks."""

from mailintake.classify.context import Context
from mailintake.classify.evidence import announces_answer, asks, declines, evaluates, opinion, supplements
from mailintake.classify.evidence.rule import Hit
from mailintake.domain.message import Message

NAME = "says_nothing"
DESCRIPTION = "No opinion, no answer, no question: a mail may name the matter and still want nothing of us."
HIT = "I mejlet finns varken en åsikt, ett svar eller en fråga"
HIT_EN = "The mail holds no opinion, no answer and no question"
MISS = "I mejlet finns en åsikt, ett svar eller en fråga, eller så är det bara ett följebrev"
MISS_EN = "The mail holds an opinion, an answer or a question, or is only a cover letter"

_SAYING = (opinion, evaluates, announces_answer, declines, asks, supplements)


def check(message: Message, context: Context) -> Hit | None:
    """Ask the rules that hear it when a mail says something; a cover letter lets its attachment speak."""
    if context.letter.is_cover or any(rule.check(message, context) for rule in _SAYING):
        return None
    return Hit()
