"""What tells the model of a mail's stance beside its words: yes or no, how often and where, and with which wishes.

The verdict tends to stand at the end, praise before the wishes; a letter is told by how its sentences are shared
between praise, blame, wishes and worries, not by any one of them.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cache

from mailintake.classify.letter import Letter, Part
from mailintake.classify.lexicon import class_of
from mailintake.classify.stance import NO_WISHES, Heard, Voice, hear
from mailintake.classify.words import folded_set

_NEGATION = "negation"
# The classes of words that tell a stance, or that there is none: a correction has the stance of what it corrects.
_TELLING = {
    name: (f"sense {name}", f"sense not {name}")
    for name in folded_set(
        """
        praise blame agree refuse wish condition nothing abstain worry irony contrast intensity think
        add correct replace withdraw ask decide earlier thanks speak_for answer more_time who meeting
        """
    )
}
_VOICES = {voice: f"voice {voice}" for voice in Voice}
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
    ends = _ends_of_sentences(letter, tokens, start)
    sentences = max(1, len(ends))
    said = {(_VOICES[voice], bisect_left(ends, find.start)) for voice, finds in heard.items() for find in finds}
    said.update((name, bisect_left(ends, place)) for name, place in _senses(letter, tokens, start))
    found: dict[str, float] = {}
    for name, count in Counter(name for name, _ in said).items():
        times, share, _ = _kinds_of(name)
        found[name] = 1.0
        found[times] = min(_MOST, math.log(count))
        found[share] = _MOST * count / sentences
    for name, sentence in said:
        if sentence >= sentences - _CLOSING:
            found[_kinds_of(name)[2]] = 1.0
    found.update((f"verdict {name}", 1.0) for name in _verdicts(heard))
    questions = tokens.count("?")
    found["questions"] = min(_MOST, questions / 2)
    found["questions share"] = min(_MOST, questions / sentences)
    found["exclamations"] = min(_MOST, tokens.count("!") / 3)
    found["sentences"] = math.log(sentences) / 2
    return found


@cache
def _kinds_of(name: str) -> tuple[str, str, str]:
    return f"{name} times", f"{name} share", f"{name} at the end"


def _ends_of_sentences(letter: Letter, tokens: list[str], start: int) -> list[int]:
    """Return where the sentences end; a lone word is part of the next one."""
    marks = {word for word in letter.words.vocabulary if not word[0].isalnum()}
    ends: list[int] = []
    begin = start
    for place, token in enumerate(tokens, start):
        if token in marks:
            if place - begin >= _SHORTEST_SENTENCE:
                ends.append(place)
            begin = place + 1
    return ends


def _senses(letter: Letter, tokens: list[str], start: int) -> Iterator[tuple[str, int]]:
    """Yield the classes of words that tell something, with “not” where they are denied, and where they stand."""
    denied_until = -1
    for place, word in enumerate(tokens, start):
        name = class_of(word)
        if not name:
            continue
        if name == _NEGATION:
            denied_until = place + _REACH
        elif name in _TELLING and (word not in NO_WISHES or letter.words.quote(place, place + 1).lower() != word):
            yield _TELLING[name][place <= denied_until], place


def _verdicts(heard: Heard) -> Iterator[str]:
    """Yield the verdict by itself and beside what else is said: a linear model sees no “and”."""
    yes, no = heard[Voice.YES], heard[Voice.NO]
    verdict = "yes and no" if yes and no else "yes" if yes else "no" if no else ""
    verdict = verdict or ("praise" if heard[Voice.PRAISE] else "none")
    yield verdict
    yield f"{verdict}, {'with' if heard[Voice.CHANGES] else 'without'} changes"
    for voice in (Voice.NO_OBJECTION, Voice.ABSTAINS, Voice.UNDECIDED):
        if heard[voice]:
            yield f"{verdict}, {_VOICES[voice]}"
    if yes or no:
        last_yes, last_no = (finds[-1].start if finds else -1 for finds in (yes, no))
        yield f"ends with {'yes' if last_yes > last_no else 'no'}"
