"""The mail is junk."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.letter import Part
from mailintake.classify.phrases import Phrases
from mailintake.domain.message import Message

NAME = "spam"
DESCRIPTION = "Prizes, pills, loans, threats and passwords. One such phrase may stand in any mail; two do not."
HIT = "Mejlet ser ut som skräppost"
HIT_EN = "The mail looks like junk mail"
MISS = "Mejlet ser inte ut som skräppost"
MISS_EN = "The mail does not look like junk mail"

PHRASES = Phrases(
    "vunnit|vinn|vinst|vinnare … miljoner|kronor|pris|priset|iphone|presentkort|lotteri",
    "du har vunnit",
    "gratis … provperiod|iphone|presentkort|analys|seo",
    "först|högre|överst|plats … google",
    "seo analys|optimering|tjänster",
    "kan|vi garanterar|garantera … plats|trafik|kunder|resultat",
    "casino|kasino|bitcoin|krypto|kryptovaluta|freespins",
    "snabblån|låna pengar|blancolån",
    "viagra|cialis|potens*|bantning*|viktminskning*",
    "ditt|your konto|account … spärr*|suspend*|stängs|limited|upphör|expire*",
    "bekräfta|verifiera … konto|lösenord|kontouppgifter|identitet",
    "ditt lösenord|password … går|upphör|expires|expired|utgår",
    "klicka … länken|här … bekräfta|logga|hämta|betala",
    "arv|inheritance … miljoner|million",
    "next of kin",
    "million|millions usd|dollars|euro|euros|pounds|kronor",
    "lottery|winner|jackpot",
    "click here|below",
    "act now|today",
    "100 free|guaranteed|gratis",
    "money back|guarantee",
    "risk free",
    "make|earn money|cash",
    "work from home",
    "weight loss|lose weight",
    "mortgage|refinance|low interest|credit card|debt",
    "dear friend|beneficiary|winner|customer",
    "wire transfer",
    "confidential business|transaction",
    "penis|sexy|xxx|porn|nude",
    "cheap meds|pills|pharmacy|software",
    "no obligation|cost to you",
    "special offer|promotion",
    "remove me|yourself|removed from",
    "opt out",
    "this is not spam",
    "call now|toll free",
    "order now|today",
    "paket|försändelse … väntar|tull|leverans|avgift",
    "your mailbox|inbox … full|quota",
)


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words of junk; a single one is not enough."""
    return hit_by(context.letter.find(PHRASES, Part.LETTER), 0.3, 1.0)
