"""The mail has an opinion."""

from dataclasses import replace

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.hint import WITHOUT_HINT, has_hint
from mailintake.classify.letter import Part
from mailintake.classify.phrases import Phrases
from mailintake.domain.message import Message

NAME = "opinion"
DESCRIPTION = "The language of opinion: we think, we support, we miss, it should. Errands speak otherwise."
HIT = "Mejlet uttrycker en åsikt"
HIT_EN = "The mail expresses an opinion"
MISS = "Mejlet uttrycker ingen åsikt"
MISS_EN = "The mail expresses no opinion"

PHRASES = Phrases(
    "vi|jag|styrelsen|föreningen tycker|anser|menar|bedömer|upplever|konstaterar|noterar|ser",
    "förbundet|klubben|församlingen|man tycker|anser|menar|bedömer|upplever|konstaterar|noterar|ser",
    "tycker|anser|menar|bedömer vi|jag|styrelsen|föreningen|att|också|dock",
    "vi|jag|styrelsen|föreningen|förbundet|klubben saknar|efterlyser|efterfrågar",
    "vi|jag|styrelsen|föreningen|förbundet|klubben betonar|understryker|framhåller|poängterar",
    "vi|jag|styrelsen|föreningen … föreslår|instämmer|välkomnar|uppskattar|stöder|stödjer|stöttar",
    "tycker|anser|menar|bedömer|föreslår|instämmer|välkomnar|uppskattar|understryker|poängterar|efterlyser|förordar",
    "tillstyrk*",
    "avstyrk*",
    "ställ* oss|sig … bakom",
    "ställer oss|sig … positiva|positiv|negativa|kritiska|frågande|tveksamma",
    "enligt vår|min mening|uppfattning|åsikt",
    "vår|min uppfattning|åsikt|erfarenhet",
    "positiv|positiva|positivt|negativ|negativa|kritisk|kritiska|tveksam|tveksamma till|inför",
    "viktigt|bra|fint|utmärkt|olyckligt|synd|konstigt att|om|när",
    "märkligt|oklart|otydligt|svårt|positivt|önskvärt|angeläget att|om|när",
    "är … viktigt|bra|otydligt|oklart|luddigt|orimligt|rimligt|svårt|rimliga|otydliga|vaga|bra",
    "bör|borde|måste",
    "saknar|saknas",
    "vi vill se|betona|lyfta|framhålla|understryka|att|gärna",
    "bra|dåligt|utmärkt|viktigt|välskrivet|genomtänkt|fint|jättebra förslag|initiativ|dokument",
    "ser|låter bra|rimligt|fint|ut",
    "för|lite vagt|luddigt|otydligt|byråkratiskt|krångligt|tungt",
    "tillägg|ändring|ändringar|förtydligande|förtydliganden|förtydligas|ändras|strykas",
    "we think|believe|feel|find|support|oppose|agree|disagree|suggest|propose|welcome|miss|would",
    "in our opinion|view",
    "should be|include|have|also",
    "i think|believe|feel|support|oppose|agree",
    "vi|jag|föreningen|styrelsen reagerar|oroas|befarar|saknade|hoppas|önskar|invänder",
    "min|vår invändning|slutsats|bedömning",
    "instämmer|håller med",
    "i|med allt väsentligt",
    "gillar|ogillar|ifrågasätter|förespråkar|kritiserar|uppmanar|vädjar|kräver|yrkar|hemställer|betvivlar|invänder",
    "tror|litar inte|knappast på|att",
    "tänker inte|aldrig",
    "fordras|krävs|behövs att",
    "hellre",
    "en|stor brist|svaghet|styrka|fördel|nackdel|förhoppning|vädjan",
    "största problemet|bristen|fördelen",
    "inte|ingenstans nämns|nämnda|nämnd|omnämns|syns|med",
    "nämns|omnämns|syns inte|ingenstans",
    "vi|jag vill … att|se|ha",
    "gör|gjorde … nytta|skada",
    "suggest|suggests|suggestion|suggestions|recommend|recommends|endorse|endorses|urge|urges",
    "vaarantuu|riittävästi|liian",
    "mielestämme|mielestäni",
    "kannatamme|vastustamme|ehdotamme|toivomme|pidämme|puollamme|katsomme|toteamme",
    "pitäisi|tulisi",
    "tärkeää|hyvä|hyvää että|ehdotus|asia",
    "vi|jeg mener|synes|støtter|foreslår|savner",
    "burde|bør",
)


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words of opinion."""
    hit = hit_by(context.letter.find(PHRASES, Part.SAID), 0.6, 0.85, 1.0)
    return hit if hit is None or has_hint(context) else replace(hit, strength=hit.strength * WITHOUT_HINT)
