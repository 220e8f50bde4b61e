"""The name of an organisation in what a mail says: “Tranebo byalag har tagit del av …”, “Vi i …”, “Yttrande från …”.

Only a name that the letter speaks for counts: one that begins a sentence or a line, or follows words such as “vi i”,
“styrelsen för” and “yttrande från”. What it speaks of, or what its writer is only a member of, does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailintake.classify.kinds import GENITIVES, MARKS, is_kind
from mailintake.classify.sender import Sender
from mailintake.classify.signed_name import NO_NAMES, has_own_name, is_addressee
from mailintake.classify.words import fold, folded_set

_ENDS_A_NAME = '.,:;!?)"”'
_ENDS_A_SENTENCE = (".", ":", "!", "?")
_SHORTEST_ADJECTIVE = 5
_CONNECTORS = folded_set("i på för av vid kring till of the for in at and och & de del von")
_SPEAKS = re.compile(
    r"(?:\b(?:vi|oss|styrelsen|ordförande|ordf\.?|kassör|sekreterare|ledamot|kanslist|vägnar|uppdrag|yttrande|yttrandet"
    r"|svar|svaret|remissvar|remissvaret|synpunkter|hälsningar|hälsning|brev|inspel|kommentarer|besked|ombud|board"
    r"|behalf|chair|secretary|response|comments|members) (?:i|på|för|från|inom|av|hos|of|from|for|fra)"
    r"|(?:^|[.:!?] )(?:för|från|from|fra|yttrande|remissvar|svar|synpunkter|protokoll)"
    r"|\b(?:det är|här är|jag heter|this is) (?-i:[A-ZÅÄÖ]\w+ ){1,2}(?:från|i|på|from|of|in|at)"
    r"|\b(?:representerar|företräder|namn är|heter|sitter i|yhdistyksemme|seuramme|kerhomme|kuoromme"
    r"|föreningen|klubben|våra?n? (?:förening|klubb|grupp)))"
    r"(?: (?:den ideella )?föreningen| the)?[ :,\"“”]*$",
    re.IGNORECASE,
)
# Whoever once spoke for it no longer does.
_BYSTANDER = re.compile(r"\b(?:tidigare|före detta|f\.?d\.?|var|varit|avgått som|former) \w+ \w+ *$", re.IGNORECASE)
# “… så Bowlingklubben Käglan lämnar inget svar”: nobody does that but whom the letter speaks for.
_ANSWERS = re.compile(
    r"(?:lämnar|avstår|röstar|svarar|tillstyrker|avstyrker|yttrar|instämmer|abstains)\b", re.IGNORECASE
)
# What belongs to the organisation whose name stands before.
_ITS_OWN = re.compile(
    r"(?:yttrande|svar|synpunkter|remissvar|remissyttrande|styrelse|åsikt|inställning|kommentar|hälsning|inspel|besked"
    r"|tankar|vägnar|sida|årsmöte|medlemsmöte|medlemmar|ordförande|sekreterare|response|comments)",
    re.IGNORECASE,
)


def names_said(text: str, sender: Sender) -> Iterator[str]:
    """Yield the organisations that a text speaks for, in the order in which it names them."""
    all_words = text.split()
    if any(map(is_kind, all_words)) or not sender.short_names.isdisjoint(all_words):
        for line in text.splitlines():
            words = line.split()
            is_telling = any(map(is_kind, words)) or not sender.short_names.isdisjoint(words)
            if is_telling and not is_addressee(line):
                yield from _names_among(words, sender)


def _names_among(words: list[str], sender: Sender) -> Iterator[str]:
    plain = [word.strip(MARKS) for word in words]
    end = 0
    for place, word in enumerate(words):
        if place < end or not (is_kind(word) or word in sender.short_names):
            continue
        if word.islower() and any(is_kind(after) and after[0].isupper() for after in plain[place + 1 : place + 2]):
            # “vår förening Kamratklubben Öglan”
            continue
        first, end = _reach_left(words, plain, place), _reach_right(words, plain, place)
        name = plain[first:end]
        if has_own_name(name) and _speaks(words[:first], name, words[end:], sender):
            yield _without_genitive(" ".join(name), words[end:])


def _speaks(before: list[str], name: list[str], after: list[str], sender: Sender) -> bool:
    if not before or before[-1].endswith(_ENDS_A_SENTENCE):
        # “Skytteklubben borde …” is said by anybody.
        return len(name) > 1 or sender.owns(name[0]) or not after
    if after and _ANSWERS.match(after[0]) and len(name) > 1:
        return True
    said = " ".join(before[-6:])
    return _SPEAKS.search(said) is not None and _BYSTANDER.search(said) is None


def _reach_left(words: list[str], plain: list[str], place: int) -> int:
    """Return where a name begins whose kind stands at ``place``: “Västra Tuna hembygdsförening”."""
    first = place
    while first > 0:
        word, name = words[first - 1], plain[first - 1]
        if not name or word[-1] in _ENDS_A_NAME or fold(name) in NO_NAMES:
            break
        # “Björkviks byaförening”, “Röda Korset”, but not “Röstar skytteklubben”.
        if first == place and _is_definite(plain[place]) and name[-1] not in "as":
            break
        if not (name[0].isupper() or word[-1] == "-" or _is_inside(words, plain, first - 1)):
            break
        first -= 1
    return first


def _is_inside(words: list[str], plain: list[str], place: int) -> bool:
    """Whether a word in small letters joins those beside it: “Hantverks- och …”, “Luulajan suomalaiset eläkeläiset”."""
    if place == 0 or not plain[place - 1]:
        return False
    before, word = plain[place - 1], plain[place]
    if words[place - 1][-1] == "-":
        return word in {"och", "&"}
    return (
        before[0].isupper()
        and before[-1] in "san"
        and fold(before) not in NO_NAMES
        and len(word) >= _SHORTEST_ADJECTIVE
        and word[-1] in "sta"
    )


def _is_definite(word: str) -> bool:
    return word[0].islower() and word.endswith(("en", "et", "an", "na"))


def _reach_right(words: list[str], plain: list[str], place: int) -> int:
    """Return where a name ends whose kind stands at ``place``: “Lantbrukarnas lokalgrupp i Älvhult”."""
    end = place + 1
    # In a letter all of capitals they tell nothing.
    if all(map(str.isupper, plain[:end])):
        return end
    while end < len(words) and words[end - 1][-1] not in _ENDS_A_NAME:
        if _is_part(plain[end]):
            end += 1
        elif fold(plain[end]) in _CONNECTORS and words[end][-1] not in _ENDS_A_NAME and plain[end + 1 : end + 2]:
            if not plain[end + 1][:1].isupper():
                break
            end += 2
        else:
            break
    return end


def _is_part(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit() or is_kind(word)


def _without_genitive(name: str, after: list[str]) -> str:
    if name.endswith(GENITIVES):
        return name[:-2]
    return name[:-1] if name.endswith("s") and after and _ITS_OWN.match(after[0]) else name
