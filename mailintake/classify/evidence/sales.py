"""The mail sells something."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.letter import Part
from mailintake.classify.phrases import Phrases
from mailintake.domain.message import Message

NAME = "sales"
DESCRIPTION = "Offers, tenders and demonstrations from companies."
HIT = "Mejlet ser ut som ett försäljningserbjudande"
HIT_EN = "The mail looks like a sales offer"
MISS = "Mejlet ser inte ut som ett försäljningserbjudande"
MISS_EN = "The mail does not look like a sales offer"

PHRASES = Phrases(
    "offert*|anbud*|upphandling*|prisförslag|kampanjpris*|rabatt*|erbjudande|erbjudanden|erbjuder er|dig|kunder|nu",
    "erbjudande|erbjudanden",
    "offert*|anbud*|upphandling*|rabatt*|kampanj|kampanjpris*",
    "våra produkter|tjänster|lösningar|kunder",
    "boka … demo|demonstration",
    "demo",
    "vi är|hjälper … ledande|företag|kommuner",
    "kort samtal|presentation av",
    "15|20|30 minuter",
    "prislista|katalog|produktblad",
    "our products|services|solutions|company|factory|team",
    "best price|prices",
    "business opportunity|proposal|partnership",
    "limited offer|time",
    "free trial|quote",
    "seo|leverantör av",
)


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words of selling."""
    return hit_by(context.letter.find(PHRASES, Part.LETTER), 0.6, 1.0)
