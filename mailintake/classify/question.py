"""What a sender asks for: more time, the document, a meeting, public records, or no more reminders."""

from __future__ import annotations

from dataclasses import dataclass

from mailintake.classify.letter import Letter, Part, once_a_letter
from mailintake.classify.phrases import Found, Phrases, quotes
from mailintake.domain.decision import Request

_PAPERS = "handling|handlingar|handlingarna|remissvar|remissvaren|yttranden|yttrandena|svaren|synpunkterna|synpunkter"
_PROPOSAL = (
    "förslaget|handlingarna|dokumentet|remissen|remisshandlingarna|bilagan|bilagorna|överenskommelsen|texten|länken"
)

# In this order: the first that is found is what the mail is about. The first phrases of each say enough by themselves;
# the second ones must stand in a sentence that asks.
_REQUESTS: tuple[tuple[Request, Phrases, Phrases], ...] = (
    (
        Request.RECORDS,
        Phrases(
            "begär|begäran|ber|önskar … ut|ta del av … " + _PAPERS,
            "begär|begäran att få|ta ut|del",
            "begär|begäran om … allmän|allmänna handling|handlingar",
            "begäran om … utlämnande|utlämning",
            "begär|önskar|vill … kopia|kopior på|av … " + _PAPERS,
            "enligt|stöd offentlighetsprincipen|tryckfrihetsförordningen",
            "stöd av offentlighetsprincipen|tryckfrihetsförordningen",
            "request|requesting … public records",
            "freedom of information",
            "julkisuuslain",
            "innsyn i … høringssvar*|dokument*",
        ),
        Phrases(
            "ta del av … " + _PAPERS,
            "ta del av … inkomna|inkommit",
            "lämna|lämnar|få|fås ut … " + _PAPERS,
            "kopia|kopior på|av … " + _PAPERS,
            "läsa|se … andras|inkomna|övriga|allas " + _PAPERS,
            "skicka|maila|mejla … inkomna|alla|samtliga … " + _PAPERS,
        ),
    ),
    (
        Request.NO_REMINDERS,
        Phrases(
            "inga|inte … fler påminnelser|utskick|mejl|mail",
            "sluta skicka|mejla|maila",
            "ta|tag bort oss|mig|vår … från",
            "stryk oss|mig från … listan|sändlistan",
            "no more reminders|emails",
            "stop sending",
            "älkää lähettäkö",
        ),
        Phrases(),
    ),
    (
        Request.EXTENSION,
        Phrases(
            "anhåller|ansöker|ber|önskar|begär|behöver|begäran|anhållan om|ett|få … anstånd|uppskov|förlängning",
            "anhåller|ansöker|ber|önskar|begär|behöver … förlängd|längre|mer tid|svarstid|remisstid",
            "hinner inte|ej … till|före|innan|förrän|klart|klara|med|svara|lämna",
            "need|request|requesting|ask|asking … extension|more time",
            "pyydämme … lisäaikaa|pidennystä",
        ),
        Phrases(
            "anstånd|anståndet|uppskov",
            "förläng|förlänga|förlängd|förlängning|längre|utökad … svarstid|svarstiden|tid|tiden|remisstid|remisstiden",
            "förläng|förlänga|skjuta|flytta|ändra … datumet|deadline|svarsdatum|svarsdag|tidsfristen|sista",
            "förlängning av",
            "svara|lämna|inkomma|skicka|komma … senare|efter",
            "senare|efter än|den … oktober|november",
            "några|någon|ett|en|två|tre … dagar|dag|vecka|veckor … till|extra|längre|på",
            "lite mer|längre tid",
            "mer tid",
            "vänta … oktober|november|svaret|svar",
            "extension of|to|until|for|on",
            "an extension",
            "more|extra|additional time",
            "deadline … extended|later|moved",
            "after|later … deadline|october",
            "lisäaika*",
            "lisää aikaa",
            "määräajan|määräaikaa",
            "utsettelse",
            "utsatt|lengre frist",
        ),
    ),
    (
        Request.DOCUMENT,
        Phrases(
            f"{_PROPOSAL} … följde|kom inte|ej med",
            "fick inte|ej|aldrig med … bilagan|förslaget|handlingarna|dokumentet",
            f"{_PROPOSAL} … går|gick inte|ej … öppna|läsa|ladda",
            "kan|kunde inte|ej … öppna|hitta|läsa|ladda|nå … " + _PROPOSAL,
            "hittar|hittade inte|ej … " + _PROPOSAL,
            "länken fungerar|fungerade inte",
            "bilagan|bilaga|länk saknas|saknades|fattas",
            "ingen|inga bilaga|bilagor|länk … med|bifogad|bifogat",
            "cannot|can not … open|find|read … proposal|document|attachment|draft",
        ),
        Phrases(
            "skicka|skickar|sända|maila|mailar|mejla|mejlar|få|fås|hitta|hittar|ladda|öppna … " + _PROPOSAL,
            "skicka|sända|maila|mejla|få … förslag|remissunderlag|remissunderlaget|underlaget|utskicket",
            "var|vart … finns|läsa|läser|kan … " + _PROPOSAL,
            f"finns … {_PROPOSAL} … på|som|att",
            f"{_PROPOSAL} … lättläst|lättlästa|finska|engelska|samiska|meänkieli|somaliska|arabiska|papper|word|pdf",
            "lättläst|lättlästa version|text|variant",
            "send|find|download|get|have … proposal|document|draft|agreement|attachment",
            "proposal|document|agreement|text … in english|finnish",
            "missä|mistä … ehdotus|sopimus|luonnos|ehdotuksen|luonnoksen",
            "lähettää … ehdotuksen|luonnoksen|asiakirjan|asiakirjat|sopimuksen",
            "ehdotus|sopimus|luonnos … suomeksi",
            "sende|finne … forslaget|dokumentet|høringsnotatet",
        ),
    ),
    (
        Request.MEETING,
        Phrases("skulle vilja träffa|möta er|någon|dig", "önskar|vill boka|ha … möte med", "would like to meet"),
        Phrases(
            "träffa|möta er|någon|dig",
            "träffas|ses",
            "boka|ordna|ha|få … möte|träff|mötestid",
            "komma|kommer … berätta|presentera|informera|förklara|prata",
            "komma till … styrelsemöte|medlemsmöte|möte|årsmöte|styrelsemötet|medlemsmötet",
            "bjuda in er|dig|någon",
            "när|var|vilken är|blir|hålls|dag … dialogmöte|dialogmötet|dialogträff|dialogträffen|möte|mötet|träffen",
            "nästa dialogmöte|dialogträff|möte",
            "meet with|you",
            "have|arrange|book|set … meeting",
            "come to … meeting",
            "tapaamis*",
            "kokoukseemme",
        ),
    ),
)

# What makes a sentence without a question mark ask.
_ASKS = Phrases(
    "undrar|funderar|frågar|anhåller|vänligen|snälla",
    "kan|kunde|skulle ni|du|vi|jag|man|någon",
    "ber om|er|dig|att",
    "tacksam|tacksamma om|för",
    "skulle|vill vilja|gärna|behöva",
    "vi|jag behöver",
    "vill|önskar vi|jag … ha|få",
    "vi|jag vill|önskar … ha|få|ta",
    "skicka|maila|mejla gärna",
    "går det",
    "please|could|would",
    "voiko|voisiko|voitteko|voisitteko|pyydämme|onko|saako|saisimmeko",
    "kan dere|du|vi",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What is asked for, and the words that tell it."""

    request: Request
    words: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]  # where it stands in the text, as places of words

    def covers(self, find: Found) -> bool:
        """Whether a find stands in a sentence that asks."""
        return _is_within(find, self.sentences)


@once_a_letter
def read_question(letter: Letter) -> Question | None:
    """Tell what a mail asks for; none where it asks for nothing."""
    words = letter.words
    asking = _asking_sentences(letter)
    questions = tuple((start, end) for start, end in asking if words.tokens[end] == "?")
    for request, plain, in_question in _REQUESTS:
        finds = letter.find(plain, Part.WRITTEN)
        if not finds and asking:
            finds = tuple(find for find in letter.find(in_question, Part.WRITTEN) if _is_within(find, asking))
        if finds:
            sentences = tuple(
                one for one in asking if one in questions or any(_is_within(find, (one,)) for find in finds)
            )
            return Question(request=request, words=quotes(finds, 3), sentences=sentences)
    if questions:
        shown = tuple(words.quote(max(start, end - 4), end) + "?" for start, end in questions[:2])
        return Question(request=Request.ANSWER, words=shown, sentences=questions)
    return None


def _asking_sentences(letter: Letter) -> tuple[tuple[int, int], ...]:
    """Return where the sentences begin and end that have a question mark or ask by their words."""
    words = letter.words
    first, last = letter.bounds[Part.WRITTEN]
    places = [find.start for find in letter.find(_ASKS, Part.WRITTEN)]
    if "?" in words.vocabulary:
        places += [place for place in words.places["?"] if first <= place < last]
    return tuple(sorted({words.sentence_around(place, first) for place in places}))


def _is_within(find: Found, sentences: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= find.start < end for start, end in sentences)
