"""What the sender thinks of the proposal (ställningstagande), by words and negations: a suggestion to staff."""

from __future__ import annotations

from dataclasses import dataclass

from mailintake.classify.letter import Letter, Part, once_a_letter
from mailintake.classify.phrases import Found, Phrases, quotes
from mailintake.classify.words import folded_set
from mailintake.domain.comment import Stance

_PROPOSAL = "förslag*|överenskommels*|texten|innehållet|remissen|dokumentet|utkastet"

_SUPPORTS = Phrases(
    "tillstyrk*",
    "ställer|ställa|ställt|ställde oss|sig … bakom",
    "står|stå|stod … bakom … " + _PROPOSAL,
    "stöder|stödjer|stötta|stöttar|stödja|bifaller|biträder|bejakar|välkomnar|uppskattar|gillar|delar … " + _PROPOSAL,
    "vi välkomnar|stöder|stödjer|instämmer|samtycker|håller",
    "instämmer i|med",
    "positiv|positiva|positivt till|inför|på",
    "ställer oss|sig … positiva|positiv",
    "ett … bra|utmärkt|välskrivet|gott|fint|jättebra|genomtänkt förslag|dokument|initiativ",
    "bra|utmärkt|välskrivet|fint|jättebra|genomtänkt|gediget förslag|överenskommelse|dokument|initiativ",
    f"{_PROPOSAL} är|var|känns|verkar … bra|utmärkt|välskrivet|rimligt|fint|jättebra|genomtänkt|bra|välbehövligt",
    f"{_PROPOSAL} ser|låter … bra|rimligt|fint|ut",
    "ser|låter … bra|fint|rimligt ut",
    "ser bra ut",
    "låter bra|fint|rimligt",
    "är för " + _PROPOSAL,
    "säger|säga ja till",
    "ja till " + _PROPOSAL,
    "godkänner|godtar|accepterar|antar … " + _PROPOSAL,
    "nöjda|nöjd med",
    "glada|glad över|för … " + _PROPOSAL,
    "bör|borde|ska antas",
    "we support|welcome|endorse|approve",
    "support|supports|endorse|welcome the|this|your proposal|agreement|draft",
    "in favour|favor of",
    "agree|agrees with … proposal|agreement|draft",
    "good|great|excellent proposal|initiative|draft|idea",
    "kannatamme|kannattaa|kannatan|puollamme|puoltaa|hyväksymme",
    "hyvä|erinomainen|tervetullut ehdotus|sopimus|aloite",
    "suhtautuu|suhtaudumme myönteisesti",
    "støtter|tilslutter|bifaller … forslag*|avtale*",
    "positive til",
    "slutter oss til",
    "et|eit godt|bra forslag*",
)
_OPPOSES = Phrases(
    "avstyrk*",
    "motsätter oss|sig",
    "är|oss … emot|mot " + _PROPOSAL,
    "säger|säga nej till",
    "nej till " + _PROPOSAL,
    "avvisar|förkastar|ogillar|underkänner … " + _PROPOSAL,
    "negativ|negativa|negativt till|inför",
    "ställer oss|sig … negativa|avvisande|kritiska",
    f"{_PROPOSAL} är|känns … dåligt|onödigt|oacceptabelt|bortkastat|meningslöst",
    "bör|borde dras|dra tillbaka",
    "dålig|dåligt förslag|överenskommelse",
    "we oppose|reject",
    "oppose|opposes|reject|rejects the|this|your proposal|agreement|draft",
    "against the|this proposal|agreement",
    "vastustamme|vastustaa|vastustan",
    "går imot|mot … forslag*",
)
# These carry their own negation.
_REFUSES = Phrases(
    "kan|kunna|vill inte|ej|icke … ställa|stödja|tillstyrka|acceptera|godta|godkänna|skriva",
    "bör|borde|ska inte|ej antas|genomföras|beslutas",
    "do|does|can not support|accept|agree",
    "cannot support|accept|agree",
    "emme|en|ei … kannata|hyväksy|puolla",
    "støtter ikke",
)
_CHANGES = Phrases(
    "föreslår|saknar|saknas|önskar|efterlyser|efterfrågar",
    "vill|skulle … se|ha",
    "vill att",
    "vill … lägga|ändra|stryka|betona|framhålla|lyfta|understryka",
    "bör|borde|måste",
    "behöver|skulle behöva … ändras|förtydligas|strykas|läggas|kompletteras|utvecklas|konkretiseras|tydligare",
    "under förutsättning",
    "förutsatt|förutsätter att",
    "med|under följande ändring*|tillägg|förbehåll|villkor|förslag",
    "förtydlig*",
    "lägg|lägga|läggs till",
    "stryk|stryka|strykas|ändra|ändras",
    "missing|lacks|suggest|suggests|propose|provided|should",
    "ehdotamme|puuttuu|puuttuvat|toivomme|pitäisi|tulisi",
    "savner|foreslår|burde|bør",
)
_NO_OBJECTION = Phrases(
    "inget|ingenting|intet … erinra|invända|anmärka|tillägga|anföra|invänta|kommentera",
    "inte|ej något|någonting att erinra|invända|anmärka|tillägga|anföra",
    "ingen|utan erinran|anmärkning|invändning|kommentar",
    "inga|utan|några|nya … invändningar|anmärkningar",
    "inga|utan … synpunkter|kommentarer|önskemål",
    "inte|ej|icke några|nya|egna … synpunkter|invändningar|kommentarer",
    "ok|okej|okay|bra|godkänt|fint för|från oss|vår|min",
    "ok|okej|bra som det|den är",
    "vi|jag nöjer oss|mig",
    "nothing to object|add",
    "no objection|objections",
    "no|any comments to|on",
    "no comments",
    "fine|ok|okay with|for|by us",
    "ei … huomautettavaa|lausuttavaa|huomauttamista|vastaväitteitä|kommentoitavaa|lisättävää",
    "ingen|ikke … merknader|merknad|innvendinger|kommentarer",
    "ingenting å bemerke|tilføye",
    "intet å bemerke|tilføye",
)
_ABSTAINS = Phrases(
    "avstår|avstå|avstått",
    "avböjer|avböja|undanber",
    "abstain|abstains|abstaining",
    "decline|declines to comment|respond|answer|submit",
    "pidättäydy*",
    "luovumme|luopuu … lausunto*|lausunnon|antamasta",
)
# These carry their own negation.
_DOES_NOT_ANSWER = Phrases(
    "väljer|valt|beslutat|beslutade|bestämt att inte|ej … svara|yttra|lämna|besvara|delta|inkomma|kommentera",
    "inte|ej kommer|tänker|kan|hinner|orkar|vill … svara|yttra|lämna|besvara|inkomma|kommentera",
    "kommer|tänker inte|ej … svara|yttra|lämna|besvara|inkomma|kommentera",
    "lämnar|avger|inkommer inget|inga|inte|ej … svar|yttrande|synpunkter|remissvar|remissyttrande",
    "inte|ingen|ej … möjlighet|tid|resurser … svara|yttra|besvara|lämna",
    "har inte|ej … avsikt",
    "hinner|kan|orkar inte|ej svara|yttra|besvara|delta",
    "inget svar|yttrande från",
    "will|shall not … comment|commenting|respond|responding|submit|submitting|answer|answering",
    "won t … comment|commenting|respond|submit|answer",
    "emme|ei … lausu|lausuntoa|vastaa|osallistu",
    "ikke … uttale|uttalelse|høringssvar",
)

_NEGATIONS = folded_set("inte ej icke inga ingen aldrig knappast not dont cannot never ei emme en eivat ikke")
# “tillstyrker, inte minst …” is no negation.
_EMPHASES = folded_set("minst bara enbart only least")
_REACH = 3

Finds = tuple[Found, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Standpoint:
    """A stance, and the words that tell it."""

    stance: Stance
    words: tuple[str, ...] = ()

    @property
    def is_decline(self) -> bool:
        """Whether the sender has nothing to say: abstains or does not object."""
        return self.stance in {Stance.ABSTAINS, Stance.NO_OBJECTION}


@once_a_letter
def read_stance(letter: Letter) -> Standpoint:
    """Tell the stance of what is said in a mail; unclear where its words say nothing or contradict each other."""
    tokens = letter.words.tokens
    no_objection = letter.find(_NO_OBJECTION, Part.SAID)
    supports, not_supports = _by_negation(letter.find(_SUPPORTS, Part.SAID), tokens)
    opposes, _ = _by_negation(letter.find(_OPPOSES, Part.SAID), tokens)
    abstains, _ = _by_negation(letter.find(_ABSTAINS, Part.SAID), tokens)
    opposes = _apart_from((*opposes, *letter.find(_REFUSES, Part.SAID), *not_supports), no_objection)
    supports = _apart_from(supports, (*no_objection, *opposes))
    changes = _apart_from(letter.find(_CHANGES, Part.SAID), (*supports, *opposes))
    abstains = (*abstains, *letter.find(_DOES_NOT_ANSWER, Part.SAID))
    # In this order: what is said against outweighs what is said for, and a wish outweighs silence.
    readings = (
        (Stance.SUPPORTS_WITH_CHANGES, (*supports, *opposes), bool(supports and opposes)),
        (Stance.OPPOSES, opposes, bool(opposes)),
        (Stance.ABSTAINS, abstains, bool(abstains) and not supports and not changes),
        (
            Stance.SUPPORTS_WITH_CHANGES,
            (*supports, *no_objection, *changes),
            bool((supports or no_objection) and changes),
        ),
        (Stance.NO_OBJECTION, no_objection, bool(no_objection)),
        (Stance.SUPPORTS, supports, bool(supports)),
    )
    for stance, finds, holds in readings:
        if holds:
            return Standpoint(stance=stance, words=quotes(finds))
    return Standpoint(stance=Stance.UNCLEAR)


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
