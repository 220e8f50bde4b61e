"""The mail says that it is an answer, or brings one."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.letter import Part
from mailintake.classify.phrases import Phrases
from mailintake.domain.message import Message

NAME = "announces_answer"
DESCRIPTION = "“Here are our comments”, “we enclose our statement”: the sender says what the mail is."
HIT = "Avsändaren skriver att mejlet är eller innehåller ett svar"
HIT_EN = "The sender says that the mail is or brings an answer"
MISS = "Avsändaren skriver inte att mejlet är ett svar"
MISS_EN = "The sender does not say that the mail is an answer"

PHRASES = Phrases(
    "vårt|mitt|föreningens|styrelsens|klubbens|förbundets yttrande|remissvar|remissyttrande",
    "vårt|mitt|föreningens|styrelsens|klubbens|förbundets svar|samrådssvar|utlåtande",
    "våra|mina|föreningens|styrelsens … synpunkter|kommentarer|åsikter|tankar",
    "klubbens|förbundets|några|lite|följande … synpunkter|kommentarer|åsikter|tankar",
    "här|nedan|bifogat|härmed|härmed kommer|följer|lämnas|skickas … svar|synpunkter|yttrande|remissvar|kommentarer",
    "bifogar|bifogas|översänder|översändes|sänder … yttrande|remissvar|synpunkter|svar|kommentarer",
    "skickar|lämnar|inkommer|avger|framför … yttrande|remissvar|synpunkter|svar|kommentarer",
    "lämna|framföra|skicka|ge|har … synpunkter|synpunkt|kommentarer|åsikter|yttrande",
    "remissvar|yttrande|synpunkter|svar|remissyttrande från|av",
    "svar på remiss|remissen|förslaget|er|ert|överenskommelsen",
    "svarar på|vi svarar",
    "vi|jag yttrar|yttra oss|mig",
    "har … läst … utkastet|igenom",
    "tagit del av",
    "pratat|pratade|diskuterat|diskuterade|resonerat ihop|igenom|om … förslaget|överenskommelsen|remissen",
    "synpunkter|synpunkt|yttrande på|över|om|till|kring|angående|gällande|rörande",
    "remissvar|kommentarer|åsikter|tankar på|över|om|till|kring|angående|gällande|rörande",
    "har … läst … förslaget|förslag|texten|överenskommelsen|dokumentet|igenom",
    "har tagit del|behandlat|diskuterat|gått",
    "fått möjlighet|tillfälle|möjligheten|chansen",
    "möjligheten|möjlighet att svara|yttra|lämna|tycka|kommentera",
    "our comments|response|statement|views|answer|feedback|thoughts",
    "comments|response|statement|feedback from|on",
    "have|has read|discussed|reviewed",
    "lausuntomme|kommenttimme|vastauksemme|lausunto|mielipiteemme|palautteemme",
    "olemme lukeneet|käsitelleet",
    "vår|vårt uttalelse|høringssvar|innspill",
    "våre innspill|kommentarer|merknader",
    "har lest",
)


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words that bring an answer."""
    return hit_by(context.letter.find(PHRASES, Part.SAID), 0.7, 1.0)
