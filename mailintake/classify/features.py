"""What the model sees of a mail beside a consultation: its words, without those that belong to one consultation only.

A word that is a term of the consultation, names another matter or stands in the proposal is replaced by its class, and
so is one that stands in the lexicon: what was learnt of one consultation holds for the next on its first day, and what
was learnt of one word for those that mean the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.letter import Part
from mailintake.classify.lexicon import class_of
from mailintake.classify.stems import stem
from mailintake.classify.words import tokens_of
from mailintake.domain.message import Message

Features = dict[str, float]

# The classes that stand for words of one consultation.
TERM, NEAR_MISS, PROPOSAL, NUMBER = "<term>", "<near miss>", "<proposal>", "<number>"
# Where a mail stands: in answer to one of ours, and beside a consultation.
IN_THREAD, CONSULTATION = "in thread", "consultation:"
_NEGATION = "{negation}"
_CLASS_MARKS = frozenset("{<")
_TELLING_MARKS = frozenset("?!")
_REACH = 3

# What a letter is about stands in its beginning; a longer text must not outweigh all else by its length.
_TEXT_READ = 250
_ATTACHED_READ = 150
_OPENING = 12
_SPELLED = 350
_SIGNATURE_READ = 300
_LONGEST_LENGTH = 6
_MOST_KNOWN = 1.5
# A rule's full strength beside a word's 1.
_STRENGTH = 2.0
# Words of which it is remembered what stands for them.
_REMEMBERED = 16_384


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """A mail as the model sees it."""

    features: Features  # by name, with their values; what is not there is 0
    words: tuple[str, ...]  # the different words, spelled out, of which those of one consultation are classes
    places: tuple[str, ...] = ()  # where it stands: beside its consultation, and perhaps in answer to a mail of ours


_TOPICS = (
    "title", "reference_prefix", "key_terms", "sections", "names_the_matter", "proposal_likeness", "attachment_name",
    "names_our_reference",
)  # fmt: skip
_MOST_TOPICS = 4
# An order to the machine changes nothing, in either direction.
_UNHEARD = frozenset({"speaks_to_machine"})


def look_at(message: Message, context: Context, hits: Mapping[str, Hit | None], log_odds: float) -> Look:
    """Return what the model sees of a mail; ``log_odds`` is what the rules add up to."""
    plain = _plain_words(context)
    tokens = context.letter.words.tokens
    spelled = [word if word[0] == "<" else token for word, token in zip(plain[:_SPELLED], tokens, strict=False) if word]
    topics = sum(hits[name] is not None for name in _TOPICS)
    found: Features = {"rules": log_odds / 2, f"topics:{min(_MOST_TOPICS, topics)}": 1.0}
    senses, length = _add_words(found, message, context, plain)
    places: tuple[str, ...] = (f"{CONSULTATION}{context.profile.consultation.key}",)
    if context.is_in_thread:
        found[IN_THREAD] = 1.0
        places += (IN_THREAD,)
    else:
        # What is asked or blamed beside the matter is a comment, and without it an errand.
        place = "on topic:" if topics else "off topic:"
        found.update((place + name, 1.0) for name in (*senses, length))
    for name, hit in hits.items():
        if hit is not None and name not in _UNHEARD:
            found[f"rule:{name}"] = hit.strength * _STRENGTH
    return Look(features=found, words=tuple(dict.fromkeys(spelled)), places=places)


def _add_words(found: Features, message: Message, context: Context, plain: list[str]) -> tuple[Iterable[str], str]:
    """Add what stands in a mail; return the classes of words in its text, and its length."""
    letter, history = context.letter, context.history
    tokens = letter.words.tokens
    classes = [
        word if word[:1] == "<" else word and (_mark_of(token) or word)
        for word, token in zip(plain, tokens, strict=True)
    ]
    subject_end = letter.bounds[Part.SUBJECT][1]
    text_end = letter.bounds[Part.TEXT][1]
    last = min(text_end, subject_end + _TEXT_READ)
    place = "re:" if letter.bounds[Part.SAID][0] else "subject:"
    _add(found, place, plain[:subject_end], classes[:subject_end])
    _add(found, "", plain[subject_end:last], classes[subject_end:last])
    _add(found, "begins:", (), classes[subject_end : min(last, subject_end + _OPENING)])
    _add(found, "attached:", plain[text_end : text_end + _ATTACHED_READ], classes[text_end : text_end + _ATTACHED_READ])
    found.update((f"signed:{word}", 1.0) for word in _words_of(message.signature[:_SIGNATURE_READ]))
    found.update((f"from:{word}", 1.0) for word in _words_of(message.from_address))
    text = list(filter(None, plain[subject_end:text_end]))
    known = text.count(TERM) + text.count(PROPOSAL)
    found["known"] = min(_MOST_KNOWN, known / 10)
    found["known share"] = min(_MOST_KNOWN, 8 * known / (len(text) + 5))
    length = _length(letter.own_words)
    found[length] = 1.0
    found[f"language:{message.language}"] = 1.0
    if history.replies_to and context.is_in_thread:
        # In answer to a mail of ours, a few words mean something else than by themselves.
        place = f"answers {history.replies_to.kind}:"
        found[place] = 1.0
        found.update((place + one, 1.0) for one in classes[subject_end:last] if one[:1] in _CLASS_MARKS)
        found[place + length] = 1.0
    if history.comments_of_sender:
        found["has commented"] = 1.0
    if letter.documents:
        found["documents"] = 1.0
    if letter.is_cover:
        found["cover"] = 1.0
    return dict.fromkeys(one for one in classes[subject_end:last] if one[:1] == "{"), length


def _length(own_words: int) -> str:
    return f"length:{min(_LONGEST_LENGTH, int(math.log2(1 + own_words)))}"


def _plain_words(context: Context) -> list[str]:
    """Return the stems of a letter's words, and classes where a word belongs to the consultation."""
    words, profile = context.letter.words, context.profile
    known = profile.likeness.telling & words.stems
    plain = list(map(_plain_word, words.stemmed))
    if known:
        plain = [PROPOSAL if one in known else one for one in plain]
    for class_, phrases in ((NEAR_MISS, profile.near_misses), (TERM, profile.terms)):
        for find in phrases.find(words):
            plain[find.start : find.end] = [class_] * (find.end - find.start)
    return plain


@lru_cache(maxsize=_REMEMBERED)
def _plain_word(stem_: str) -> str:
    """Return what stands for a word; "" for the end of a sentence that neither asks nor exclaims."""
    if stem_[0].isalnum():
        return NUMBER if stem_.isdigit() else stem_
    return stem_ if stem_ in _TELLING_MARKS else ""


@lru_cache(maxsize=_REMEMBERED)
def _mark_of(token: str) -> str:
    """Return what stands for a word that has a class in the lexicon; "" for one that has none."""
    name = class_of(token)
    return f"{{{name}}}" if name else ""


def _add(found: Features, place: str, plain: Sequence[str], classes: Sequence[str]) -> None:
    found.update([(place + token, 1.0) for token in plain if token])
    found.update([(place + token, 1.0) for token in classes if token])
    found.update([(f"{place}{one} {other}", 1.0) for one, other in pairwise(classes) if one and other])
    if _NEGATION in classes:
        for index, token in enumerate(classes):
            if token == _NEGATION:
                for other in classes[index + 1 : index + 1 + _REACH]:
                    if other[:1] == "{":
                        found[f"{place}not {other}"] = 1.0


def _words_of(text: str) -> Iterable[str]:
    return (stem(token) for token in tokens_of(text) if token.isalpha())
