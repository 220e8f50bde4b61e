"""The mail is about a consultation of the state or of another authority."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.letter import Part
from mailintake.classify.phrases import Phrases
from mailintake.domain.message import Message

NAME = "government_referral"
DESCRIPTION = (
    "Ministries, agencies and regions send out proposals of their own: lagrådsremiss, betänkande, SOU, promemoria."
)
HIT = "Mejlet ser ut att gälla en remiss från staten eller en annan myndighet"
HIT_EN = "The mail seems to be about a consultation of the state or another authority"
MISS = "Mejlet ser inte ut att gälla en remiss från någon annan myndighet"
MISS_EN = "The mail does not seem to be about another authority's consultation"

PHRASES = Phrases(
    "lagrådsremiss*",
    "regeringskansli*|departementet|departementets|departement|finansdepartement*",
    "socialdepartement*|näringsdepartement*|kulturdepartement*",
    "utbildningsdepartement*|miljödepartement*|justitiedepartement*",
    "betänkandet|betänkande|sou|departementspromemoria|promemoria|promemorian|proposition råd",
    "propositionen|riksdag*|lagförslag*|författningsförslag*|förordning|föreskrifter|föreskrift|allmänna råd",
    "remitteras|remitterar|remitterat",
    "trafikverket*|boverket*|naturvårdsverket*|skolverket*|socialstyrelsen*",
    "länsstyrelsen*|kommerskollegium|jordbruksverket|energimyndigheten|livsmedelsverket|energimarknadsinspektion*",
    "remiss från … länsstyrelsen|trafikverket|region|regionen|regeringen",
    "remiss från … skl|myndigheten|naturvårdsverket|boverket|socialstyrelsen|skolverket",
    "regional|regionala … plan|strategi|program|transportplan|utvecklingsstrategi|kulturplan",
)


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words of other authorities."""
    return hit_by(context.letter.find(PHRASES, Part.LETTER), 0.8, 1.0)
