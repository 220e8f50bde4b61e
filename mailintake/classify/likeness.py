"""How like a mail is to the proposal: the cosine of their words and pairs of words, weighted by how rare these are.

What is rare is told by the proposal itself and by a page of everyday municipal mail (everyday.txt), so likeness works
on the first day, with no mail that anybody has labelled.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from mailintake.classify.stems import stem
from mailintake.classify.words import Words, folded_set

# Words that stand in every text. The page of everyday mail is too short to tell how common each of them is.
_EVERYWHERE = folded_set(
    """
    alla allt andra att av bara behöver bli blir blivit båda bör det den denna dem de dess dessa detta där därför då
    efter eller en ett finns flera fler för från få får fått genom ger gå går göra gör gjort ha hade han har hela
    helt hit hon honom hos hur här i icke in ingen inga inget innan inte ja jag just kan kommer kunna kring lite lika
    man med medan mellan men mer mest min mina mitt mot mycket många måste mera nej ni nog något några någon nu när nya
    ny och också om oss på redan sade samma sedan ser sig sin sina sitt ska skall skulle som stor stora så sådan sätt
    till tar under upp ut utan vad var vara varit varje vars vart vem vi vid vidare vilka vilken vilket vill vår våra
    vårt vore väl än ännu är även åt över
    and are but for from have has not our that the their this was were will with would you your
    ehkä että hän ja joka jos kun kuin mutta myös niin ole oli olla olemme ovat sekä tai
    """
)
_SHORTEST_WORD = 3
# A pair of words that the proposal has too says more than the two by themselves.
_PAIR_WEIGHT = 1.5
# A word that more than one in twenty everyday mails uses tells nothing of the proposal.
_EVERYDAY = 3.0
_SHOWN = 10
_SHORTEST_SHOWN = 5
_SHORTEST_TELLING = 5

# A stem, or two that stand beside each other.
Term = str | tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """How like a text is, and by what."""

    degree: float  # 0 nothing in common, 1 the same words
    terms: frozenset[Term] = frozenset()  # what the two share


class LikenessIndex:
    """The proposal's words with their weights; made once, asked for every mail."""

    def __init__(self, texts: Iterable[str]) -> None:
        everyday = everyday_mail()
        # A word that no everyday mail uses is rarer than one that a single one of them uses.
        self._rarest = math.log(everyday.lines + 1) + 1
        self._rarity: dict[Term, float] = {
            term: math.log((everyday.lines + 1) / (count + 0.5)) for term, count in everyday.counts.items()
        }
        counts = Counter(term for text in texts for term in _terms(Words(text).tokens))
        weights = {term: (1 + math.log(count)) * self._rarity_of(term) for term, count in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        # What a term adds to the cosine when a mail has it: its weight here times its weight there.
        self._shares = {term: weight / length * self._rarity_of(term) for term, weight in weights.items()}
        self._singles = frozenset(term for term in weights if isinstance(term, str))
        self._pairs = frozenset(term for term in weights if isinstance(term, tuple))
        # What tells of the proposal and not of every day, in words long enough to be no chance.
        self.telling = frozenset(one for one in self._singles if len(one) >= _SHORTEST_TELLING and self.knows(one))
        self._squares = {term: self._rarity_of(term) ** 2 for term in (*self._rarity, *weights)}

    def measure(self, words: Words) -> Likeness:
        """Compare a text with the proposal; a word counts once, however often it stands there."""
        stems = _stems(words.tokens)
        shared: frozenset[Term] = self._singles.intersection(stems) | self._pairs.intersection(pairwise(stems))
        if not shared:
            return Likeness(degree=0.0)
        rarest = self._rarest**2
        # A pair that the proposal does not have is no word of its own.
        terms: frozenset[Term] = shared.union(stems)
        # Exact sums: the order of a set differs from one process to the next, a decision must not.
        square = math.fsum([self._squares.get(term, rarest) for term in terms])
        degree = math.fsum([self._shares[term] for term in shared]) / math.sqrt(square)
        return Likeness(degree=degree, terms=shared)

    def has(self, word: str) -> bool:
        """Whether a word stands in the proposal, in whatever form."""
        return stem(word) in self._singles

    def knows(self, stem_: str) -> bool:
        """Whether a stem stands in the proposal and is no word of every day."""
        return stem_ in self._singles and self._rarity_of(stem_) > _EVERYDAY

    def strongest(self, likeness: Likeness, words: Words) -> tuple[str, ...]:
        """Return the words of a text that made it most like the proposal, as the sender wrote them."""
        terms = heapq.nlargest(_SHOWN, likeness.terms, key=lambda term: (self._shares[term], str(term)))
        parts = dict.fromkeys(part for term in terms for part in ((term,) if isinstance(term, str) else term))
        places = (words.stemmed.index(part) for part in parts if len(part) >= _SHORTEST_SHOWN)
        return tuple(words.quote(place, place + 1) for place in places)

    def _rarity_of(self, term: Term) -> float:
        rarity = self._rarity.get(term, self._rarest)
        return rarity * _PAIR_WEIGHT if isinstance(term, tuple) else rarity


@dataclass(frozen=True, kw_only=True, slots=True)
class EverydayMail:
    """The page of everyday mail: how many lines it has, and in how many of them each word stands."""

    lines: int
    counts: Counter[Term]


@cache
def everyday_mail() -> EverydayMail:
    """Read the page of everyday mail that comes with the package."""
    text = resources.files("mailintake.classify").joinpath("everyday.txt").read_text(encoding="utf-8")
    lines = text.splitlines()
    counts = Counter(term for line in lines for term in set(_terms(Words(line).tokens)))
    return EverydayMail(lines=len(lines), counts=counts)


def _terms(tokens: list[str]) -> list[Term]:
    stems = _stems(tokens)
    return [*stems, *pairwise(stems)]


def _stems(tokens: list[str]) -> list[str]:
    return list(filter(None, map(_counted, tokens)))


@lru_cache(maxsize=8192)
def _counted(word: str) -> str:
    """Return a word's stem; "" for what is no word, a number, a short word and one that stands everywhere."""
    is_counted = len(word) >= _SHORTEST_WORD and word[0].isalnum() and not word.isdigit() and word not in _EVERYWHERE
    return stem(word) if is_counted else ""
