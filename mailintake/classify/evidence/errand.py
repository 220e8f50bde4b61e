"""The mail is an ordinary errand with the municipality."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.letter import Part
from mailintake.classify.phrases import Phrases
from mailintake.domain.message import Message

NAME = "errand"
DESCRIPTION = "Reports, invoices, bookings, permits, schools, care: what most mail in the mailbox is about."
HIT = "Mejlet ser ut att gälla ett vanligt ärende hos oss"
HIT_EN = "The mail seems to be about an everyday matter"
MISS = "Mejlet ser inte ut att gälla ett vanligt ärende hos oss"
MISS_EN = "The mail does not seem to be about an everyday matter"

PHRASES = Phrases(
    "hyra|hyran|hyror|hyreshöjning*|lokalhyra*|klubblokal*|nyckel*|nyckl*|passerkort*|larmkod*|vaktmästar*",
    "felanmäl*",
    "fakturan|faktura|fakturor|inkasso|betalningspåminnelse|kreditfaktura|fakturanummer|ocr",
    "boka|bokning|avboka|bokat|hyra … lokal|sal|gymnastiksal|idrottshall|plan|tid|båtplats|rum|bord",
    "bokning|bokningen|bokningar",
    "gatubelysning*|belysningen|lyktstolp*",
    "parkering*|parkeringsplats*|p bot",
    "potthål|hål i gatan|vägen|asfalten",
    "sopor|sopbil*|soptunn*|återvinning*|latrin*",
    "vatten|vattnet läck*|smakar|luktar|brunt|avstängt",
    "vattenläck*|avlopp*",
    "förskol*|fritids|fritidshem*|dagis|skolvalet|skolval|rektor|elev|eleven|elevens|frånvaro|gymnasiet",
    "hemtjänsten|äldreboende*|särskilt boende|färdtjänst* bistånd|socialsekreterar*",
    "hemtjänsten|äldreboende*|särskilt biståndshandläggar*|försörjningsstöd*|ekonomiskt bistånd|socialsekreterar*",
    "orosanmälan|orosanmäla",
    "ansökan om|ansöker om",
    "överklag*|besvärshänvisning*",
    "tillstånd|serveringstillstånd*|torghandel*",
    "hyreskontrakt|hyreslägenhet|bostadskö*|lägenhet|lägenheten|tomtkö|tomträtt*",
    "kvitto|utlägg|reseräkning*|lön|lönen|lönespec*|löneutbetalning*|schema|schemat|semester|vikarie*|timanställd",
    "sommarjobb|feriearbete|praktik|praktikplats brev|referenser|lediga tjänster|rekrytering*",
    "jobb|anställning|cv|personligt brev|referenser|lediga tjänster|rekrytering*",
    "borttappad*|hittegods|upphittad*",
    "klagomål på|om",
    "anmälan om|anmäla … granne|hund|nedskräpning|buller|störning",
    "badhus*|simskol*|simhall*",
    "busskort*|busstur*|hållplats*|bussen|lokaltrafik*",
    "lekplats*|klotter*|nedskräpning*|hundbajs|råttor",
    "vigsel|vigslar|begravning*|gravsatt*|folkbokför*",
    "telefonnummer till",
    "invoice|invoices|payment due|purchase order|booking|parking fine",
    "lasku|laskun|laskusta|varata|varaus|vuokrata",
)


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words of errands."""
    return hit_by(context.letter.find(PHRASES, Part.LETTER), 0.6, 0.85, 1.0)
