"""What tells the model of a mail's stance beside its words: yes or no, how often and where, and with which wishes.

The verdict tends to stand at the end, praise before the wishes; a letter is told by how its sentences are shared
between praise, blame, wishes and worries, not by any one of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from mailintake.classify.letter import Letter, Part
from mailintake.classify.lexicon import class_of
from mailintake.classify.stance import NO_WISHES, Heard, Voice, hear
from mailintake.classify.words import folded_set

_NEGATION = "negation"
# The classes of words that tell a stance, or that there is none: a correction has the stance of what it corrects.
_TELLING = folded_set(
    """
    praise blame agree refuse wish condition nothing abstain worry irony contrast intensity think
    add correct replace withdraw ask decide earlier thanks speak_for answer more_time who meeting
    """
)
_REACH = 3
_CLOSING = 2  # sentences
_SHORTEST_SENTENCE = 2  # words
# A feature's most, beside a word's 1.
_MOST = 1.5


def stance_features(letter: Letter) -> dict[str, float]:
    """Return the features of what is said in a mail; what is not there is 0."""
    heard = hear(letter)
    tokens = letter.tokens(Part.SAID)
    start = letter.bounds[Part.SAID][0]
    sentence_of, sentences = _sentences(tokens)
    said = {(f"voice {voice}", sentence_of[find.start - start]) for voice, finds in heard.items() for find in finds}
    said.update((f"sense {name}", sentence_of[place - start]) for name, place in _senses(letter, start, tokens))
    times: dict[str, int] = {}
    found: dict[str, float] = {}
    for name, sentence in said:
        times[name] = times.get(name, 0) + 1
        if sentence > sentences - _CLOSING:
            found[f"{name} at the end"] = 1.0
    for name, count in times.items():
        found[name] = 1.0
        found[f"{name} times"] = min(_MOST, math.log(count))
        found[f"{name} share"] = _MOST * count / sentences
    found.update((f"verdict {name}", 1.0) for name in _verdicts(heard))
    questions = tokens.count("?")
    found["questions"] = min(_MOST, questions / 2)
    found["questions share"] = min(_MOST, questions / sentences)
    found["exclamations"] = min(_MOST, tokens.count("!") / 3)
    found["sentences"] = math.log(sentences) / 2
    return found


def _sentences(tokens: list[str]) -> tuple[list[int], int]:
    """Return the number of each word's sentence, from 1, and how many there are; a lone word is part of the next."""
    sentence_of: list[int] = []
    number, words = 1, 0
    for token in tokens:
        sentence_of.append(number)
        if token[0].isalnum():
            words += 1
        elif words >= _SHORTEST_SENTENCE:
            number, words = number + 1, 0
    return sentence_of, max(1, number - (words < _SHORTEST_SENTENCE))


def _senses(letter: Letter, start: int, tokens: list[str]) -> Iterator[tuple[str, int]]:
    """Yield the classes of words that tell something, with “not” where they are denied, and where they stand."""
    denied_until = -1
    for place, word in enumerate(tokens, start):
        name = class_of(word)
        if name == _NEGATION:
            denied_until = place + _REACH
        elif name in _TELLING and (word not in NO_WISHES or letter.words.quote(place, place + 1).lower() != word):
            yield (f"not {name}" if place <= denied_until else name), place


def _verdicts(heard: Heard) -> Iterator[str]:
    """Yield the verdict by itself and beside what else is said: a linear model sees no “and”."""
    yes, no = bool(heard[Voice.YES]), bool(heard[Voice.NO])
    verdict = "yes and no" if yes and no else "yes" if yes else "no" if no else ""
    verdict = verdict or ("praise" if heard[Voice.PRAISE] else "none")
    yield verdict
    yield f"{verdict}, {'with' if heard[Voice.CHANGES] else 'without'} changes"
    for voice in (Voice.NO_OBJECTION, Voice.ABSTAINS, Voice.UNDECIDED):
        if heard[voice]:
            yield f"{verdict}, {voice}"
    if yes or no:
        last = max((*heard[Voice.YES], *heard[Voice.NO]), key=lambda find: find.start)
        yield f"ends with {'yes' if last in heard[Voice.YES] else 'no'}"
