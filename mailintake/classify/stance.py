"""What the sender thinks of the proposal (ställningstagande), by words and negations: a suggestion to staff.

A verdict on the whole (“tillstyrker”, “säger ja”, “dra tillbaka”) outweighs praise, and a wish makes of a yes a yes
with changes. Who says both yes and no says yes to some of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mailintake.classify.letter import Letter, Part, once_a_letter
from mailintake.classify.phrases import Found, Phrases, quotes
from mailintake.classify.words import folded_set
from mailintake.domain.comment import Stance

LONGEST_SENTENCE = 200

_WHOLE = (
    "förslag*|överenskommels*|text|texten|innehållet|remissen|dokumentet|utkastet|planen|programmet|strategin|policyn"
    "|reglerna|föreskrift*|inriktningen|helheten|alltihop|alltsammans|allting|detta|detsamma|densamma"
)
_IT = "det|den|dem|dom|idén|tanken|allt|" + _WHOLE
_DRAFT = "it|this|that|proposal|agreement|draft|plan|policy|strategy|programme"
_GOOD = "bra|utmärkt|välskrivet|fint|fin|gott|god|jättebra|genomtänkt|gediget|gedigen|klok|klokt|rimligt|rimlig"
_ADOPTED = "antas|godkännas|genomföras|klubbas|bifallas"

_YES = Phrases(
    "tillstyrk*|tilstyrk*|tillstyrck*", "ställer|ställa|ställt|ställde oss|sig|mig … bakom",
    f"står|stå|stod … bakom … {_IT}",
    f"stöder|stödjer|stöttar|stödja|bifaller|bifalla|biträder|bejakar|gillar|gillade|älskar|delar … {_WHOLE}",
    "stöder|stödjer|stöttar|gillar|gillade|godkänner|godtar|accepterar det|den|idén|tanken|allt",
    "vi|jag|föreningen|styrelsen|klubben stöder|stödjer|stöttar|samtycker|bifaller", f"tycker|tyckte om {_IT}",
    f"positiv|positiva|positivt till … {_IT}", "positiv|positiva|positivt till|inför|på",
    "vi|jag|är … positiva|positiv|jättepositiv|jättepositiva",
    "säger|säga|sa|sade|röstar|röstade|svarar|blir|blev|ett … ja", "ja till|från", "ja ja",
    f"godkänner|godtar|accepterar|antar|anta … {_WHOLE}", "går|gå|gick med på",
    f"bör|borde|ska|kan|gärna {_ADOPTED}", f"{_WHOLE} bör|borde|ska|kan … {_ADOPTED}",
    "anta|klubba|genomför detta|det|förslaget|planen|överenskommelsen",
    "hoppas|önskar … igenom|verklighet|antas|klubbas|av", "fulla|varma|helhjärtade|helhjärtat|fullt stöd|bifall",
    "mitt|vårt|sitt stöd|bifall|välsignelse", "kör på|igång|hårt", "ansluter|ansluta oss|mig",
    "skriver|skriva gärna under|på", "tumme|tummen|tummar|tummarna upp",
    "we|i|board|club … support|endorse|approve|recommend",
    f"support|supports|endorse|endorses|approve|adopt|like|liked|love|welcome|welcomes … {_DRAFT}",
    "in favour|favor of", f"agree|agrees with … {_DRAFT}", "say|says|saying|vote|voted|clear|resounding yes",
    "yes to|from", "please do it|this", "go ahead",
    "kannatamme|kannattaa|kannatan|puollamme|puoltaa|puollan|hyväksymme", "sanomme|sanon kyllä|joo",
    "suhtautuu|suhtaudumme|suhtaudun myönteisesti",
    "støtter|tilslutter|bifaller|liker … forslag*|avtale*|det|dette|planen",
    "vi|styret|foreningen støtter|tilslutter|anbefaler", "slutter oss til", "sier|siger ja",
)  # fmt: skip
# A yes where nothing follows, or the proposal.
_IS_FOR = Phrases("är|var|e|helt|absolut|alla för")
_FOR_WHAT = folded_set(
    "det den detta idén tanken allt förslaget överenskommelsen planen programmet strategin policyn men dock"
)
_PRAISE = Phrases(
    "vi|jag välkomnar|instämmer|uppskattar|håller", "instämmer i|med", "nöjda|nöjd med",
    "bra skrivet|jobbat|alltihop|tänkt",
    "ett … bra|utmärkt|välskrivet|gott|fint|jättebra|genomtänkt förslag|dokument|initiativ|program",
    "en bra|god|fin|klok|utmärkt plan|idé|tanke|strategi|policy|överenskommelse",
    f"{_GOOD} förslag|överenskommelse|dokument|initiativ|plan|idé|tanke|program|text|strategi",
    f"{_WHOLE} är|var|känns|verkar|låter … {_GOOD}|toppen|kanon|välbehövligt|välbehövlig|perfekt|efterlängta*",
    "ser|låter|känns|verkar … bra|fint|rimligt|toppen|klokt|vettigt",
    "det mesta|alltihop|resten|övrigt … bra|fint|jättebra|rimligt|kanon|toppen", f"glada|glad över|för … {_IT}",
    "äntligen", "good|great|excellent|wonderful proposal|initiative|draft|idea|plan|step",
    "hyvä|erinomainen|tervetullut|hieno ehdotus|sopimus|aloite|asia|suunnitelma",
    "et|eit|en|ein … godt|god|bra|fin forslag*|plan|initiativ",
)  # fmt: skip
_NO = Phrases(
    "avstyrk*|avstyrck*", "motsätter|motsätta oss|sig|mig", f"är|oss|mig|sig|var … emot|mot {_IT}",
    "vi|jag|fortfarande|starkt|bestämt|helt|är|var emot",
    "säger|säga|sa|sade|röstar|röstade|svarar|blir|blev|ett … nej", "röstar|röstade … emot", "nej till|från|tack|nej",
    f"avvisar|förkastar|ogillar|underkänner … {_IT}", f"{_WHOLE} … avslås|avstyrks|förkastas|avvisas|skrotas|stoppas",
    f"avslå|avvisa|förkasta|skrota|stoppa|slopa|släng|dumpa … {_IT}", "yrkar|yrka … avslag",
    "avråder|avråda|protesterar|protestera", "negativ|negativa|negativt till|inför",
    "ställer oss|sig|mig … negativa|avvisande|kritiska|kritisk|negativ",
    f"{_WHOLE} är|känns|ett … dåligt|dålig|onödigt|oacceptabelt|bortkastat|meningslöst",
    "dra|drag tillbaka … förslag*|planen|det|detta",
    "bör|borde|måste|ska|skall avslås|skrotas|stoppas|avvisas|förkastas|omarbetas|dras", "börja om", "riv|rivs upp",
    "vill inte|ej … att … antas|genomförs|klubbas|läggs|tas|stängs|försvinner|säljs|flyttas",
    "låt … vara|va|stå|ligga kvar", "behåll|bevara|rädda", "we|i oppose|reject|object|protest|disagree",
    f"oppose|opposes|reject|rejects|drop|scrap|withdraw|abandon … {_DRAFT}", "against the|this|it|that",
    "say|says|vote|clear no", "vastustamme|vastustaa|vastustan", "sanomme|sanon ei", "går imot|mot … forslag*",
    "sier|siger nei|nej",
)  # fmt: skip
# These carry their own negation.
_REFUSES = Phrases(
    "kan|kunna|vill … inte|ej|icke … ställa|stödja|tillstyrka|acceptera|godta|godkänna|skriva|förorda|biträda|bifalla",
    "kan|vill inte|ej säga|rösta ja",
    "bör|borde|ska|skall inte|ej … antas|genomföras|beslutas|läggas|införas|klubbas",
    f"inte|ej besluta|anta|klubba|genomföra … {_IT}", "ställer vi|jag oss|mig inte|ej bakom",
    f"tycker|tyckte inte om {_IT}", "do|does|can not support|accept|agree|endorse",
    "cannot support|accept|agree|endorse", "emme|en|ei … kannata|hyväksy|puolla", "støtter ikke",
)  # fmt: skip
_CHANGES = Phrases(
    "föreslår|saknar|saknas|önskar|efterlyser|efterfrågar|föreslog|saknade|fattas|hemställer|yrkar",
    "vill|skulle|ser gärna|helst … se|ha|att", "vill att|se", "vi|jag vill|ville ha",
    "vill … lägga|ändra|stryka|betona|framhålla|lyfta|understryka", "bör|borde|måste",
    "behöver|behövs … ändras|förtydligas|strykas|läggas|kompletteras|utvecklas|konkretiseras|tydligare",
    "under förutsättning*", "förutsatt|förutsätter att",
    "med|under följande|denna|dessa|den … ändring*|tillägg|förbehåll|villkor|förslag|justering*",
    "en|två|tre|fyra|några|par|följande ändring*|tillägg|önskemål|önskan|invändning*|ändringsförslag|medskick",
    "vårt|våra|mitt|mina förslag|önskemål|ändringsförslag|tillägg|önskan",
    "önskemål|ändringsförslag*|tilläggsförslag*", "förtydlig*", "lägg|lägga|läggs|läggas till",
    "skriv|skriva|skrivs|skrivas in|tydligt|istället|även|också|hellre", "byt|byta ut|till|mot",
    "stryk|stryka|strykas|ändra|ändras|komplettera|kompletteras|justera|justeras|utöka|utökas", "glöm inte|ej",
    "räcker inte|ej|knappast",
    "missing|lacks|suggest|suggests|suggestion|suggestions|propose|provided|should|instead|request",
    "ehdotamme|ehdotan|puuttuu|puuttuvat|toivomme|toivon|pitäisi|tulisi|korjattava|pyydän|pyydämme",
    "savner|foreslår|burde|mangler",
)  # fmt: skip
_NO_OBJECTION = Phrases(
    "inget|ingenting|intet … erinra|invända|anmärka|tillägga|anföra|invänta|kommentera|däremot",
    "inte|ej … något|någonting att erinra|invända|anmärka|tillägga|anföra|tycka",
    "ingen|inga|utan erinran|erinringar|anmärkning|invändning|kommentar|anmärkningar|invändningar",
    "några|nya invändningar|anmärkningar|erinringar", "inga|utan … synpunkter|kommentarer|önskemål",
    "inte|ej|icke några|nya|egna … synpunkter|invändningar|kommentarer",
    "ok|okej|okay|bra|godkänt|fint för|från oss|vår|min", "ok|okej|bra som det|den är", "vi|jag nöjer oss|mig",
    "nothing to object|add", "no objection|objections|remarks|concerns", "no|any comments to|on", "no comments",
    "fine|ok|okay with|for|by us",
    "ei … huomautettavaa|lausuttavaa|huomauttamista|vastaväitteitä|kommentoitavaa|lisättävää",
    "ingen|ikke … merknader|merknad|innvendinger|kommentarer|bemærkninger",
    "ingenting|intet å|at bemerke|tilføye|bemærke|tilføje",
)  # fmt: skip
_ABSTAINS = Phrases(
    "avstår|avstå|avstått|avstod", "står|stå|stod|hoppar|hoppa|hoppade över den|denna|det|detta|remissen|här|i|och",
    "vi|jag|styrelsen|föreningen|klubben står|hoppar över", "sit|sitting this one out",
    "avböjer|avböja|undanber", "abstain|abstains|abstaining",
    "decline|declines to comment|respond|answer|submit", "pidättäydy*",
    "luovumme|luopuu … lausunto*|lausunnon|antamasta",
)  # fmt: skip
_ANSWER = "svara|yttra|lämna|besvara|delta|inkomma|kommentera|avge"
# These carry their own negation.
_DOES_NOT_ANSWER = Phrases(
    f"väljer|valt|valde|beslutat|beslutade|beslöt|bestämt att inte|ej … {_ANSWER}",
    f"inte|ej kommer|tänker|kan|hinner|orkar|vill … {_ANSWER}", f"kommer|tänker … inte|ej … {_ANSWER}",
    "lämnar|avger|inkommer|skickar inget|inga|inte|ej … svar|yttrande|synpunkter|remissvar|remissyttrande|eget",
    "inte|ingen|ej … möjlighet|tid|resurser … svara|yttra|besvara|lämna", "har inte|ej … avsikt",
    "hinner|kan|orkar inte|ej svara|yttra|besvara|delta", "yttrar oss|sig inte|ej", "inget svar|yttrande från",
    "räkna|räknar inte|ej … svar|yttrande",
    "berör|rör|angår inte|ej oss|vår|våra", "utanför vårt|vår|våra|det … område|uppdrag|verksamhet|verksamhetsområde",
    "will|shall not … comment|commenting|respond|responding|submit|submitting|answer|answering",
    "won t … comment|commenting|respond|submit|answer", "emme|ei … lausu|lausuntoa|vastaa|osallistu",
    "ikke … uttale|uttalelse|høringssvar",
)  # fmt: skip
_UNDECIDED = Phrases(
    "tar|ta|tagit|tog inte|ej|ingen … ställning", "inte|ej tar|tagit|ta … ställning",
    "varken|vare … ja|bra|för … eller", "ja eller nej", "för eller emot|mot", "inte|ej|aldrig … eniga|enig|ense",
    "meningarna|åsikterna|meningar gick|går … isär", "delade|olika meningar|åsikter", "oeniga|oense",
    "ingen|någon samlad|gemensam bedömning|linje|åsikt|hållning", "hälften … tycker|tyckte",
    "vet inte|ej … tycka|tycker|tro", "no position", "neither for|yes",
)  # fmt: skip

_NEGATIONS = folded_set("inte ej icke inga ingen aldrig knappast not dont cannot never ei emme en eivat ikke")
# “tillstyrker, inte minst …” is no negation.
_EMPHASES = folded_set("minst bara enbart only least")
_REACH = 3
# “bor” is not “bör” (should), nor “andra” “ändra” (change), though they are the same without marks over letters.
NO_WISHES = frozenset({"bor", "andra", "andras"})

_ALL = (
    _YES, _IS_FOR, _PRAISE, _NO, _REFUSES, _CHANGES, _NO_OBJECTION, _ABSTAINS, _DOES_NOT_ANSWER, _UNDECIDED,
)  # fmt: skip

Finds = tuple[Found, ...]


class Voice(StrEnum):
    """What a phrase says of the proposal."""

    YES = "yes"
    PRAISE = "praise"
    NO = "no"
    CHANGES = "changes"
    NO_OBJECTION = "no objection"
    ABSTAINS = "abstains"
    UNDECIDED = "undecided"


Heard = Mapping[Voice, Finds]
_NOTHING: Heard = dict.fromkeys(Voice, ())


@dataclass(frozen=True, kw_only=True, slots=True)
class Standpoint:
    """A stance, and the words and the sentence that tell it."""

    stance: Stance
    words: tuple[str, ...] = ()
    sentence: str = ""  # as the sender wrote it, without commas; at most LONGEST_SENTENCE letters

    @property
    def is_decline(self) -> bool:
        """Whether the sender has nothing to say: abstains or does not object."""
        return self.stance in {Stance.ABSTAINS, Stance.NO_OBJECTION}


_SAYS_NOTHING = Standpoint(stance=Stance.UNCLEAR)


@once_a_letter
def read_stance(letter: Letter) -> Standpoint:
    """Tell the stance of what is said in a mail; unclear where its words say nothing or contradict each other."""
    heard = hear(letter)
    if heard is _NOTHING:
        return _SAYS_NOTHING
    yes, no, changes = heard[Voice.YES], heard[Voice.NO], heard[Voice.CHANGES]
    abstains, no_objection = heard[Voice.ABSTAINS], heard[Voice.NO_OBJECTION]
    supports = yes or heard[Voice.PRAISE]
    # In this order: what is said against outweighs what is said for, and a wish outweighs silence.
    readings = (
        (Stance.SUPPORTS_WITH_CHANGES, (*yes, *no), bool(yes and no)),
        (Stance.OPPOSES, no, bool(no)),
        (Stance.ABSTAINS, abstains, bool(abstains) and not supports and not changes),
        (Stance.UNCLEAR, heard[Voice.UNDECIDED], bool(heard[Voice.UNDECIDED]) and not yes and not no_objection),
        (
            Stance.SUPPORTS_WITH_CHANGES,
            (*supports, *no_objection, *changes),
            bool((supports or no_objection) and changes),
        ),
        (Stance.SUPPORTS, yes, bool(yes)),
        (Stance.NO_OBJECTION, no_objection, bool(no_objection)),
        (Stance.SUPPORTS, supports, bool(supports)),
    )
    for stance, finds, holds in readings:
        if holds:
            return Standpoint(stance=stance, words=quotes(finds), sentence=_sentence(letter, finds[0]))
    return _SAYS_NOTHING


@once_a_letter
def hear(letter: Letter) -> Heard:
    """Return what a mail says of the proposal, and where; a phrase that is denied says the opposite."""
    # Most mails of a mailbox say nothing of any proposal.
    if not any(letter.find(phrases, Part.SAID) for phrases in _ALL):
        return _NOTHING
    tokens = letter.words.tokens
    no_objection = letter.find(_NO_OBJECTION, Part.SAID)
    is_for = (
        find
        for find in letter.find(_IS_FOR, Part.SAID)
        if tokens[find.end] in _FOR_WHAT or not tokens[find.end][0].isalnum()
    )
    yes, not_yes = _by_negation((*letter.find(_YES, Part.SAID), *is_for), tokens)
    praise, _ = _by_negation(letter.find(_PRAISE, Part.SAID), tokens)
    no, _ = _by_negation(letter.find(_NO, Part.SAID), tokens)
    abstains, _ = _by_negation(letter.find(_ABSTAINS, Part.SAID), tokens)
    changes = tuple(find for find in letter.find(_CHANGES, Part.SAID) if find.text.lower() not in NO_WISHES)
    undecided = letter.find(_UNDECIDED, Part.SAID)
    no = (*no, *letter.find(_REFUSES, Part.SAID), *not_yes)
    no = _in_order(_apart_from(no, (*no_objection, *undecided)))
    yes = _in_order(_apart_from(yes, (*no_objection, *undecided, *no)))
    return {
        Voice.YES: yes,
        Voice.PRAISE: _apart_from(praise, (*no_objection, *no)),
        Voice.NO: no,
        Voice.CHANGES: _apart_from(changes, (*yes, *no)),
        Voice.NO_OBJECTION: no_objection,
        Voice.ABSTAINS: (*abstains, *letter.find(_DOES_NOT_ANSWER, Part.SAID)),
        Voice.UNDECIDED: undecided,
    }


def _by_negation(finds: Finds, tokens: list[str]) -> tuple[Finds, Finds]:
    """Part what is said from what is denied."""
    if not finds:
        return (), ()
    denied = tuple(find for find in finds if _is_negated(find, tokens))
    return tuple(find for find in finds if find not in denied), denied


def _is_negated(find: Found, tokens: list[str]) -> bool:
    start = find.start
    while start > 0 and find.start - start < _REACH and tokens[start - 1][0].isalnum():
        start -= 1
    end = find.end
    if end < len(tokens) and tokens[end] in _NEGATIONS and (end + 1 == len(tokens) or tokens[end + 1] not in _EMPHASES):
        end += 1
    return any(word in _NEGATIONS for word in tokens[start:end])


def _apart_from(finds: Finds, others: Finds) -> Finds:
    """Return the finds that share no word with the others."""
    return tuple(find for find in finds if all(find.end <= other.start or other.end <= find.start for other in others))


def _in_order(finds: Finds) -> Finds:
    return tuple(sorted(finds, key=lambda find: find.start)) if len(finds) > 1 else finds


def _sentence(letter: Letter, find: Found) -> str:
    """Return the sentence of a find; of a long one what stands from the find on."""
    begin, end = letter.words.sentence_around(find.start, letter.bounds[Part.SAID][0])
    sentence = letter.words.quote(begin, end)
    if len(sentence) > LONGEST_SENTENCE:
        sentence = letter.words.quote(find.start, end)
    return sentence[:LONGEST_SENTENCE]
