"""The words by which a language is told: small, frequent words, each with the languages that use it.

Languages that share most of their words (Swedish, Norwegian, Danish) are told apart by the ones they do not share.
"""

from __future__ import annotations

_WORDS = {
    "sv": (
        "och att det är som på för av med den till inte har ett vi om men var jag så från kan när vid eller efter hade "
        "nu bara också där ut upp än mot ska skulle här blir blev hos mycket något några alla andra denna detta dessa "
        "era er ert oss vår vårt våra mig dig sig hej tack hälsning hälsningar vänlig vänliga föreningen förening "
        "förslaget förslag kommunen kommun synpunkter yttrande överenskommelse överenskommelsen bör måste även samt "
        "genom mellan enligt utan under över varje varför därför eftersom vill tycker anser avstår inget erinra mvh "
        "snälla hur vad vilka finns får går gör kommer ni de dem deras kl skickat ämne kommunens angående kan bifogat "
        "bifogar ärende ingen inga inom hela idag imorgon skriver svar svara mejl brev tid både gärna"
    ),
    "no": (
        "og at det er som på for av med den til ikke har et vi om men var jeg så fra kan når ved eller etter hadde nå "
        "bare også der ut opp enn mot skal skulle her blir ble hos mye noe noen alle andre denne dette disse deres oss "
        "vår vårt våre meg deg seg hei takk hilsen vennlig foreningen forening forslaget forslag kommunen kommune "
        "uttalelse høring bør må samt gjennom mellom ifølge uten under over hver hvorfor derfor fordi vil synes mener "
        "ingen hvordan hva hvilke finnes får går gjør kommer dere de dem på grunn hvis sende vedlagt bli være blitt mer"
    ),
    "da": (
        "og at det er som på for af med den til ikke har et vi om men var jeg så fra kan når ved eller efter havde nu "
        "kun også der ud op end mod skal skulle her bliver blev hos meget noget nogle alle andre denne dette disse "
        "jeres os vor vores mig dig sig hej tak hilsen venlig venlige foreningen forening forslaget forslag kommunen "
        "kommune høring bør må samt gennem mellem ifølge uden under over hver hvorfor derfor fordi vil synes mener "
        "ingen hvordan hvad hvilke findes får går gør kommer i de dem hvis sende vedhæftet blive være blevet mere"
    ),
    "en": (
        "the and of to in is that it for was on are as with they be at this have from or had by not but what all were "
        "we when your can said there use an each which she do how their if will up other about out many then them "
        "so some her would make like him into time has look two more go see no way could people my than been who its "
        "now find long down did get come made may part you our any please regards dear hello thanks thank municipality "
        "association proposal comments attached best kind sincerely i me us should must because between"
    ),
    "de": (
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat "
        "dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis "
        "mehr durch man sein wurde sei ich wir ihr uns unser unsere ihre ihnen hallo danke vielen dank freundlichen "
        "grüßen gruß sehr geehrte geehrter damen herren bitte kein keine wenn kann können möchten verein gemeinde"
    ),
    "fi": (
        "ja on ei että se oli hän mutta ovat joka mitä tämä kun niin kuin myös ole voi sekä olla jos tai vain nyt jo "
        "ollut sen siitä mukaan ne hänen tämän kanssa minä sinä me te he meidän teidän heidän minun kiitos terveisin "
        "ystävällisin terveisin hei yhdistys yhdistyksen kunta kunnan ehdotus ehdotuksen lausunto olemme olen emme "
        "en eivät meillä voimme pitäisi täytyy koska ennen jälkeen välillä ilman kaikki kaikkien lisäksi sitten vielä "
        "paljon hyvin mielestämme mielestä ehdotusta kuntaa luulajan kunnalle"
    ),
    "se": (
        "ja lea leat ii eai mii dat go don mun son mii dii sii dán dan daid dás das maid maiddái gos goas manne "
        "muhto dahje vai juos gal vel dál ovdal maŋŋá gaskkal haga buot oktan mielde bures giitu dearvvuođat "
        "ovttas sámi sámiid gielda suohkan searvi oaivil oaivilis háliidit áigut fertet sáhttá sáhttit livččii leamaš "
        "leimmet leai lei eat ehpet in it jus dego nu nugo olbmuid mánáid guovllu bargu barggu"
    ),
}

LANGUAGES = tuple(_WORDS)

# The languages that use each word, as the sum of their bits (1 for the first language, 2 for the second, 4 …).
USED_IN: dict[str, int] = {}
for _bit, _text in enumerate(_WORDS.values()):
    for _word in set(_text.split()):
        USED_IN[_word] = USED_IN.get(_word, 0) | 1 << _bit

# Letters and endings that one language writes and its neighbours do not.
LETTERS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("äö", ("sv", "fi", "de"), 0.2),
    ("å", ("sv", "no", "da"), 0.15),
    ("æø", ("no", "da"), 0.6),
    ("ß", ("de",), 1.5),
    ("ü", ("de",), 0.3),
    ("čđŋšŧž", ("se",), 0.6),
    ("á", ("se",), 0.4),
)
