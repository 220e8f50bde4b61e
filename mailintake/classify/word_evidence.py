"""What the model adds to what the rules say, with the words that counted most, for a registrar to read."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from itertools import islice

from mailintake.classify.features import Look
from mailintake.classify.letter import Letter
from mailintake.classify.model import Model
from mailintake.domain.decision import Evidence

NAME = "words"
HIT_FOR = "Jämfört med tidigare bedömda mejl är det troligare än de andra tecknen säger"
HIT_FOR_EN = "Compared with mails judged before, it is likelier than the other signs say"
HIT_AGAINST = "Jämfört med tidigare bedömda mejl är det mindre troligt än de andra tecknen säger"
HIT_AGAINST_EN = "Compared with mails judged before, it is less likely than the other signs say"
MISS = "Jämförelsen med tidigare bedömda mejl ändrar inget"
MISS_EN = "The comparison with mails judged before changes nothing"

_LEAST = 0.1
_LOOKED_AT = 24
_SHOWN = 5
_SHORTEST_SHOWN = 5


def told_by(model: Model, look: Look) -> Iterable[tuple[float, str]]:
    """Return what each feature of a mail adds to its log-odds, and the feature's name."""
    return [(model.weight_of(name, look) * value, name) for name, value in look.features.items()]


def word_evidence(told: Iterable[tuple[float, str]], letter: Letter, weight: float) -> Evidence:
    """Return the model's share in the log-odds as evidence, with the words of the features that told most."""
    if abs(weight) < _LEAST:
        return Evidence(rule=NAME, hit=False, weight=round(weight, 2), text=f"{MISS}.")
    sign = 1 if weight > 0 else -1
    most = heapq.nlargest(_LOOKED_AT, ((added * sign, name) for added, name in told if added))
    words = _as_written([name for _, name in most], letter)
    shown = ": " + ", ".join(f"”{word}”" for word in words) if words else ""
    return Evidence(
        rule=NAME, hit=True, weight=round(weight, 2), text=f"{HIT_FOR if sign > 0 else HIT_AGAINST}{shown}."
    )


def _as_written(names: list[str], letter: Letter) -> list[str]:
    """Return the words behind the features that stand for one word each, as the sender wrote them."""
    words = letter.words
    plain = (name.partition(":")[2] or name for name in names if " " not in name)
    found = dict.fromkeys(name for name in plain if len(name) >= _SHORTEST_SHOWN and name in words.stems)
    places = map(words.stemmed.index, islice(found, _SHOWN))
    return [words.quote(place, place + 1) for place in places]
