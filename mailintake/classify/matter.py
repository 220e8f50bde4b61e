"""What a letter says it is about: the words after “synpunkter på”, “yttrande över”, “remissen om”."""

from __future__ import annotations

from itertools import takewhile

from mailintake.classify.context import Context
from mailintake.classify.letter import Letter, Part
from mailintake.classify.phrases import Found, Phrases
from mailintake.classify.stems import stem
from mailintake.classify.words import folded_set

_INTRODUCTIONS = Phrases(
    "synpunkt|synpunkter|synpunkterna på|om|över|till|kring|angående|gällande|rörande|ang",
    "yttrande|yttrandet|remissvar|remissvaret|svar|svaret|remissyttrande på|om|över|till|angående|gällande|rörande|ang",
    "kommentar|kommentarer|åsikter|tankar|klagomål|feedback på|om|över|till|kring|angående|gällande|rörande",
    "remiss|remissen om|angående|gällande|rörande|avseende|av|för|ang",
    "förslag|förslaget|utkast|utkastet till|om|på|angående|gällande|rörande|ang",
    "tycker|tycka om",
    "tycka till om",
    "fråga|frågor|frågan|fundering|funderingar om|kring|angående|gällande|rörande|ang",
    "question|questions about|regarding|on",
    "avstår|avstå … synpunkter|yttra|yttrande … på|över|om",
    "comments|views|feedback|response|statement|opinion on|about|to|regarding",
    "proposal for|of",
    "lausunto|lausuntomme|lausuntopyyntö|kommentit|mielipide",
    "ehdotus|ehdotusta|ehdotukseen",
    "innspill|uttalelse|høringssvar til|om",
    "forslag|forslaget til|om",
)
_WORDS_AFTER = 7

# Words that may follow and name nothing: “synpunkter på ert förslag”, “synpunkter på remissen”.
_EMPTY = frozenset(
    stem(word)
    for word in folded_set(
        """
        det den de detta dessa er ert era eran vårt vår våra min mitt detsamma remiss remissen remissförslaget
        remissförslag förslag förslaget till om för och en ett the your this proposal draft texten utkastet dokumentet
        ovanstående rubricerat rubricerade ärende ärendet att något vad hur luleås luleå kommun kommuns kommunens
        kommunen ny nya nytt från av som med på ni har skickat ut senast före innan svar svaret punkt princip
        principerna sidan yttrande handlingarna
        """
    )
)

# Where a name ends and the sentence goes on.
_ENDS = folded_set("och men samt har vill kan som eftersom då när and but")
# “detaljplan för kvarteret Björnen”: the name of a matter begins with what it is.
_WORDS_OF_A_NAME = 2


def introduced(letter: Letter, part: Part) -> list[tuple[Found, int]]:
    """Return each introduction, and where what it introduces ends: at the sentence's end or after some words."""
    tokens = letter.words.tokens
    found = []
    for find in letter.find(_INTRODUCTIONS, part):
        end = find.end
        # The last element of a mail's words always ends a sentence.
        while end < find.end + _WORDS_AFTER and tokens[end][0].isalnum():
            end += 1
        found.append((find, end))
    return found


def other_matter(context: Context) -> str:
    """Return what a letter says it is about, where that is not this consultation; "" where it does not say so.

    Nothing that follows stands in the proposal, and no term of the consultation stands anywhere.
    """
    letter = context.letter
    if letter.find(context.profile.terms, Part.LETTER):
        return ""
    words = letter.words
    for introduction, end in introduced(letter, Part.LETTER):
        following = takewhile(lambda word: word not in _ENDS, words.tokens[introduction.end : end])
        stems = (stem(word) for word in following if not word.isdigit())
        named = [word for word in stems if word not in _EMPTY][:_WORDS_OF_A_NAME]
        if named and not any(context.profile.likeness.knows(word) for word in named):
            return words.quote(introduction.start, min(end, introduction.end + 3))
    return ""
