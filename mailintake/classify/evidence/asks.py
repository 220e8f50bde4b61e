"""The sender asks for something that senders in a consultation ask for."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.letter import Part
from mailintake.classify.question import read_question
from mailintake.domain.decision import Request
from mailintake.domain.message import Message

NAME = "asks"
DESCRIPTION = "More time, the document, a meeting, public records, no more reminders, or any question; see question.py."
HIT = "Avsändaren ber om något eller ställer en fråga"
HIT_EN = "The sender makes a request or asks a question"
MISS = "Avsändaren ber inte om något och ställer ingen fråga"
MISS_EN = "The sender makes no request and asks no question"

# Anybody may ask anything; more time and the document are asked for by those who mean to answer.
_STRENGTHS = {
    Request.EXTENSION: 0.6,
    Request.DOCUMENT: 0.5,
    Request.NO_REMINDERS: 0.5,
    Request.RECORDS: 0.5,
    Request.MEETING: 0.2,
    Request.ANSWER: 0.05,
}
_BESIDE_A_TERM = 0.4


def check(message: Message, context: Context) -> Hit | None:
    """Read the question; one in a sentence that names the consultation, or under a subject that does, weighs most."""
    letter = context.letter
    question = read_question(letter)
    if question is None:
        return None
    strength = _STRENGTHS[question.request]
    terms = letter.find(context.profile.terms, Part.LETTER)
    # “Vill du inte längre få detta brev?” asks nobody anything.
    if not terms or message.signs.list_fields:
        return Hit(words=question.words, strength=strength)
    places = (letter.bounds[Part.SUBJECT], *question.sentences)
    is_about_it = any(start <= term.start < end for term in terms for start, end in places)
    return Hit(words=question.words, strength=1.0 if is_about_it else max(strength, _BESIDE_A_TERM))
