"""The words of the invented mail: what people write to a municipality's front door, and how associations comment.

Everybody here is made up; ``.example`` is nobody's domain (RFC 2606).
"""

from __future__ import annotations

import random
from dataclasses import dataclass

GIVEN = (
    "Anna",
    "Erik",
    "Maria",
    "Lars",
    "Karin",
    "Nils",
    "Eva",
    "Johan",
    "Sara",
    "Per",
    "Åsa",
    "Göran",
    "Linnéa",
    "Örjan",
)
FAMILY = (
    "Lind",
    "Berg",
    "Forsman",
    "Nyström",
    "Åkerlund",
    "Öberg",
    "Hedman",
    "Sjödin",
    "Wikman",
    "Björk",
    "Ström",
    "Dahl",
)
PLACES = (
    "Björkskatan",
    "Kyrkbyn",
    "Råneå",
    "Gammelstad",
    "Hertsön",
    "Porsön",
    "Bergnäset",
    "Örnäset",
    "Alvik",
    "Antnäs",
)

# Subject and the sentences a mail on it may have.
ERRANDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Plogning på vår gata",
        (
            "Plogbilen har lagt en hög vall framför vår infart igen.",
            "Hemtjänsten kom inte fram i morse för att gatan var oplogad.",
            "När blir det plogat på gångvägen ner mot skolan?",
        ),
    ),
    (
        "Trasig gatlykta",
        (
            "Gatlyktan vid busshållplatsen har varit släckt i två veckor.",
            "Det är mycket mörkt där barnen går till skolan.",
            "Stolpen har nummer 4417 och står på norra sidan.",
        ),
    ),
    (
        "Fråga om förskoleplats",
        (
            "Vi flyttar hit i augusti och undrar hur kön till förskolan ser ut.",
            "Vår son fyller två år i höst.",
            "Går det att få plats nära jobbet i centrum?",
        ),
    ),
    (
        "Faktura som inte stämmer",
        (
            "Jag har fått en faktura för sophämtning som redan är betald.",
            "Beloppet är ett annat än i fjol och jag förstår inte varför.",
            "Kan ni skicka en ny faktura utan påminnelseavgift?",
        ),
    ),
    (
        "Bygglov för altan",
        (
            "Behöver jag bygglov om altanen blir 1,2 meter hög?",
            "Jag bifogade ritningarna i ett tidigare ärende.",
            "Grannen har ingenting emot bygget.",
        ),
    ),
    (
        "Hyra av sporthallen",
        (
            "Vi vill hyra sporthallen en lördag i november.",
            "Vi är ungefär trettio personer och behöver två omklädningsrum.",
            "Vad kostar det, och får man ha fika i hallen?",
        ),
    ),
    (
        "Parkeringstillstånd",
        (
            "Mitt tillstånd går ut nästa månad och jag vill förnya det.",
            "Jag hittar inte blanketten på er webbplats.",
            "Skickar ni tillståndet hem med posten?",
        ),
    ),
    (
        "Offert på kontorsmaterial",
        (
            "Vi erbjuder just nu tio procents rabatt på papper och toner.",
            "Svara på det här mejlet så ringer en säljare upp.",
            "Erbjudandet gäller månaden ut.",
        ),
    ),
    (
        "Mötestid på torsdag",
        (
            "Passar det att ses klockan tio på torsdag i stället?",
            "Jag bokar rummet på plan tre.",
            "Ta gärna med underlaget från i måndags.",
        ),
    ),
    (
        "Nyhetsbrev från biblioteket",
        (
            "I veckan läser vi sagor för barn på tisdag och onsdag.",
            "Utställningen i foajén är öppen till och med söndag.",
            "Höstens författarbesök är klara, boka plats i receptionen.",
        ),
    ),
)

COMMENT_SUBJECTS = (
    "Synpunkter på förslaget till lokal överenskommelse",
    "Remissvar: lokal överenskommelse",
    "Vårt yttrande över förslaget till lokal överenskommelse",
    "Synpunkt lokal överenskommelse med civilsamhället",
)
COMMENT_OPENINGS = (
    "Vår förening har läst förslaget till lokal överenskommelse och vill lämna följande synpunkter.",
    "Här kommer vårt yttrande över remissen om lokal överenskommelse mellan kommunen och civilsamhället.",
    "Styrelsen har behandlat förslaget till överenskommelse och lämnar detta remissvar.",
)
COMMENT_SENTENCES = (
    "Vi tillstyrker förslaget men saknar en tydlig plan för hur det ska följas upp.",
    "Vi anser att principen om självständighet och oberoende behöver skrivas tydligare.",
    "Dialogen mellan kommunen och föreningarna måste ske tidigare än i dag.",
    "Vi tycker att de små föreningarnas villkor har glömts bort i överenskommelsen.",
    "Vi föreslår att avsnittet om mångfald också nämner barn och unga.",
    "Långsiktigheten i stödet till civilsamhället är det viktigaste för oss.",
    "Vi vill att överenskommelsen ses över varje år tillsammans med föreningarna.",
)
ASSOCIATIONS = ("Byaförening", "Hembygdsförening", "Idrottsklubb", "Pensionärsförening", "Kulturförening", "Scoutkår")


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """What somebody wrote, before it becomes a mail."""

    name: str
    address: str
    subject: str
    paragraphs: tuple[str, ...]


def errand(rng: random.Random) -> Letter:
    """Return a mail that has nothing to do with a consultation."""
    given, family = rng.choice(GIVEN), rng.choice(FAMILY)
    subject, sentences = rng.choice(ERRANDS)
    text = " ".join(rng.sample(sentences, k=rng.randint(2, 3)))
    place = f"Det gäller {rng.choice(PLACES)}, ärende {rng.randint(10_000, 99_999)}."
    address = f"{_ascii(given)}.{_ascii(family)}{rng.randint(1, 99)}@mejl.example"
    return Letter(name=f"{given} {family}", address=address, subject=subject, paragraphs=("Hej!", text, place))


def comment(rng: random.Random, number: int) -> Letter:
    """Return an association's comment; ``number`` makes its sender one of its own."""
    name = f"{rng.choice(PLACES)}s {rng.choice(ASSOCIATIONS).lower()}"
    text = " ".join(rng.sample(COMMENT_SENTENCES, k=rng.randint(3, 5)))
    return Letter(
        name=name,
        address=f"styrelsen@forening{number}.example",
        subject=rng.choice(COMMENT_SUBJECTS),
        paragraphs=(rng.choice(COMMENT_OPENINGS), text),
    )


def _ascii(name: str) -> str:
    return name.lower().translate(str.maketrans("åäöé", "aaoe"))
